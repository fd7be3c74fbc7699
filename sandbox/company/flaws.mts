import { Decimal } from 'decimal.js';
import type { HubSpotRecord, XeroCompany, XeroRecord } from '../core/types.mts';
import { TENANT_ID } from './organisation.mts';
import { BILLED_PIPELINES } from './portal.mts';
import { plainName } from './names.mts';

/** What can be wrong with a won deal. The first four are not drafted, the others are drafts with something to check. */
export type Flaw =
	| 'no_company'
	| 'billed_by_hand'
	| 'imported'
	| 'nothing_to_bill'
	| 'no_lines'
	| 'sku_unknown'
	| 'contradiction'
	| 'no_billing_email'
	| 'country_unknown'
	| 'foreign_without_tax';

/** How many of 100 won deals have which flaw, in a normal company; the rest have none. */
export const MIX: Readonly<Record<Flaw, number>> = {
	no_company: 3,
	billed_by_hand: 3,
	imported: 2,
	nothing_to_bill: 1,
	no_lines: 10,
	sku_unknown: 5,
	contradiction: 5,
	no_billing_email: 5,
	country_unknown: 3,
	foreign_without_tax: 5,
};

export const FLAWS = Object.keys(MIX) as Flaw[];

export interface MixCount {
	/** Won deals since Bill From that are offered for billing. */
	won: number;
	clean: number;
	flaws: Record<Flaw, number>;
	/** Ids of the deals of each flaw. */
	deals: Record<Flaw, string[]>;
}

/** `MIX` for `total` deals in whole numbers, by largest remainder. */
export function mixFor(total: number): Record<Flaw, number> {
	const exact = FLAWS.map((flaw) => ({ flaw, share: (MIX[flaw] * total) / 100 }));
	const whole = Object.fromEntries(exact.map(({ flaw, share }) => [flaw, Math.floor(share)])) as Record<Flaw, number>;
	const wanted = Math.round(exact.reduce((sum, { share }) => sum + share, 0));
	const given = FLAWS.reduce((sum, flaw) => sum + whole[flaw], 0);
	const byRemainder = [...exact].sort((a, b) => (b.share % 1) - (a.share % 1));
	for (const { flaw } of byRemainder.slice(0, Math.max(0, wanted - given))) whole[flaw]++;
	return whole;
}

const HOME = /^(united kingdom|uk|gb|great britain|england|scotland|wales|northern ireland)$/i;
const ABROAD = new Set(
	(
		'ireland ie france fr germany de deutschland spain es sweden se netherlands nl japan jp switzerland ch usa us canada ca ' +
		'italy it denmark dk norway no australia au'
	)
		.split(' ')
		.concat('united states', 'the netherlands'),
);

/**
 * Counts the flaws of the won deals since `since` (`YYYY-MM-DD`), by the look of the records alone. A deal with
 * several counts under the first of `FLAWS`' order that stops it, else the first to check.
 */
export function countMix(company: XeroCompany, since: string): MixCount {
	const index = indexOf(company);
	const count: MixCount = {
		won: 0,
		clean: 0,
		flaws: Object.fromEntries(FLAWS.map((flaw) => [flaw, 0])) as Record<Flaw, number>,
		deals: Object.fromEntries(FLAWS.map((flaw) => [flaw, []])) as unknown as Record<Flaw, string[]>,
	};
	for (const deal of company.hubspot.deals) {
		if (!isOffered(deal, index, since)) continue;
		count.won++;
		const flaw = flawOf(deal, index);
		if (flaw === null) count.clean++;
		else {
			count.flaws[flaw]++;
			count.deals[flaw].push(deal.id);
		}
	}
	return count;
}

interface Index {
	wonStages: Set<string>;
	companies: Map<string, HubSpotRecord>;
	contacts: Map<string, HubSpotRecord>;
	lines: Map<string, HubSpotRecord>;
	quotes: Map<string, HubSpotRecord>;
	codes: Set<string>;
	ledgerById: Map<string, XeroRecord>;
	ledgerByName: Map<string, XeroRecord>;
	ledgerByEmail: Map<string, XeroRecord>;
	invoices: Map<string, XeroRecord[]>;
}

function indexOf({ hubspot, xero }: XeroCompany): Index {
	const byId = (records: HubSpotRecord[]) => new Map(records.map((record) => [record.id, record]));
	const active = xero.Contacts.filter((contact) => contact.ContactStatus === 'ACTIVE');
	const invoices = new Map<string, XeroRecord[]>();
	for (const invoice of xero.Invoices) {
		const id = String((invoice.Contact as XeroRecord).ContactID);
		invoices.set(id, [...(invoices.get(id) ?? []), invoice]);
	}
	return {
		wonStages: new Set(
			hubspot.pipelines.flatMap(({ stages }) =>
				stages.filter(({ metadata }) => metadata.probability === '1.0').map(({ id }) => id),
			),
		),
		companies: byId(hubspot.companies),
		contacts: byId(hubspot.contacts),
		lines: byId(hubspot.line_items),
		quotes: byId(hubspot.quotes),
		codes: new Set(
			xero.Items.filter((item) => item.IsSold !== false).map((item) => String(item.Code).trim().toLowerCase()),
		),
		ledgerById: new Map(xero.Contacts.map((contact) => [String(contact.ContactID), contact])),
		ledgerByName: new Map(active.map((contact) => [plainName(String(contact.Name)), contact])),
		ledgerByEmail: new Map(
			active.filter((contact) => contact.EmailAddress).map((contact) => [String(contact.EmailAddress), contact]),
		),
		invoices,
	};
}

