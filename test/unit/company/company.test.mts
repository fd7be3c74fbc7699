import type { XeroCompany } from '../../../sandbox/core/types.mts';
import { BILLED_PIPELINES, believableCompany, billFrom } from '../../../sandbox/company/believable.mts';
import { FLAWS, MIX, countMix, mixFor, type Flaw } from '../../../sandbox/company/flaws.mts';
import { generateCompany } from '../../../sandbox/company/generate.mts';
import { NAME_COUNT, companyName } from '../../../sandbox/company/names.mts';
import { expected } from '../../e2e/oracle/oracle.mts';

const NOW = new Date('2026-10-20T12:00:00Z');
/** The first days after Bill From jumped, a leap day, and the end of a year. */
const MOMENTS = ['2026-11-01T00:10:00Z', '2028-02-29T23:50:00Z', '2027-01-01T09:00:00Z', '2027-04-30T15:00:00Z'];

/** How the oracle speaks of each flaw: as the reason why there is no draft, or as a check. */
const SEEN_AS: Record<Flaw, RegExp> = {
	no_company: /^held no_company$/,
	billed_by_hand: /^held billed_by_hand$/,
	imported: /^held imported$/,
	nothing_to_bill: /^skipped nothing_to_bill$/,
	no_lines: /^draft .*\bno_lines\b/,
	sku_unknown: /^draft .*\bsku_unknown\b/,
	contradiction: /^draft .*\b(amount|quote)_contradicts\b/,
	no_billing_email: /^draft .*\b(no_billing|primary_contact)_email\b/,
	country_unknown: /^draft .*\bcountry_unknown\b/,
	foreign_without_tax: /^draft .*\bforeign_without_tax\b/,
};
/** What may be told of a deal that has nothing wrong. */
const NO_FLAW = /^draft( more_to_bill| later_start)*$/;

const COMPANIES: ReadonlyArray<[string, XeroCompany, Date]> = [
	['the believable company', believableCompany({ now: NOW }), NOW],
	...MOMENTS.map((moment): [string, XeroCompany, Date] => [
		`the believable company on ${moment}`,
		believableCompany({ now: new Date(moment) }),
		new Date(moment),
	]),
	['a generated company', generateCompany({ deals: 200, contacts: 900, seed: 7, now: NOW }), NOW],
	[
		'a company without known customers',
		generateCompany({ deals: 100, contacts: 0, seed: 8, knownShare: 0, now: NOW }),
		NOW,
	],
	[
		'a company of known customers',
		generateCompany({ deals: 100, contacts: 0, seed: 9, knownShare: 1, now: NOW }),
		NOW,
	],
];

describe.each(COMPANIES)('%s', (_, company, now) => {
	const mix = countMix(company, billFrom(now));

	it('has its flaws in the usual mix', () => {
		expect(mix.won).toBeGreaterThanOrEqual(100);
		expect(mix.flaws).toEqual(mixFor(mix.won));
	});

	it('has the flaws the oracle sees, and no others', () => {
		const expectations = expected(company, { billFrom: billFrom(now), pipelines: BILLED_PIPELINES, now });
		const flawOf = new Map(FLAWS.flatMap((flaw) => mix.deals[flaw].map((id) => [id, flaw] as const)));
		const offered = expectations.filter(({ outcome }) => outcome !== 'not offered');
		const surprises = offered.flatMap(({ dealId, outcome, code, checks }) => {
			const flaw = flawOf.get(dealId);
			const seen = [outcome, ...(code === null ? [] : [code]), ...checks].join(' ');
			return (flaw ? SEEN_AS[flaw] : NO_FLAW).test(seen) ? [] : [`${dealId} ${flaw ?? 'clean'}: ${seen}`];
		});
		expect(surprises).toEqual([]);
		expect(offered).toHaveLength(mix.won);
		expect(offered.filter(({ outcome }) => outcome === 'draft').length / mix.won).toBeGreaterThanOrEqual(0.9);
	});

	it('refers only to records that are there, and uses no id, mail address, name or number twice', () => {
		const { hubspot, xero } = company;
		const kinds = ['companies', 'contacts', 'deals', 'line_items', 'quotes'] as const;
		const ids = Object.fromEntries(
			kinds.map((kind) => [kind, new Set(hubspot[kind].map(({ id }) => id))]),
		) as Record<string, Set<string>>;
		for (const kind of kinds) expect(ids[kind]?.size).toBe(hubspot[kind].length);
		const broken = kinds
			.flatMap((kind) => hubspot[kind])
			.flatMap(({ id, associations = {} }) =>
				Object.entries(associations).flatMap(([type, list]) =>
					list.filter((one) => !ids[type]?.has(typeof one === 'string' ? one : one.id)).map(() => id),
				),
			);
		expect(broken).toEqual([]);
		const contactIds = xero.Contacts.map(({ ContactID }) => ContactID);
		expect(
			xero.Invoices.filter(({ Contact }) => !contactIds.includes((Contact as { ContactID: string }).ContactID)),
		).toEqual([]);
		const once: unknown[][] = [
			hubspot.contacts.map(({ properties }) => properties.email),
			contactIds,
			xero.Contacts.filter(({ ContactStatus }) => ContactStatus === 'ACTIVE').map(({ Name }) =>
				String(Name).toLowerCase(),
			),
			xero.Items.map(({ Code }) => String(Code).toLowerCase()),
			xero.Invoices.map(({ InvoiceNumber }) => InvoiceNumber),
		];
		for (const values of once) expect(new Set(values).size).toBe(values.length);
	});

	it('holds values that both systems take', () => {
		const { hubspot, xero } = company;
		const values = [...hubspot.deals, ...hubspot.companies, ...hubspot.line_items].flatMap(({ properties }) =>
			Object.values(properties),
		);
		expect(values.filter((value) => typeof value !== 'string')).toEqual([]);
		const names = xero.Contacts.map(({ Name }) => String(Name));
		expect(names.filter((name) => /[<>]| {2}|^\s|\s$/.test(name) || name.length > 255)).toEqual([]);
		expect(xero.Items.filter(({ Code, Name }) => String(Code).length > 30 || String(Name).length > 50)).toEqual([]);
		const won = hubspot.deals.filter(({ properties }) => properties.dealstage === 'closedwon');
		expect(won.filter(({ properties }) => (properties.closedate ?? '') > now.toISOString())).toEqual([]);
	});
});

