import type { BooksIn } from '../../../sandbox/company/books.mts';
import type { CompanyFile } from '../../../sandbox/core/types.mts';
import { cut, lostAnswer, ready, whole, type Aftermath, type Whole } from '../../support/scenarios.mts';
import { sampled } from '../../support/sampled.mts';
import { closeWorlds } from '../../support/world.mts';

/**
 * A run of five deals (a new customer, a known one, one that is held, two of one customer) makes N calls. For each of them
 * the run is cut before the call is committed and after it, as a kill would, and run again; or the answer alone is lost and
 * the run goes on. Both systems must equal the run that nothing happened to.
 */
/** Xero forgets idempotency keys after six minutes and access tokens after thirty (apis/xero.md 1, 3). */
const HOUR = 3_600_000;

afterAll(closeWorlds);

describe.each<BooksIn>(['xero', 'quickbooks', 'sage'])('with the books in %s', (books) => {
	let company: CompanyFile;
	let undisturbed: Whole;

	beforeAll(async () => {
		company = await ready(books);
		undisturbed = await whole(company);
	});

	it('bills four of the five deals, once', () => {
		const { invoices, withdrawn, contacts } = JSON.parse(undisturbed.state) as Record<string, unknown[]>;
		expect(invoices).toHaveLength(4);
		expect(contacts).toHaveLength(3);
		expect(withdrawn).toBe(0);
		expect(undisturbed.calls.length).toBeGreaterThan(20);
	});

	it.each<[string, number, (n: number) => Promise<Aftermath>]>([
		['cut before each call and run again', 0, (n) => cut(company, n, 'before')],
		['cut after each call and run again', 1, (n) => cut(company, n, 'after')],
		['cut after each call and run again an hour later', 2, (n) => cut(company, n, 'after', HOUR)],
		['with the answer to each call lost', 0, (n) => lostAnswer(company, n)],
	])(
		'equals the undisturbed run, %s',
		async (_, start, disturbed) => {
			const differing: string[] = [];
			// The HubSpot half is the same for each ledger, so the others are sampled in npm test.
			for (const n of sampled(undisturbed.calls.length, books === 'xero' ? 1 : 3, start)) {
				const { state, at, last } = await disturbed(n);
				if (last.status !== 'success') differing.push(`${at}: ${last.error?.message}`);
				else if (state !== undisturbed.state) differing.push(`${at}: ${difference(undisturbed.state, state)}`);
			}
			expect(differing).toEqual([]);
		},
		240_000,
	);
});

function difference(wanted: string, found: string): string {
	const [a, b] = [wanted.split('\n'), found.split('\n')];
	const at = a.findIndex((line, index) => line !== b[index]);
	return `line ${at}: ${a[at]?.trim()} became ${b[at]?.trim()}`;
}
