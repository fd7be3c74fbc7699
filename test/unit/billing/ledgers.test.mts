import fc from 'fast-check';
import type { LineDiscount, ProductMatch } from '../../../nodes/shared/model/dealLine';
import type { Invoice } from '../../../nodes/shared/model/invoice';
import type { LedgerTraits } from '../../../nodes/shared/model/ledgerTraits';
import { exactFigures } from '../../../nodes/shared/billing/absorb';
import { keepOf } from '../../../nodes/shared/billing/alreadyBilled';
import { compareWithDraft, figuresDifferHold, figuresThatDiffer } from '../../../nodes/shared/billing/compareInvoice';
import { Decimal } from '../../../nodes/shared/billing/decimal';
import { decideInvoice } from '../../../nodes/shared/billing/decideInvoice';
import { expectedTaxes, expectedTotals } from '../../../nodes/shared/billing/expectedTotals';
import { fingerprintOf } from '../../../nodes/shared/billing/fingerprint';
import { documentWord, standingWord } from '../../../nodes/shared/billing/words';
import type { Given } from './drafting.mts';
import { codes, draft, drafted } from './drafting.mts';
import {
	address,
	billing,
	company,
	deal,
	invoiceOf,
	line,
	netOf,
	nowhere,
	quickBooksTraits,
	sageTraits,
	traits as xeroTraits,
} from './records.mts';

/** What differs between the three ledgers, in the pure rules. */

const services: ProductMatch = {
	code: 'Services',
	name: 'Services',
	account: null,
	taxCode: 'OUTPUT2',
	by: 'sku',
	reason: '',
};
const fallback: ProductMatch = { ...services, code: 'Other', by: 'fallback' };

/** In QuickBooks' books, with a fallback item. */
const inQuickBooks = (given: Given = {}): Given => ({
	...given,
	organisation: { ledger: 'quickbooks', ...given.organisation },
	input: { traits: quickBooksTraits, fallback, ...given.input },
});
const inSage = (given: Given = {}): Given => ({
	...given,
	organisation: { ledger: 'sage', ...given.organisation },
	input: { traits: sageTraits, accounts: [], ...given.input },
});
const heldCode = (given: Given) => {
	const made = drafted(given);
	return 'hold' in made ? made.hold.code : null;
};

