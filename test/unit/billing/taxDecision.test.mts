import { describe, expect, test } from '@jest/globals';
import { billedParty } from '../../../nodes/shared/billing/party';
import { starterTaxRules } from '../../../nodes/shared/billing/starterTaxRules';
import { taxCountry } from '../../../nodes/shared/billing/tax';
import { decideTax } from '../../../nodes/shared/billing/taxDecision';
import type { TaxDecisionInput } from '../../../nodes/shared/billing/taxDecision';
import { rulePlace, ruleFor } from '../../../nodes/shared/billing/taxRules';
import { readVatNumber } from '../../../nodes/shared/billing/vatNumber';
import type { Deal } from '../../../nodes/shared/model/deal';
import type { DealLine } from '../../../nodes/shared/model/dealLine';
import type { LedgerTaxRate } from '../../../nodes/shared/model/organisation';
import type { TaxRule } from '../../../nodes/shared/model/taxRule';
import {
	address,
	company,
	contact,
	customer,
	deal,
	line,
	nowhere,
	organisation,
	sageTraits,
	traits,
} from './records.mts';

const rate = (code: string, percent: number, more: Partial<LedgerTaxRate> = {}): LedgerTaxRate => ({
	code,
	name: `${code} of Xero`,
	percent,
	active: true,
	forSales: true,
	accountClasses: ['REVENUE'],
	...more,
});

const RATES = [
	rate('OUTPUT2', 20),
	rate('ZERORATEDOUTPUT', 0),
	rate('EXEMPTOUTPUT', 0),
	rate('INPUT2', 20, { forSales: false }),
	rate('OLD', 0, { active: false }),
	rate('ECGOODS', 0, { accountClasses: ['LIABILITY'] }),
];
const ACCOUNTS = [
	{ code: '200', name: 'Sales', taxCode: 'OUTPUT2', revenue: true, active: true, accountClass: 'REVENUE' },
	{ code: '810', name: 'Deferred', taxCode: null, revenue: false, active: true, accountClass: 'LIABILITY' },
];

function row(where: string, code: string, more: Partial<TaxRule> = {}): TaxRule {
	const customer = rulePlace(where);
	if (customer === null) throw new Error(where);
	const open = { seller: null, region: null, buyer: 'any', supply: 'any', override: false, reason: null } as const;
	return { name: 'row 1', customer, codes: [code], ...open, ...more };
}

interface Sale {
	country?: string | null;
	postalCode?: string;
	vat?: string | null;
	checkedOn?: string | null;
	person?: boolean;
	kind?: DealLine['goodsOrService'];
	/** The customer's default in the ledger. */
	own?: string | null;
	item?: string | null;
	account?: string;
	rules?: TaxRule[];
	seller?: string;
	registered?: boolean;
	decides?: boolean;
	shipTo?: string;
	set?: string;
	more?: Partial<TaxDecisionInput>;
}

/** The decided deal of one line; the customer in the ledger has no address of its own. */
async function decided(sale: Sale): Promise<Deal> {
	const { country = 'United Kingdom', postalCode = 'X1', vat = null, checkedOn = null, kind = 'service' } = sale;
	const at = address({ country, postalCode });
	const sold = line({
		goodsOrService: kind,
		product: {
			...{ code: 'WORK', name: 'Work', account: sale.account ?? null, taxCode: sale.item ?? null },
			...{ by: 'sku', reason: '' },
		},
		...(sale.set !== undefined && { tax: { code: sale.set } }),
	});
	const who = { name: 'Dubois', vatNumber: vat, address: at };
	const asked = deal({
		company: sale.person ? null : company(who),
		contacts: sale.person ? [contact(who)] : [],
		lines: [sold],
	});
	const billed = billedParty(asked, 'both');
	if ('hold' in billed) throw new Error(billed.hold.what);
	const { party } = billed;
	const own = customer({ name: 'Dubois', taxCode: sale.own ?? null, billingAddress: nowhere, taxNumber: null });
	const seller = sale.seller ?? 'GB';
	return decideTax({
		deal: asked,
		customer: own,
		party,
		vat: await readVatNumber(vat, taxCountry(party, own), checkedOn),
		rules: sale.rules ?? [],
		starters: starterTaxRules('xero', seller),
		organisation: {
			...organisation,
			country: seller,
			taxRegistered: sale.registered ?? true,
			decidesTax: sale.decides ?? false,
		},
		taxRates: seller === 'IE' ? [rate('OUTPUT', 23), rate('NONE', 0)] : RATES,
		accounts: ACCOUNTS,
		traits,
		shipTo: sale.shipTo === undefined ? null : address({ country: sale.shipTo, postalCode: null, region: null }),
		salesAccount: '200',
		...sale.more,
	});
}

/** Number of France with right digits, and one with a digit wrong. */
const RIGHT = 'FR40303265045';
const WRONG = 'FR40303265046';
const starter = (number: number) => `starter row ${number}, to be confirmed by your accountant`;
const ZERO = 'ZERORATEDOUTPUT (ZERORATEDOUTPUT of Xero)';
const STANDARD = 'OUTPUT2 (OUTPUT2 of Xero)';

