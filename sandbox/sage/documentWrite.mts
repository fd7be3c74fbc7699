import type { SageRecord } from '../core/types.mts';
import { decimal, money, percentOf, sum } from './amounts.mts';
import type { Books } from './books.mts';
import type { DocumentKind } from './documentKinds.mts';
import { isUnposted, linesOf, numberOf } from './documentKinds.mts';
import { amount, date, given, ref, reference, requiredDate, requiredReference, text } from './fields.mts';
import type { LineRules } from './lines.mts';
import { readLines } from './lines.mts';
import { invalid, REQUIRED } from './problems.mts';
import type { Address, Contact, Line, SalesDocument } from './records.mts';
import { settled, settlementsOf } from './settlement.mts';

/** Making and changing sales documents: apis/sage.md sections 7 and 8. */

/**
 * Makes a document; a posted one unless `status_id` says DRAFT or PRO_FORMA.
 * @throws Refused 422
 */
export function createDocument(books: Books, kind: DocumentKind, fields: SageRecord): SalesDocument {
	const contact = customerOf(books, fields);
	const at = books.now();
	const unposted = fields['status_id'] === 'DRAFT' || fields['status_id'] === 'PRO_FORMA';
	const written = header(books, kind, undefined, contact, fields);
	const lines = readLines(books, fields[kind.lines], [], kind.lines, rulesFor(books, contact));
	const blank: SalesDocument = {
		...NO_AMOUNTS,
		id: books.newId(kind.wrapper, books.documents(kind)),
		contact: { id: contact.id },
		contact_name: contact.name,
		date: written.date,
		currency: { id: written.currency },
		exchange_rate: written.exchangeRate,
		status: { id: kind.posts ? (unposted ? String(fields['status_id']) : 'UNPAID') : 'PENDING' },
		sent: false,
		created_at: at,
		updated_at: at,
	};
	const document = whole(books, kind, { ...blank, ...written.fields, contact_reference: contact.reference }, lines);
	const sentNumber = text(fields, kind.number, 50);
	const number = sentNumber ?? (unposted && kind.posts ? undefined : books.takeNumber(kind));
	if (sentNumber !== undefined) followNumber(books, kind, sentNumber);
	const numbered = given({ ...document, [kind.number]: number });
	const linked = linkQuote(books, kind, numbered, fields);
	books.documents(kind).put(linked);
	return linked;
}

/** Changes the given fields; lines are replaced as a whole. @throws Refused 422 when it cannot be edited any more */
export function updateDocument(
	books: Books,
	kind: DocumentKind,
	held: SalesDocument,
	fields: SageRecord,
): SalesDocument {
	if (!isEditable(books, held)) throw invalid('base', 'You cannot edit this record.');
	if (fields['status_id'] !== undefined && fields['status_id'] !== held.status.id)
		throw invalid('status', 'cannot be changed by an update.');
	const contact = fields['contact_id'] === undefined ? heldContact(books, held) : customerOf(books, fields);
	const written = header(books, kind, held, contact, fields);
	const lines =
		fields[kind.lines] === undefined
			? linesOf(kind, held)
			: readLines(books, fields[kind.lines], linesOf(kind, held), kind.lines, rulesFor(books, contact));
	const changed = whole(
		books,
		kind,
		{
			...held,
			...written.fields,
			contact: { id: contact.id },
			contact_name: contact.id === held.contact.id ? held.contact_name : contact.name,
			date: written.date,
			currency: { id: written.currency },
			exchange_rate: written.exchangeRate,
			updated_at: books.now(),
		},
		lines,
	);
	checkSettled(held, changed);
	const document = given(settled(changed, settlementsOf(books, held.contact.id, held.id)));
	const kept = kind.posts ? document : given({ ...changed });
	books.documents(kind).put(kept);
	return kept;
}

const NO_AMOUNTS = {
	shipping_net_amount: 0,
	shipping_tax_amount: 0,
	net_amount: 0,
	tax_amount: 0,
	total_amount: 0,
	total_paid: 0,
	outstanding_amount: 0,
};

/** `editable`: not once void, reported in a tax return, or dated before the lock date of the year end. */
export function isEditable(books: Books, document: SalesDocument): boolean {
	const locked = String(books.financialSettings['year_end_lockdown_date'] ?? '');
	return (
		document.status.id !== 'VOID' &&
		document['tax_reconciled'] !== true &&
		(isUnposted(document) || document.date > locked)
	);
}

function customerOf(books: Books, fields: SageRecord): Contact {
	const contact = requiredReference(fields, 'contact', (id) => books.contacts.get(id));
	if (contact['gdpr_obfuscated'] === true) throw invalid('contact', 'is invalid');
	if (!contact.contact_types.some(({ id }) => id === 'CUSTOMER')) throw invalid('contact', 'must be a customer');
	return contact;
}

