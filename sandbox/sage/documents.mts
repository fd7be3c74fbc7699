import { Decimal } from 'decimal.js';
import type { SageRecord } from '../core/types.mts';
import { inBase, money, sum } from './amounts.mts';
import type { Books } from './books.mts';
import { hexId } from './ids.mts';
import { contacts } from './contacts.mts';
import type { DocumentKind } from './documentKinds.mts';
import { CREDIT_NOTE, ESTIMATE, INVOICE, isUnposted, linesOf, numberOf, QUOTE } from './documentKinds.mts';
import { createDocument, isEditable, releaseDocument, removeDocument, updateDocument } from './documentWrite.mts';
import { showLine } from './lines.mts';
import { documentPdf } from './pdf.mts';
import type { Contact, Ref, SalesDocument } from './records.mts';
import type { Filter, Resource } from './resource.mts';
import { DATE_RANGE, holds, refersTo } from './resource.mts';
import type { Settlement } from './settlement.mts';
import { settlementsOf } from './settlement.mts';
import { base, contactBase, currencyBase, freeForm, showAddress, taxRateBase, uiLinks } from './show.mts';
import { ARTEFACT_STATUSES, displayed, QUOTE_STATUSES, TRANSACTION_TYPES } from './systemLists.mts';

/** Sales invoices, credit notes, quotes and estimates as the API offers them: apis/sage.md sections 7 and 8. */

const FILTERS: Readonly<Record<string, Filter>> = {
	...DATE_RANGE,
	search: (document, value) => holds(document['reference'], value) || holds(document['contact_name'], value),
	contact_id: (document, value) => refersTo(document['contact'], value),
	status_id: (document, value) => refersTo(document['status'], value),
};

export const salesInvoices = resource(INVOICE);
export const salesCreditNotes = resource(CREDIT_NOTE);
export const salesQuotes = resource(QUOTE);
export const salesEstimates = resource(ESTIMATE);

function resource(kind: DocumentKind): Resource<SalesDocument> {
	const postings: Partial<Resource<SalesDocument>> = {
		deletions: true,
		release: (books, document) => releaseDocument(books, kind, document),
	};
	return {
		path: kind.path,
		wrapper: kind.wrapper,
		offered: (books) => kind.posts || books.quoteKind === kind,
		all: (books) => books.documents(kind).all(),
		get: (books, id) => books.documents(kind).get(id),
		show: (books, document, query) =>
			showDocument(books, kind, document, query.get('show_payments_allocations') === 'true'),
		nested: {
			contact: (books, { contact }) => contactWhole(books, books.contacts.get(contact.id)),
		},
		brief: [kind.lines],
		filters: FILTERS,
		sorts: ['created_at', 'updated_at', 'date', ...(kind.ends === 'original_invoice_date' ? [] : [kind.ends])],
		changes: true,
		...(kind.posts && postings),
		create: (books, fields) => createDocument(books, kind, fields),
		update: (books, document, fields) => updateDocument(books, kind, document, fields),
		remove: (books, document, reason) => removeDocument(books, kind, document, reason),
		pdf: (books, document) => documentPdf(books, kind, document),
		...(kind === INVOICE && { read: markSent }),
	};
}

function contactWhole(books: Books, contact: Contact | undefined): SageRecord | undefined {
	return contact && contacts.show(books, contact, new URLSearchParams());
}

/** The trap: reading one invoice marks it as sent, unless `mark_as_sent=false` was asked for (apis/sage.md section 7). */
function markSent(books: Books, document: SalesDocument, query: URLSearchParams): SalesDocument {
	if (document.sent || query.get('mark_as_sent') === 'false') return document;
	const sent = { ...document, sent: true, updated_at: books.now() };
	books.invoices.put(sent);
	return sent;
}

function showDocument(books: Books, kind: DocumentKind, document: SalesDocument, withAllocations: boolean): SageRecord {
	const rate = document.exchange_rate;
	const discount = sum(linesOf(kind, document).map((line) => line.discount_amount));
	const number = numberOf(kind, document) || `${books.prefix(kind)}DRAFT`;
	const worth = (amount: number): number => inBase(amount, rate);
	return {
		...base(kind.path, document.id, number),
		...(kind.posts && posting(books, kind, document)),
		created_at: document.created_at,
		updated_at: document.updated_at,
		links: uiLinks(books, `invoicing/${kind.path}/${document.id}`),
		editable: isEditable(books, document),
		deleted_at: document.deleted_at ?? null,
		contact: contactBase(books, document.contact),
		contact_name: document.contact_name,
		contact_reference: document['contact_reference'] ?? null,
		[`${kind.number}_prefix`]: books.prefix(kind),
		[kind.number]: number,
		date: document.date,
		[kind.ends]: document[kind.ends] ?? null,
		reference: document.reference ?? null,
		...shownAddresses(document),
		notes: document.notes ?? null,
		terms_and_conditions: document['terms_and_conditions'] ?? null,
		shipping_net_amount: document.shipping_net_amount,
		shipping_tax_rate: taxRateBase(books, document.shipping_tax_rate),
		shipping_tax_amount: document.shipping_tax_amount,
		shipping_total_amount: sum([document.shipping_net_amount, document.shipping_tax_amount]),
		net_amount: document.net_amount,
		tax_amount: document.tax_amount,
		total_amount: document.total_amount,
		total_quantity: linesOf(kind, document)
			.reduce((total, line) => total.plus(line.quantity), new Decimal(0))
			.toNumber(),
		total_discount_amount: discount,
		currency: currencyBase(document.currency.id),
		exchange_rate: rate,
		inverse_exchange_rate: new Decimal(1).div(rate).toDecimalPlaces(10).toNumber(),
		base_currency_net_amount: worth(document.net_amount),
		base_currency_tax_amount: worth(document.tax_amount),
		base_currency_total_amount: worth(document.total_amount),
		base_currency_total_discount_amount: worth(discount),
		...(kind.posts ? settlement(books, document, worth, withAllocations) : quoteState(document)),
		sent: document.sent,
		sent_by_email: document['sent_by_email'] === true,
		[kind.lines]: linesOf(kind, document).map((line) => showLine(books, line, rate)),
		tax_analysis: taxAnalysis(books, kind, document),
		tax_address_region: regionBase(document['tax_address_region'] as Ref | undefined),
		tax_reconciled: document['tax_reconciled'] === true,
	};
}

