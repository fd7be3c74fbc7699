import type { BooksIn } from '../../../sandbox/company/books.mts';
import type { CompanyFile } from '../../../sandbox/core/types.mts';
import { businessState } from '../../support/businessState.mts';
import { cut, lostAnswer, readyToChange, twice, whole, type Aftermath, type Whole } from '../../support/scenarios.mts';
import { sampled } from '../../support/sampled.mts';
import { closeWorlds } from '../../support/world.mts';

/**
 * The deals of cuts.test.mts were billed, and a line of each has another price since. The run that brings their invoices up to
 * date, or asks, is cut after each of its calls that may write and run again, loses each such answer, or meets another one: the
 * end is the same.
 */
afterAll(closeWorlds);

describe.each<BooksIn>(['xero', 'quickbooks', 'sage'])('with the books in %s, after every deal changed', (books) => {
	let company: CompanyFile;
	let undisturbed: Whole;

	beforeAll(async () => {
		company = await readyToChange(books);
		undisturbed = await whole(company, 'all');
	});

	it('writes what differs from before', () => {
		expect(undisturbed.state).not.toBe(businessState(company));
	});

	it.each<[string, (n: number) => Promise<Aftermath>]>([
		['cut after each such call and run again', (n) => cut(company, n, 'after', 0, 'all')],
		['with each such answer lost', (n) => lostAnswer(company, n, 'all')],
	])(
		'equals the undisturbed run, %s',
		async (_, disturbed) => {
			const differing: string[] = [];
			for (const n of sampled(undisturbed.calls.length, books === 'xero' ? 1 : 2)) {
				if (undisturbed.calls[n]?.startsWith('GET ')) continue;
				const { state, at, last } = await disturbed(n);
				if (last.status !== 'success') differing.push(`${at}: ${last.error?.message}`);
				else if (state !== undisturbed.state) differing.push(`${at}: ${difference(undisturbed.state, state)}`);
			}
			expect(differing).toEqual([]);
		},
		240_000,
	);

	it('equals the undisturbed run where two meet', async () => {
		for (let round = 0; round < 6; round++) {
			const { state, runs } = await twice(company, round * 6, false, 'all');
			expect(runs.map(({ error }) => error?.message ?? null)).toEqual([null, null]);
			expect(state).toBe(undisturbed.state);
		}
	}, 120_000);
});

function difference(wanted: string, found: string): string {
	const [a, b] = [wanted.split('\n'), found.split('\n')];
	const at = a.findIndex((line, index) => line !== b[index]);
	return `line ${at}: ${a[at]?.trim()} became ${b[at]?.trim()}`;
}