describe('the promise', () => {
	const price = fc.oneof(
		fc.integer({ min: -100_000, max: 10_000_000 }).map((n) => n / 100),
		fc.integer({ min: 1, max: 999_999 }).map((n) => n / 1_000_000),
	);
	const quantity = fc.oneof(
		fc.integer({ min: 1, max: 5000 }),
		fc.integer({ min: 1, max: 5_000_000 }).map((n) => n / 1000),
	);
	const discount: fc.Arbitrary<LineDiscount | null> = fc.oneof(
		fc.constant(null),
		fc.integer({ min: 0, max: 100_000 }).map((n) => ({ percent: n / 1000 })),
		fc.integer({ min: 1, max: 100 }).map((n) => ({ perUnit: n / 10_000 })),
	);

	/** What a ledger makes of the figures: the discount taken before or after its own rounding. */
	function amounts(
		told: NonNullable<ReturnType<typeof exactFigures>>,
		net: number,
		{ totalDecimals }: LedgerTraits,
	): number[] {
		if (told.amountAlone) return [net];
		const round = (value: Decimal) => value.toDecimalPlaces(totalDecimals);
		const gross = new Decimal(told.quantity).times(told.unitPrice);
		const off = (of: Decimal) => new Decimal(told.discountAmount ?? of.times(told.discountPercent ?? 0).div(100));
		return [round(gross.minus(off(gross))), round(gross).minus(round(off(round(gross))))].map(Number);
	}

	it.each([
		['Xero', xeroTraits, false],
		['QuickBooks', quickBooksTraits, false],
		['QuickBooks, of an item in stock', quickBooksTraits, true],
		['Sage', sageTraits, false],
	])('is what %s computes, whichever way it rounds', (_, traits, stocked) => {
		const hold: number[] = [];
		fc.assert(
			fc.property(price, quantity, discount, (unitPrice, units, off) => {
				const told = { quantity: units, unitPrice, discount: off };
				const net = netOf(told, 2);
				const exact = { quantity: new Decimal(units), unitPrice: new Decimal(unitPrice), discount: off, net };
				const figures = exactFigures(exact, traits, stocked);
				if (figures === null) return void hold.push(net);
				expect(new Set(amounts(figures, net, traits))).toEqual(new Set([net]));
				const kept = (value: number, decimals: number) => new Decimal(value).decimalPlaces() <= decimals;
				expect(kept(figures.unitPrice, traits.unitPriceDecimals)).toBe(true);
				expect(kept(figures.quantity, traits.quantityDecimals)).toBe(true);
				expect(figures.discountAmount === null || traits.lineDiscountAmount).toBe(true);
				expect(figures.discountPercent === null || traits.lineDiscountPercent).toBe(true);
				expect(figures.amountAlone).toBe(figures.amountAlone && traits.lineAmountAlone && !stocked);
			}),
			{ numRuns: 500 },
		);
		if (traits.lineAmountAlone && !stocked) expect(hold).toEqual([]);
		else expect(hold.length).toBeLessThan(200);
	});

	it.each<[string, Parameters<typeof line>[0], object, string]>([
		['quantity and price', { quantity: 3, unitPrice: 33.33 }, { quantity: 3, unitPrice: 33.33 }, 'Set-up'],
		[
			'the price net of a discount where it is exact',
			{ quantity: 2, unitPrice: 50, discount: { percent: 10 } },
			{ quantity: 2, unitPrice: 45, amountAlone: false },
			'Set-up\n2 x 50.00 less 10 %',
		],
		[
			'the amount alone where it is not',
			{ quantity: 3, unitPrice: 33.33, discount: { percent: 10 } },
			{ quantity: 3, unitPrice: 33.33, amountAlone: true, amount: 89.99 },
			'Set-up\n3 x 33.33 less 10 %',
		],
		['a price too fine', { quantity: 7, unitPrice: 0.123456 }, { amount: 0.86 }, 'Set-up'],
		[
			'a discount of each',
			{ quantity: 3, unitPrice: 10, discount: { perUnit: 1.5 } },
			{ quantity: 3, unitPrice: 8.5, amount: 25.5 },
			'Set-up\n3 x 10.00 less 1.50 each',
		],
		[
			'what is given away',
			{ discount: { percent: 100 } },
			{ quantity: 1, unitPrice: 0, amount: 0 },
			'Set-up\n1 x 100.00 less 100 %',
		],
	])('on a ledger without discounts is %s', (_, told, figures, description) => {
		const lines = [line({ ...told, product: services }), line({ id: '2', product: services })];
		const made = draft(inQuickBooks({ deal: { lines } })).draft.lines[0];
		expect(made).toMatchObject({ discountPercent: null, discountAmount: null, ...figures, description });
	});

	it('is a near price for an item in stock, or held', () => {
		const stocked = { ...services, stocked: true };
		const of = (told: Parameters<typeof line>[0]) =>
			inQuickBooks({ deal: { lines: [line({ ...told, product: stocked })] } });
		expect(draft(of({ quantity: 3, unitPrice: 33.33, discount: { percent: 10 } })).draft.lines[0]).toMatchObject({
			quantity: 3,
			unitPrice: 29.99667,
			amountAlone: false,
		});
		expect(heldCode(of({ quantity: 99_999, unitPrice: 33.333333, discount: { percent: 3.7 } }))).toBe(
			'amount_too_fine',
		);
	});

	it('is compared without the figures that are only told', () => {
		const lines = [line({ quantity: 3, unitPrice: 33.33, discount: { percent: 10 }, product: services })];
		const { draft: made } = draft(inQuickBooks({ deal: { lines } }));
		const [stands] = invoiceOf(made).lines;
		const invoice = invoiceOf(made, { lines: [{ ...stands!, quantity: 1, unitPrice: 89.99 }] });
		expect(compareWithDraft(made, invoice)).toEqual([]);
		expect(figuresThatDiffer(made, invoice, null)).toEqual([]);
	});
});

describe('an item', () => {
	it('is the fallback where a ledger bills no line without one, and none is a hold', () => {
		expect(draft(inQuickBooks()).draft.lines[0]).toMatchObject({ itemCode: 'Other', account: null });
		expect(draft(inQuickBooks({ deal: { lines: [], amount: 12 } })).draft.lines[0]?.itemCode).toBe('Other');
		expect(heldCode(inQuickBooks({ input: { fallback: null } }))).toBe('product_not_matched');
		const own = inQuickBooks({ deal: { lines: [line({ product: services })] }, input: { fallback: null } });
		expect(draft(own).draft.lines[0]?.itemCode).toBe('Services');
	});
});

