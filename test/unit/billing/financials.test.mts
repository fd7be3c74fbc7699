import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { whatTheyBought } from '../../../nodes/shared/billing/bought';
import { billedNet, inBase, receivedOn } from '../../../nodes/shared/billing/collected';
import { financials, type FinancialsInput } from '../../../nodes/shared/billing/financials';
import { largestRemainder } from '../../../nodes/shared/billing/largestRemainder';
import { Decimal } from '../../../nodes/shared/billing/decimal';
import type { Invoice } from '../../../nodes/shared/model/invoice';

const asOf = '2026-11-20';
const organisation = { ledger: 'xero', id: 'o', name: 'Books', baseCurrency: 'GBP' } as const;
const customer = { ledgerId: 'c', name: 'Harbour Lights', number: null, url: null, creditLimit: null };

let made = 0;

/** 100.00 net, 20.00 tax, due and dated as given. */
function invoice(more: Partial<Invoice> = {}): Invoice {
	made += 1;
	const total = more.total ?? 120;
	const paid = more.paid ?? 0;
	return {
		ledger: 'xero',
		organisation: { id: 'o', name: 'Books' },
		ledgerId: `i${made}`,
		key: null,
		execution: null,
		number: `INV-${made}`,
		reference: null,
		status: 'approved',
		customer: { ledgerId: 'c', name: 'Harbour Lights' },
		issueDate: '2026-10-01',
		dueDate: '2026-10-31',
		currency: 'GBP',
		currencyRate: 1,
		amountsAre: 'exclusive',
		lines: [],
		subtotal: 100,
		tax: 20,
		total,
		paid,
		credited: 0,
		due: total - paid,
		paidOn: null,
		url: null,
		repeating: false,
		sentToCustomer: false,
		sentAt: null,
		updatedAt: null,
		...more,
	};
}

const paid = (on: string, more: Partial<Invoice> = {}): Invoice =>
	invoice({ status: 'paid', paid: 120, due: 0, paidOn: on, payments: [{ date: on, amount: 120 }], ...more });

function told(more: Partial<FinancialsInput>) {
	const result = financials({
		organisation,
		customer,
		asOf,
		open: [],
		settled: [],
		credits: [],
		history: null,
		bought: null,
		...more,
	});
	if (result === null) throw new Error('unknown');
	return result;
}

describe('what is owed', () => {
	test('falls into its age, and the ages sum to it', () => {
		const due = (dueDate: string) => invoice({ dueDate });
		const { ageing, balance, overdue, oldestDue } = told({
			open: [
				due('2026-11-20'),
				due('2026-12-24'),
				due('2026-11-19'),
				due('2026-10-21'),
				due('2026-10-20'),
				due('2026-09-21'),
				due('2026-09-20'),
				due('2026-08-22'),
				due('2026-08-21'),
				due('2025-01-01'),
				invoice({ dueDate: null }),
			],
		});
		expect(ageing).toEqual({
			notDue: 360,
			days1To30: 240,
			days31To60: 240,
			days61To90: 240,
			days91AndMore: 240,
		});
		expect(overdue).toBe(960);
		expect(balance).toBe(1320);
		expect(oldestDue).toBe('2025-01-01');
	});

	test('is in the base currency at each document’s own rate, less credit that is left', () => {
		const { balance, unallocatedCredit, overdue } = told({
			open: [invoice({ currency: 'EUR', currencyRate: 1.2 }), invoice({ currency: 'USD', currencyRate: 1.5 })],
			credits: [
				{ currency: 'EUR', currencyRate: 1.2, remaining: 60 },
				{ currency: 'GBP', currencyRate: null, remaining: 10 },
			],
		});
		expect([overdue, unallocatedCredit, balance]).toEqual([180, 60, 120]);
	});

	test('is not told where a rate is not known', () => {
		const input = { organisation, customer, asOf, settled: [], credits: [], history: null, bought: null };
		const open = [invoice({ currency: 'EUR', currencyRate: null })];
		expect(financials({ ...input, open })).toBeNull();
		expect(inBase(12.345, { currency: 'EUR', currencyRate: 2 }, 'GBP')).toBe(6.17);
	});
});

