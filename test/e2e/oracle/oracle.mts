import { Decimal } from 'decimal.js';
import type { CompanyFile, HubSpotRecord } from '../../../sandbox/core/types.mts';
import type { Contact, OldInvoice } from './books/books.mts';
import { EU, countryCode, countryOfVatNumber } from './countries.mts';
import {
	Customers,
	billedCompany,
	billingEmail,
	billingName,
	contactCountry,
	type CustomerAnswer,
} from './customer.mts';
import { dayIn, factsOf, foldCode, text, type Facts, type OracleSettings } from './facts.mts';
import { invoiceKey } from './key.mts';
import { isExactable, minorDigits, promisedLines, toMinor, type PromisedLine } from './lines.mts';
import { contradicts, quoteOf } from './totals.mts';

export type { OracleSettings } from './facts.mts';

export interface ExpectedLine {
	/** What the line's text begins with. */
	description: string;
	quantity: string;
	unitAmount: string;
	/** False for a price or quantity finer than the ledger keeps: only the amount binds then. */
	figuresBind: boolean;
	/** `null` when there is no discount in percent. */
	discountPercent: string | null;
	/** The whole line's discount; `0` when there is none. */
	discount: string;
	itemCode: string | null;
	accountCode: string | null;
	/** `null`: a line without a tax code, taxed 0. */
	taxType: string | null;
	net: string;
	tax: string;
}

/** What ought to become of one won deal. Money is in decimals of the deal's currency, as text. */
export interface Expectation {
	dealId: string;
	key: string;
	outcome: 'draft' | 'held' | 'skipped' | 'not offered';
	/** Why there is no draft. */
	code: string | null;
	/** `existing` is the customer's id in the ledger, `null` for a customer that is to be made. */
	customer: { companyId: string; existing: string | null; name: string } | null;
	reference: string;
	currency: string;
	lines: ExpectedLine[];
	net: string;
	/** `null` where the ledger decides on tax by itself, like the total. */
	tax: string | null;
	total: string | null;
	/** Codes of what the reviewer of the draft is told, sorted. */
	checks: string[];
}

const DAY = 86_400_000;

/** Checks on tax or amount: they hold what would post at once (rules.md 2). */
const HOLDING = new Set([
	'amount_contradicts',
	'quote_contradicts',
	'country_unknown',
	'foreign_without_tax',
	'tax_differs',
	'currency_differs',
]);

/**
 * What ought to become of each deal that is won with a close date since Bill From, by plain arithmetic on the
 * company file. It follows rules.md sections 1 to 5 and shares nothing with the package. It does not know of
 * answers people gave, of earlier runs' writings on deals, or of item aliases.
 */
export function expected(company: CompanyFile, settings: OracleSettings): Expectation[] {
	const facts = factsOf(company, settings);
	const customers = new Customers(facts);
	const zone = company.hubspot.account.timeZone;
	const won = company.hubspot.deals.filter(
		(deal) =>
			!deal.archived &&
			facts.wonStages.has(text(deal, 'dealstage')) &&
			dayIn(zone, text(deal, 'closedate')) >= settings.billFrom,
	);
	const expectations = won.map((deal) => expectedOf(deal, facts, customers));
	const drafts = expectations.filter(({ outcome }) => outcome === 'draft');
	if (settings.stopIfMoreThan !== undefined && drafts.length > settings.stopIfMoreThan) {
		for (const draft of drafts) Object.assign(draft, { outcome: 'held', code: 'over_limit' });
	}
	return expectations;
}

