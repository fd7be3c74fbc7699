/** Get Financials stays within its budget of calls; `npm run bench` measures a whole company. */
import { afterAll, describe, expect, test } from '@jest/globals';
import { closeWorlds } from '../../support/world.mts';
import { financialsCost } from './financialsCost.mts';
import { LEDGERS } from './ledgers.mts';

afterAll(closeWorlds);

const SIZE = { customers: 100, invoices: 4_000, open: 400 };

describe.each(LEDGERS.filter((books) => books !== 'quickbooks'))('on %s', (books) => {
	test('the whole is within its budget, and the second day costs only what changed', async () => {
		const { whole, secondDay } = await financialsCost(books, SIZE);
		expect(whole.calls).toBeLessThanOrEqual(whole.budget);
		expect(secondDay.calls).toBeLessThanOrEqual(secondDay.budget);
	}, 60_000);
});