function heldContact(books: Books, held: SalesDocument): Contact {
	const contact = books.contacts.get(held.contact.id);
	if (!contact) throw invalid('contact', 'is invalid');
	return contact;
}

interface Header {
	date: string;
	currency: string;
	exchangeRate: number;
	fields: SageRecord;
}

function header(
	books: Books,
	kind: DocumentKind,
	held: SalesDocument | undefined,
	contact: Contact,
	fields: SageRecord,
): Header {
	const day = held && fields['date'] === undefined ? held.date : requiredDate(fields, 'date');
	const starts = String(books.financialSettings['accounts_start_date'] ?? '');
	const locked = String(books.financialSettings['year_end_lockdown_date'] ?? '');
	const posts = kind.posts && fields['status_id'] === undefined && !(held && isUnposted(held));
	if (day < starts || (posts && day <= locked)) throw invalid('date', 'is in a period that is locked');
	const currency = String(fields['currency_id'] ?? contact.currency.id);
	if (currency !== contact.currency.id) throw invalid('currency', "must be the contact's currency");
	const own: SageRecord = {};
	const has = (name: string): boolean => fields[name] !== undefined;
	for (const [name, max] of TEXTS) if (has(name)) own[name] = text(fields, name, max);
	if (has('sent')) own['sent'] = fields['sent'] === true;
	if (has('shipping_net_amount')) own['shipping_net_amount'] = money(amount(fields, 'shipping_net_amount') ?? 0);
	if (has('shipping_tax_rate_id'))
		own['shipping_tax_rate'] = ref(reference(fields, 'shipping_tax_rate', (id) => books.taxRates.get(id)));
	const ends = endOf(books, kind, held, contact, fields, day);
	if (ends !== undefined) own[kind.ends] = ends;
	return {
		date: day,
		currency,
		exchangeRate: exchangeRateOf(books, currency, fields) ?? held?.exchange_rate ?? rateOfDay(books, currency),
		fields: {
			...own,
			...addresses(books, held, contact, fields),
			...regionOf(books, kind, held, fields),
		},
	};
}

const TEXTS: ReadonlyArray<readonly [name: string, max: number]> = [
	['reference', 25],
	['notes', 2000],
	['terms_and_conditions', 2000],
	['contact_name', 100],
	['contact_reference', 10],
];

/** The second date: due by the customer's or the business's credit days; quotes must say when they expire. */
function endOf(
	books: Books,
	kind: DocumentKind,
	held: SalesDocument | undefined,
	contact: Contact,
	fields: SageRecord,
	day: string,
): string | undefined {
	const sent = date(fields, kind.ends);
	if (sent !== undefined || held) return sent;
	if (kind.ends === 'expiry_date') throw invalid('expiry_date', REQUIRED);
	if (kind.ends === 'original_invoice_date') return undefined;
	const days = contact.credit_days ?? Number(books.invoiceSettings['customer_credit_days'] ?? 30);
	return new Date(Date.parse(day) + days * 86_400_000).toISOString().slice(0, 10);
}

function exchangeRateOf(books: Books, currency: string, fields: SageRecord): number | undefined {
	if (currency === books.baseCurrency) return 1;
	const rate = amount(fields, 'exchange_rate');
	if (rate?.greaterThan(0)) return rate.toNumber();
	const inverse = amount(fields, 'inverse_exchange_rate');
	return inverse?.greaterThan(0) ? decimal(1)?.div(inverse).toDecimalPlaces(10).toNumber() : undefined;
}

function rateOfDay(books: Books, currency: string): number {
	return books.exchangeRates.get(currency)?.rate ?? 1;
}

/** Addresses are copied from the contact; one that is sent stands. Without a delivery address the main one is copied into it. */
function addresses(
	books: Books,
	held: SalesDocument | undefined,
	contact: Contact,
	fields: SageRecord,
): { main_address?: Address; delivery_address?: Address } {
	const main = addressOf(books, fields['main_address']) ?? (held ? undefined : contact.main_address);
	const delivery =
		addressOf(books, fields['delivery_address']) ?? (held ? undefined : (contact.delivery_address ?? main));
	return { ...(main && { main_address: main }), ...(delivery && { delivery_address: delivery }) };
}

function addressOf(books: Books, sent: unknown): Address | undefined {
	if (typeof sent !== 'object' || sent === null) return undefined;
	const fields = sent as SageRecord;
	const lines = ['address_line_1', 'address_line_2', 'city', 'region'] as const;
	return given({
		id: books.newId('address'),
		...Object.fromEntries(lines.map((name) => [name, text(fields, name, 50, `main_address.${name}`)])),
		postal_code: text(fields, 'postal_code', 10, 'main_address.postal_code'),
		country: fields['country_id'] ? { id: String(fields['country_id']) } : undefined,
	});
}

