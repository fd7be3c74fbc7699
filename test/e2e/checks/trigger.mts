/** The active workflow: a deal moved to Closed Won is drafted within two polls, and an idle poll only looks. */
import assert from 'node:assert/strict';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Check } from '../support/check.mts';
import { needed } from '../support/check.mts';
import { isDealSearch, isPollCall, line, makesInvoices } from '../support/calls.mts';
import { addDeals, win } from '../support/deals.mts';
import { invoiceOf } from '../support/expectations.mts';
import { billing, withFastPolls } from '../support/templates.mts';
import { SEARCH_LAG_MS, type World } from '../support/world.mts';

const POLL_SECONDS = 5;

/** Waits until `done` holds, looking often. @throws after `ms` */
async function until(done: () => boolean | Promise<boolean>, ms: number, what: string): Promise<void> {
	const end = Date.now() + ms;
	while (!(await done())) {
		assert(Date.now() < end, `${what} did not happen within ${ms / 1000} s`);
		await sleep(100);
	}
}

export const triggerChecks: Array<Check<World>> = [
	{
		name: 'while active, a deal moved to Closed Won is drafted within two polls',
		run: async (world) => {
			const [dealId] = await addDeals(world, { count: 1, won: false });
			const live = billing(world, { previewOnly: false, suffix: 'active' });
			const id = await world.n8n.rest.create(withFastPolls(live, POLL_SECONDS, { settleFor: 0 }));
			await world.n8n.rest.activate(id);
			world.memory.activeId = id;
			const { calls } = world.sandbox;
			const active = calls.length;
			// The first poll reads more than later ones; the one after it finds nothing new.
			const idle = () => calls.length >= active + 2 && calls.slice(-2).every(isPollCall);
			await until(idle, 60_000, 'An idle poll');

			await win(world, needed(dealId, 'the new deal'));
			const from = Date.now() + SEARCH_LAG_MS;
			const after = () => calls.filter(({ at }) => at >= from);
			await until(() => after().some(makesInvoices), 60_000, 'A draft');
			// Polls go on while the deal is billed: what counts is the one that took it up.
			const first = after().findIndex((call) => !isPollCall(call));
			const polls = after().slice(0, first).filter(isDealSearch).length;
			assert(polls <= 2, `the deal was taken up by poll ${polls}`);
			const executions = async () => await world.n8n.rest.executions(id);
			await until(
				async () => (await executions()).some(({ status }) => status === 'success'),
				30_000,
				'The end of the run',
			);
			const invoice = await invoiceOf(world, needed(dealId, 'the new deal'));
			assert(invoice, 'there is no invoice for the deal');
		},
	},
	{
		// That it is two searches where no line was changed for ten minutes is held by test/operation/crm/trigger.
		name: 'an idle poll searches deals and changed lines, and reads no deal whole',
		run: async (world) => {
			const id = needed(world.memory.activeId, 'the active workflow');
			try {
				await sleep(2 * POLL_SECONDS * 1000); // What was offered a moment ago comes to rest.
				const calls = await world.callsDuring(async () => await sleep(3 * POLL_SECONDS * 1000));
				const polls = calls.filter(isDealSearch).length;
				assert(polls >= 1, 'there was no poll');
				assert(calls.every(isPollCall), calls.map(line).join('\n'));
				assert(polls <= 4, `${polls} searches of deals in about three polls`);
			} finally {
				await world.n8n.rest.deactivate(id);
			}
		},
	},
];
