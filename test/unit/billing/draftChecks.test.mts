import { compareWithDraft } from '../../../nodes/shared/billing/compareInvoice';
import { expectedTotals } from '../../../nodes/shared/billing/expectedTotals';
import type { Given } from './drafting.mts';
import { codes, draft } from './drafting.mts';
import {
	address,
	company,
	contact,
	invoiceOf,
	line,
	nowhere,
	organisation,
	taxRates,
	today,
	traits,
} from './records.mts';

describe('tax', () => {
	const tax = (given: Given) => draft(given).draft.lines.map((one) => one.taxCode);
	const product = { code: 'A', name: 'A', account: null, taxCode: 'RROUTPUT', by: 'sku', reason: '' } as const;

	it('is the first that speaks: line, customer, item, account', () => {
		expect(tax({})).toEqual(['OUTPUT2']);
		expect(tax({ deal: { lines: [line({ product })] } })).toEqual(['RROUTPUT']);
		expect(tax({ deal: { lines: [line({ product: { ...product, taxCode: null, account: '210' } })] } })).toEqual([
			'EXEMPTOUTPUT',
		]);
		expect(tax({ deal: { lines: [line({ product })] }, customer: { taxCode: 'ZERORATEDOUTPUT' } })).toEqual([
			'ZERORATEDOUTPUT',
		]);
		expect(
			tax({
				deal: { lines: [line({ product, tax: { code: 'EXEMPTOUTPUT' } })] },
				customer: { taxCode: 'ZERORATEDOUTPUT' },
			}),
		).toEqual(['EXEMPTOUTPUT']);
		expect(tax({ deal: { lines: [line({ tax: { code: null } })] } })).toEqual(['OUTPUT2']);
	});

	it('carries no tax for a foreign customer without a default, with one check: left open it would take another tax', () => {
		const abroad = {
			deal: {
				company: company({ address: address({ country: 'Germany' }) }),
				lines: [line(), line({ id: '2' })],
				amount: 200,
			},
		};
		expect(tax(abroad)).toEqual(['NONE', 'NONE']);
		expect(codes(abroad)).toEqual(['foreign_without_tax']);
		expect(codes({ ...abroad, customer: { taxCode: 'ZERORATEDOUTPUT' } })).toEqual([]);
		expect(codes({ deal: { ...abroad.deal, lines: [line({ tax: { code: 'OUTPUT2' } })], amount: 100 } })).toEqual(
			[],
		);
	});

	it('takes home tax and a check where no country is known', () => {
		const unknown = {
			deal: { company: company({ address: { ...nowhere, line1: 'Somewhere 1' } }) },
			customer: { billingAddress: nowhere },
		};
		expect(tax(unknown)).toEqual(['OUTPUT2']);
		expect(codes(unknown)).toEqual(['country_unknown']);
		expect(tax({ ...unknown, settings: { homeTaxCode: 'RROUTPUT' } })).toEqual(['RROUTPUT']);
		expect(tax({ settings: { homeTaxCode: 'RROUTPUT' } })).toEqual(['OUTPUT2']);
	});

	it('looks for the country in the ledger, then in the VAT number', () => {
		const here = { ...nowhere, line1: 'Somewhere 1' };
		expect(codes({ deal: { company: company({ address: here }) } })).toEqual([]);
		const byVat = {
			deal: { company: company({ address: here, vatNumber: 'DE136695976' }) },
			customer: { billingAddress: nowhere },
		};
		expect(codes(byVat)).toEqual(['foreign_without_tax']);
	});

	it('is none where the organisation is not registered, and no country is asked for', () => {
		const unregistered = {
			organisation: { taxRegistered: false },
			deal: { company: company({ address: address({ country: 'Narnia' }) }) },
		};
		expect(draft(unregistered).draft).toMatchObject({ amountsAre: 'no_tax', lines: [{ taxCode: null }] });
		expect(codes(unregistered)).toEqual([]);
	});

	it('refuses a code that is not for sales here, by name', () => {
		for (const code of ['INPUT2', 'OLD', 'TAX-OF-SAGE']) {
			const set = { deal: { lines: [line({ tax: { code } })] } };
			expect(tax(set)).toEqual(['OUTPUT2']);
			expect(draft(set).checks).toMatchObject([
				{ code: 'tax_differs', what: expect.stringContaining(code) as string },
			]);
		}
	});

	it('tells where the CRM taxes a line otherwise', () => {
		expect(codes({ deal: { lines: [line({ taxPercent: 20 })] } })).toEqual([]);
		expect(codes({ deal: { lines: [line({ taxPercent: 5 })] } })).toEqual(['tax_differs']);
		expect(codes({ deal: { lines: [line({ taxPercent: 0 })] } })).toEqual(['tax_differs']);
	});

	it('is within the prices where they include it', () => {
		const { draft: made } = draft({ settings: { pricesInclude: 'inclusive' } });
		expect(made.amountsAre).toBe('inclusive');
		expect(expectedTotals(made, { taxRates, organisation, traits })).toEqual({
			net: 83.33,
			tax: 16.67,
			total: 100,
		});
		expect(compareWithDraft(made, invoiceOf(made), 16.67)).toEqual([]);
	});
});

