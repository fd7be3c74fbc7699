/**
 * `node sandbox/host/setup.mjs FILE.mts [ARGUMENT...]`: installs what the checkout needs, then runs FILE under the
 * pinned Node. `npm start` and `npm test` come through here, so both work on a fresh clone with any Node from 20 on.
 *
 * Install scripts are left out: one of eslint-plugin-n8n-nodes-base refuses every package manager but pnpm, and of the
 * others only that of `node`, which links the pinned Node, is needed.
 */
import { spawn } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { delimiter, dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = join(dirname(fileURLToPath(import.meta.url)), '..', '..');
const bin = join(root, 'node_modules', '.bin');
const node = join(bin, process.platform === 'win32' ? 'node.cmd' : 'node');

/**
 * Runs a command to its end and resolves to its exit code. SIGTERM is passed on; SIGINT only has to leave us waiting,
 * since a terminal sends Ctrl-C to the command as well.
 */
function run(command, args) {
	return new Promise((resolve, reject) => {
		const child = spawn(command, args, {
			cwd: root,
			stdio: 'inherit',
			shell: process.platform === 'win32',
			env: { ...process.env, PATH: `${bin}${delimiter}${process.env.PATH}` },
		});
		const stop = () => child.kill('SIGTERM');
		const wait = () => {};
		process.on('SIGTERM', stop).on('SIGINT', wait);
		child.on('error', reject);
		child.on('exit', (code, signal) => {
			process.off('SIGTERM', stop).off('SIGINT', wait);
			resolve(signal ? 1 : code);
		});
	});
}

/**
 * Whether node_modules holds what package-lock.json names; npm keeps what it installed in a lock of its own. Entries
 * marked extraneous are peers that npm 10 installs and npm 11 does not; npm 10 refuses the lock without them.
 */
function installed() {
	const record = join(root, 'node_modules', '.package-lock.json');
	if (!existsSync(record) || !existsSync(node)) return false;
	const packages = (file) => JSON.parse(readFileSync(file, 'utf8')).packages;
	const present = packages(record);
	return Object.entries(packages(join(root, 'package-lock.json'))).every(
		([path, { version, optional, extraneous }]) =>
			path === '' || optional || extraneous || present[path]?.version === version,
	);
}

async function install() {
	const started = Date.now();
	const elapsed = () => `${Math.round((Date.now() - started) / 1000)} s`;
	console.log('Installing the development dependencies (1.3 GB, one to three minutes, once per clone) ...');
	const ticker = setInterval(() => console.log(`  ... still installing, ${elapsed()}`), 15_000);
	try {
		for (const args of [
			['ci', '--ignore-scripts', '--no-audit', '--no-fund', '--loglevel=error'],
			['rebuild', 'node', '--loglevel=error'],
		]) {
			const code = await run('npm', args);
			if (code !== 0) throw new Error(`"npm ${args.join(' ')}" ended with ${code}; its own words stand above.`);
		}
	} finally {
		clearInterval(ticker);
	}
	console.log(`Installed in ${elapsed()}.`);
}

const [file, ...args] = process.argv.slice(2);
try {
	if (Number(process.versions.node.split('.')[0]) < 20)
		throw new Error(`Node 20 or newer is needed, not ${process.version}.`);
	if (!file) throw new Error('Which file is to be run? Usage: node sandbox/host/setup.mjs FILE.mts [ARGUMENT...]');
	if (!installed()) await install();
	process.exitCode = await run(node, [file, ...args]);
} catch (error) {
	console.error(error.message);
	process.exitCode = 1;
}
