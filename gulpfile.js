/**
 * Builds dist/: what is published. `npm run build`.
 *
 * TypeScript is compiled file by file, so that n8n's loader finds one file per node. A published node may have no
 * dependencies, so each module that imports a library (decimal.js, stdnum) is bundled in place, and the licences ship
 * beside them.
 */
const { execFile } = require('node:child_process');
const { rm } = require('node:fs/promises');
const { promisify } = require('node:util');
const esbuild = require('esbuild');
const { dest, series, src } = require('gulp');

const out = 'dist';
const bundled = ['nodes/shared/billing/decimal', 'nodes/shared/billing/vatDigits'];

/** Removes the last build, so that a file that was deleted in the source does not ship. */
async function clean() {
	await rm(out, { recursive: true, force: true });
}

/** Checks types and compiles; nothing is written when there is an error. */
async function compile() {
	try {
		await promisify(execFile)(process.execPath, [require.resolve('typescript/bin/tsc')], { cwd: __dirname });
	} catch (error) {
		throw new Error(`TypeScript:\n${error.stdout}`);
	}
}

/** Puts each library into the one module that imports it. */
async function bundle() {
	await esbuild.build({
		entryPoints: bundled.map((file) => `${file}.ts`),
		outdir: out,
		outbase: '.',
		allowOverwrite: true,
		bundle: true,
		platform: 'neutral',
		mainFields: ['module', 'main'],
		conditions: ['import'],
		format: 'cjs',
		target: 'es2022',
		external: ['n8n-workflow'],
		legalComments: 'inline',
		logLevel: 'warning',
	});
}

/** Icons, codex and output schemas lie beside the code that n8n loads. */
function assets() {
	const files = ['credentials/*.svg', 'nodes/**/*.svg', 'nodes/**/*.node.json', 'nodes/**/__schema__/**/*.json'];
	return src(files, { base: '.', encoding: false }).pipe(dest(out));
}

function licences() {
	const files = ['node_modules/decimal.js/LICENCE.md', 'node_modules/stdnum/LICENSE.md'];
	return src(files, { base: 'node_modules', encoding: false }).pipe(dest(`${out}/licences`));
}

exports.clean = clean;
exports.build = series(clean, compile, bundle, assets, licences);
exports.default = exports.build;