describe('tax where every line takes a code', () => {
	const lines = [line({ product: { ...services, taxCode: null } })];

	it('is held for a foreign customer without a default', () => {
		const abroad = { deal: { lines, company: company({ address: address({ country: 'Germany' }) }) } };
		for (const place of [inQuickBooks, inSage]) {
			expect(heldCode(place(abroad))).toBe('tax_code_missing');
			expect(draft(place({ ...abroad, customer: { taxCode: 'ZERORATEDOUTPUT' } })).draft.lines[0]?.taxCode).toBe(
				'ZERORATEDOUTPUT',
			);
		}
		expect(codes(abroad)).toEqual(['foreign_without_tax']);
	});

	it('is the home rate where item and account say nothing, else held with the line named', () => {
		const home = inQuickBooks({ deal: { lines }, settings: { homeTaxCode: 'RROUTPUT' } });
		expect(draft(home).draft.lines[0]?.taxCode).toBe('RROUTPUT');
		const made = drafted(inQuickBooks({ deal: { lines } }));
		expect(made).toMatchObject({ hold: { code: 'tax_code_missing', what: expect.stringContaining('"Set-up"') } });
		expect(draft(inQuickBooks()).draft.lines[0]?.taxCode).toBe('OUTPUT2');
		expect(draft(inQuickBooks({ settings: { homeTaxCode: 'RROUTPUT' } })).draft.lines[0]?.taxCode).toBe('OUTPUT2');
	});

	it('is none in an organisation that is not registered', () => {
		const made = draft(inQuickBooks({ deal: { lines }, organisation: { taxRegistered: false } })).draft;
		expect(made).toMatchObject({ amountsAre: 'no_tax', lines: [{ taxCode: null }] });
	});
});

describe('tax that the ledger decides on', () => {
	const rates = [
		{ code: 'TAX', name: 'Taxable', percent: 0, active: true, forSales: true },
		{ code: 'NON', name: 'Nontaxable', percent: 0, active: true, forSales: true },
	];
	const us = (given: Given = {}) =>
		inQuickBooks({
			...given,
			organisation: { decidesTax: true, country: 'US', baseCurrency: 'USD' },
			input: { taxRates: rates },
			deal: { currency: 'USD', company: company({ address: nowhere }), ...given.deal },
			customer: { billingAddress: nowhere },
		});

	it('is said of each line by its item or by a step, whatever the country', () => {
		const taxCode = (changes: Parameters<typeof line>[0]) =>
			draft(us({ deal: { lines: [line(changes)] } })).draft.lines[0]?.taxCode;
		expect(taxCode({ product: { ...services, taxCode: 'NON' } })).toBe('NON');
		expect(taxCode({ product: { ...services, taxCode: null } })).toBeNull();
		expect(taxCode({ product: { ...services, taxCode: 'NON' }, tax: { code: 'TAX' } })).toBe('TAX');
		expect(codes(us({ deal: { lines: [line({ taxPercent: 8.25 })] } }))).toEqual([]);
	});

	it('is not expected, so what comes back is no difference', () => {
		const { draft: made } = draft(us({ deal: { lines: [line({ product: { ...services, taxCode: 'TAX' } })] } }));
		const books = { organisation: { decidesTax: true }, taxRates: rates, traits: quickBooksTraits };
		expect(made.amountsAre).toBe('exclusive');
		expect(expectedTotals(made, books)).toEqual({ net: 100, tax: null, total: null });
		expect(expectedTotals(made, { ...books, organisation: { decidesTax: false } })).toMatchObject({ tax: 0 });
	});
});

describe('a customer of another currency', () => {
	it('is not billed where records are bound to one', () => {
		const euro = { deal: { currency: 'EUR' } };
		expect(heldCode(inQuickBooks(euro))).toBe('customer_other_currency');
		expect(heldCode(inSage({ ...euro, customer: { currency: 'GBP' } }))).toBe('customer_other_currency');
		expect(heldCode(inQuickBooks({ ...euro, customer: { currency: 'EUR' } }))).toBeNull();
		expect(codes({ ...euro, customer: { currency: 'GBP' } })).toEqual(['currency_differs']);
	});
});

describe('what is made', () => {
	it('is called as its ledger calls it', () => {
		expect(documentWord(xeroTraits, { createAs: 'estimate' })).toBe('draft');
		expect(documentWord(quickBooksTraits, { createAs: 'invoice' })).toBe('unsent invoice');
		expect(documentWord(quickBooksTraits, { createAs: 'estimate' })).toBe('estimate');
		expect(standingWord({ status: 'draft' })).toBe('draft');
		expect(standingWord({ status: 'draft', kind: 'estimate' })).toBe('estimate');
		expect(standingWord({ status: 'approved' })).toBe('invoice');
	});
});

