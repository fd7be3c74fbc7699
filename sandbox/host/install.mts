/**
 * The real n8n, installed once per machine into the user's cache (2.3 GB, about three minutes), so that every clone,
 * test run and demo shares it. The recipe is the only one seen to work for this version: `npm ci` fails on this tree,
 * and of the native modules only sqlite3 matters.
 */
import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { cacheFolder } from './cache.mts';
import { run as runCommand, type Run } from './command.mts';
import { withLock } from './lock.mts';

/** Exact versions that fit together: this n8n needs Node 24 or later. */
export const PINS = { n8n: '2.41.1', node: '24.21.0' } as const;

const MARKER = '.complete.json';
const COMPILERS = ['python3', 'make', 'g++'] as const;

export interface Host {
	/** The folder that holds package.json and node_modules. */
	folder: string;
	/** The Node binary that runs n8n. */
	node: string;
	/** n8n's own start script. */
	script: string;
}

export interface InstallOptions {
	/** Where to install; by default a folder named after the version in the cache. */
	folder?: string;
	say?: (line: string) => void;
	run?: Run;
	/** Whether sqlite3's ready-made binary can be downloaded here; tests give their own. */
	canDownload?: () => Promise<boolean>;
	/** Which of the programs exist on this machine; tests give their own. */
	has?: (program: string) => boolean;
}

/**
 * Makes sure that the host stands, and returns where. A complete installation costs one file read.
 * @throws when the compilers that sqlite3 would need are missing, or a step of the installation fails
 */
export async function ensureHost(options: InstallOptions = {}): Promise<Host> {
	const folder = options.folder ?? join(cacheFolder(), `n8n-${PINS.n8n}`);
	const host = at(folder);
	if (isComplete(folder)) return host;
	return await withLock(
		`${folder}.lock`,
		async () => {
			if (!isComplete(folder)) await install(host, options);
			return host;
		},
		options.say ? { say: options.say } : {},
	);
}

function at(folder: string): Host {
	return {
		folder,
		node: join(folder, 'node_modules', 'node', 'bin', 'node'),
		script: join(folder, 'node_modules', 'n8n', 'bin', 'n8n'),
	};
}

/** The marker is written last, and names the versions: another pin makes the folder incomplete. */
function isComplete(folder: string): boolean {
	const marker = readJson(join(folder, MARKER));
	return marker?.['n8n'] === PINS.n8n && marker['node'] === PINS.node;
}

async function install(host: Host, options: InstallOptions): Promise<void> {
	const { say = () => {}, run = runCommand } = options;
	const { folder } = host;
	if (!(await works(host, run))) {
		await checkCompilers(options);
		say(`Installing n8n ${PINS.n8n} into ${folder}: once per machine, 2.3 GB, about three minutes`);
		rmSync(folder, { recursive: true, force: true });
		mkdirSync(folder, { recursive: true });
		writeFileSync(
			join(folder, 'package.json'),
			JSON.stringify({ name: 'n8n-host', private: true, dependencies: PINS }),
		);
		const npm = async (what: string, ...args: string[]) =>
			await run('npm', args, { cwd: folder, env: hostEnv(folder), log: join(folder, 'install.log'), say, what });
		await npm(
			'downloading n8n',
			'install',
			'--ignore-scripts',
			'--legacy-peer-deps',
			'--omit=optional',
			'--no-audit',
			'--no-fund',
		);
		await npm('linking Node', 'rebuild', 'node');
		await npm('building sqlite3', 'rebuild', 'sqlite3');
		if (!(await works(host, run)))
			throw new Error(`n8n was installed into ${folder} but does not run; see install.log there`);
	}
	writeFileSync(join(folder, MARKER), `${JSON.stringify(PINS)}\n`);
}

/** The tree has the pinned versions, its Node runs, and sqlite3 opens a database in it. */
async function works({ folder, node, script }: Host, run: Run): Promise<boolean> {
	const version = readJson(join(folder, 'node_modules', 'n8n', 'package.json'))?.['version'];
	if (version !== PINS.n8n || !existsSync(node) || !existsSync(script)) return false;
	const probe = `new (require('sqlite3').Database)(':memory:', (error) => {
		console.log(error ? error.message : process.version);
	})`;
	try {
		const answer = await run(node, ['-e', probe], {
			cwd: folder,
			what: 'checking the installed n8n',
			timeoutMs: 30_000,
		});
		return answer.trim() === `v${PINS.node}`;
	} catch {
		return false;
	}
}

/** sqlite3 compiles itself where its ready-made binary cannot be downloaded: better said before 2.3 GB than after. */
async function checkCompilers(options: InstallOptions): Promise<void> {
	const { has = isOnPath, canDownload = prebuiltIsReachable } = options;
	const missing = COMPILERS.filter((program) => !has(program));
	if (missing.length === 0 || (await canDownload())) return;
	throw new Error(
		`n8n's database driver (sqlite3) has to be compiled on this machine, since its ready-made binary cannot be downloaded ` +
			`here, and ${missing.join(', ')} ${missing.length === 1 ? 'is' : 'are'} missing. On Debian or Ubuntu: ` +
			`apt-get install python3 make g++. On macOS: xcode-select --install. Then run this again.`,
	);
}

async function prebuiltIsReachable(): Promise<boolean> {
	const name = `sqlite3-v5.1.7-napi-v6-${process.platform}-${process.arch}.tar.gz`;
	const url = `https://github.com/TryGhost/node-sqlite3/releases/download/v5.1.7/${name}`;
	try {
		return (await fetch(url, { method: 'HEAD', signal: AbortSignal.timeout(10_000) })).ok;
	} catch {
		return false;
	}
}

function isOnPath(program: string): boolean {
	return (process.env['PATH'] ?? '').split(delimiter).some((folder) => existsSync(join(folder, program)));
}

/** This process's environment, with the host's Node first and without what `npm run` or a parent n8n set for themselves. */
export function hostEnv(folder: string): NodeJS.ProcessEnv {
	const notInherited = /^(npm_(?!config_)|npm_config_local_prefix$|NODE_OPTIONS$|N8N_)/;
	const inherited = Object.entries(process.env).filter(([name]) => !notInherited.test(name));
	const env: NodeJS.ProcessEnv = Object.fromEntries(inherited);
	env['PATH'] = [join(folder, 'node_modules', '.bin'), process.env['PATH'] ?? ''].join(delimiter);
	return env;
}

function readJson(file: string): Record<string, unknown> | null {
	try {
		return JSON.parse(readFileSync(file, 'utf8')) as Record<string, unknown>;
	} catch {
		return null;
	}
}
