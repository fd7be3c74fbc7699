import { withBooksIn, type BooksIn } from '../../../sandbox/company/books.mts';
import { generateCompany } from '../../../sandbox/company/generate.mts';
import type { Call, CompanyFile } from '../../../sandbox/core/types.mts';
import { fiveDeals } from '../../support/fiveDeals.mts';
import { BILL_WON, closeWorlds, SET_UP, startWorld } from '../../support/world.mts';

afterAll(closeWorlds);

/** Calls that 100 deals may cost, by where the books are (rules of the issues that made each ledger). */
const ALLOWED: Record<string, (size: { deals: number; unknown: number }) => number> = {
	xero: ({ unknown }) => 14 + unknown / 4,
	quickbooks: () => 30,
	'quickbooks, batches of 10': () => 45,
	// Names are read whole in pages of 200: 6,000 would be 30 of them.
	sage: ({ deals, unknown }) => 2 * deals + 3 * unknown + 30 + 10,
};

/** What a run costs in calls; the same with 50,000 contacts in the ledger as with a few. */
describe('calls of a live run', () => {
	it.each<[string, BooksIn, number, number]>([
		['xero', 'xero', 50_000, 50],
		['quickbooks', 'quickbooks', 2_000, 30],
		['quickbooks, batches of 10', 'quickbooks', 2_000, 10],
		['sage', 'sage', 1_000, 1],
	])(
		'stay within the budget for 100 deals, half of the customers known: %s',
		async (name, books, contacts, largestBatch) => {
			const company = withBooksIn(generateCompany({ deals: 100, contacts, seed: 3, knownShare: 0.5 }), books);
			if (company.quickbooks) company.quickbooks.behaviour = { ...company.quickbooks.behaviour, largestBatch };
			const world = await startWorld(company, { searchLagMs: 0 });
			await world.engine.run(world.template(SET_UP), 'Set up');
			world.sandbox.clearCalls();
			const outcome = await world.engine.run(
				world.template(BILL_WON, { previewOnly: false, stopIfMoreThan: 500 }),
				'Catch up',
			);
			expect(outcome.error).toBeNull();
			const items = outcome.items('Write back to deal') as Array<{
				deal: { id: string; company: { id: string } | null; lines: unknown[] };
			}>;
			const lines = items.reduce((sum, { deal }) => sum + deal.lines.length, 0);
			const unknown = new Set(
				items.map(({ deal }) => deal.company?.id).filter((id) => id && !linked(company, id)),
			).size;
			const [ledger, hubspot] = [world.calls(world.ledger).filter(counts).length, world.calls('hubspot').length];
			console.info(
				`${name}: ${items.length} deals, ${lines} lines, ${unknown} customers without a stored id: ${ledger} calls to the ledger, ${hubspot} to HubSpot`,
			);
			expect(ledger).toBeLessThanOrEqual(ALLOWED[name]?.({ deals: items.length, unknown }) ?? 0);
			expect(hubspot).toBeLessThanOrEqual(22 + lines / 100);
		},
		180_000,
	);

	it('are printed for one deal alone, with how many had to wait for each other', async () => {
		const { company, ids } = fiveDeals();
		const world = await startWorld(company, { searchLagMs: 0 });
		await world.engine.run(world.template(SET_UP), 'Set up');
		world.sandbox.clearCalls();
		const flow = world.template(BILL_WON, { previewOnly: false });
		const find = flow.nodes.find(({ name }) => name === 'Find unbilled won deals');
		if (!find) throw new Error('no step that finds deals');
		find.parameters['dealLink'] = ids.newCustomer;
		const outcome = await world.engine.run(flow, 'Catch up');
		expect(outcome.items('Write back to deal')).toHaveLength(1);
		const calls = world.sandbox.calls;
		console.info(
			`one deal: ${world.calls('xero').length} calls to Xero, ${world.calls('hubspot').length} to HubSpot, ${roundTrips(calls)} sequential round trips`,
		);
		expect(calls.length).toBeLessThanOrEqual(36);
	});
});

function linked(company: CompanyFile, id: string): boolean {
	return Boolean(
		company.hubspot.companies.find((candidate) => candidate.id === id)?.properties[
			'closed_loop_accounting_customer'
		],
	);
}

/** Token calls are counted against no limit (apis/xero.md 2). */
function counts({ path }: Call): boolean {
	return !/^\/(connect|oauth2|token)\b/.test(path);
}

/** Calls under way together are one round trip. */
function roundTrips(calls: readonly Call[]): number {
	let trips = 0;
	let end = -1;
	for (const { at, ms } of [...calls].sort((a, b) => a.at - b.at)) {
		if (at >= end) trips++;
		end = Math.max(end, at + ms);
	}
	return trips;
}