function expectedOf(deal: HubSpotRecord, facts: Facts, customers: Customers): Expectation {
	const currency = text(deal, 'deal_currency_code') || facts.company.hubspot.account.companyCurrency;
	const company = billedCompany(deal, facts);
	const lines = promisedLines(deal, currency, facts);
	const quote = quoteOf(deal, facts);
	const stop = (outcome: Expectation['outcome'], code: string): Expectation => ({
		dealId: deal.id,
		key: invoiceKey(facts.portalId, deal.id),
		outcome,
		code,
		customer: null,
		reference: '',
		currency,
		lines: [],
		net: '0',
		tax: '0',
		total: '0',
		checks: [],
	});

	const notOffered = whyNotOffered(deal, facts);
	if (notOffered) return stop('not offered', notOffered);
	if (text(deal, 'hs_object_source') === 'IMPORT') return stop('held', 'imported');
	if (company === null) return stop('held', 'no_company');
	const amount = text(deal, 'amount') === '' ? null : new Decimal(text(deal, 'amount'));
	if (lines.length === 0 && amount === null) return stop('held', 'amount_empty');
	if (!facts.books.currencies.has(currency)) return stop('held', 'currency_not_enabled');
	if (lines.some(({ tiered }) => tiered)) return stop('held', 'tiered_price');
	if (lines.some(({ recurring }) => recurring?.delayed && recurring.starts === ''))
		return stop('held', 'recurring_undated');
	const promised = lines.length > 0 ? lines : [amountAsLine(deal, amount as Decimal, currency, facts)];
	const net = promised.reduce((sum, line) => sum.plus(netToBill(line, facts)), new Decimal(0));
	if (net.isZero()) return stop('skipped', 'nothing_to_bill');
	if (net.isNegative()) return stop('held', 'negative_total');
	if (minorDigits(currency) > 2 && promised.some((line) => line.net.decimalPlaces() > 2))
		return stop('held', 'currency_decimals');
	if (!promised.every((line) => isExactable(line, facts.books.ways))) return stop('held', 'amount_too_fine');

	const mail = billingEmail(company, deal, facts);
	const answer = customers.find(company, mail.email, currency);
	if (answer.kind === 'held') return stop('held', answer.code);
	const contact = answer.kind === 'existing' ? answer.contact : null;
	const tax = taxing(company, contact, facts);
	const expectedLines = promised.map((line) => expectedLine(line, tax, facts));
	const taxTotal = taxOf(expectedLines, facts);
	const near = contact === null ? [] : invoicesNear(deal, contact, facts);
	if (near.some((invoice) => hasTotal(invoice, net, taxTotal === null ? null : net.plus(taxTotal), currency)))
		return stop('held', 'billed_by_hand');

	const percents = expectedLines.map((line) => facts.books.rates.get(line.taxType ?? '') ?? 0);
	const says = (stated: string) =>
		stated !== '' && lines.length > 0 && contradicts(new Decimal(stated), lines, percents, currency);
	const quoted = quote ? text(quote.record, 'hs_quote_amount') : '';
	const skuUnknown = lines.some((line) => line.sku !== '' && !facts.itemsByCode.has(foldCode(line.sku)));
	const today = dayIn(facts.company.hubspot.account.timeZone, facts.settings.now);
	const findings: Array<[string, boolean]> = [
		['no_lines', lines.length === 0],
		['sku_unknown', skuUnknown],
		['amount_contradicts', says(amount?.toString() ?? '')],
		[
			'quote_contradicts',
			says(quoted) || (lines.length === 0 && quoted !== '' && !toMinor(new Decimal(quoted), currency).eq(net)),
		],
		['no_billing_email', mail.from === 'nobody' && !contact?.email],
		['primary_contact_email', mail.from === 'primary' && !contact?.email],
		['no_postal_address', lacksAddress(company, contact, tax.country)],
		['country_unknown', tax.kind === 'unknown'],
		['foreign_without_tax', tax.kind === 'foreign'],
		['more_to_bill', lines.some((line) => hasMoreToBill(line, facts))],
		['later_start', lines.some((line) => line.recurring !== null && line.recurring.starts > today)],
		['tax_differs', lines.some((line, index) => line.hubspotRate !== null && line.hubspotRate !== percents[index])],
		['other_invoices', near.length > 0],
		['currency_differs', Boolean(contact?.currency) && contact?.currency !== currency],
	];
	const checks = findings.flatMap(([code, found]) => (found ? [code] : [])).sort();
	if (tax.kind === 'foreign' && facts.books.ways.codeRequired) return stop('held', 'tax_code_missing');
	if (!facts.books.ways.drafts && facts.settings.createAs === 'invoice' && checks.some((code) => HOLDING.has(code)))
		return stop('held', 'check_as_hold');
	return {
		dealId: deal.id,
		key: invoiceKey(facts.portalId, deal.id),
		outcome: 'draft',
		code: null,
		customer: customerOf(company, answer, facts),
		reference: referenceOf(deal, quote, facts),
		currency,
		lines: expectedLines,
		net: net.toString(),
		tax: taxTotal?.toString() ?? null,
		total: taxTotal === null ? null : net.plus(taxTotal).toString(),
		checks,
	};
}

