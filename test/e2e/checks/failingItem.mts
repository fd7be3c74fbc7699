/** The ceiling, and one bad item in a run of 100: the others are billed and written back, its deal says why, the execution is red. */
import assert from 'node:assert/strict';
import type { Check } from '../support/check.mts';
import { needed, none } from '../support/check.mts';
import { writesIn } from '../support/calls.mts';
import { addDeals } from '../support/deals.mts';
import { billedDeals } from '../support/expectations.mts';
import { failure, itemsOf, verdicts } from '../support/results.mts';
import { billing, edit, NODE } from '../support/templates.mts';
import { settle, type World } from '../support/world.mts';

/** A person's own step that puts, on one deal, the customer's name in the place of the customer. */
function badStepFor(dealId: string): string {
	return `={{ $json.deal.id === '${dealId}' ? { ...$json, customer: $json.customer.name } : $json }}`;
}

export const failingItemChecks: Array<Check<World>> = [
	{
		name: 'above Stop If More Than nothing is written to the ledger, and the deals say so',
		run: async (world) => {
			const ids = (world.memory.lateDeals = await addDeals(world, { count: 100, won: true }));
			await settle();
			const run = await world.run(billing(world, { previewOnly: false, stopIfMoreThan: 99 }), NODE.catchUp);
			none(writesIn(run.calls.filter(({ system }) => system === world.ledger)), 'writes');
			const said = verdicts(itemsOf(run.execution, NODE.writeBack));
			none(
				ids.filter((id) => said.get(id)?.hold !== 'over_limit'),
				'deals that are not held by the limit',
			);
		},
	},
	{
		name: 'one failing item of 100: the other 99 are drafted and written back, its deal says why, the execution is red',
		run: async (world) => {
			const ids = needed(world.memory.lateDeals, 'the 100 new deals');
			const bad = needed(ids[41], 'the new deals');
			await settle();
			const live = billing(world, { previewOnly: false, suffix: 'one bad deal' });
			const workflow = edit(live, NODE.tax, (node) => {
				node.disabled = false;
				node.type = 'n8n-nodes-base.set';
				node.typeVersion = 3.4;
				node.parameters = { mode: 'raw', jsonOutput: badStepFor(bad) };
			});
			const { execution } = await world.run(workflow, NODE.catchUp);
			assert.equal(execution.status, 'error', 'the execution is not red');
			assert.match(failure(execution), new RegExp(NODE.stop), 'it is red for another reason');

			const billed = await billedDeals(world);
			none(
				ids.filter((id) => billed.has(id) === (id === bad)),
				'deals drafted or not drafted against expectation',
			);
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