describe('the last 12 months', () => {
	test('billed is net less credits, by issue date; paid is net, by payment date', () => {
		const { year } = told({
			settled: [
				paid('2026-11-10'),
				// Issued before the year, paid within it.
				paid('2025-12-01', { issueDate: '2025-11-01', dueDate: '2025-11-30' }),
				// Half of it was credited.
				invoice({
					status: 'paid',
					paid: 60,
					credited: 60,
					due: 0,
					payments: [{ date: '2026-11-01', amount: 60 }],
				}),
				// Paid before the year.
				paid('2025-11-20', { issueDate: '2025-11-01' }),
			],
			open: [invoice({ paid: 30, payments: [{ date: '2026-11-02', amount: 30 }] })],
		});
		expect(year).toMatchObject({ billed: 100 + 50 + 100, paid: 100 + 100 + 50 + 25 });
	});

	test('days to pay are over paid invoices; share on time is of all that fell due', () => {
		const { year } = told({
			settled: [
				paid('2026-10-31', { issueDate: '2026-10-01', dueDate: '2026-10-31' }),
				paid('2026-11-10', { issueDate: '2026-10-01', dueDate: '2026-10-31' }),
			],
			open: [invoice({ dueDate: '2026-11-19' }), invoice({ dueDate: asOf }), invoice({ dueDate: '2026-12-31' })],
		});
		expect(year).toMatchObject({ averageDaysToPay: 35, paidInvoices: 2, shareOnTime: 33 });
	});

	test('are empty figures for nothing, and null where they were not read', () => {
		expect(told({ settled: [] }).year).toEqual({
			billed: 0,
			paid: 0,
			averageDaysToPay: null,
			paidInvoices: 0,
			shareOnTime: null,
		});
		const unread = told({ settled: null, open: [invoice()] });
		expect([unread.year, unread.lastInvoice, unread.balance]).toEqual([null, null, 120]);
	});

	test('a prepayment that was set against an invoice is money, whatever the ledger calls it', () => {
		const settled = [
			invoice({
				status: 'paid',
				paid: 0,
				credited: 120,
				due: 0,
				payments: [{ date: '2026-11-01', amount: 120 }],
			}),
		];
		expect(told({ settled }).year).toMatchObject({ billed: 100, paid: 100 });
	});

	test('an invoice that stands among both lists counts once, a draft never', () => {
		const one = invoice();
		const { year, lastInvoice } = told({
			open: [one],
			settled: [one, invoice({ status: 'draft', issueDate: asOf })],
		});
		expect(year?.billed).toBe(100);
		expect(lastInvoice?.number).toBe(one.number);
	});
});

test('the whole history says since when', () => {
	const history = [paid('2020-03-01', { issueDate: '2020-01-31' }), invoice()];
	expect(told({ history }).lifetime).toEqual({ billed: 200, paid: 100, since: '2020-01-31' });
});

describe('exact to the minor unit', () => {
	const cents = fc.integer({ min: 1, max: 10_000_000 });

	test('shares sum to the whole', () => {
		fc.assert(
			fc.property(cents, fc.array(cents, { minLength: 1, maxLength: 20 }), (units, weights) => {
				const shares = largestRemainder(
					new Decimal(units),
					weights.map((weight) => new Decimal(weight)),
				);
				expect(shares.reduce((sum, share) => sum.plus(share), new Decimal(0)).toNumber()).toBe(units);
				expect(shares.every((share) => share.isInteger())).toBe(true);
			}),
		);
	});

	test('net of the payments of an invoice paid in full is its net', () => {
		fc.assert(
			fc.property(
				cents,
				cents,
				fc.array(fc.integer({ min: 1, max: 100 }), { minLength: 1, maxLength: 6 }),
				(net, tax, weights) => {
					const total = net + tax;
					const parts = largestRemainder(
						new Decimal(total),
						weights.map((weight) => new Decimal(weight)),
					).filter((part) => !part.isZero());
					const one = invoice({
						subtotal: net / 100,
						tax: tax / 100,
						total: total / 100,
						due: 0,
						payments: parts.map((part) => ({ date: asOf, amount: part.div(100).toNumber() })),
					});
					const received = receivedOn(one, 'GBP') ?? [];
					const sum = received.reduce((all, { net: share }) => all.plus(share), new Decimal(0));
					expect(sum.times(100).toNumber()).toBe(net);
					expect(billedNet(one).times(100).toNumber()).toBe(net);
				},
			),
		);
	});
});

