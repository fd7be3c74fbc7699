/** Our package as npm would publish it, and its installation into an n8n as a published one is installed. */
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import { cacheFolder, checkoutName } from './cache.mts';
import { run } from './command.mts';
import { hostEnv, type Host } from './install.mts';
import { withLock } from './lock.mts';

/** What the tarball is made of: when none of these changed, neither did the tarball. */
const SOURCES = ['nodes', 'credentials', 'package.json', 'gulpfile.js', 'tsconfig.json', 'README.md', 'LICENSE'];

/**
 * Builds and packs the checkout at `root`, unless its sources are those of the last tarball. Returns the tarball's path.
 * @throws with the compiler's words when the build fails
 */
export async function packPackage(root: string, say: (line: string) => void = () => {}): Promise<string> {
	const folder = join(cacheFolder(), 'packed', checkoutName(root));
	const tarball = join(folder, 'package.tgz');
	const marker = join(folder, 'sources.sha256');
	return await withLock(`${folder}.lock`, async () => {
		const sources = hashOf(root, SOURCES);
		if (existsSync(tarball) && existsSync(marker) && readFileSync(marker, 'utf8') === sources) return tarball;
		rmSync(folder, { recursive: true, force: true });
		mkdirSync(folder, { recursive: true });
		const log = join(folder, 'build.log');
		await run('npm', ['run', 'build'], { cwd: root, log, say, what: 'building the package' });
		await run('npm', ['pack', '--pack-destination', folder], { cwd: root, log, say, what: 'packing the package' });
		const packed = readdirSync(folder).find((name) => name.endsWith('.tgz'));
		if (!packed) throw new Error(`npm pack left no tarball in ${folder}`);
		writeFileSync(tarball, readFileSync(join(folder, packed)));
		rmSync(join(folder, packed));
		writeFileSync(marker, sources);
		return tarball;
	});
}

/**
 * Installs a tarball into n8n's user folder under the name a published package has there (host.md 3), unless this very
 * tarball is installed already. n8n must not be running: it loads packages when it starts.
 */
export async function installPackage(host: Host, tarball: string, userFolder: string): Promise<void> {
	const folder = join(userFolder, '.n8n', 'nodes');
	const marker = join(folder, 'installed.sha256');
	const hash = createHash('sha256').update(readFileSync(tarball)).digest('hex');
	if (existsSync(marker) && readFileSync(marker, 'utf8') === hash) return;
	mkdirSync(folder, { recursive: true });
	writeFileSync(
		join(folder, 'package.json'),
		JSON.stringify({ name: 'installed-nodes', private: true, dependencies: {} }),
	);
	const args = ['install', '--legacy-peer-deps', '--ignore-scripts', '--no-save', '--no-audit', '--no-fund', tarball];
	await run('npm', args, {
		cwd: folder,
		env: hostEnv(host.folder),
		log: join(userFolder, 'commands.log'),
		what: 'installing the package into n8n',
	});
	writeFileSync(marker, hash);
}

function hashOf(root: string, paths: string[]): string {
	const hash = createHash('sha256');
	for (const file of paths.flatMap((path) => filesAt(root, path)).sort()) {
		hash.update(`${file}\0`)
			.update(readFileSync(join(root, file)))
			.update('\0');
	}
	return hash.digest('hex');
}

/** The file at `path`, or all files below the folder there, relative to `root`; none where nothing is. */
function filesAt(root: string, path: string): string[] {
	const whole = join(root, path);
	if (!existsSync(whole)) return [];
	if (statSync(whole).isFile()) return [path];
	return readdirSync(whole, { recursive: true, withFileTypes: true })
		.filter((entry) => entry.isFile())
		.map((entry) => relative(root, join(entry.parentPath, entry.name)));
}