/** The region whose sales tax applies, asked for in the United States and Canada. */
function regionOf(books: Books, kind: DocumentKind, held: SalesDocument | undefined, fields: SageRecord): SageRecord {
	if (!books.taxesByRegion) return {};
	const region = fields['tax_address_region_id'] ?? (held?.['tax_address_region'] as SageRecord | undefined)?.['id'];
	if (!region && kind.posts) throw invalid('tax_address_region_id', 'tax_address_region_id is required');
	if (!region) return {};
	for (const line of (fields[kind.lines] ?? []) as SageRecord[]) {
		const rate = books.taxRates.get(String(line['tax_rate_id'] ?? ''));
		if (rate?.address_region && rate.address_region.id !== region)
			throw invalid('line_items.tax_rate_id', 'is invalid for the tax region');
	}
	return { tax_address_region: { id: String(region) } };
}

function rulesFor(books: Books, contact: Contact): LineRules {
	const country = contact.main_address?.country?.id ?? books.country;
	return { isForeign: books.country === 'GB' && country !== 'GB' };
}

/** The document with its lines and every total; tax on shipping is Sage's own, whatever was sent. */
function whole(books: Books, kind: DocumentKind, document: SalesDocument, lines: Line[]): SalesDocument {
	const shippingRate = document.shipping_tax_rate && books.taxRates.get(document.shipping_tax_rate.id);
	const shippingTax = percentOf(document.shipping_net_amount, shippingRate?.percentage ?? 0);
	const net = sum([...lines.map((line) => line.net_amount), document.shipping_net_amount]);
	const tax = sum([...lines.map((line) => line.tax_amount), shippingTax]);
	const total = sum([net, tax]);
	const isOpen = kind.posts && !isUnposted(document);
	return {
		...document,
		[kind.lines]: lines,
		shipping_tax_amount: shippingTax,
		net_amount: net,
		tax_amount: tax,
		total_amount: total,
		outstanding_amount: isOpen ? sum([total, -document.total_paid]) : 0,
	};
}

/** What is paid in part keeps its customer and stays at least at what was paid. */
function checkSettled(held: SalesDocument, changed: SalesDocument): void {
	if (held.total_paid === 0) return;
	const isMoved = held.contact.id !== changed.contact.id;
	if (isMoved || changed.total_amount < held.total_paid)
		throw invalid('base', 'You cannot edit this record: payments or allocations stand against it.');
}

/** The next number follows one that was set: "The next invoice number created will be the last one's plus 1". */
function followNumber(books: Books, kind: DocumentKind, number: string): void {
	const digits = /(\d+)$/.exec(number)?.[1];
	if (digits !== undefined) books.setNextNumber(kind, Number(digits) + 1);
}

/** An invoice made from a quote is told on the quote, whose status stays (apis/sage.md section 8). */
function linkQuote(books: Books, kind: DocumentKind, document: SalesDocument, fields: SageRecord): SalesDocument {
	const quote = reference(fields, 'original_quote_estimate', (id) => books.quotes.get(id));
	if (!quote || kind.wrapper !== 'sales_invoice') return document;
	books.quotes.put({ ...quote, invoice: { id: document.id }, updated_at: books.now() });
	return { ...document, original_quote_estimate: { id: quote.id } };
}

/** Gives a draft its number and posts it. @throws Refused 422 for what is no draft */
export function releaseDocument(books: Books, kind: DocumentKind, held: SalesDocument): SalesDocument {
	if (!isUnposted(held)) throw invalid('base', 'Only a draft can be released.');
	const locked = String(books.financialSettings['year_end_lockdown_date'] ?? '');
	if (held.date <= locked) throw invalid('date', 'is in a period that is locked');
	const number = numberOf(kind, held) || books.takeNumber(kind);
	const posted: SalesDocument = { ...held, [kind.number]: number, status: { id: 'UNPAID' }, updated_at: books.now() };
	const released = settled(posted, []);
	books.documents(kind).put(released);
	return released;
}

/**
 * Deletes a draft or quote (null), or voids what is posted.
 * @throws Refused 422 without a reason for a void, or while payments or allocations stand against it
 */
export function removeDocument(
	books: Books,
	kind: DocumentKind,
	held: SalesDocument,
	reason: string | null,
): SalesDocument | null {
	const at = books.now();
	if (!kind.posts || isUnposted(held)) {
		books.documents(kind).put({ ...held, deleted_at: at, updated_at: at });
		return null;
	}
	if (!reason?.trim()) throw invalid('void_reason', REQUIRED);
	if (reason.length > 200) throw invalid('void_reason', 'is too long (maximum is 200 characters)');
	if (!isEditable(books, held)) throw invalid('base', 'You cannot void this record.');
	if (held.total_paid !== 0)
		throw invalid('base', 'You cannot void this record: delete its payments and allocations first.');
	const voided = settled({ ...held, status: { id: 'VOID' }, void_reason: reason, updated_at: at }, []);
	books.documents(kind).put(voided);
	return voided;
}
