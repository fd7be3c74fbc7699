import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { Decimal } from '../../../nodes/shared/billing/decimal';
import { customerName } from '../../../nodes/shared/systems/quickbooks/customers';
import { idIn } from '../../../nodes/shared/systems/quickbooks/ids';
import { indexItems } from '../../../nodes/shared/systems/quickbooks/items';
import { allocationsOf, settlementOf } from '../../../nodes/shared/systems/quickbooks/linked';
import { countedOn } from '../../../nodes/shared/systems/quickbooks/numbers';
import { signInFacts } from '../../../nodes/shared/systems/quickbooks/signIn';
import { share } from '../../../nodes/shared/systems/quickbooks/sums';
import { paymentTerms, termId } from '../../../nodes/shared/systems/quickbooks/terms';
import { companyZone } from '../../../nodes/shared/systems/companyZone';
import type { WireItem, WirePayment } from '../../../nodes/shared/systems/quickbooks/wire';

const item = (Id: string, Name: string, more: WireItem = {}): WireItem => ({
	Id,
	Name,
	Type: 'Service',
	Active: true,
	IncomeAccountRef: { value: '9' },
	...more,
});

describe('codes of products and services', () => {
	test('are the SKU, else the name with its category', () => {
		const index = indexItems([
			item('1', 'Consulting', { Sku: 'CONS' }),
			item('2', 'Training', { FullyQualifiedName: 'Courses:Training' }),
			item('3', 'Support', { Sku: ' ' }),
		]);
		expect(index.items.map(({ code }) => code)).toEqual(['CONS', 'Courses:Training', 'Support']);
		expect(index.withCode(' cons ')?.Id).toBe('1');
		expect(index.codeOf('2')).toBe('Courses:Training');
		expect(index.withCode('nothing')).toBeNull();
	});

	test('never mix up two items: a doubled SKU gives way to the names, a name that is a SKU to its id', () => {
		const index = indexItems([
			item('1', 'Red', { Sku: 'X1' }),
			item('2', 'Blue', { Sku: 'x1' }),
			item('3', 'GTX', {}),
			item('4', 'Card', { Sku: 'gtx' }),
		]);
		const codes = index.items.map(({ code }) => code);
		expect(codes).toEqual(['Red', 'Blue', 'GTX #3', 'gtx']);
		expect(codes.map((code) => index.withCode(code)?.Id)).toEqual(['1', '2', '3', '4']);
		expect(index.withCode('X1')).toBeNull();
	});

	test('tell what is sold, stocked and taxed', () => {
		const { items } = indexItems([
			item('1', 'Stocked', { Type: 'Inventory', Taxable: true, UnitPrice: 3.5 }),
			item('2', 'Bundle', { Type: 'Group', IncomeAccountRef: undefined }),
			item('3', 'Exempt', { Taxable: false, Active: false }),
			item('4', 'British', { SalesTaxCodeRef: { value: '2' } }),
		]);
		expect(items).toMatchObject([
			{ sold: true, stocked: true, taxCode: 'TAX', unitPrice: 3.5, account: '9', active: true },
			{ sold: false, stocked: false },
			{ taxCode: 'NON', active: false },
			{ taxCode: '2' },
		]);
	});
});

