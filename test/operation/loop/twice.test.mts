import type { BooksIn } from '../../../sandbox/company/books.mts';
import type { CompanyFile } from '../../../sandbox/core/types.mts';
import { ready, twice, whole } from '../../support/scenarios.mts';
import { closeWorlds } from '../../support/world.mts';

/**
 * Two executions that bill the same deals at the same moment end as one run would (rules.md section 1). Other calls are held
 * up in each round, so that the two meet in many ways.
 */
afterAll(closeWorlds);

describe.each<BooksIn>(['xero', 'quickbooks', 'sage'])('with the books in %s', (books) => {
	let company: CompanyFile;
	let undisturbed: string;

	beforeAll(async () => {
		company = await ready(books);
		undisturbed = (await whole(company)).state;
	});

	it.each([
		['both of all deals', false],
		['one of all deals, one of a single deal', true],
	])(
		'two executions at once, %s, leave one live invoice per deal and one customer each',
		async (_, one) => {
			for (let round = 0; round < 10; round++) {
				const { state, runs } = await twice(company, round * 5, one);
				expect(runs.map(({ error }) => error?.message ?? null)).toEqual([null, null]);
				expect(live(state)).toEqual(live(undisturbed));
			}
		},
		120_000,
	);
});

/** What was withdrawn on the way does not count, nor the number of the ledger's series that it took. */
function live(state: string): unknown {
	const unnumbered = state.replace(/\b(?:INV|SI)-\d+/g, 'INV').replace(/(\bInvoice |_number": ")\d+/g, '$1N');
	return { ...(JSON.parse(unnumbered) as Record<string, unknown>), withdrawn: 0 };
}