describe('what they bought', () => {
	const line = (description: string, quantity: number, amount: number, itemCode: string | null = null) => ({
		...{ ledgerLineId: null, description, quantity, unitPrice: amount / quantity, discountPercent: null },
		...{ discountAmount: null, itemCode, account: null, taxCode: null, tax: 0, amount },
	});
	const sold = (issueDate: string, ...lines: Invoice['lines']) => invoice({ issueDate, lines, total: 1 });

	test('tells each product, the last bought first, this year against the one before', () => {
		const text = whatTheyBought(
			[
				sold('2025-03-01', line('GTX Pro', 1, 500, 'GTX')),
				sold('2026-05-01', line('GTX Pro\nwith stand', 2, 1200, 'GTX')),
				sold('2026-06-01', line('Training', 1, 80)),
				invoice({ status: 'draft', issueDate: asOf, lines: [line('Never', 1, 1)] }),
			],
			asOf,
			'GBP',
		);
		expect(text?.split('\n')).toEqual([
			'Training: last on 1 Jun 2026; last 12 months 1 for 80.00 GBP, the 12 before none',
			'GTX Pro: last on 1 May 2026; last 12 months 2 for 1,200.00 GBP, the 12 before 1 for 500.00 GBP',
		]);
	});

	test('is due again when a term ends within 60 days, or the usual time has passed', () => {
		const term = (to: string) =>
			whatTheyBought([sold('2026-01-20', line(`Support\n20 Jan 2026 to ${to}`, 1, 900))], asOf, 'GBP');
		expect(term('19 Jan 2027')).toContain('due again: its term ends on 19 Jan 2027');
		expect(term('20 Jan 2027')).not.toContain('due again');
		expect(term('19 Nov 2026')).toContain('due again: its term ended on 19 Nov 2026');
		const often = (...days: string[]) =>
			whatTheyBought(
				days.map((day) => sold(day, line('Paper', 1, 10))),
				asOf,
				'GBP',
			);
		expect(often('2026-08-01', '2026-09-01', '2026-10-01')).toContain('due again: usually bought every 31 days');
		expect(often('2026-09-20', '2026-10-20', '2026-11-19')).not.toContain('due again');
		expect(often('2026-01-01', '2026-02-01')).not.toContain('due again');
	});

	test('leaves tax out of inclusive prices, and is null where lines were not read', () => {
		const inclusive = invoice({
			amountsAre: 'inclusive',
			issueDate: '2026-11-01',
			lines: [{ ...line('Chair', 1, 120), tax: 20 }],
		});
		expect(whatTheyBought([inclusive], asOf, 'GBP')).toContain('1 for 100.00 GBP');
		expect(whatTheyBought([invoice()], asOf, 'GBP')).toBeNull();
		// Not so for one that is no purchase, or older than the two years that are read.
		expect(whatTheyBought([invoice({ status: 'draft' })], asOf, 'GBP')).toBe('');
		expect(whatTheyBought([invoice({ issueDate: '2024-11-19' })], asOf, 'GBP')).toBe('');
		expect(whatTheyBought([], asOf, 'GBP')).toBe('');
	});
});