describe('what is set against an invoice', () => {
	const invoice = (Balance: number, payments: string[]) => ({
		Id: '10',
		TotalAmt: 100,
		Balance,
		TxnDate: '2026-11-01',
		LinkedTxn: payments.map((TxnId) => ({ TxnId, TxnType: 'Payment' })),
	});
	const line = (Amount: number, TxnId: string, TxnType = 'Invoice') => ({ Amount, LinkedTxn: [{ TxnId, TxnType }] });
	const settle = (Balance: number, payments: WirePayment[]) =>
		settlementOf(
			invoice(
				Balance,
				payments.map(({ Id = '' }) => Id),
			),
			{
				payments: new Map(payments.map((payment) => [payment.Id ?? '', payment])),
				estimates: new Map(),
			},
		);

	test('money is paid, at the date of its payment', () => {
		const paid = settle(0, [
			{ Id: '1', TxnDate: '2026-11-10', TotalAmt: 60, Line: [line(60, '10')] },
			{ Id: '2', TxnDate: '2026-11-20', TotalAmt: 90, Line: [line(50, '11'), line(40, '10')] },
		]);
		expect(paid).toEqual({
			paid: 100,
			credited: 0,
			due: 0,
			paidOn: '2026-11-20',
			payments: [
				{ date: '2026-11-10', amount: 60 },
				{ date: '2026-11-20', amount: 40 },
			],
		});
	});

	test('a payment of nothing that carries a credit memo is credit', () => {
		const credited = settle(70, [
			{ Id: '1', TxnDate: '2026-11-10', TotalAmt: 0, Line: [line(30, '10'), line(30, '5', 'CreditMemo')] },
		]);
		expect(credited).toEqual({ paid: 0, credited: 30, due: 70, paidOn: null, payments: [] });
	});

	test('a payment of money and credit is told apart', () => {
		const mixed = settle(0, [
			{ Id: '1', TxnDate: '2026-11-10', TotalAmt: 75, Line: [line(100, '10'), line(25, '5', 'CreditMemo')] },
		]);
		expect(mixed).toMatchObject({ paid: 75, credited: 25, due: 0, paidOn: '2026-11-10' });
	});

	test('what no payment explains is credit, and never more is paid than was settled', () => {
		expect(settle(90, [])).toMatchObject({ paid: 0, credited: 10 });
		const raced = settle(90, [{ Id: '1', TxnDate: '2026-11-10', TotalAmt: 60, Line: [line(60, '10')] }]);
		expect(raced).toMatchObject({ paid: 10, credited: 0, due: 90 });
	});

	test('money and credit of a payment come to its lines, to the cent', () => {
		const amount = fc.integer({ min: 1, max: 500_000 }).map((cents) => cents / 100);
		fc.assert(
			fc.property(
				fc.array(amount, { minLength: 1, maxLength: 6 }),
				fc.array(amount, { maxLength: 3 }),
				(bills, memos) => {
					const sum = (values: number[]) => values.reduce((a, b) => a.plus(b), new Decimal(0));
					const credits = Decimal.min(sum(memos), sum(bills));
					const payment: WirePayment = {
						TotalAmt: sum(bills).minus(credits).toNumber(),
						Line: [
							...bills.map((bill, index) => line(bill, String(index))),
							...(credits.isZero() ? [] : [line(credits.toNumber(), '5', 'CreditMemo')]),
						],
					};
					const told = allocationsOf(payment);
					expect(sum(told.map(({ credit }) => credit)).toNumber()).toBe(credits.toNumber());
					expect(told.map(({ amount: set }) => set)).toEqual(bills);
					for (const { amount: set, credit } of told) expect(credit).toBeLessThanOrEqual(set);
				},
			),
		);
	});
});

test('shares come to the whole, to the cent', () => {
	const cents = fc.integer({ min: -100_000, max: 100_000 });
	fc.assert(
		fc.property(
			cents,
			fc.array(fc.integer({ min: 0, max: 9999 }), { minLength: 1, maxLength: 20 }),
			(whole, weights) => {
				const shares = share(new Decimal(whole).div(100), weights);
				const sum = shares.reduce((a, b) => a.plus(b), new Decimal(0));
				expect(sum.times(100).toNumber()).toBe(whole);
				expect(shares).toHaveLength(weights.length);
			},
		),
	);
	expect(share(0.01, [1, 1])).toEqual([0.01, 0]);
	expect(share(10, [0, 3, 1])).toEqual([0, 7.5, 2.5]);
});

