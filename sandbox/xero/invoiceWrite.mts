import type { XeroRecord } from '../core/types.mts';
import { sum, totals } from './amounts.mts';
import type { Author } from './author.mts';
import type { Books } from './books.mts';
import { BY } from './books.mts';
import { oddRate } from './currencies.mts';
import { addDays, dayOfMonthAfter } from './dates.mts';
import { checkLock, contactFor, contactOf, headerOf, headerProblems, linesFor, NEXT, same } from './documents.mts';
import { nextInvoiceNumber } from './numbers.mts';
import { Invalid } from './problems.mts';
import type { Contact, Invoice, LineItem } from './records.mts';

/** Creating and changing invoices: apis/xero.md sections 7.1 to 7.4. */

const NOT_VALID_FOR_CREATION = 'Invoice not of valid status for creation';
const NOT_VALID_FOR_CHANGE = 'Invoice not of valid status for modification';

/** Fields of an invoice, lines aside, that stay open once something was paid or credited. */
const OPEN_WHEN_PAID = ['Reference', 'DueDate', 'InvoiceNumber', 'BrandingThemeID', 'Contact', 'Url'] as const;

export interface Written {
	invoice: Invoice;
	/** What Xero would have a reader look at; the invoice is written all the same. */
	warnings: string[];
}

/**
 * Creates an invoice (`PUT`), or creates or updates one (`POST`, matched by InvoiceID or else InvoiceNumber).
 * `places`: decimals kept of unit amounts.
 * @throws Invalid with Xero's own messages
 */
export function writeInvoice(
	books: Books,
	fields: XeroRecord,
	method: 'PUT' | 'POST',
	places: number,
	by: Author,
): Written {
	const held = method === 'POST' ? findInvoice(books, fields) : undefined;
	if (method === 'POST' && fields['InvoiceID'] && !held) throw new Invalid('The invoice could not be found.');
	return held ? updateInvoice(books, held, fields, places, by) : createInvoice(books, fields, places, by);
}

/** The invoice that InvoiceID or InvoiceNumber names. */
export function findInvoice(books: Books, fields: XeroRecord): Invoice | undefined {
	if (typeof fields['InvoiceID'] === 'string' && fields['InvoiceID'])
		return books.invoices.get(fields['InvoiceID'].toLowerCase());
	const number = fields['InvoiceNumber'];
	return typeof number === 'string' && number
		? books.invoices.by(BY.invoiceNumber, number.toLowerCase())[0]
		: undefined;
}

function createInvoice(books: Books, fields: XeroRecord, places: number, by: Author): Written {
	const type = String(fields['Type'] ?? '');
	if (type !== 'ACCREC' && type !== 'ACCPAY') throw new Invalid('Invoice type must be ACCREC or ACCPAY.');
	const status = String(fields['Status'] ?? 'DRAFT');
	if (!NEXT['new']?.includes(status)) throw new Invalid(NOT_VALID_FOR_CREATION);
	const id = books.newId('Invoice', books.invoices);
	const blank: Invoice = {
		InvoiceID: id,
		Type: type,
		Status: status,
		Contact: { ContactID: '' },
		Date: books.today(),
		LineAmountTypes: 'Exclusive',
		LineItems: [],
		CurrencyCode: books.baseCurrency,
		CurrencyRate: 1,
		...{ SubTotal: 0, TotalTax: 0, Total: 0, AmountDue: 0, AmountPaid: 0, AmountCredited: 0 },
		SentToContact: false,
		UpdatedDateUTC: books.now(),
	};
	const written = apply(books, blank, fields, status, places, by);
	const number = String(fields['InvoiceNumber'] ?? '') || (type === 'ACCREC' ? nextInvoiceNumber(books) : '');
	const invoice = { ...written.invoice, ...(number && { InvoiceNumber: number }) };
	checkNumber(books, invoice);
	books.invoices.put(invoice);
	if (by.clientId) books.markCreated(id, by.clientId);
	books.addHistory(
		id,
		'Created',
		by.user,
		`${number} to ${contactOf(books, invoice).Name} for ${invoice.Total.toFixed(2)}.`,
	);
	if (status === 'AUTHORISED') books.addHistory(id, 'Approved', by.user, `${number} approved.`);
	return { ...written, invoice };
}

