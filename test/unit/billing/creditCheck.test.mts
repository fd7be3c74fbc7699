/** Credit (rules.md section 8): what counts as used, what is tested, and in which order its findings weigh. */
import { describe, expect, test } from '@jest/globals';
import { creditCheck, type CreditInput } from '../../../nodes/shared/billing/creditCheck';
import { dealKey } from '../../../nodes/shared/billing/key';
import type { Deal } from '../../../nodes/shared/model/deal';
import type { Invoice } from '../../../nodes/shared/model/invoice';
import { crm, deal as anyDeal, line } from './records.mts';

const RATES = [20, 0].map((percent) => ({
	code: `R${percent}`,
	name: `${percent} %`,
	percent,
	active: true,
	forSales: true,
}));

/** A won deal of that net. */
function deal(id: string, net: number, more: Partial<Deal> = {}): Deal {
	return anyDeal({ id, crm, lines: [line({ amount: net, taxPercent: null })], currency: 'GBP', ...more });
}

function document(more: Partial<Invoice>): Invoice {
	return { key: null, currency: 'GBP', currencyRate: 1, issueDate: '2026-11-01', total: 0, ...more } as Invoice;
}

const keyOf = (id: string) => dealKey(crm, id, 1, 1);

function standing(more: Partial<NonNullable<CreditInput['standing']>> = {}): NonNullable<CreditInput['standing']> {
	return { balance: 0, overdue: 0, oldestDue: null, unallocatedCredit: 0, year: null, ...more };
}

function checked(more: Partial<CreditInput> = {}) {
	return creditCheck({
		organisation: { baseCurrency: 'GBP', taxRegistered: true, decidesTax: false },
		taxRates: RATES,
		standing: standing({ balance: 300 }),
		open: [],
		drafts: [],
		deal: deal('1', 100),
		wonNotBilled: [],
		documents: [],
		limit: 1000,
		settings: { nearFrom: 80, leastOnTime: 50 },
		...more,
	});
}

const year = (shareOnTime: number) => ({ billed: 1, paid: 1, averageDaysToPay: 1, paidInvoices: 1, shareOnTime });

describe('what is used', () => {
	test('open less credit left, drafts, and what is won and not billed with tax', () => {
		expect(
			checked({
				drafts: [document({ total: 60 })],
				wonNotBilled: [deal('2', 50)],
			}),
		).toMatchObject({ used: 420, tested: 540, limit: 1000, available: 580, currency: 'GBP', status: 'ok' });
	});

	test('a deal is never counted twice', () => {
		const drafts = [document({ key: keyOf('2'), total: 60 }), document({ key: keyOf('1'), total: 120 })];
		const twice = [deal('2', 50), deal('2', 50), deal('1', 100), deal('3', 10), deal('3', 10)];
		expect(checked({ drafts, wonNotBilled: twice })).toMatchObject({ used: 492, tested: 492 });
		expect(checked({ wonNotBilled: [deal('1', 100)] })).toMatchObject({ used: 300, tested: 420 });
	});

	test('the same id of another CRM account is another deal', () => {
		const other = dealKey({ ...crm, accountId: '999' }, '1', 1, 1);
		expect(checked({ drafts: [document({ key: other, total: 60 })] })).toMatchObject({ used: 360, tested: 480 });
	});

	test("tax as decided, else the CRM's, else the rate at home", () => {
		const lines = [
			line({ amount: 100, tax: { code: 'R0', percent: 0 }, taxPercent: 20 }),
			line({ amount: 100, taxPercent: 5 }),
			line({ amount: 100, taxPercent: null }),
		];
		expect(checked({ deal: deal('1', 0, { lines }) })).toMatchObject({ tested: 300 + 100 + 105 + 120 });
		expect(checked({ deal: deal('1', 0, { lines: [], amount: 100 }) })).toMatchObject({ tested: 420 });
	});

	test('three currencies, each at the rate of its newest document', () => {
		const documents = [
			document({ currency: 'EUR', currencyRate: 2, issueDate: '2026-10-01' }),
			document({ currency: 'EUR', currencyRate: 1.2 }),
			document({ currency: 'USD', currencyRate: 1.5 }),
		];
		expect(
			checked({
				documents,
				drafts: [document({ currency: 'USD', currencyRate: 1.6, total: 160 })],
				deal: deal('1', 100, { currency: 'EUR' }),
				wonNotBilled: [deal('2', 150, { currency: 'USD' })],
			}),
		).toMatchObject({ used: 300 + 100 + 120, tested: 620 });
	});

	test('a rate that is not known leaves nothing to say of a limit, and does not stand in the way without one', () => {
		const dollars = { deal: deal('1', 100, { currency: 'USD' }) };
		expect(checked(dollars)).toBeNull();
		expect(checked({ ...dollars, limit: null })).toMatchObject({ status: 'no_limit', used: null, tested: null });
	});
});

describe('status', () => {
	test.each<[string, Partial<CreditInput>, string, string]>([
		['at the limit', { standing: standing({ balance: 880 }) }, 'near', 'near the credit limit of 1,000.00 GBP'],
		['above it', { standing: standing({ balance: 880.01 }) }, 'over', '0.01 GBP over the credit limit'],
		['from the percent', { standing: standing({ balance: 680 }) }, 'near', '800.00 GBP'],
		['below it', { standing: standing({ balance: 679.99 }) }, 'ok', 'within the credit limit'],
		[
			'overdue',
			{ standing: standing({ balance: 100, overdue: 90, oldestDue: '2026-11-12' }) },
			'overdue',
			'90.00 GBP is overdue, the oldest since 12 Nov 2026',
		],
		['covered by credit', { standing: standing({ overdue: 90, unallocatedCredit: 90 }) }, 'ok', 'within'],
		['pays late', { standing: standing({ year: year(49) }) }, 'pays_late', 'Paid 49 % on time'],
		['pays on time', { standing: standing({ year: year(50) }) }, 'ok', 'within'],
		['no limit', { limit: null }, 'no_limit', 'No credit limit is set'],
		['no limit, overdue', { limit: null, standing: standing({ overdue: 1 }) }, 'overdue', '1.00 GBP is overdue'],
		['over before overdue', { limit: 100, standing: standing({ balance: 90, overdue: 90 }) }, 'over', 'over'],
		['overdue before pays late', { standing: standing({ overdue: 1, year: year(0) }) }, 'overdue', 'overdue'],
		['a limit of nothing', { limit: 0, standing: null }, 'over', '120.00 GBP over the credit limit of 0.00 GBP'],
		['new to the ledger', { standing: null }, 'ok', '0.00 GBP used and 120.00 GBP of this deal'],
	])('%s', (_, input, status, words) => {
		const credit = checked(input);
		expect(credit?.status).toBe(status);
		expect(credit?.reason).toContain(words);
	});
});