describe('names and ids', () => {
	test.each([
		['Acme: West\tCoast\nLtd', 'Acme West Coast Ltd'],
		['  Ärzte  &  Co  ', 'Ärzte & Co'],
		['x'.repeat(600), 'x'.repeat(500)],
		['👩‍🚀'.repeat(300), null],
	])('%j is a name that QuickBooks takes', (name, expected) => {
		const taken = customerName(name);
		expect(taken.length).toBeLessThanOrEqual(500);
		expect(taken).not.toMatch(/[:\t\n]/);
		expect(taken).not.toMatch(/[\uD800-\uDBFF](?![\uDC00-\uDFFF])/);
		if (expected !== null) expect(taken).toBe(expected);
	});

	test.each([
		['https://app.qbo.intuit.com/app/invoice?txnId=130', '130'],
		['https://app.sandbox.qbo.intuit.com/app/estimate?txnId=12', 'estimate-12'],
		['https://app.qbo.intuit.com/app/customerdetail?nameId=5', '5'],
		[' 77 ', '77'],
		['estimate-12', 'estimate-12'],
		['Acme', null],
		['', null],
	])('the id in %j is %j', (text, id) => {
		expect(idIn(text)).toBe(id);
	});

	test.each([
		['1037', 1, '1038'],
		['INV-0099', 2, 'INV-0101'],
		['2026/0009', 1, '2026/0010'],
		['99', 1, '100'],
	])('%s counted on by %i is %s', (number, step, expected) => {
		expect(countedOn(number, step)).toBe(expected);
	});
});

describe('terms', () => {
	const terms = [
		{ Id: '1', Name: 'Net 30', Type: 'STANDARD', DueDays: 30 },
		{ Id: '2', Name: 'Old', Type: 'STANDARD', DueDays: 15, Active: false },
		{ Id: '3', Name: '15th', Type: 'DATE_DRIVEN', DayOfMonthDue: 15, DueNextMonthDays: 0 },
		{ Id: '4', Name: '20th of next', Type: 'DATE_DRIVEN', DayOfMonthDue: 20, DueNextMonthDays: 31 },
	];

	test('are read from days and from days of the month', () => {
		expect(terms.map(paymentTerms)).toEqual([
			{ kind: 'days', days: 30 },
			{ kind: 'days', days: 15 },
			{ kind: 'day_of_month', days: 15 },
			{ kind: 'day_of_next_month', days: 20 },
		]);
		expect(paymentTerms(undefined)).toBeNull();
	});

	test('are written only as a term that the company has', () => {
		expect(termId(terms, { kind: 'days', days: 30 })).toBe('1');
		expect(termId(terms, { kind: 'days', days: 15 })).toBeNull();
		expect(termId(terms, { kind: 'days', days: 45 })).toBeNull();
	});
});

describe('the company', () => {
	test.each([
		['Europe/London', 'US', 'CA', 'Europe/London'],
		[null, 'US', 'CA', 'America/Los_Angeles'],
		[null, 'US', 'US-TX', 'America/Chicago'],
		[null, 'US', null, 'America/New_York'],
		['not a zone', 'GB', null, 'Europe/London'],
		[null, 'CA', 'BC', 'America/Vancouver'],
		[null, 'SG', null, 'Asia/Singapore'],
		[null, 'XX', null, 'UTC'],
		[null, '', null, 'UTC'],
	])('zone %j in %j, %j is %j', (told, country, region, zone) => {
		expect(companyZone(told, country, region)).toBe(zone);
	});

	test('is named by what n8n keeps of the sign-in', () => {
		const oauthTokenData = { access_token: 'x', callbackQueryString: { realmId: '4620816365' } };
		expect(signInFacts({ environment: 'sandbox', oauthTokenData })).toEqual({
			organisationId: '4620816365',
			environment: 'sandbox',
		});
		expect(signInFacts({})).toEqual({ organisationId: null, environment: 'production' });
	});
});
