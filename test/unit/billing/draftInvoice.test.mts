import fc from 'fast-check';
import type { Deal } from '../../../nodes/shared/model/deal';
import { compareWithDraft } from '../../../nodes/shared/billing/compareInvoice';
import { expectedTotals } from '../../../nodes/shared/billing/expectedTotals';
import type { BillingSettings } from '../../../nodes/shared/billing/settings';
import type { Given } from './drafting.mts';
import { codes, draft, drafted } from './drafting.mts';
import { company, invoiceOf, line, netOf, organisation, taxRates, today, traits } from './records.mts';

it('drafts an ordinary deal', () => {
	expect(draft()).toEqual({
		draft: {
			key: 'HSM6DA-41234567890',
			execution: '231',
			sourceUrl: 'https://app.hubspot.com/contacts/145896/record/0-3/41234567890',
			customerId: 'aaaaaaaa-aaaa-4aaa-8aaa-aaaaaaaaaaaa',
			status: 'draft',
			issueDate: today,
			dueDate: '2026-12-24',
			reference: null,
			currency: 'GBP',
			amountsAre: 'exclusive',
			lines: [
				{
					dealLineId: '1',
					description: 'Set-up',
					quantity: 1,
					unitPrice: 100,
					discountPercent: null,
					discountAmount: null,
					amountAlone: false,
					itemCode: null,
					account: '200',
					taxCode: 'OUTPUT2',
					taxReason: 'default of account 200',
					amount: 100,
				},
			],
			net: 100,
			brandingTheme: null,
			createAs: 'invoice',
			referenceField: null,
		},
		checks: [],
		notes: ['Due by the terms of Acme UK: 30 days'],
	});
});

