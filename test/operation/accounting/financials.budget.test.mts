/** What Get Financials costs (issue 5): 500 customers, 20,000 invoices, 2,000 of them open; and on the second day. */
import { afterAll, describe, expect, test } from '@jest/globals';
import type { Financials } from '../../../nodes/shared/model/financials';
import { closeWorlds } from '../../support/world.mts';
import { startLedger, type Json, type Ledger } from './ledger.mts';
import { LEDGERS } from './ledgers.mts';
import { manyInvoices, type Counts } from './manyInvoices.mts';

afterAll(closeWorlds);

const SIZE = { customers: 500, invoices: 20_000, open: 2_000 };
const { customers: CUSTOMERS, open: OPEN } = SIZE;

const perPage = (count: number) => Math.ceil(count / 1000);

/** Calls that the whole may cost. */
const BUDGET: Record<string, (counts: Counts) => number> = {
	xero: ({ closedInYear }) => perPage(OPEN) + perPage(closedInYear) + 6,
	quickbooks: ({ closedInYear, payments }) => perPage(OPEN) + perPage(closedInYear) + perPage(payments) + 6,
	// Pages of 200; measured, and held here.
	sage: ({ closedInYear }) => Math.ceil(OPEN / 200) + Math.ceil(closedInYear / 200) + Math.ceil(CUSTOMERS / 200) + 12,
};

describe.each(LEDGERS.filter((books) => books !== 'quickbooks'))('on %s', (books) => {
	test('the whole is within its budget, and the second day costs only what changed', async () => {
		const { company, counts } = manyInvoices(SIZE);
		const ledger: Ledger = await startLedger(books, company);
		const run = async (more: Json) => {
			ledger.world.sandbox.clearCalls();
			const items = await ledger.run('customer:getFinancials', {
				financialsOf: 'due',
				lookBack: 1,
				options: {},
				...more,
			});
			return {
				financials: items.map((item) => item['financials'] as Financials),
				calls: ledger.world.calls(ledger.name).length,
			};
		};
		const whole = await run({ yearOf: 'all' });
		expect(whole.financials).toHaveLength(CUSTOMERS);
		expect(whole.financials.every(({ year }) => (year?.paidInvoices ?? 0) > 0)).toBe(true);
		const paid = whole.financials.reduce((sum, { year }) => sum + (year?.paidInvoices ?? 0), 0);
		expect(Math.abs(paid - counts.closedInYear)).toBeLessThanOrEqual(60);
		const budget = (BUDGET[ledger.name] as (of: Counts) => number)(counts);
		console.info(`${books}: ${whole.calls} calls of at most ${budget}`);
		expect(whole.calls).toBeLessThanOrEqual(budget);

		const open = await ledger.run('invoice:getMany', {
			limit: 5,
			filters: { statuses: ['approved', 'sent', 'overdue'] },
		});
		const changed = open.map((item) => item['invoice'] as Json);
		for (const { ledgerId, due } of changed) await ledger.act('payInvoice', ledgerId, { amount: String(due) });
		const second = await run({ yearOf: 'changed' });
		const told = second.financials.filter(({ year }) => year !== null).map(({ customer }) => customer.ledgerId);
		expect(new Set(told)).toEqual(new Set(changed.map(({ customer }) => customer.ledgerId)));
		console.info(`${books}: ${second.calls} calls on the second day`);
		expect(second.calls).toBeLessThanOrEqual(perDay(ledger.name));
	}, 300_000);
});

/** Open invoices and credits whole, then only the customers that changed. */
function perDay(name: string): number {
	return name === 'sage' ? Math.ceil(OPEN / 200) + 30 : perPage(OPEN) + 10;
}