const CASES: Array<[string, Sale, number | null, string[], string]> = [
	['domestic', {}, 20, [], `GB business, services: standard rate, code ${STANDARD}, ${starter(1)}`],
	[
		'domestic, an item of another rate',
		{ item: 'ZERORATEDOUTPUT' },
		0,
		[],
		'GB business, services: sales tax of item WORK',
	],
	[
		'EU business, number checked',
		{ country: 'France', vat: RIGHT, checkedOn: '2026-11-03' },
		0,
		[],
		`FR business, VAT number checked on 3 Nov 2026, services: reverse charge: the customer accounts for the tax, code ${ZERO}, ${starter(4)}`,
	],
	[
		'EU business, number not checked',
		{ country: 'France', vat: RIGHT },
		0,
		['vat_not_verified'],
		`FR business, VAT number not verified, services: reverse charge: the customer accounts for the tax, code ${ZERO}, ${starter(4)}`,
	],
	[
		'EU business, malformed number',
		{ country: 'France', vat: WRONG },
		0,
		['vat_number_wrong'],
		`FR business, VAT number ${WRONG} cannot be right, services: reverse charge: the customer accounts for the tax, code ${ZERO}, ${starter(4)}`,
	],
	[
		'EU business, no number',
		{ country: 'France' },
		0,
		['vat_number_wrong'],
		`FR business, no VAT number, services: reverse charge: the customer accounts for the tax, code ${ZERO}, ${starter(4)}`,
	],
	[
		'EU consumer',
		{ country: 'France', person: true },
		20,
		['eu_consumer'],
		`FR consumer, services: services to consumers are taxed where the seller is, code ${STANDARD}, ${starter(5)}`,
	],
	[
		'export of goods',
		{ country: 'US', kind: 'goods' },
		0,
		[],
		`US business, goods: export of goods, code ${ZERO}, ${starter(3)}`,
	],
	[
		'goods to Northern Ireland',
		{ postalCode: 'BT1 5GS', kind: 'goods' },
		20,
		[],
		`Northern Ireland business, goods: goods to Northern Ireland carry UK VAT, code ${STANDARD}, ${starter(2)}`,
	],
	[
		'goods from Ireland to Northern Ireland, with its number',
		{ seller: 'IE', postalCode: 'BT1 5GS', kind: 'goods', vat: 'XI434031494', checkedOn: '2026-11-03' },
		0,
		[],
		`Northern Ireland business, VAT number checked on 3 Nov 2026, goods: intra-Community supply, code NONE (NONE of Xero), ${starter(2)}`,
	],
	[
		'goods from Ireland to Northern Ireland, with a British number',
		{ seller: 'IE', postalCode: 'BT1 5GS', kind: 'goods', vat: 'GB434031494', checkedOn: '2026-11-03' },
		0,
		['vat_number_wrong'],
		`Northern Ireland business, VAT number checked on 3 Nov 2026, goods: intra-Community supply, code NONE (NONE of Xero), ${starter(2)}`,
	],
	[
		'a British firm that has its goods sent to France',
		{ kind: 'goods', shipTo: 'France' },
		0,
		[],
		`FR business, goods: export of goods, code ${ZERO}, ${starter(3)}`,
	],
	[
		'its services stay where it is billed',
		{ shipTo: 'France' },
		20,
		[],
		`GB business, services: standard rate, code ${STANDARD}, ${starter(1)}`,
	],
	[
		'no country',
		{ country: null },
		20,
		['country_unknown'],
		`GB (supposed) business, services: standard rate, code ${STANDARD}, ${starter(1)}`,
	],
	[
		'exempt customer with a default of the ledger',
		{ own: 'EXEMPTOUTPUT' },
		0,
		['tax_differs'],
		'default of Dubois in Xero',
	],
	[
		'the same, with a row that overrides',
		{ own: 'EXEMPTOUTPUT', rules: [row('Home', 'OUTPUT2', { override: true })] },
		20,
		[],
		`GB business, services: code ${STANDARD}, row 1`,
	],
	['unregistered seller', { registered: false, country: 'France' }, 0, [], 'Acme UK is not registered for tax'],
	[
		'a ledger that decides by itself',
		{ decides: true, seller: 'US' },
		null,
		[],
		"Xero decides on sales tax from the customer's address, and its answer stands on the invoice",
	],
	[
		'an archived code',
		{ country: 'US', rules: [row('US', 'OLD')] },
		null,
		['tax_code_refused'],
		'US business, services: but code OLD cannot be used (row 1)',
	],
	[
		'a code for purchases',
		{ country: 'US', rules: [row('US', 'INPUT2')] },
		null,
		['tax_code_refused'],
		'US business, services: but code INPUT2 cannot be used (row 1)',
	],
	[
		'a code that is not allowed on the account',
		{ country: 'US', rules: [row('US', 'ECGOODS')] },
		null,
		['tax_code_refused'],
		'US business, services: but code ECGOODS cannot be used (row 1)',
	],
	[
		'the same on the account that it is for',
		{ country: 'US', account: '810', rules: [row('US', 'ECGOODS')] },
		0,
		[],
		'US business, services: code ECGOODS (ECGOODS of Xero), row 1',
	],
	[
		'goods or a service, nobody knows, and it matters',
		{ country: 'France', person: true, kind: null },
		20,
		['eu_consumer', 'goods_or_service_unknown'],
		`FR consumer: services to consumers are taxed where the seller is, code ${STANDARD}, ${starter(5)}`,
	],
	[
		'the same, where it makes no difference',
		{ kind: null },
		20,
		[],
		`GB business: standard rate, code ${STANDARD}, ${starter(1)}`,
	],
	[
		'goods or a service at one rate, of which one hangs on the number',
		{ country: 'France', kind: null, vat: RIGHT },
		0,
		['vat_not_verified'],
		`FR business, VAT number not verified: reverse charge: the customer accounts for the tax, code ${ZERO}, ${starter(4)}`,
	],
	['a code that a step before set', { country: 'US', set: 'EXEMPTOUTPUT' }, 0, [], 'set on the line'],
	[
		'no row fits',
		{ country: 'US', kind: 'goods', more: { starters: [] } },
		null,
		[],
		'US business, goods: no row of the tax rules fits',
	],
];