function updateInvoice(books: Books, held: Invoice, fields: XeroRecord, places: number, by: Author): Written {
	const status = String(fields['Status'] ?? held.Status);
	checkStatus(held, status, fields);
	checkLock(books, held.Date);
	if (status === 'VOIDED' || status === 'DELETED') {
		return { invoice: withdrawInvoice(books, held, status, by), warnings: [] };
	}
	const written = apply(books, held, fields, status, places, by);
	if (held.AmountPaid !== 0 || held.AmountCredited !== 0) checkPaidEdit(held, written.invoice);
	checkNumber(books, written.invoice);
	books.invoices.put(written.invoice);
	const approved = status === 'AUTHORISED' && held.Status !== 'AUTHORISED';
	books.addHistory(held.InvoiceID, approved ? 'Approved' : 'Edited', by.user, describe(held, written.invoice));
	return written;
}

function checkStatus(held: Invoice, status: string, fields: XeroRecord): void {
	if (!NEXT[held.Status]?.includes(status)) {
		if (status === 'VOIDED' && held.Status === 'PAID') throw new Invalid(VOID_WITH_PAYMENTS);
		throw new Invalid(NOT_VALID_FOR_CHANGE);
	}
	if (status !== 'VOIDED') return;
	if (held.AmountPaid !== 0 || held.AmountCredited !== 0) throw new Invalid(VOID_WITH_PAYMENTS);
	// A void that carries the whole invoice is refused (section 11.6).
	if (fields['LineItems'] !== undefined) throw new Invalid(NOT_VALID_FOR_CHANGE);
}

const VOID_WITH_PAYMENTS =
	'The status VOIDED cannot be applied to the invoice because it has payments or credit notes allocated to it.';

/** Voids or deletes an invoice: nothing is due on it any more. */
export function withdrawInvoice(books: Books, held: Invoice, status: 'VOIDED' | 'DELETED', by: Author): Invoice {
	const invoice: Invoice = { ...held, Status: status, AmountDue: 0, UpdatedDateUTC: books.now() };
	books.invoices.put(invoice);
	books.addHistory(
		held.InvoiceID,
		status === 'VOIDED' ? 'Voided' : 'Deleted',
		by.user,
		`${held.InvoiceNumber ?? ''} ${status.toLowerCase()}.`,
	);
	return invoice;
}

/** The invoice with the fields on it, checked against all rules but those of its number. */
function apply(books: Books, held: Invoice, fields: XeroRecord, status: string, places: number, by: Author): Written {
	const complete = status === 'AUTHORISED' || status === 'SUBMITTED';
	const contact = contactFor(books, held, fields, by);
	const header = headerOf(books, held, fields, { texts: TEXTS, dates: DATES });
	checkHeader(books, header, fields);
	const of = { documentId: held.InvoiceID, type: held.Type, amountTypes: header.LineAmountTypes, complete, places };
	const lines = linesFor(books, held, fields, of);
	if (!lines.length) throw new Invalid('One or more line items must be specified');
	const figures = totals(lines, header.LineAmountTypes);
	const due = sum([figures.Total, -held.AmountPaid, -held.AmountCredited]);
	const settled = due === 0 && status === 'AUTHORISED';
	const dueDate = header.DueDate ?? (complete ? dueDateFor(books, contact, header.Date) : undefined);
	const invoice: Invoice = {
		...header,
		...figures,
		...(dueDate && { DueDate: dueDate }),
		Contact: { ContactID: contact.ContactID },
		LineItems: lines,
		Status: settled ? 'PAID' : status,
		AmountDue: due,
		...(settled && { FullyPaidOnDate: header.Date }),
		SentToContact: complete && (fields['SentToContact'] === true || held.SentToContact),
		UpdatedDateUTC: books.now(),
	};
	const warnings = fields['CurrencyRate'] !== undefined ? oddRate(books, invoice) : [];
	return { invoice, warnings };
}

