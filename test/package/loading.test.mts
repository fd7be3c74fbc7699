/** Loads the built package with n8n's own loader, as n8n does at its start. Needs a build. */
import { existsSync, globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { PackageDirectoryLoader } from 'n8n-core';

interface Codex {
	node: string;
	nodeVersion: string;
	codexVersion: string;
	categories: string[];
	alias?: string[];
	resources: Record<'primaryDocumentation' | 'credentialDocumentation', Array<{ url: string }>>;
}

const root = join(__dirname, '../..');
const manifest = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as {
	name: string;
	n8n: Record<'nodes' | 'credentials', string[]>;
};

/** Compiled paths of the sources that match. */
function compiled(pattern: string): string[] {
	return globSync(pattern, { cwd: root })
		.map((file) => `dist/${file.replace(/\.ts$/, '.js')}`)
		.sort();
}

const loader = new PackageDirectoryLoader(root);

beforeAll(async () => await loader.loadAll());

it('registers every node and credential there is', () => {
	expect([...manifest.n8n.nodes].sort()).toEqual(compiled('nodes/**/*.node.ts'));
	expect([...manifest.n8n.credentials].sort()).toEqual(compiled('credentials/*.credentials.ts'));
});

it('shows its nodes under their names', () => {
	const names = loader.types.nodes.map(({ name, displayName }) => [name, displayName]).sort();
	expect(names).toEqual([
		['closedLoopAccounting', 'Closed Loop Accounting'],
		['closedLoopAccountingTrigger', 'Closed Loop Accounting Trigger'],
		['closedLoopCrm', 'Closed Loop CRM'],
		['closedLoopCrmTrigger', 'Closed Loop CRM Trigger'],
	]);
});

it('offers to nodes only credentials of its own, and each of those is used', () => {
	const own = loader.types.credentials.map(({ name }) => name).sort();
	const used = loader.types.nodes.flatMap((node) => (node.credentials ?? []).map(({ name }) => name));
	expect([...new Set(used)].sort()).toEqual(own);
});

it.each(manifest.n8n.nodes)('%s has icons that ship, light and dark', (file) => {
	const { iconUrl } = loader.types.nodes.find((node) =>
		file.toLowerCase().endsWith(`/${node.name}.node.js`.toLowerCase()),
	)!;
	const { light, dark } = iconUrl as { light: string; dark: string };
	expect(light).not.toBe(dark);
	for (const url of [light, dark])
		expect(existsSync(join(root, url.replace(`icons/${manifest.name}/`, '')))).toBe(true);
});

// n8n checks none of this: a codex that is missing or malformed is dropped in silence.
it.each(manifest.n8n.nodes)('%s has a codex that n8n understands', (file) => {
	const codex = JSON.parse(readFileSync(join(root, file.replace(/\.js$/, '.json')), 'utf8')) as Codex;
	const type = loader.types.nodes.find(({ name }) => codex.node === `${manifest.name}.${name}`);
	expect(file.toLowerCase()).toContain(`/${type?.name.toLowerCase()}.node.js`);
	expect(codex).toMatchObject({ nodeVersion: '1.0', codexVersion: '1.0' });
	expect(['Finance & Accounting', 'Sales']).toEqual(expect.arrayContaining(codex.categories));
	expect(codex.categories).not.toHaveLength(0);
	expect(codex.alias?.length).toBeGreaterThan(0);
	expect(codex.resources.primaryDocumentation[0]?.url).toMatch(/^https:/);
	expect(codex.resources.credentialDocumentation[0]?.url).toMatch(/^https:/);
	expect(type?.codex?.alias).toEqual(codex.alias);
});