/** Rules.md 3: only chosen pipelines, only what was first won since Bill From, and nothing before its *Invoice on*. */
function whyNotOffered(deal: HubSpotRecord, facts: Facts): string | null {
	const { billFrom, pipelines, now } = facts.settings;
	const zone = facts.company.hubspot.account.timeZone;
	if (!pipelines.includes(text(deal, 'pipeline'))) return 'other_pipeline';
	const created = text(deal, 'createdate') || deal.createdAt || '';
	if (created !== '' && dayIn(zone, created) < billFrom) {
		const entries = (deal.propertiesWithHistory?.dealstage ?? []).filter(({ value }) => facts.wonStages.has(value));
		if (entries.some(({ timestamp }) => dayIn(zone, timestamp) < billFrom)) return 'before_bill_from';
	}
	return text(deal, 'closed_loop_invoice_on').slice(0, 10) > dayIn(zone, now) ? 'not_yet' : null;
}

function amountAsLine(deal: HubSpotRecord, amount: Decimal, currency: string, facts: Facts): PromisedLine {
	const net = toMinor(amount, currency);
	// A customer reads it, so without the markup of HubSpot's editor.
	const name =
		text(deal, 'description')
			.replace(/<[^>]*>/g, '')
			.trim() || facts.settings.lineText;
	return {
		name,
		quantity: new Decimal(1),
		price: net,
		percent: null,
		off: null,
		net,
		sku: '',
		item: null,
		recurring: null,
		tiered: false,
		hubspotRate: null,
	};
}

/** How many periods of a line are billed now. */
function periodsBilled(line: PromisedLine, facts: Facts): Decimal {
	return facts.settings.recurring === 'wholeTerm' && line.recurring?.periods
		? line.recurring.periods
		: new Decimal(1);
}

function netToBill(line: PromisedLine, facts: Facts): Decimal {
	return line.net.times(periodsBilled(line, facts));
}

function hasMoreToBill(line: PromisedLine, facts: Facts): boolean {
	return (
		line.recurring !== null &&
		(line.recurring.periods === null || line.recurring.periods.gt(periodsBilled(line, facts)))
	);
}

interface Taxing {
	/** Who decides: the customer's default, the items and accounts at home, nobody (abroad), or the items for want of a country. */
	kind: 'unregistered' | 'customer' | 'home' | 'foreign' | 'unknown';
	code: string | null;
	country: string | null;
}

/** Rules.md 5, Tax: the customer's default first; abroad without one, none; else the item's or the account's. */
function taxing(company: HubSpotRecord, contact: Contact | null, facts: Facts): Taxing {
	const { books } = facts;
	const country =
		countryCode(text(company, 'country')) ??
		(contact ? contactCountry(contact) : null) ??
		countryOfVatNumber(text(company, 'closed_loop_vat_number') || (contact?.taxNumber ?? ''));
	if (!books.registered) return { kind: 'unregistered', code: books.ways.noTaxCode, country };
	if (books.decidesTax) return { kind: 'home', code: null, country };
	if (contact?.taxCode) return { kind: 'customer', code: contact.taxCode, country };
	if (country === null) return { kind: 'unknown', code: null, country };
	return { kind: country === books.home ? 'home' : 'foreign', code: null, country };
}

