/**
 * Builds dist/: what is published. `npm run build`.
 *
 * TypeScript is compiled file by file, so that n8n's loader finds one file per node. A published node may have no
 * dependencies, so the one module that imports decimal.js is bundled in place, and its licence ships beside it.
 */
const { execFile } = require('node:child_process');
const { rm } = require('node:fs/promises');
const { promisify } = require('node:util');
const esbuild = require('esbuild');
const { dest, series, src } = require('gulp');

const out = 'dist';
const bundled = 'nodes/shared/billing/decimal';

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

/** Puts decimal.js into the one module that imports it. */
async function bundle() {
	await esbuild.build({
		entryPoints: [`${bundled}.ts`],
		outfile: `${out}/${bundled}.js`,
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
	return src('node_modules/decimal.js/LICENCE.md', { base: 'node_modules', encoding: false }).pipe(
		dest(`${out}/licences`),
	);
}

exports.clean = clean;
exports.build = series(clean, compile, bundle, assets, licences);
exports.default = exports.build;