describe('the promise', () => {
	const currencies = fc.constantFrom(['GBP', 2], ['JPY', 0], ['EUR', 2]) as fc.Arbitrary<[string, number]>;
	const price = fc.oneof(
		fc.integer({ min: 0, max: 10_000_000 }).map((n) => n / 100),
		fc.integer({ min: 1, max: 99_999 }).map((n) => n / 10_000),
		fc.integer({ min: 1, max: 999_999 }).map((n) => n / 1_000_000),
	);
	const quantity = fc.oneof(
		fc.integer({ min: 1, max: 5000 }),
		fc.integer({ min: 1, max: 5_000_000 }).map((n) => n / 1000),
	);
	const discount = fc.oneof(
		fc.constant(null),
		fc.integer({ min: 0, max: 10_000 }).map((n) => ({ percent: n / 100 })),
		fc.integer({ min: 1, max: 99_999 }).map((n) => ({ percent: n / 1000 })),
		fc.integer({ min: 1, max: 100 }).map((n) => ({ perUnit: n / 10_000 })),
	);

	it('is what the ledger computes, to the minor unit, for any lines', () => {
		fc.assert(
			fc.property(
				currencies,
				fc.array(fc.record({ price, quantity, discount }), { minLength: 1, maxLength: 8 }),
				([currency, digits], told) => {
					const lines = told.map(({ price: unitPrice, quantity: units, discount: off }, index) => {
						const fits = off === null || 'percent' in off || off.perUnit <= unitPrice ? off : null;
						const figures = { quantity: units, unitPrice, discount: fits };
						return line({ id: String(index), ...figures, amount: netOf(figures, digits) });
					});
					const made = drafted({ deal: { currency, lines } });
					// In yen the net may round up above what two decimals of the ledger make: no discount can raise it.
					if ('hold' in made) return expect([currency, made.hold.code]).toEqual(['JPY', 'amount_too_fine']);
					const stands = invoiceOf(made.draft);
					expect(stands.lines.map((one) => one.amount)).toEqual(lines.map((one) => one.amount));
					expect(Math.round(made.draft.net * 1000)).toBe(
						Math.round(lines.reduce((sum, one) => sum + one.amount, 0) * 1000),
					);
					expect(stands.subtotal).toBe(made.draft.net);
					const totals = expectedTotals(made.draft, { taxRates, organisation, traits });
					expect(totals).toEqual({ net: stands.subtotal, tax: stands.tax, total: stands.total });
					expect(compareWithDraft(made.draft, stands, totals.tax)).toEqual([]);
				},
			),
			{ numRuns: 500 },
		);
	});

	it.each<[string, Parameters<typeof line>[0], object]>([
		[
			'keeps a discount in percent',
			{ quantity: 3, unitPrice: 33.33, discount: { percent: 10 } },
			{ quantity: 3, unitPrice: 33.33, discountPercent: 10, discountAmount: null, amount: 89.99 },
		],
		[
			'tells a discount per unit as one of the line',
			{ quantity: 3, unitPrice: 10, discount: { perUnit: 1.5 } },
			{ discountPercent: null, discountAmount: 4.5, amount: 25.5 },
		],
		[
			'tells a percentage too fine for the ledger as an amount',
			{ quantity: 1, unitPrice: 100, discount: { percent: 33.333 } },
			{ discountPercent: null, discountAmount: 33.33, amount: 66.67 },
		],
		[
			'raises a price too fine for the ledger and discounts it',
			{ quantity: 100_000, unitPrice: 0.00001 },
			{ unitPrice: 0.0001, discountAmount: 9, amount: 1 },
		],
		[
			'takes a quantity of three decimals',
			{ quantity: 1.333, unitPrice: 75 },
			{ quantity: 1.333, unitPrice: 75, discountAmount: null, amount: 99.98 },
		],
		['drops a discount of nothing', { discount: { percent: 0 } }, { discountPercent: null, discountAmount: null }],
		[
			'carries a line of a negative amount',
			{ quantity: -1, unitPrice: 0.5 },
			{ quantity: -1, unitPrice: 0.5, amount: -0.5 },
		],
	])('%s', (_, told, figures) => {
		expect(draft({ deal: { lines: [line(told)] } }).draft.lines[0]).toMatchObject(figures);
	});

	it('absorbs what yen rounds away', () => {
		const lines = [line({ quantity: 3, unitPrice: 33.35, amount: 100 })];
		expect(draft({ deal: { currency: 'JPY', lines } }).draft.lines[0]).toMatchObject({
			discountAmount: 0.05,
			amount: 100,
		});
	});

	it('holds a line whose net the ledger cannot be brought to', () => {
		const made = drafted({ deal: { lines: [line({ unitPrice: 10, amount: 12 })] } });
		expect(made).toMatchObject({ hold: { code: 'amount_too_fine' } });
	});

	it('is the whole term where that is billed', () => {
		const lines = [line({ quantity: 2, unitPrice: 9.99, period: 'monthly', periods: 12, startDate: '2026-12-01' })];
		const { draft: made } = draft({ deal: { lines }, settings: { recurring: 'whole_term' } });
		expect(made.lines[0]).toMatchObject({
			quantity: 24,
			unitPrice: 9.99,
			amount: 239.76,
			description: 'Set-up\n1 Dec 2026 to 30 Nov 2027',
		});
		expect(draft({ deal: { lines } }).draft.lines[0]).toMatchObject({
			quantity: 2,
			amount: 19.98,
			description: 'Set-up\n1 Dec 2026 to 31 Dec 2026',
		});
	});

	it("is the amount where there are no lines, never under the deal's name", () => {
		const noLines = { lines: [], amount: 99.5 };
		expect(draft({ deal: noLines }).draft.lines).toMatchObject([
			{ dealLineId: null, description: 'As agreed', quantity: 1, unitPrice: 99.5, amount: 99.5, account: '200' },
		]);
		expect(
			draft({ deal: { ...noLines, description: '<p>Website&nbsp;<b>relaunch</b></p>' } }).draft.lines[0]
				?.description,
		).toBe('Website relaunch');
		expect(draft({ deal: noLines, settings: { noLinesText: 'As per contract' } }).draft.lines[0]?.description).toBe(
			'As per contract',
		);
	});
});

