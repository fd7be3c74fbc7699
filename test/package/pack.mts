/** What `npm publish` would send, made by `npm pack` and unpacked again. Needs a build (`npm run build`). */
import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

export interface Packed {
	/** The tarball. */
	tarball: string;
	/** Folder with the unpacked package. */
	folder: string;
	/** Paths in the package, sorted. */
	files: string[];
	/** Deletes tarball and folder. */
	remove(): void;
}

/** Packs the package at `root` into a temporary folder and unpacks it there. */
export function pack(root: string): Packed {
	const target = mkdtempSync(join(tmpdir(), 'closed-loop-pack-'));
	const npm = ['pack', '--json', '--ignore-scripts', '--pack-destination', target];
	const answer: unknown = JSON.parse(execFileSync('npm', npm, { cwd: root, encoding: 'utf8' }));
	const [packed] = answer as [{ filename: string; files: Array<{ path: string }> }];
	const tarball = join(target, packed.filename);
	execFileSync('tar', ['-xzf', tarball, '-C', target]);
	return {
		tarball,
		folder: join(target, 'package'),
		files: packed.files.map(({ path }) => path).sort(),
		remove: () => rmSync(target, { recursive: true, force: true }),
	};
}