function isOffered(deal: HubSpotRecord, index: Index, since: string): boolean {
	const { pipeline, dealstage, closedate, createdate } = deal.properties;
	if (
		!index.wonStages.has(dealstage ?? '') ||
		!BILLED_PIPELINES.includes(pipeline ?? '') ||
		(closedate ?? '') < since
	)
		return false;
	if ((createdate ?? '') >= since) return true;
	const entries = (deal.propertiesWithHistory?.dealstage ?? []).filter(({ value }) => index.wonStages.has(value));
	return entries.every(({ timestamp }) => timestamp >= since);
}

function ids(record: HubSpotRecord | undefined, type: string): string[] {
	return (record?.associations?.[type] ?? []).map((one) => (typeof one === 'string' ? one : one.id));
}

/** The company that is billed: the one labelled so, else the deal's first, else the contact's. */
function billedCompany(deal: HubSpotRecord, index: Index): HubSpotRecord | undefined {
	const labelled = (deal.associations?.companies ?? []).find(
		(one) => typeof one === 'object' && one.label === 'Bill to',
	);
	const throughContact = ids(deal, 'contacts').flatMap((id) => ids(index.contacts.get(id), 'companies'));
	const id = typeof labelled === 'object' ? labelled.id : [...ids(deal, 'companies'), ...throughContact][0];
	return id === undefined ? undefined : index.companies.get(id);
}

function flawOf(deal: HubSpotRecord, index: Index): Flaw | null {
	const company = billedCompany(deal, index);
	if (!company) return 'no_company';
	if (deal.properties.hs_object_source === 'IMPORT') return 'imported';
	const lines = ids(deal, 'line_items').flatMap((id) => index.lines.get(id) ?? []);
	const amount = deal.properties.amount ? new Decimal(deal.properties.amount) : null;
	const total =
		lines.length === 0
			? (amount ?? new Decimal(0))
			: lines.reduce((sum, line) => sum.plus(netOf(line, deal)), new Decimal(0));
	if (total.lte(0)) return 'nothing_to_bill';
	const contact = ledgerContact(company, index);
	if (contact && isBilledByHand(contact, total, deal, index)) return 'billed_by_hand';
	if (lines.length === 0) return 'no_lines';
	if (lines.some((line) => line.properties.hs_sku && !index.codes.has(line.properties.hs_sku.trim().toLowerCase())))
		return 'sku_unknown';
	const quote = ids(deal, 'quotes').flatMap((id) => index.quotes.get(id) ?? [])[0];
	const quoted = quote && quote.properties.hs_quote_status !== 'DRAFT' ? quote.properties.hs_quote_amount : null;
	if ((amount && !amount.eq(total)) || (quoted && !total.eq(quoted))) return 'contradiction';
	if (!company.properties.closed_loop_billing_email && (company.associations?.contacts ?? []).length === 0)
		return 'no_billing_email';
	return taxFlaw(company, contact);
}

function netOf(line: HubSpotRecord, deal: HubSpotRecord): Decimal {
	const { price, quantity, hs_discount_percentage: percent, discount } = line.properties;
	const unit = percent
		? new Decimal(price ?? 0).times(new Decimal(100).minus(percent)).dividedBy(100)
		: new Decimal(price ?? 0).minus(discount ?? 0);
	const digits = deal.properties.deal_currency_code === 'JPY' ? 0 : 2;
	return unit.times(quantity ?? 0).toDecimalPlaces(digits, Decimal.ROUND_HALF_UP);
}

function ledgerContact(company: HubSpotRecord, index: Index): XeroRecord | undefined {
	const stored = (company.properties.closed_loop_accounting_customer ?? '')
		.split('\n')
		.find((line) => line.includes(TENANT_ID));
	const byId = stored ? index.ledgerById.get(stored.split(' ')[2] ?? '') : undefined;
	const name = company.properties.closed_loop_billing_name ?? company.properties.name ?? '';
	return (
		byId ??
		index.ledgerByName.get(plainName(name)) ??
		index.ledgerByEmail.get(company.properties.closed_loop_billing_email ?? '')
	);
}

function isBilledByHand(contact: XeroRecord, total: Decimal, deal: HubSpotRecord, index: Index): boolean {
	const wonAt = Date.parse(deal.properties.closedate ?? '');
	return (index.invoices.get(String(contact.ContactID)) ?? []).some((invoice) => {
		const days = Math.abs(Date.parse(String(invoice.Date)) - wonAt) / 86_400_000;
		return (
			!['VOIDED', 'DELETED'].includes(String(invoice.Status)) && days <= 60 && total.eq(Number(invoice.SubTotal))
		);
	});
}

function taxFlaw(company: HubSpotRecord, contact: XeroRecord | undefined): Flaw | null {
	const country = (company.properties.country ?? '').trim().toLowerCase();
	if (HOME.test(country)) return null;
	if (!ABROAD.has(country)) return 'country_unknown';
	return contact?.AccountsReceivableTaxType ? null : 'foreign_without_tax';
}