function posting(books: Books, kind: DocumentKind, document: SalesDocument): SageRecord {
	const { transactionType: type } = kind;
	return {
		transaction: isUnposted(document) ? null : base('transactions', hexId(`transaction ${document.id}`), null),
		transaction_type: base('transaction_types', type, displayed(TRANSACTION_TYPES, type)),
		...(kind === INVOICE && {
			original_quote_estimate: quoteBase(books, document['original_quote_estimate'] as Ref | undefined),
		}),
	};
}

function shownAddresses({ main_address, delivery_address }: SalesDocument): SageRecord {
	const [main, delivery] = [main_address, delivery_address] as Array<Parameters<typeof showAddress>[0] | undefined>;
	return {
		main_address_free_form: freeForm(main),
		main_address: main ? showAddress(main) : null,
		delivery_address_free_form: freeForm(delivery),
		delivery_address: delivery ? showAddress(delivery) : null,
	};
}

function settlement(
	books: Books,
	document: SalesDocument,
	worth: (amount: number) => number,
	withAllocations: boolean,
): SageRecord {
	const settlements = settlementsOf(books, document.contact.id, document.id);
	return {
		payments_allocations_total_amount: sum(settlements.map(({ amount }) => amount)),
		payments_allocations_total_discount: sum(settlements.map(({ discount }) => discount)),
		total_paid: document.total_paid,
		outstanding_amount: document.outstanding_amount,
		base_currency_outstanding_amount: worth(document.outstanding_amount),
		status: base('artefact_statuses', document.status.id, displayed(ARTEFACT_STATUSES, document.status.id)),
		void_reason: document.void_reason ?? null,
		last_paid: document.last_paid ?? null,
		...(withAllocations && {
			payments_allocations: settlements.map((one) => showSettlement(books, document, one)),
		}),
	};
}

/** One row of `payments_allocations`; the artefact is the other side of an allocation. */
function showSettlement(books: Books, document: SalesDocument, { date, amount, discount, by }: Settlement): SageRecord {
	const record = 'payment' in by ? by.payment : by.allocation;
	const other =
		'allocation' in by
			? by.allocation.allocated_artefacts.find(({ artefact }) => artefact.id !== document.id)?.artefact
			: undefined;
	const type = displayed(TRANSACTION_TYPES, record.transaction_type.id);
	return {
		date,
		type,
		displayed_as: type,
		reference: record['reference'] ?? null,
		amount,
		discount,
		contact_payment: 'payment' in by ? base('contact_payments', record.id, type) : null,
		contact_allocation: 'allocation' in by ? base('contact_allocations', record.id, type) : null,
		artefact: other ? artefactBase(books, other.id) : null,
		links: [],
	};
}

/** Any artefact by name: an invoice, a credit note, or a payment on account. */
export function artefactBase(books: Books, id: string): SageRecord {
	const found = books.document(id);
	if (found) {
		const { kind, document } = found;
		return base(kind.path, id, numberOf(kind, document) || `${books.prefix(kind)}DRAFT`);
	}
	const receipt = books.receiptOf(id);
	return base('payments_on_account', id, receipt ? `Payment on Account ${receipt.reference ?? ''}`.trim() : null);
}

function quoteState(document: SalesDocument): SageRecord {
	const { id } = document.status;
	const invoice = document['invoice'] as Ref | undefined;
	return {
		status: { id, displayed_as: displayed(QUOTE_STATUSES, id) },
		invoice: invoice ? base('sales_invoices', invoice.id, null) : null,
	};
}

function quoteBase(books: Books, ref: Ref | undefined): SageRecord | null {
	const quote = ref && books.quotes.get(ref.id);
	return quote ? base(books.quoteKind.path, quote.id, numberOf(books.quoteKind, quote)) : null;
}

function regionBase(ref: Ref | undefined): SageRecord | null {
	return ref ? base('address_regions', ref.id, ref.id) : null;
}

/** Net, tax and total by tax rate. */
function taxAnalysis(books: Books, kind: DocumentKind, document: SalesDocument): SageRecord[] {
	const all = linesOf(kind, document);
	const ids = [...new Set(all.map(({ tax_rate }) => tax_rate?.id ?? ''))];
	return ids.map((id) => {
		const lines = all.filter(({ tax_rate }) => (tax_rate?.id ?? '') === id);
		const of = (type: string): number =>
			sum(lines.filter((line) => line.eu_goods_services_type?.id === type).map((line) => line.net_amount));
		return {
			tax_rate: taxRateBase(books, id === '' ? undefined : { id }),
			net_amount: sum(lines.map((line) => line.net_amount)),
			tax_amount: sum(lines.map((line) => line.tax_amount)),
			total_amount: money(sum(lines.map((line) => line.total_amount))),
			goods_amount: of('GOODS'),
			service_amount: of('SERVICES'),
		};
	});
}