/** Tax of all lines: rounded on each, or once for each rate; `null` where the ledger decides. */
function taxOf(lines: readonly ExpectedLine[], { books }: Facts): Decimal | null {
	if (books.decidesTax) return null;
	if (books.ways.taxRoundedPer === 'line') return lines.reduce((sum, line) => sum.plus(line.tax), new Decimal(0));
	const nets = new Map<number, Decimal>();
	for (const { net, taxType } of lines) {
		const percent = books.rates.get(taxType ?? '') ?? 0;
		nets.set(percent, (nets.get(percent) ?? new Decimal(0)).plus(net));
	}
	return [...nets].reduce(
		(sum, [percent, net]) => sum.plus(net.times(percent).dividedBy(100).toDecimalPlaces(2, Decimal.ROUND_HALF_UP)),
		new Decimal(0),
	);
}

function expectedLine(line: PromisedLine, tax: Taxing, facts: Facts): ExpectedLine {
	const { books } = facts;
	const item = line.item ?? facts.itemsByCode.get(foldCode(books.ways.fallbackItem ?? '')) ?? null;
	const accountCode = books.ledger === 'quickbooks' ? null : (item?.account ?? facts.settings.salesAccount);
	const usual = item?.taxCode ?? books.accountTax.get(accountCode ?? '') ?? null;
	const taxType = tax.code ?? (tax.kind === 'foreign' ? null : usual);
	const net = netToBill(line, facts);
	const quantity = line.quantity.times(periodsBilled(line, facts));
	const full = quantity.times(line.price).toDecimalPlaces(2, Decimal.ROUND_HALF_UP);
	return {
		description: line.name,
		quantity: quantity.toString(),
		unitAmount: line.price.toString(),
		figuresBind:
			line.price.decimalPlaces() <= books.ways.priceDecimals &&
			quantity.decimalPlaces() <= books.ways.quantityDecimals,
		discountPercent: line.percent?.toString() ?? null,
		discount: full.minus(net).toString(),
		itemCode: item?.code ?? null,
		accountCode,
		taxType,
		net: net.toString(),
		tax: net
			.times(facts.books.rates.get(taxType ?? '') ?? 0)
			.dividedBy(100)
			.toDecimalPlaces(2, Decimal.ROUND_HALF_UP)
			.toString(),
	};
}

/** Live sales invoices of the customer within Look Back of the win that neither we nor a repeating template made. */
function invoicesNear(deal: HubSpotRecord, contact: Contact, facts: Facts): OldInvoice[] {
	const won = Date.parse(text(deal, 'closedate').slice(0, 10));
	return (facts.invoicesByContact.get(contact.id) ?? []).filter(
		({ live, ours, repeating, date }) =>
			live && !ours && !repeating && Math.abs(Date.parse(date) - won) <= facts.settings.lookBackDays * DAY,
	);
}

function hasTotal(invoice: OldInvoice, net: Decimal, gross: Decimal | null, currency: string): boolean {
	if ((invoice.currency || currency) !== currency) return false;
	return net.eq(invoice.net) || (gross?.eq(invoice.total) ?? false);
}

function lacksAddress(company: HubSpotRecord, contact: Contact | null, country: string | null): boolean {
	if (country !== 'GB' && !EU.has(country ?? '')) return false;
	if (text(company, 'address') !== '' || text(company, 'city') !== '' || text(company, 'zip') !== '') return false;
	return !contact?.hasAddress;
}

function customerOf(company: HubSpotRecord, answer: CustomerAnswer, facts: Facts): Expectation['customer'] {
	if (answer.kind !== 'existing')
		return { companyId: company.id, existing: null, name: facts.books.ways.name(billingName(company)) };
	return { companyId: company.id, existing: answer.contact.id, name: answer.contact.name };
}

function referenceOf(deal: HubSpotRecord, quote: ReturnType<typeof quoteOf>, facts: Facts): string {
	const choice = facts.settings.reference;
	const po = choice === 'poElseQuote' || choice === 'po' ? text(deal, 'closed_loop_po_number') : '';
	const number =
		choice === 'poElseQuote' || choice === 'quote'
			? quote?.accepted
				? text(quote.record, 'hs_quote_number')
				: ''
			: '';
	return (po || number).slice(0, facts.books.ways.referenceMax);
}
