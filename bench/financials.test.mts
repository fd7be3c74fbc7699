/**
 * What Get Financials costs a whole company (issue 5): 500 customers, 20,000 invoices, 2,000 of them open. Prints the calls that
 * each ledger takes and those that it may: `npm run bench`.
 */
import { afterAll, describe, expect, test } from '@jest/globals';
import { financialsCost } from '../test/operation/accounting/financialsCost.mts';
import { LEDGERS } from '../test/operation/accounting/ledgers.mts';
import { closeWorlds } from '../test/support/world.mts';

const SIZE = { customers: 500, invoices: 20_000, open: 2_000 };
const lines: string[] = [];

afterAll(async () => {
	process.stdout.write(`\nGet Financials, calls of at most\n${lines.join('\n')}\n\n`);
	await closeWorlds();
});

describe.each(LEDGERS.filter((books) => books !== 'quickbooks'))('Get Financials on %s', (books) => {
	test('keeps within its budget', async () => {
		const { whole, secondDay } = await financialsCost(books, SIZE);
		const told = [whole, secondDay].map(({ calls, budget }) => `${calls} of ${budget}`);
		lines.push(`${books.padEnd(14)} whole ${told[0]}, second day ${told[1]}`);
		expect(whole.calls).toBeLessThanOrEqual(whole.budget);
		expect(secondDay.calls).toBeLessThanOrEqual(secondDay.budget);
	}, 600_000);
});
