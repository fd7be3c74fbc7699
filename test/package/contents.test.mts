/** What a user installs: the tarball, file by file. Needs a build, as `npm run package` makes it. */
import { readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { pack, type Packed } from './pack.mts';

const root = join(__dirname, '../..');
let packed: Packed;

beforeAll(() => {
	packed = pack(root);
});

afterAll(() => packed?.remove());

/** Everything a compiled file asks for at run time. */
function required(source: string): string[] {
	return [...source.matchAll(/\b(?:require|import)\(\s*["'`]([^"'`]+)["'`]\s*\)/g)].map(([, name]) => name!);
}

it('holds exactly the files of test/package/files.txt', () => {
	const expected = readFileSync(join(__dirname, 'files.txt'), 'utf8').trim().split('\n');
	expect(packed.files).toEqual(expected);
});

it('holds no source map, test or TypeScript', () => {
	expect(packed.files.filter((file) => /\.(map|mts|ts|tsbuildinfo)$|(^|\/)test\//.test(file))).toEqual([]);
});

it('asks at run time for nothing but its own files, n8n-workflow and crypto', () => {
	const foreign: string[] = [];
	for (const file of packed.files.filter((name) => name.endsWith('.js'))) {
		for (const name of required(readFileSync(join(packed.folder, file), 'utf8'))) {
			if (!isOwn(file, name) && name !== 'n8n-workflow' && name !== 'crypto') foreign.push(`${file}: ${name}`);
		}
	}
	expect(foreign).toEqual([]);
});

/** Whether the package holds what `file` means by `name`: a file, with or without its ending, or a folder's index. */
function isOwn(file: string, name: string): boolean {
	const path = join(dirname(file), name);
	return name.startsWith('.') && [path, `${path}.js`, `${path}/index.js`].some((one) => packed.files.includes(one));
}

it.each([
	['decimal', 'decimal.js/LICENCE.md'],
	['vatDigits', 'stdnum/LICENSE.md'],
])('carries the library of %s and its licence', (module, licence) => {
	const bundle = readFileSync(join(packed.folder, `dist/nodes/shared/billing/${module}.js`), 'utf8');
	expect(required(bundle)).toEqual([]);
	expect(bundle.length).toBeGreaterThan(30_000);
	expect(readFileSync(join(packed.folder, 'dist/licences', licence), 'utf8')).toMatch(/MIT|Permission/);
	expect(readFileSync(join(packed.folder, 'LICENSE'), 'utf8')).toMatch(/^MIT License/);
});

it('declares no dependency', () => {
	const manifest = JSON.parse(readFileSync(join(packed.folder, 'package.json'), 'utf8')) as Record<string, unknown>;
	expect(manifest.dependencies).toBeUndefined();
	expect(manifest.peerDependencies).toEqual({ 'n8n-workflow': '*' });
});

it('tells in the changelog what its version brings', () => {
	const { version } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as { version: string };
	expect(readFileSync(join(root, 'CHANGELOG.md'), 'utf8')).toContain(`## ${version}`);
});

it('explains every sign-in in the README, where its credential links to', () => {
	const readme = readFileSync(join(packed.folder, 'README.md'), 'utf8');
	const anchors = [...readme.matchAll(/^#+ (.+)$/gm)].map(([, title]) =>
		title!.toLowerCase().replace(/[^a-z0-9]+/g, '-'),
	);
	const credentials = packed.files.filter((file) => file.endsWith('.credentials.js'));
	const linked = credentials.map(
		(file) => /documentationUrl = '[^']+#([^']+)'/.exec(readFileSync(join(packed.folder, file), 'utf8'))?.[1],
	);
	expect(linked).not.toHaveLength(0);
	expect(anchors).toEqual(expect.arrayContaining(linked));
});
