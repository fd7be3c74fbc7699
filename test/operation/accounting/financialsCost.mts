/** What Get Financials costs in calls, on books of any size: the whole, and the second day. */
import { expect } from '@jest/globals';
import type { LedgerName } from '../../../sandbox/core/types.mts';
import type { BooksIn } from '../../../sandbox/company/books.mts';
import type { Financials } from '../../../nodes/shared/model/financials';
import { startLedger, type Json } from './ledger.mts';
import { manyInvoices, type Counts, type Size } from './manyInvoices.mts';

const perPage = (count: number, page = 1000) => Math.ceil(count / page);

/** Calls that the whole may cost (issue 5); Sage's pages hold 200, its figure is measured and held here. */
const WHOLE: Record<LedgerName, (size: Size, counts: Counts) => number> = {
	xero: ({ open }, { closedInYear }) => perPage(open) + perPage(closedInYear) + 6,
	quickbooks: ({ open }, { closedInYear, payments }) => perPage(open) + perPage(closedInYear) + perPage(payments) + 6,
	sage: ({ open, customers }, { closedInYear }) =>
		perPage(open, 200) + perPage(closedInYear, 200) + perPage(customers, 200) + 12,
};

/** Calls of the second day: open invoices and credits whole, then only the customers that changed. */
const SECOND_DAY: Record<LedgerName, (size: Size) => number> = {
	xero: ({ open }) => perPage(open) + 10,
	quickbooks: ({ open }) => perPage(open) + 10,
	sage: ({ open }) => perPage(open, 200) + 30,
};

/** Customers whose invoice is paid between the two days. */
const CHANGED = 5;

export interface Cost {
	calls: number;
	/** At most. */
	budget: number;
}

/** Runs Get Financials for everybody, then again after a few payments, and sees that both tell whom they should. */
export async function financialsCost(books: BooksIn, size: Size): Promise<{ whole: Cost; secondDay: Cost }> {
	const { company, counts } = manyInvoices(size);
	const ledger = await startLedger(books, company);
	const run = async (more: Json) => {
		ledger.world.sandbox.clearCalls();
		const items = await ledger.run('customer:getFinancials', {
			financialsOf: 'due',
			lookBack: 1,
			options: {},
			...more,
		});
		const financials = items.map((item) => item['financials'] as Financials);
		return { financials, calls: ledger.world.calls(ledger.name).length };
	};

	const whole = await run({ yearOf: 'all' });
	expect(whole.financials).toHaveLength(size.customers);
	expect(whole.financials.every(({ year }) => (year?.paidInvoices ?? 0) > 0)).toBe(true);
	const paid = whole.financials.reduce((sum, { year }) => sum + (year?.paidInvoices ?? 0), 0);
	// Where a ledger's year begins is a matter of hours.
	expect(Math.abs(paid - counts.closedInYear)).toBeLessThanOrEqual(size.invoices * 0.003);

	const open = await ledger.run('invoice:getMany', {
		limit: CHANGED,
		filters: { statuses: ['approved', 'sent', 'overdue'] },
	});
	const changed = open.map((item) => item['invoice'] as Json);
	for (const { ledgerId, due } of changed) await ledger.act('payInvoice', ledgerId, { amount: String(due) });
	const second = await run({ yearOf: 'changed' });
	const told = second.financials.filter(({ year }) => year !== null).map(({ customer }) => customer.ledgerId);
	expect(new Set(told)).toEqual(new Set(changed.map(({ customer }) => customer.ledgerId)));

	return {
		whole: { calls: whole.calls, budget: WHOLE[ledger.name](size, counts) },
		secondDay: { calls: second.calls, budget: SECOND_DAY[ledger.name](size) },
	};
}
