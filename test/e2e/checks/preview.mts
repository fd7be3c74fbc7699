/** Preview: reads everything, writes nothing, and says for each deal what a live run would do. */
import assert from 'node:assert/strict';
import type { Check } from '../support/check.mts';
import { needed, none } from '../support/check.mts';
import { writesIn } from '../support/calls.mts';
import { failure, itemsOf, verdicts } from '../support/results.mts';
import { BILL, billing, canBeBridged, edges, NODE, nodeOf, withDropAll } from '../support/templates.mts';
import type { World } from '../support/world.mts';
import { expectations } from '../support/expectations.mts';

/** A deal that is not to be offered may still be met by the search, and is then passed over with its reason. */
const WOULD = { draft: ['create'], held: ['hold'], skipped: ['skip'], 'not offered': ['skip'] } as const;

/** The connections a person may put a step on, as Catch up runs through them; the nodes do not differ by ledger here. */
function successChain(world: World) {
	const all = everyEdge(world);
	return world.options.whole || world.ledger === 'xero' ? all : [...all.slice(1, 2), ...all.slice(-1)];
}

function everyEdge(world: World) {
	const ours = new Set<string>([
		NODE.find,
		NODE.settings,
		NODE.match,
		NODE.customer,
		NODE.tax,
		NODE.invoice,
		NODE.writeBack,
	]);
	return edges(world.template(BILL)).filter(({ from, to }) => ours.has(to) && from !== NODE.trigger);
}

export const previewChecks: Array<Check<World>> = [
	{
		name: 'Catch up in preview succeeds and writes nothing; the template is shipped with preview on',
		run: async (world) => {
			world.memory.invoicesBefore = new Set((await world.read.ledger.documents()).map(({ id }) => id));
			const run = await world.run(billing(world, { previewOnly: true }), NODE.catchUp);
			world.memory.preview = run;
			assert.equal(run.execution.status, 'success', failure(run.execution));
			none(writesIn(run.calls), 'writes');
			const settings = JSON.stringify(nodeOf(world.template(BILL), NODE.settings).parameters);
			assert.match(settings, /"name":"previewOnly","value":true/);
		},
	},
	{
		name: 'preview says for every deal what the oracle expects, and offers no other',
		run: async (world) => {
			const said = verdicts(itemsOf(needed(world.memory.preview, 'the preview run').execution, NODE.writeBack));
			const findings: string[] = [];
			for (const { dealId, outcome, code } of expectations(world)) {
				const verdict = said.get(dealId);
				said.delete(dealId);
				const allowed: readonly string[] = WOULD[outcome];
				if (!verdict && outcome === 'not offered') continue;
				if (!verdict) findings.push(`deal ${dealId}: not offered, expected ${outcome} ${code ?? ''}`);
				else if (!allowed.includes(verdict.would ?? '')) {
					const { would, hold, reason } = verdict;
					findings.push(
						`deal ${dealId}: would ${would} (${hold ?? reason ?? ''}), expected ${outcome} ${code ?? ''}`,
					);
				} else if (code && verdict.hold !== code)
					findings.push(`deal ${dealId}: held by ${verdict.hold}, expected ${code}`);
			}
			for (const dealId of said.keys()) findings.push(`deal ${dealId}: offered, but not expected`);
			none(findings, 'differences');
		},
	},
	{
		name: 'a step that drops everything, between any two nodes, never turns preview off',
		run: async (world) => {
			const findings: string[] = [];
			for (const edge of successChain(world)) {
				const preview = billing(world, { previewOnly: true, suffix: `drops after ${edge.from}` });
				const { calls } = await world.run(withDropAll(preview, edge, false), NODE.catchUp);
				findings.push(...writesIn(calls).map((write) => `between ${edge.from} and ${edge.to}: ${write}`));
			}
			none(findings, 'writes');
		},
	},
	{
		name: 'nor does such a step that was bridged, so that the flow goes on to its end',
		run: async (world) => {
			const findings: string[] = [];
			for (const edge of successChain(world).filter(({ to }) => canBeBridged(to))) {
				const preview = billing(world, { previewOnly: true, suffix: `bridged after ${edge.from}` });
				const { execution, calls } = await world.run(withDropAll(preview, edge, true), NODE.catchUp);
				findings.push(...writesIn(calls).map((write) => `between ${edge.from} and ${edge.to}: ${write}`));
				const told = [...verdicts(itemsOf(execution, NODE.writeBack)).values()];
				if (!told.some(({ would }) => would === 'create')) {
					findings.push(`between ${edge.from} and ${edge.to}: no draft would be made. ${failure(execution)}`);
				}
			}
			none(findings, 'writes');
		},
	},
];