const TEXTS = ['Reference', 'InvoiceNumber', 'BrandingThemeID', 'Url', 'CurrencyCode', 'LineAmountTypes'];
const DATES = ['Date', 'DueDate', 'ExpectedPaymentDate', 'PlannedPaymentDate'];

function checkHeader(books: Books, header: Invoice, fields: XeroRecord): void {
	const messages = headerProblems(books, header, 255);
	if (fields['Reference'] && header.Type !== 'ACCREC')
		messages.push('Reference is only supported on ACCREC invoices.');
	if (!/^[\x20-\x7e]{0,255}$/.test(header.InvoiceNumber ?? '')) {
		messages.push('Invoice number must be at most 255 printable ASCII characters.');
	}
	if (header.Url && (!/^https?:\/\//i.test(header.Url) || /xero/i.test(header.Url)))
		messages.push('Url must be valid.');
	if (messages.length) throw new Invalid(...messages);
	checkLock(books, header.Date);
}

function checkNumber(books: Books, invoice: Invoice): void {
	if (invoice.Type !== 'ACCREC' || !invoice.InvoiceNumber) return;
	const others = books.invoices.by(BY.invoiceNumber, invoice.InvoiceNumber.toLowerCase());
	if (others.some((other) => other.InvoiceID !== invoice.InvoiceID)) throw new Invalid('Invoice # must be unique.');
}

/** Of a part-paid or paid invoice only some fields, and the wording, account and tracking of lines, may change. */
function checkPaidEdit(held: Invoice, after: Invoice): void {
	const open: readonly string[] = [
		...OPEN_WHEN_PAID,
		'UpdatedDateUTC',
		'LineItems',
		'Status',
		'AmountDue',
		'FullyPaidOnDate',
	];
	const header = Object.keys({ ...held, ...after }).some(
		(name) => !open.includes(name) && !same(held[name], after[name]),
	);
	const figures = (line: LineItem): unknown[] => [
		...[line.LineItemID, line.Quantity, line.UnitAmount, line.LineAmount, line.TaxAmount, line.TaxType],
		...[line.DiscountRate, line.DiscountAmount, line.ItemCode],
	];
	if (header || !same(held.LineItems.map(figures), after.LineItems.map(figures))) {
		throw new Invalid('This document cannot be edited as it has a payment or credit note allocated to it.');
	}
}

/** By the terms of the contact, else of the organisation, else the date itself. */
function dueDateFor(books: Books, contact: Contact, date: string): string {
	const organisation = books.organisation['PaymentTerms'] as Contact['PaymentTerms'];
	const terms = contact.PaymentTerms?.Sales ?? organisation?.Sales;
	if (!terms) return date;
	if (terms.Type === 'DAYSAFTERBILLDATE') return addDays(date, terms.Day);
	if (terms.Type === 'DAYSAFTERBILLMONTH') return addDays(dayOfMonthAfter(date, 0, 31), terms.Day);
	return dayOfMonthAfter(date, terms.Type === 'OFCURRENTMONTH' ? 0 : 1, terms.Day);
}

const TOLD = ['Date', 'DueDate', 'Reference', 'InvoiceNumber', 'CurrencyCode', 'Total', 'Status'];

function describe(before: Invoice, after: Invoice): string {
	const changed = TOLD.filter((name) => before[name] !== after[name]);
	const texts = changed.map(
		(name) => `${name} changed from ${String(before[name] ?? '')} to ${String(after[name] ?? '')}.`,
	);
	if (before.Contact.ContactID !== after.Contact.ContactID) texts.push('Contact changed.');
	if (before.Total === after.Total && !same(before.LineItems, after.LineItems)) texts.push('Line items changed.');
	return texts.join(' ') || `${after.InvoiceNumber ?? ''} saved.`;
}