describe('dates', () => {
	it.each<[string, Given, string, string]>([
		["today and the organisation's terms", {}, today, '2026-12-24'],
		['the terms of the customer', { customer: { terms: { kind: 'days', days: 14 } } }, today, '2026-12-08'],
		[
			'the terms of the company in the CRM',
			{ deal: { company: company({ paymentTerms: 'end of month' }) } },
			today,
			'2026-11-30',
		],
		[
			'the terms of the deal first',
			{ deal: { paymentTerms: 'Net 7' }, customer: { terms: { kind: 'days', days: 14 } } },
			today,
			'2026-12-01',
		],
		['terms that are not understood are passed over', { deal: { paymentTerms: 'half now' } }, today, '2026-12-24'],
		[
			'the setting where nothing else speaks',
			{ organisation: { terms: null }, settings: { terms: { kind: 'days', days: 10 } } },
			today,
			'2026-12-04',
		],
		['its own date without any terms', { organisation: { terms: null } }, today, today],
		['the won date', { settings: { issueDate: 'won_date' } }, '2026-11-20', '2026-12-20'],
		[
			"the deal's own date",
			{ settings: { issueDate: 'invoice_on' }, deal: { invoiceOn: '2026-11-01' } },
			'2026-11-01',
			'2026-12-01',
		],
		['today without one', { settings: { issueDate: 'invoice_on' } }, today, '2026-12-24'],
		[
			'today where the date is locked',
			{ settings: { issueDate: 'won_date' }, organisation: { lockDate: '2026-11-20' } },
			today,
			'2026-12-24',
		],
		[
			'the day after the lock',
			{ settings: { issueDate: 'won_date' }, organisation: { lockDate: '2026-11-19' } },
			'2026-11-20',
			'2026-12-20',
		],
	])('%s', (_, given, issueDate, dueDate) => {
		expect(draft(given).draft).toMatchObject({ issueDate, dueDate });
	});

	it('say what was done', () => {
		expect(draft({ deal: { paymentTerms: 'half now' } }).notes).toContain(
			'Payment terms of the deal, "half now", were not understood',
		);
		const locked = draft({ settings: { issueDate: 'won_date' }, organisation: { lockDate: '2026-11-20' } });
		expect(locked.notes.join()).toContain('20 Nov 2026 is locked');
		expect(locked.checks).toEqual([]);
		expect(codes({ organisation: { lockDate: today } })).toEqual(['lock_date']);
	});
});

describe('reference', () => {
	const quote = {
		id: '9',
		number: 'Q-17',
		title: 'Offer',
		status: 'accepted',
		total: 100,
		currency: 'GBP',
		acceptedOn: null,
	} as const;
	it.each<[string, Partial<Deal>, Partial<BillingSettings>, string | null]>([
		['the order number', { poNumber: ' PO 4711 ', quote }, {}, 'PO 4711'],
		["the accepted quote's number", { quote }, {}, 'Q-17'],
		['nothing of a quote that is only published', { quote: { ...quote, status: 'published' } }, {}, null],
		['nothing without either', {}, {}, null],
		['the order number alone by setting', { quote }, { reference: 'po' }, null],
		['nothing by setting', { poNumber: 'PO 1', quote }, { reference: 'none' }, null],
	])('%s', (_, changes, set, reference) => {
		expect(draft({ deal: changes, settings: set }).draft.reference).toBe(reference);
	});
});

describe('what cannot be drafted', () => {
	it('a customer that is not there yet, but for preview', () => {
		expect(drafted({ customer: { ledgerId: null } })).toMatchObject({ hold: { code: 'customer_not_created' } });
		expect(draft({ customer: { ledgerId: null }, input: { preview: true } }).draft.customerId).toBe('');
	});

	it('a currency that is not enabled', () => {
		expect(drafted({ deal: { currency: 'CHF' } })).toMatchObject({ hold: { code: 'currency_not_enabled' } });
	});
});

it('bills the account of the item, else the sales account', () => {
	const product = { code: 'A', name: 'A', account: '210', taxCode: null, by: 'sku', reason: '' } as const;
	const { draft: made } = draft({ deal: { lines: [line({ product }), line({ id: '2' })] } });
	expect(made.lines.map(({ account, itemCode }) => [account, itemCode])).toEqual([
		['210', 'A'],
		['200', null],
	]);
});
