import { accountStatus, saysTheSame } from '../../../nodes/shared/billing/accountStatus';
import type { Standing } from '../../../nodes/shared/billing/accountStatus';
import { recordFinancials } from '../../../nodes/shared/billing/recordFinancials';
import { financials, nothingStored } from './financialRecords.mts';

const standing = (changes: Partial<Standing> = {}): Standing => ({
	currency: 'GBP',
	balance: 3120,
	overdue: 900,
	oldestDue: '2026-11-12',
	creditAvailable: null,
	averageDaysToPay: 34,
	asOf: '2026-11-24',
	...changes,
});

describe('Account status', () => {
	it.each<[Partial<Standing>, string]>([
		[{}, 'Owes 3,120.00 GBP, 900.00 GBP of it overdue, the oldest since 12 Nov 2026; pays in 34 days on average'],
		[{ overdue: 0, oldestDue: null, averageDaysToPay: null }, 'Owes 3,120.00 GBP, nothing overdue'],
		[
			{ overdue: 3120 },
			'Owes 3,120.00 GBP, all of it overdue, the oldest since 12 Nov 2026; pays in 34 days on average',
		],
		[
			{ overdue: 4000, oldestDue: null, averageDaysToPay: 1 },
			'Owes 3,120.00 GBP, 4,000.00 GBP overdue; pays in 1 day on average',
		],
		[{ balance: 0, overdue: 0, averageDaysToPay: null }, 'Owes nothing'],
		[{ balance: -50, overdue: 0, averageDaysToPay: null }, 'Has 50.00 GBP in credit'],
		[
			{ overdue: 0, creditAvailable: -120, averageDaysToPay: null },
			'Owes 3,120.00 GBP, nothing overdue; 120.00 GBP over the credit limit',
		],
		[
			{ currency: 'JPY', overdue: 0, creditAvailable: 5, averageDaysToPay: null },
			'Owes 3,120 JPY, nothing overdue',
		],
	])('of %j', (changes, line) => {
		expect(accountStatus(standing(changes))).toBe(`${line} (as of 24 Nov 2026)`);
	});

	it('says the same on another day', () => {
		expect(saysTheSame(accountStatus(standing()), accountStatus(standing({ asOf: '2026-11-29' })))).toBe(true);
		expect(saysTheSame(accountStatus(standing()), accountStatus(standing({ balance: 1 })))).toBe(false);
		expect(saysTheSame(null, accountStatus(standing()))).toBe(false);
	});
});

describe('the figures of a record', () => {
	it('are all that the ledger told', () => {
		const { write } = recordFinancials([financials()], nothingStored({ creditLimit: 5000 }));
		expect(write).toEqual({
			balance: 3120,
			overdue: 900,
			notDue: 2320,
			days1To30: 900,
			days31To60: 0,
			days61To90: 0,
			days91AndMore: 0,
			unallocatedCredit: 100,
			creditAvailable: 1880,
			lastInvoice: 'INV-0042',
			lastInvoiceDate: '2026-11-20',
			billed12Months: 12000.5,
			paid12Months: 9000,
			averageDaysToPay: 34,
			shareOnTime: 81.3,
			accountStatus:
				'Owes 3,120.00 GBP, 900.00 GBP of it overdue, the oldest since 12 Nov 2026; pays in 34 days on average (as of 24 Nov 2026)',
			asOf: '2026-11-24',
			bought: 'Set-up: last on 20 Nov 2026',
		});
	});

	it('are written once: the day alone is nothing new', () => {
		const { after } = recordFinancials([financials()], nothingStored());
		expect(recordFinancials([financials()], after).write).toEqual({});
		expect(recordFinancials([financials({ asOf: '2026-11-25' })], after)).toEqual({ write: {}, after });
		const paid = financials({ asOf: '2026-11-25', balance: 3020, unallocatedCredit: 200 });
		expect(Object.keys(recordFinancials([paid], after).write).sort()).toEqual([
			'accountStatus',
			'asOf',
			'balance',
			'unallocatedCredit',
		]);
	});

	it('leave what was not read', () => {
		const { after } = recordFinancials(
			[financials({ lifetime: { billed: 50000, paid: 40000, since: '2020-01-01' } })],
			nothingStored(),
		);
		expect(after).toMatchObject({ billedInTotal: 50000, paidInTotal: 40000, historySince: '2020-01-01' });
		const open = financials({ year: null, lifetime: null, lastInvoice: null, bought: null });
		expect(recordFinancials([open], after)).toEqual({ write: {}, after });
	});

	it("take the ledger's credit limit before the CRM's, and clear what is available without one", () => {
		const limited = recordFinancials(
			[financials({ creditLimit: 3000 })],
			nothingStored({ creditLimit: 5000 }),
		).after;
		expect(limited).toMatchObject({ creditLimit: 3000, creditAvailable: -120 });
		expect(limited.accountStatus).toContain('120.00 GBP over the credit limit');
		const without = recordFinancials([financials()], { ...limited, creditLimit: null });
		expect(without.write).toMatchObject({ creditAvailable: null });
	});

	it('add up over the customers that the record is, one for each currency', () => {
		const euro = financials({
			customer: { ledgerId: 'e', name: 'Brightwater EUR', number: null, url: null },
			balance: 0.1,
			overdue: 0,
			oldestDue: null,
			ageing: { notDue: 0.2, days1To30: 0, days31To60: 0, days61To90: 0, days91AndMore: 0 },
			unallocatedCredit: 0.1,
			lastInvoice: { number: 'INV-0050', date: '2026-11-23', url: null },
			year: { billed: 4000, paid: 1000, averageDaysToPay: 10, paidInvoices: 3, shareOnTime: null },
			bought: null,
		});
		const { write } = recordFinancials([financials(), euro], nothingStored({ bought: 'Before' }));
		expect(write).toMatchObject({
			balance: 3120.1,
			notDue: 2320.2,
			lastInvoice: 'INV-0050',
			billed12Months: 16000.5,
			averageDaysToPay: 28,
			shareOnTime: 81.3,
		});
		expect(write).not.toHaveProperty('bought');
		const partly = recordFinancials([financials(), { ...euro, year: null }], nothingStored()).write;
		expect(partly).not.toHaveProperty('billed12Months');
	});

	it('of one of several customers leave what belongs to all', () => {
		const { after } = recordFinancials([financials()], nothingStored());
		const alone = financials({
			balance: 10,
			lastInvoice: { number: 'INV-1', date: '2026-01-01', url: null },
			year: null,
		});
		expect(Object.keys(recordFinancials([{ ...alone, bought: 'X' }], after, 2).write).sort()).toEqual([
			'accountStatus',
			'asOf',
			'balance',
		]);
	});

	it('keep a text as the CRM gives it back', () => {
		const { after } = recordFinancials([financials({ bought: '  A\nB \n' })], nothingStored());
		expect(after.bought).toBe('A\nB');
		expect(recordFinancials([financials({ bought: 'A\nB\n' })], after).write).toEqual({});
		const long = recordFinancials([financials({ bought: 'x'.repeat(70_000) })], nothingStored()).after;
		expect(long.bought).toHaveLength(60_000);
		expect(recordFinancials([financials({ bought: '' })], after).write).toMatchObject({ bought: null });
	});
});
