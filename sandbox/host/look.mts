/**
 * `node sandbox/host/look.mts --out FOLDER [--ledger xero]`: pictures of each template in the real editor, of a panel of each of our
 * nodes, of a preview run, and of the company's page, from a demo of its own. Ends with 1 when a node shows an issue.
 */
import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { booksNamed } from '../company/books.mts';
import { startDemo } from './demo.mts';
import { Editor } from './editor.mts';

const root = join(import.meta.dirname, '..', '..');
const { values } = parseArgs({ options: { out: { type: 'string' }, ledger: { type: 'string', default: 'xero' } } });
if (values.out === undefined) throw new Error('Where to? --out FOLDER');
const out = values.out;
mkdirSync(out, { recursive: true });

/** A name for a file, e.g. `Tax: your own rule` -> `tax-your-own-rule`. */
const slug = (name: string) =>
	name
		.toLowerCase()
		.replace(/[^a-z0-9]+/g, '-')
		.replace(/^-|-$/g, '');

const state = mkdtempSync(join(tmpdir(), 'closed-loop-look-'));
const demo = await startDemo(root, booksNamed(values.ledger), console.log, state);
const editor = await Editor.open({ url: demo.n8n, rest: demo.rest });
try {
	// The last one first: it makes the fields that the others write to.
	for (const [template, id] of Object.entries(demo.workflows).reverse()) {
		const { nodes } = await demo.rest.workflow(id);
		const issues = await editor.canvas(id, join(out, `${template}.png`));
		if (issues.length > 0) {
			console.error(`${template}: issues on ${issues.join(', ')}`);
			process.exitCode = 1;
		}
		for (const { name, type } of nodes) {
			if (type.startsWith('n8n-nodes-closed-loop.'))
				await editor.panel(name, join(out, `${template}-${slug(name)}.png`));
		}
		const manual = nodes.find(({ type }) => type === 'n8n-nodes-base.manualTrigger');
		if (!manual) continue;
		const run = await demo.rest.run(id, manual.name);
		console.log(`${template}: ${manual.name} ended with ${run.status}`);
		await editor.execution(id, run.id, join(out, `${template}-run.png`));
	}
	await editor.look(demo.page, join(out, 'company.png'));
	console.log(`Pictures are in ${out}`);
} finally {
	await editor.close();
	await demo.stop();
	rmSync(state, { recursive: true, force: true });
}