describe('an invoice that posted at once', () => {
	const { draft: made } = draft(inQuickBooks());
	const posted = (id: string, changes: Partial<Invoice> = {}) =>
		invoiceOf(made, {
			ledger: 'quickbooks',
			ledgerId: id,
			number: id,
			status: 'approved',
			updatedAt: '2026-11-24T10:00:00.000Z',
			...changes,
		});
	const kept = (invoices: Invoice[]) => {
		const ids = (list: Invoice[] = []) => list.map(({ ledgerId }) => ledgerId).sort();
		for (const order of [invoices, [...invoices].reverse()]) {
			const found = keepOf(order, quickBooksTraits);
			expect(found?.keep.ledgerId).toBe(keepOf(invoices, quickBooksTraits)?.keep.ledgerId);
		}
		const found = keepOf(invoices, quickBooksTraits);
		return [found?.keep.ledgerId, ids(found?.withdraw), ids(found?.standing)];
	};

	it('can be withdrawn as long as it was neither sent nor paid', () => {
		expect(kept([posted('10'), posted('9')])).toEqual(['9', ['10'], []]);
		expect(kept([posted('9'), posted('10', { sentToCustomer: true })])).toEqual(['10', ['9'], []]);
		expect(kept([posted('9', { status: 'part_paid', paid: 5 }), posted('8')])).toEqual(['9', ['8'], []]);
		expect(kept([posted('9', { status: 'paid', paid: 120 }), posted('8', { status: 'sent' })])).toEqual([
			'8',
			[],
			['9'],
		]);
		const estimate = posted('estimate-1', { kind: 'estimate', status: 'draft' });
		expect(kept([estimate, posted('9')])).toEqual(['9', ['estimate-1'], []]);
		expect(kept([posted('9', { updatedAt: '2026-11-24T10:00:01.000Z' }), posted('10')])).toEqual(['10', ['9'], []]);
	});

	it('is asked about when its deal changed, an estimate that nobody edited is updated', () => {
		const changed = { lines: [line({ unitPrice: 200, amount: 200 })], revision: 'R2' };
		const decide = (invoice: Invoice) => {
			const told = { revisionBilled: 'R1', fingerprint: fingerprintOf(invoice), invoiceId: invoice.ledgerId };
			return decideInvoice({
				deal: deal({ ...changed, billing: billing(told) }),
				draft: draft(inQuickBooks({ deal: changed })).draft,
				existing: { live: [invoice], dead: [] },
				traits: quickBooksTraits,
			});
		};
		expect(decide(posted('9'))).toMatchObject({ do: 'leave', checks: [{ code: 'deal_changed' }] });
		const estimate = posted('estimate-1', { kind: 'estimate', status: 'draft' });
		expect(decide(estimate)).toMatchObject({
			do: 'update',
			reason: 'The deal changed, and nobody edited the estimate',
		});
	});

	it('is not made where its figures differ, though it is where only its text does', () => {
		const other = posted('9', { subtotal: 99, total: 119 });
		expect(figuresThatDiffer(made, other, 20)).toEqual(['sum: 100.00 GBP promised, 99.00 GBP stands']);
		expect(figuresThatDiffer(made, posted('9', { tax: 19 }), 20)).toEqual([
			'tax: 20.00 GBP expected, 19.00 GBP stands',
		]);
		expect(figuresThatDiffer(made, posted('9', { tax: 19 }), null)).toEqual([]);
		expect(figuresThatDiffer(made, posted('9', { dueDate: null, reference: 'X' }), 20)).toEqual([]);
		const hold = figuresDifferHold(['sum: 1 promised, 2 stands'], other, null);
		expect(hold).toMatchObject({ code: 'figures_differ', by: 'finance' });
		expect(hold.what).toContain(
			'QuickBooks computed other figures than the deal promises: sum: 1 promised, 2 stands',
		);
		expect(figuresDifferHold(['sum'], other, 'it was paid').what).toContain('could not be withdrawn: it was paid');
	});
});

describe('tax that is rounded once per rate', () => {
	const rate = { code: 'HST', name: 'GST and PST', percent: 12, parts: [5, 7], active: true, forSales: true };
	const books = { organisation: { decidesTax: false }, taxRates: [rate] };
	const of = (amounts: number[]) => ({
		amountsAre: 'exclusive' as const,
		lines: amounts.map((amount) => ({ amount, taxCode: 'HST' }) as never),
	});

	it('may come to what its parts, the rate or the lines come to, the likeliest first', () => {
		// 12 % of 30.30 is 3.636; 5 % is 1.515 and 7 % is 2.121; 12 % of 10.10 is 1.212.
		const sold = of([10.1, 10.1, 10.1]);
		expect(expectedTaxes(sold, { ...books, traits: quickBooksTraits })).toEqual([3.64, 3.63]);
		// 5 % of 0.10 is 0.005 and 7 % is 0.007: two cents by parts, one by the rate.
		expect(expectedTaxes(of([0.1]), { ...books, traits: quickBooksTraits })).toEqual([0.02, 0.01]);
	});

	it('is one sum where a ledger rounds each line', () => {
		expect(expectedTaxes(of([10.1, 10.1, 10.1]), { ...books, traits: xeroTraits })).toEqual([3.63]);
	});
});
