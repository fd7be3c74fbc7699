/** What a run costs in calls, and how many deals of a normal company become drafts at once. */
import assert from 'node:assert/strict';
import type { Check } from '../support/check.mts';
import { needed } from '../support/check.mts';
import { countBySystem } from '../support/calls.mts';
import { offered } from '../support/expectations.mts';
import { itemsOf, verdicts } from '../support/results.mts';
import { NODE } from '../support/templates.mts';
import type { World } from '../support/world.mts';

/** Lines of the deals offered, and how many of their companies carry no id of a customer. */
function sizeOf(world: World): { deals: number; lines: number; unknownCustomers: number } {
	const ids = new Set(offered(world).map(({ dealId }) => dealId));
	const { companies, deals } = world.company.hubspot;
	const linked = new Set(
		companies.filter(({ properties }) => properties['closed_loop_accounting_customer']).map(({ id }) => id),
	);
	const unknown = new Set<string>();
	let lines = 0;
	for (const { id, associations = {} } of deals) {
		if (!ids.has(id)) continue;
		lines += associations['line_items']?.length ?? 0;
		for (const company of associations['companies'] ?? []) {
			const companyId = typeof company === 'string' ? company : company.id;
			if (!linked.has(companyId)) unknown.add(companyId);
		}
	}
	return { deals: ids.size, lines, unknownCustomers: unknown.size };
}

export const limitChecks: Array<Check<World>> = [
	{
		name: 'the live run stays within its budget of calls',
		run: async (world) => {
			const { deals, lines, unknownCustomers } = sizeOf(world);
			// The budget is given for 100 deals (issue: it is done when); larger runs repeat it.
			const hundreds = Math.max(1, Math.ceil(deals / 100));
			const calls = countBySystem(needed(world.memory.live, 'the live run').calls);
			const xero = 14 * hundreds + Math.ceil(unknownCustomers / 4);
			const hubspot = 22 * hundreds + Math.ceil(lines / 100);
			assert(calls.xero <= xero, `${calls.xero} calls to Xero, at most ${xero} were allowed`);
			assert(calls.hubspot <= hubspot, `${calls.hubspot} calls to HubSpot, at most ${hubspot} were allowed`);
		},
	},
	{
		name: '90 % of the won deals become drafts in the first run',
		run: async (world) => {
			const done = [...verdicts(itemsOf(needed(world.memory.live, 'the live run').execution, NODE.writeBack)).values()];
			const drafted = done.filter(({ outcome }) => outcome === 'created').length;
			assert(drafted >= done.length * 0.9, `${drafted} of ${done.length}`);
		},
	},
];