test.each(CASES)('%s', async (_, sale, percent, checks, reason) => {
	const { lines, ...rest } = await decided(sale);
	expect(lines[0]?.tax?.reason).toBe(reason);
	expect(lines[0]?.tax?.percent ?? null).toBe(percent);
	expect((rest.checks ?? []).map(({ code }) => code)).toEqual(checks);
	expect(rest.hold).toBeUndefined();
});

describe('a code that cannot be used', () => {
	test.each([
		['OLD', 'is archived'],
		['INPUT2', 'is not for sales'],
		['ECGOODS', 'may not be used on account 200'],
	])('%s %s', async (code, why) => {
		const told = await decided({ country: 'US', rules: [row('US', code)] });
		expect(told.checks?.[0]?.what).toBe(`The tax code ${code} (row 1) cannot be used: it ${why} in Xero`);
	});

	test('holds the deal, by its name, where the ledger takes no line without a code', async () => {
		const held = await decided({ country: 'US', rules: [row('US', 'OLD')], more: { traits: sageTraits } });
		expect(held.hold).toMatchObject({ code: 'tax_code_missing', what: expect.stringContaining('OLD (row 1)') });
	});
});

test('Sage is told goods or service, and a deal abroad of both gets a check', async () => {
	const asked = await decided({ country: 'US' });
	expect(asked.lines[0]?.tax).toMatchObject({ goodsOrService: 'service', place: { country: 'US' } });
	const both = [line({ id: '1', goodsOrService: 'goods' }), line({ id: '2', goodsOrService: 'service' })];
	const mixed = await decided({
		country: 'US',
		more: {
			deal: deal({ company: company({ address: address({ country: 'US' }) }), lines: both }),
			party: null,
			customer: customer({ billingAddress: address({ country: 'US' }) }),
			traits: sageTraits,
		},
	});
	expect(mixed.checks?.map(({ code }) => code)).toEqual(['goods_or_service_unknown']);
});

test('a second decision decides anew', async () => {
	const first = await decided({ country: 'US', kind: 'goods' });
	const again = await decided({
		country: 'US',
		more: { deal: first, rules: [row('US', 'EXEMPTOUTPUT')] },
	});
	expect(again.lines[0]?.tax?.code).toBe('EXEMPTOUTPUT');
});

test('the most specific row decides, of equal ones the first', () => {
	const rules = [
		row('', 'A', { name: 'any' }),
		row('Abroad', 'B', { name: 'abroad' }),
		row('EU', 'C', { name: 'eu' }),
		row('EU', 'D', { name: 'eu business', buyer: 'business' }),
		row('EU', 'D', { name: 'eu business, second', buyer: 'business' }),
		row('FR', 'E', { name: 'france' }),
		row('CA', 'F', { name: 'quebec', region: 'QC' }),
	];
	const found = (country: string, more: object = {}) =>
		ruleFor(rules, {
			seller: 'GB',
			place: { country, region: null, northernIreland: false, ...more },
			buyer: 'business',
			supply: 'service',
		})?.name;
	expect(['GB', 'US', 'DE', 'FR'].map((country) => found(country))).toEqual([
		'any',
		'abroad',
		'eu business',
		'france',
	]);
	expect(found('CA', { region: 'qc' })).toBe('quebec');
	expect(found('CA')).toBe('abroad');
});

test.each([
	['DE136695976', true],
	['DE136695978', false],
	['EL094259216', true],
	['NL4495445B01', true],
	['IE6433435F', true],
	['CHE-107.787.577 IVA', true],
	['NO 995 525 828 MVA', true],
	['GB980780684', true],
	['XI980780684', true],
	['BE0428759497', true],
	['IT00743110157', true],
	['ESB58378431', true],
	['PL8567346215', true],
	['SE123456789701', true],
	['DE12', false],
])('form and digits of %s', async (number, right) => {
	expect((await readVatNumber(number, number.slice(0, 2), null))?.wellFormed).toBe(right);
});