describe('the believable company', () => {
	const { hubspot, xero, bystanders } = believableCompany({ now: NOW });

	it('has the variety of a real one', () => {
		const deals = hubspot.deals.map(({ properties }) => properties);
		expect(hubspot.deals.length).toBeGreaterThan(40);
		expect(new Set(deals.map(({ pipeline }) => pipeline)).size).toBe(3);
		expect(new Set(deals.map(({ dealstage }) => dealstage)).size).toBeGreaterThanOrEqual(8);
		expect(new Set(deals.map(({ deal_currency_code }) => deal_currency_code))).toEqual(
			new Set(['', 'GBP', 'USD', 'EUR', 'JPY', 'CHF']),
		);
		expect(hubspot.owners.filter(({ archived }) => archived)).toHaveLength(1);
		expect(hubspot.deals.some(({ associations }) => associations?.line_items?.length === 120)).toBe(true);
		expect(hubspot.line_items.some(({ properties }) => /\.\d{3}$/.test(properties.quantity ?? ''))).toBe(true);
		expect(xero.Contacts.some(({ Name }) => Name === 'ACME Ltd.')).toBe(true);
		const names = hubspot.companies.map(({ properties }) => properties.name).join('\n');
		for (const awkward of ['"', '&', "'", '☕', 'شركة', '\\', 'é', '<']) expect(names).toContain(awkward);
	});

	it('has a second account and organisation that look alike and share no tenant or portal', () => {
		expect(bystanders?.hubspot?.map(({ account }) => account.portalId)).not.toContain(hubspot.account.portalId);
		expect(bystanders?.xero?.map(({ Organisation }) => Organisation.OrganisationID)).not.toContain(
			xero.Organisation.OrganisationID,
		);
		expect(bystanders?.hubspot?.[0]?.deals[0]?.id).toBe(hubspot.deals[0]?.id);
		const foreign = new Set(
			bystanders?.xero?.flatMap(({ Contacts }) => Contacts.map(({ ContactID }) => ContactID)),
		);
		expect(xero.Contacts.filter(({ ContactID }) => foreign.has(ContactID))).toEqual([]);
	});
});

it('counts an invoice of the same total only near the win', () => {
	const company = believableCompany({ now: NOW });
	for (const invoice of company.xero.Invoices) invoice.Date = '2025-10-20';
	expect(countMix(company, billFrom(NOW)).flaws.billed_by_hand).toBe(0);
});

describe('a generated company', () => {
	it('is the same for the same seed and another for another', () => {
		const of = (seed: number) => JSON.stringify(generateCompany({ deals: 30, contacts: 50, seed, now: NOW }));
		expect(of(1)).toBe(of(1));
		expect(of(1)).not.toBe(of(2));
	});

	it('grows as asked, and knows the share of customers it is told to', () => {
		const { hubspot, xero } = generateCompany({ deals: 100, contacts: 5000, seed: 3, now: NOW });
		expect([xero.Contacts.length, hubspot.contacts.length]).toEqual([5000, 5000]);
		expect(hubspot.line_items.length).toBeGreaterThan(400);
		const billed = new Set(hubspot.deals.flatMap(({ associations }) => associations?.companies ?? []));
		const known = hubspot.companies.filter(
			({ id, properties }) => billed.has(id) && properties.closed_loop_accounting_customer,
		);
		expect(known.length / billed.size).toBeGreaterThan(0.4);
		expect(known.length / billed.size).toBeLessThan(0.6);
	});

	it('never gives two companies one name', () => {
		expect(new Set(Array.from({ length: NAME_COUNT }, (_, index) => companyName(index))).size).toBe(NAME_COUNT);
	});
});

it('shares a mix out in whole numbers', () => {
	expect(mixFor(100)).toEqual(MIX);
	expect(Object.values(mixFor(37)).reduce((sum, count) => sum + count, 0)).toBe(Math.round(37 * 0.42));
	expect(mixFor(1)).toEqual(Object.fromEntries(FLAWS.map((flaw) => [flaw, 0])));
});
