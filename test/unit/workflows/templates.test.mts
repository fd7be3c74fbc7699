import { NodeHelpers } from 'n8n-workflow';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { ClosedLoopAccounting } from '../../../nodes/ClosedLoopAccounting/ClosedLoopAccounting.node';
import { ClosedLoopCrm } from '../../../nodes/ClosedLoopCrm/ClosedLoopCrm.node';
import { ClosedLoopCrmTrigger } from '../../../nodes/ClosedLoopCrmTrigger/ClosedLoopCrmTrigger.node';
import type { FlowNode } from '../../../workflows/source/flow.mts';
import { printed, templates } from '../../../workflows/source/templates.mts';

const folder = join(process.cwd(), 'workflows');
const entries = Object.entries(templates);

describe('the files in workflows/', () => {
	it('are exactly what the one source makes', () => {
		expect(readdirSync(folder).filter((file) => file.endsWith('.json'))).toEqual(Object.keys(templates).sort());
		for (const [file, template] of entries)
			expect(readFileSync(join(folder, file), 'utf8')).toBe(printed(template));
	});

	it.each(entries)('%s runs in the order of places, and names nobody and no credential', (_, template) => {
		expect(template.settings.executionOrder).toBe('v1');
		const text = JSON.stringify(template);
		expect(text).not.toContain('"credentials"');
		expect(text.match(/[\w.]+@[\w.]+/g)?.every((mail) => mail.endsWith('@example.com')) ?? true).toBe(true);
	});

	it.each(entries)('%s has one yellow overview, and no two nodes in one place', (_, template) => {
		const stickies = template.nodes.filter(({ type }) => type === 'n8n-nodes-base.stickyNote');
		expect(stickies.filter(({ parameters }) => parameters['color'] === 1).map(({ name }) => name)).toEqual([
			'Overview',
		]);
		const steps = template.nodes.filter((node) => !stickies.includes(node));
		expect(new Set(steps.map(({ position }) => position.join())).size).toBe(steps.length);
		const apart = steps.every((a) => steps.every((b) => a === b || distance(a, b) >= 96));
		expect(apart).toBe(true);
	});
});

describe('our nodes in the templates', () => {
	const descriptions = new Map(
		[new ClosedLoopCrm(), new ClosedLoopCrmTrigger(), new ClosedLoopAccounting()].map(({ description }) => [
			`n8n-nodes-closed-loop.${description.name}`,
			description,
		]),
	);
	const ours = entries.flatMap(([file, { nodes }]) =>
		nodes
			.filter(({ type }) => type.startsWith('n8n-nodes-closed-loop.'))
			.map((node) => [file, node.name, node] as const),
	);

	it.each(ours)('%s: %s sets only what its node shows for that operation', (_, __, { type, parameters }) => {
		const properties = descriptions.get(type)?.properties ?? [];
		const shown = properties.filter((property) =>
			NodeHelpers.displayParameter(parameters as never, property, null, null),
		);
		const names = new Set(shown.map(({ name }) => name));
		expect(Object.keys(parameters).filter((name) => !names.has(name))).toEqual([]);
		const required = shown
			.filter((property) => property.required && property.default === '')
			.map(({ name }) => name);
		expect(required.filter((name) => !(name in parameters))).toEqual([]);
	});
});

describe('Bill won HubSpot deals as Xero drafts', () => {
	const template = templates['hubspot-xero-1-bill-won-deals.json'];
	if (!template) throw new Error('the template is missing');
	const node = (name: string): FlowNode => {
		const found = template.nodes.find((candidate) => candidate.name === name);
		if (!found) throw new Error(`no node ${name}`);
		return found;
	};
	const ours = template.nodes.filter(({ type }) => type.startsWith('n8n-nodes-closed-loop.'));

	it('writes problems to deals and stops below the success chain, so that it runs after it', () => {
		const chain = [
			'Settings',
			'Match products',
			'Find or create customer',
			'Create invoice',
			'Write back to deal',
			'Billed?',
			'Tell whom it concerns',
		];
		const lowest = Math.max(...chain.map((name) => node(name).position[1]));
		for (const name of ['Gather problems', 'Write problem to deal', 'Stop and Error']) {
			expect(node(name).position[1]).toBeGreaterThan(lowest);
		}
	});

	it('gathers every error output before the one stop, or a stop would cut off the others', () => {
		const erring = ours.filter(({ onError }) => onError === 'continueErrorOutput').map(({ name }) => name);
		expect(erring).toEqual([
			'Match products',
			'Find or create customer',
			'Decide tax',
			'Create invoice',
			'Write back to deal',
		]);
		const inputs = erring.map((name) => template.connections[name]?.main[1]);
		expect(inputs).toEqual(erring.map((_, index) => [{ node: 'Gather problems', type: 'main', index }]));
	});

	it('reads settings from their step by name in every writing node, and ships in preview', () => {
		const writing = ours.filter(({ parameters }) => 'previewOnly' in parameters);
		expect(writing.map(({ name }) => name)).toEqual([
			'Find or create customer',
			'Create invoice',
			'Write back to deal',
			'Write problem to deal',
		]);
		for (const { parameters } of writing) {
			expect(parameters['previewOnly']).toBe("={{ $('Settings').first().json.previewOnly }}");
		}
		const { assignments } = (node('Settings').parameters['assignments'] ?? {}) as {
			assignments: Array<{ name: string; value: unknown }>;
		};
		expect(assignments.find(({ name }) => name === 'previewOnly')?.value).toBe(true);
		expect(assignments.find(({ name }) => name === 'stopIfMoreThan')?.value).toBe(25);
	});
});

function distance(a: FlowNode, b: FlowNode): number {
	return Math.max(Math.abs(a.position[0] - b.position[0]), Math.abs(a.position[1] - b.position[1]));
}

it.each(entries.filter(([file]) => file.includes('payment-status')))(
	'%s tells the owner of money that came, not of an invoice that was credited whole',
	(_, { nodes }) => {
		const filter = nodes.find(({ name }) => name === 'Paid now?');
		const [, condition = ''] = /"leftValue":"=\{\{ (.*?) \}\}"/.exec(JSON.stringify(filter?.parameters)) ?? [];
		const passes = (billing: object) =>
			new Function('$json', `return ${condition}`)({ deal: { billing } }) as unknown;
		expect(passes({ statusChanged: true, status: 'paid', paid: 120, credited: 0 })).toBe(true);
		expect(passes({ statusChanged: true, status: 'paid', paid: 0, credited: 120 })).toBe(false);
		expect(passes({ statusChanged: false, status: 'paid', paid: 120 })).toBe(false);
	},
);

it.each(entries.filter(([, { nodes }]) => nodes.some(({ name }) => name === 'Stop and Error')))(
	'%s stops with each error once, what to do, and whom it met',
	(_, { nodes }) => {
		const stop = nodes.find(({ name }) => name === 'Stop and Error');
		const expression = String(stop?.parameters['errorMessage']).replace(/^=\{\{|\}\}$/g, '');
		const refused = { error: '\'Sales Account\' is "200"', message: 'Choose it again' };
		const met = [...Array<object>(7).fill(refused), { error: 'No answer' }].map((json) => ({ json }));
		const said = new Function('$input', `return ${expression}`)({ all: () => met }) as string;
		expect(said).toMatch(
			/^8 of the \w+ could not be handled\. 'Sales Account' is "200"\. Choose it again \(an? \w+(, an? \w+){4} and 2 more\); No answer \(an? \w+\)$/,
		);
	},
);
