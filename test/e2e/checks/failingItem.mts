/** One bad item in a run of 100: the others are billed and written back, its deal says why, the execution is red. */
import assert from 'node:assert/strict';
import type { Check } from '../support/check.mts';
import { needed, none } from '../support/check.mts';
import { addDeals } from '../support/deals.mts';
import { billedDeals } from '../support/expectations.mts';
import { billing, edit, NODE } from '../support/templates.mts';
import { settle, type World } from '../support/world.mts';

/** A person's own tax step that sets a code which the ledger does not know, on one deal. */
function badTaxFor(dealId: string): string {
	const lines = `$json.deal.lines.map((line) => ({ ...line, tax: { code: 'NOSUCHTAX' } }))`;
	return `={{ $json.deal.id === '${dealId}' ? { ...$json, deal: { ...$json.deal, lines: ${lines} } } : $json }}`;
}

export const failingItemChecks: Array<Check<World>> = [
	{
		name: 'one failing item of 100: the other 99 are drafted and written back, its deal says why, the execution is red',
		run: async (world) => {
			const ids = await addDeals(world, { count: 100, won: true });
			const bad = needed(ids[41], 'the new deals');
			await settle();
			const live = billing(world, { previewOnly: false, suffix: 'one bad deal' });
			const workflow = edit(live, NODE.tax, (node) => {
				node.disabled = false;
				node.type = 'n8n-nodes-base.set';
				node.typeVersion = 3.4;
				node.parameters = { mode: 'raw', jsonOutput: badTaxFor(bad) };
			});
			const { execution } = await world.run(workflow, NODE.catchUp);
			assert.equal(execution.status, 'error', 'the execution is not red');

			const billed = await billedDeals(world);
			none(ids.filter((id) => billed.has(id) === (id === bad)), 'deals drafted or not drafted against expectation');
			const properties = ['closed_loop_billing_status', 'closed_loop_billing_reason'];
			const deals = await world.read.deals(ids, properties);
			none(
				deals
					.filter(({ id, properties: p }) => (p['closed_loop_billing_status'] === 'draft') === (id === bad))
					.map(({ id, properties: p }) => `deal ${id}: ${p['closed_loop_billing_status']}`),
				'deals written back against expectation',
			);
			const reason = deals.find(({ id }) => id === bad)?.properties['closed_loop_billing_reason'];
			assert(reason, 'the failing deal does not say why');
		},
	},
];
