import type { BooksIn } from '../../../sandbox/company/books.mts';
import type { CompanyFile } from '../../../sandbox/core/types.mts';
import { billAll, billedNet, booksOf, dealOf, promised } from '../../support/changedDeals.mts';
import { sampled, whole as everything } from '../../support/sampled.mts';
import { cut, lostAnswer, readyToAnswer, twice, whole, type Aftermath, type Whole } from '../../support/scenarios.mts';
import { closeWorlds, startWorld } from '../../support/world.mts';

/**
 * Four approved invoices whose deals come to more or to less since, and a person answered *Bill the difference* or *Credit and bill again*
 * (rules.md section 8). The run that carries it out is cut before and after each call that writes, and run again at once or an hour
 * later, when no ledger knows its idempotency keys; it loses each such answer; or it meets another one. What stands is the same.
 */
const HOUR = 3_600_000;

afterAll(closeWorlds);

describe.each<[BooksIn, string]>(
	(['xero', 'quickbooks', 'sage'] as const).flatMap((books) =>
		['bill_the_difference', 'credit_and_bill_again'].map((said): [BooksIn, string] => [books, said]),
	),
)('with the books in %s, answered %s', (books, said) => {
	let company: CompanyFile;
	let undisturbed: Whole;

	beforeAll(async () => {
		company = await readyToAnswer(books, said);
		undisturbed = await whole(company, 'all');
	}, 60_000);

	it('every deal is billed as it is now, to the cent, and the answer is gone', async () => {
		const world = await startWorld(company, { searchLagMs: 0 });
		await billAll(world);
		const after = world.sandbox.dump();
		const answered = company.hubspot.deals.filter(({ properties }) => properties['closed_loop_billing_answer']);
		expect(answered).toHaveLength(4);
		for (const { id } of answered) {
			const held = booksOf(after, world.ledger, id);
			expect(billedNet(held)).toBe(promised(after, id));
			expect(held.creditNotes.length + held.invoices.length).toBe(said === 'bill_the_difference' ? 2 : 3);
			expect(dealOf(after, id).properties['closed_loop_billing_answer'] ?? '').toBe('');
		}
		world.sandbox.clearCalls();
		await billAll(world);
		expect(world.writes().map(({ path, requestBody }) => `${path} ${requestBody}`)).toEqual([]);
	});

	it.each<[string, number, (n: number) => Promise<Aftermath>]>([
		['cut before each such call and run again', 0, (n) => cut(company, n, 'before', 0, 'all')],
		['cut after each such call and run again', 1, (n) => cut(company, n, 'after', 0, 'all')],
		['cut after each such call and run again an hour later', 2, (n) => cut(company, n, 'after', HOUR, 'all')],
		['with each such answer lost', 3, (n) => lostAnswer(company, n, 'all')],
	])(
		'equals the undisturbed run, %s',
		async (_, start, disturbed) => {
			const differing: string[] = [];
			const writes = undisturbed.calls.flatMap((call, n) =>
				/^(?:POST|PUT|PATCH|DELETE) /.test(call) ? [n] : [],
			);
			for (const place of sampled(writes.length, books === 'xero' ? 4 : 8, start)) {
				const { state, at, last } = await disturbed(writes[place] ?? 0);
				if (last.status !== 'success') differing.push(`${at}: ${last.error?.message}`);
				else if (state !== undisturbed.state) differing.push(`${at}: ${difference(undisturbed.state, state)}`);
			}
			expect(differing).toEqual([]);
		},
		240_000,
	);

	it('equals the undisturbed run where two meet', async () => {
		for (let round = 0; round < (everything ? 6 : 2); round++) {
			const { state, runs } = await twice(company, round * 7, false, 'all');
			expect(runs.map(({ error }) => error?.message ?? null)).toEqual([null, null]);
			expect(live(state)).toEqual(live(undisturbed.state));
		}
	}, 120_000);
});

/** What was withdrawn on the way does not count, nor the number of the ledger's series that it took. */
function live(state: string): unknown {
	return { ...(JSON.parse(state.replace(/\b(?:INV|SI)-\d+/g, 'INV')) as Record<string, unknown>), withdrawn: 0 };
}

function difference(wanted: string, found: string): string {
	const [a, b] = [wanted.split('\n'), found.split('\n')];
	const at = a.findIndex((line, index) => line !== b[index]);
	return `line ${at}: ${a[at]?.trim()} became ${b[at]?.trim()}`;
}