describe('amount and quote against the lines', () => {
	const lines = [
		line({ id: '1', unitPrice: 600 }),
		line({ id: '2', unitPrice: 100, period: 'monthly', periods: 24, startDate: today }),
	];
	it.each<[string, number, boolean]>([
		['first period', 700, false],
		['one-off total', 600, false],
		['recurring part of the first period and MRR', 100, false],
		['TCV', 3000, false],
		['ACV', 1800, false],
		['ARR', 1200, false],
		['first period with tax', 840, false],
		['TCV with tax', 3600, false],
		['something else', 701, true],
		['zero', 0, true],
	])('%s', (_, amount, contradicts) => {
		expect(codes({ deal: { lines, amount } }).includes('amount_contradicts')).toBe(contradicts);
		const quote = {
			id: '9',
			number: 'Q-17',
			title: '',
			status: 'accepted',
			total: amount,
			currency: 'GBP',
			acceptedOn: null,
		} as const;
		expect(codes({ deal: { lines, amount: null, quote } }).includes('quote_contradicts')).toBe(contradicts);
	});

	it('a quote in another currency contradicts, and both are named', () => {
		const quote = {
			id: '9',
			number: 'Q-17',
			title: '',
			status: 'published',
			total: 100,
			currency: 'EUR',
			acceptedOn: null,
		} as const;
		expect(draft({ deal: { quote } }).checks).toMatchObject([
			{ code: 'quote_contradicts', what: 'The published quote Q-17 says 100.00 EUR, the deal bills 100.00 GBP' },
		]);
	});

	it('a quote is compared with the amount where there are no lines', () => {
		const quote = {
			id: '9',
			number: null,
			title: 'Offer',
			status: 'accepted',
			total: 90,
			currency: null,
			acceptedOn: null,
		} as const;
		expect(codes({ deal: { lines: [], quote } })).toEqual(['quote_contradicts']);
		expect(codes({ deal: { lines: [], quote: { ...quote, total: 100 } } })).toEqual([]);
	});

	it('an amount of ARR says nothing of one-off lines', () => {
		expect(codes({ deal: { lines: [line()], amount: 0 } })).toEqual(['amount_contradicts']);
	});
});

describe('checks of the customer', () => {
	it.each<[string, Given, string[]]>([
		[
			'no email anywhere',
			{
				deal: { company: company({ billingEmail: null }), contacts: [contact({ email: null })] },
				customer: { email: null },
			},
			['no_billing_email'],
		],
		['the ledger has one', { deal: { company: company({ billingEmail: null }), contacts: [] } }, []],
		[
			"the buyer's",
			{ deal: { company: company({ billingEmail: null }) }, customer: { email: null } },
			['primary_contact_email'],
		],
		[
			"the buyer's in the ledger too",
			{ deal: { company: company({ billingEmail: null }) }, customer: { email: 'Jo@Brightwater.example' } },
			['primary_contact_email'],
		],
		['the ledger has another', { deal: { company: company({ billingEmail: null }) } }, []],
		[
			'a contact with the billing role',
			{
				deal: {
					company: company({ billingEmail: null }),
					contacts: [contact(), contact({ billing: true, email: 'ap@x.example' })],
				},
				customer: { email: null },
			},
			[],
		],
		[
			'no postal address in the UK',
			{
				deal: { company: company({ address: { ...nowhere, country: 'UK' } }) },
				customer: { billingAddress: nowhere },
			},
			['no_postal_address'],
		],
		['one in the ledger', { deal: { company: company({ address: { ...nowhere, country: 'UK' } }) } }, []],
		[
			'none needed in the USA',
			{
				deal: { company: company({ address: { ...nowhere, country: 'USA' } }) },
				customer: { billingAddress: nowhere, taxCode: 'ZERORATEDOUTPUT' },
			},
			[],
		],
		["another currency than the customer's", { customer: { currency: 'EUR' } }, ['currency_differs']],
		["the customer's own", { customer: { currency: 'GBP' } }, []],
	])('%s', (_, given, expected) => {
		expect(codes(given)).toEqual(expected);
	});
});
