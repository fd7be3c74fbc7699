import { instalments } from '../../../nodes/shared/billing/instalments';
import { overdueStep, withStep } from '../../../nodes/shared/billing/overdueSteps';
import { overdueText } from '../../../nodes/shared/billing/overdueText';
import type { OverdueInput } from '../../../nodes/shared/billing/overdueSteps';
import type { Financials } from '../../../nodes/shared/model/financials';
import type { Invoice } from '../../../nodes/shared/model/invoice';

const invoice = {
	ledger: 'xero',
	ledgerId: 'i-1',
	number: 'INV-1',
	status: 'overdue',
	customer: { ledgerId: 'c-1', name: 'Acme' },
	dueDate: '2026-11-01',
	currency: 'GBP',
	currencyRate: null,
	due: 100,
	url: null,
} as Invoice;
const financials = { asOf: '2026-11-10', currency: 'GBP', unallocatedCredit: 0, year: null } as Financials;
const settings = { steps: [7, 30, 60], leastDue: 1, receiptWithin: 5 };

function step(
	changes: Partial<Omit<OverdueInput, 'invoice' | 'financials'>> & { invoice?: object; financials?: object },
) {
	return overdueStep({
		billing: { inDispute: false, overdueStepTold: null },
		newestReceipt: '2026-11-08',
		settings,
		...changes,
		invoice: { ...invoice, ...changes.invoice },
		financials: { ...financials, ...changes.financials },
	});
}

const told = (overdueStepTold: string | null) => ({ billing: { inDispute: false, overdueStepTold } });

describe('which reminder is due', () => {
	it.each<[string, Parameters<typeof step>[0], object]>([
		['on the step', { financials: { asOf: '2026-11-08' } }, { do: 'tell', step: 7, days: 7 }],
		['before the step', { financials: { asOf: '2026-11-07' } }, { do: 'leave' }],
		['not due yet', { financials: { asOf: '2026-10-30' } }, { do: 'leave', reason: 'It is not overdue' }],
		[
			'a late first run tells the highest alone',
			{ financials: { asOf: '2027-02-01' }, newestReceipt: '2027-02-01' },
			{ do: 'tell', step: 60 },
		],
		['told before', told('i-1 7'), { do: 'leave', reason: 'Step 7 was told before' }],
		['of another invoice only', told('i-2 60'), { do: 'tell', step: 7 }],
		['a draft', { invoice: { status: 'draft' } }, { do: 'leave' }],
		[
			'in dispute',
			{ billing: { inDispute: true, overdueStepTold: null } },
			{ do: 'leave', reason: 'It is in dispute' },
		],
		['too little', { invoice: { due: 0.99 } }, { do: 'leave' }],
		['credit covers it', { financials: { unallocatedCredit: 100 } }, { do: 'leave' }],
		['credit covers a part', { financials: { unallocatedCredit: 99.99 } }, { do: 'tell' }],
		[
			'credit at its own rate',
			{ invoice: { currency: 'EUR', currencyRate: 1.25 }, financials: { unallocatedCredit: 80 } },
			{ do: 'leave' },
		],
		[
			'credit without a rate',
			{ invoice: { currency: 'EUR' }, financials: { unallocatedCredit: 1 } },
			{ do: 'leave' },
		],
		['no receipt for days', { newestReceipt: '2026-11-04' }, { do: 'leave', toFinance: true }],
		['no receipt at all', { newestReceipt: null }, { do: 'leave', toFinance: true }],
		[
			'the bank is not looked at',
			{ newestReceipt: null, settings: { ...settings, receiptWithin: 0 } },
			{ do: 'tell' },
		],
		['paid', { ...told('i-1 7'), invoice: { status: 'paid', due: 0 } }, { do: 'complete' }],
		['paid and nobody was told', { invoice: { status: 'paid', due: 0 } }, { do: 'leave' }],
		['voided', { ...told('i-1 7; i-2 30'), invoice: { status: 'voided', due: 0 } }, { do: 'complete' }],
	])('%s', (_, changes, expected) => {
		expect(step(changes)).toMatchObject(expected);
	});

	it('remembers each invoice of a deal apart', () => {
		expect(withStep(null, 'a', 7)).toBe('a 7');
		expect(withStep('a 7; b 7', 'a', 30)).toBe('b 7; a 30');
		expect(withStep('a 7; b 7', 'b', null)).toBe('a 7');
		expect(withStep('a 7', 'a', null)).toBeNull();
	});
});

describe('a plan', () => {
	it.each<[number, string, number, number[]]>([
		[100, 'GBP', 3, [33.34, 33.33, 33.33]],
		[0.02, 'EUR', 3, [0.01, 0.01, 0]],
		[1000, 'JPY', 3, [334, 333, 333]],
		[10.001, 'KWD', 2, [5.001, 5]],
	])('of %d %s in %d sums to it', (amount, currency, parts, expected) => {
		expect(instalments(amount, currency, parts, '2026-01-31').map((part) => part.amount)).toEqual(expected);
	});

	it('falls due month by month', () => {
		expect(instalments(3, 'GBP', 3, '2026-12-31').map((part) => part.dueDate)).toEqual([
			'2026-12-31',
			'2027-01-31',
			'2027-02-28',
		]);
	});

	it('is offered to a client who always paid, and to no other', () => {
		const year = { billed: 0, paid: 0, averageDaysToPay: 20, paidInvoices: 3, shareOnTime: 60 };
		const plan = { instalments: 3, paidInvoices: 3, shareOnTime: 60 };
		const of = (changes: object) =>
			overdueText(invoice, { days: 9, today: '2026-11-10', year: { ...year, ...changes } }, plan);
		expect(of({}).plan).toHaveLength(3);
		expect(of({}).body).toContain('17 Nov 2026: 33.34 GBP');
		expect(of({}).subject).toBe('Overdue for 9 days: INV-1 of Acme, 100.00 GBP');
		expect(of({ paidInvoices: 2 }).plan).toEqual([]);
		expect(of({ shareOnTime: 59 }).plan).toEqual([]);
		expect(overdueText(invoice, { days: 9, today: '2026-11-10', year: null }, plan).plan).toEqual([]);
	});
});
