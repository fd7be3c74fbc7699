import type { Clock, XeroRecord } from '../core/types.mts';
import { lineFigures, sum, totals } from './amounts.mts';
import { Books, BY } from './books.mts';
import type { BooksFile } from './books.mts';
import { readDate, readMoment } from './dates.mts';
import { guid, lineIds } from './ids.mts';
import { nextCreditNoteNumber, nextInvoiceNumber, nextQuoteNumber } from './numbers.mts';
import type {
	Account,
	Allocation,
	Contact,
	Credit,
	CreditNote,
	Invoice,
	Item,
	ItemPrice,
	LineItem,
	Payment,
	Quote,
	TaxRate,
} from './records.mts';

/** When records that do not say were last changed: before anything a run does. */
const LONG_AGO = '2020-01-01T00:00:00.000Z';

/** Opens the books of an organisation from its part of a company file; what a record leaves out gets Xero's default. */
export function openBooks(file: BooksFile, clock: Clock, seed: number): Books {
	const books = new Books(file, clock, seed);
	const idFor = (kind: string, record: XeroRecord, n: number): string =>
		String(record[`${kind}ID`] ?? guid(`${seed}:${books.id}:file:${kind}:${n}`)).toLowerCase();
	file.Accounts.forEach((record, n) => books.accounts.put(account(record, idFor('Account', record, n))));
	file.TaxRates.forEach((record) => books.taxRates.put(taxRate(record)));
	file.Items.forEach((record, n) => books.items.put(item(record, idFor('Item', record, n))));
	file.Contacts.forEach((record, n) => books.contacts.put(contact(record, idFor('Contact', record, n))));
	const paid = paymentsByInvoice(file.Payments);
	file.Invoices.forEach((record, n) => books.invoices.put(invoice(books, record, idFor('Invoice', record, n), paid)));
	file.Payments.forEach((record, n) => books.payments.put(payment(books, record, idFor('Payment', record, n))));
	(file.CreditNotes ?? []).forEach((record, n) =>
		books.creditNotes.put(creditNote(books, record, idFor('CreditNote', record, n))),
	);
	(file.Prepayments ?? []).forEach((record, n) => {
		const id = idFor('Prepayment', record, n);
		books.prepayments.put({ Type: 'RECEIVE-PREPAYMENT', ...receipt(books, record, id), PrepaymentID: id });
	});
	(file.Overpayments ?? []).forEach((record, n) => {
		const id = idFor('Overpayment', record, n);
		books.overpayments.put({ Type: 'RECEIVE-OVERPAYMENT', ...receipt(books, record, id), OverpaymentID: id });
	});
	(file.Quotes ?? []).forEach((record, n) => books.quotes.put(quote(books, record, idFor('Quote', record, n))));
	for (const [id, rows] of Object.entries(file.History ?? {})) books.history.set(id, rows);
	for (const [id, app] of Object.entries(file.CreatedBy ?? {})) books.createdBy.set(id, app);
	books.settle();
	books.changes = 0;
	return books;
}

/** The books in the form they are opened from. */
export function dumpBooks(books: Books): BooksFile {
	return {
		Organisation: books.organisation,
		Accounts: [...books.accounts.all()],
		TaxRates: [...books.taxRates.all()],
		Currencies: books.currencies,
		Items: [...books.items.all()],
		Contacts: [...books.contacts.all()],
		Invoices: [...books.invoices.all()],
		Payments: [...books.payments.all()],
		CreditNotes: [...books.creditNotes.all()],
		Prepayments: [...books.prepayments.all()],
		Overpayments: [...books.overpayments.all()],
		Quotes: [...books.quotes.all()],
		BrandingThemes: books.brandingThemes,
		TrackingCategories: books.trackingCategories,
		RepeatingInvoices: books.repeatingInvoices,
		History: Object.fromEntries(books.history),
		CreatedBy: Object.fromEntries(books.createdBy),
	};
}

function account(record: XeroRecord, id: string): Account {
	const type = String(record['Type'] ?? 'REVENUE');
	return {
		Name: String(record['Code'] ?? type),
		Type: type,
		Class: CLASS_OF[type] ?? 'EXPENSE',
		Status: 'ACTIVE',
		EnablePaymentsToAccount: false,
		...moment(record),
		AccountID: id,
	};
}

/** Account types that are no expenses. */
const CLASS_OF: Record<string, string> = {
	REVENUE: 'REVENUE',
	SALES: 'REVENUE',
	OTHERINCOME: 'REVENUE',
	BANK: 'ASSET',
	CURRENT: 'ASSET',
	FIXED: 'ASSET',
	INVENTORY: 'ASSET',
	NONCURRENT: 'ASSET',
	PREPAYMENT: 'ASSET',
	CURRLIAB: 'LIABILITY',
	LIABILITY: 'LIABILITY',
	TERMLIAB: 'LIABILITY',
	EQUITY: 'EQUITY',
};

function taxRate(record: XeroRecord): TaxRate {
	const components = (record['TaxComponents'] ?? []) as Array<{ Rate?: number }>;
	const rate = Number(
		record['EffectiveRate'] ?? record['DisplayTaxRate'] ?? sum(components.map((part) => part.Rate ?? 0)),
	);
	const type = String(record['TaxType']);
	return {
		Name: type,
		TaxType: type,
		Status: 'ACTIVE',
		CanApplyToAssets: true,
		CanApplyToEquity: true,
		CanApplyToExpenses: true,
		CanApplyToLiabilities: true,
		CanApplyToRevenue: true,
		DisplayTaxRate: rate,
		EffectiveRate: rate,
		...record,
	};
}

function item(record: XeroRecord, id: string): Item {
	return {
		Code: '',
		IsSold: record['IsSold'] !== false,
		IsPurchased: record['IsPurchased'] !== false,
		...moment(record),
		SalesDetails: record['SalesDetails'] as ItemPrice | undefined,
		ItemID: id,
	};
}

function contact(record: XeroRecord, id: string): Contact {
	return { ContactStatus: 'ACTIVE', Name: '', Addresses: [], Phones: [], ...moment(record), ContactID: id };
}

function payment(books: Books, record: XeroRecord, id: string): Payment {
	const { InvoiceID, InvoiceNumber } = (record['Invoice'] ?? {}) as { InvoiceID?: string; InvoiceNumber?: string };
	const numbered = books.invoices.by(BY.invoiceNumber, (InvoiceNumber ?? '').toLowerCase())[0];
	const paidInvoice = books.invoices.get((InvoiceID ?? '').toLowerCase()) ?? numbered;
	return {
		Account: {},
		Amount: 0,
		Status: 'AUTHORISED',
		PaymentType: paidInvoice?.Type === 'ACCPAY' ? 'ACCPAYPAYMENT' : 'ACCRECPAYMENT',
		...moment(record),
		Date: readDate(record['Date']) ?? LONG_AGO.slice(0, 10),
		...(record['Invoice'] ? { Invoice: { InvoiceID: paidInvoice?.InvoiceID ?? InvoiceID ?? '' } } : {}),
		PaymentID: id,
	};
}

/** What was paid by invoice id and by invoice number. */
function paymentsByInvoice(records: XeroRecord[]): Map<string, number[]> {
	const paid = new Map<string, number[]>();
	for (const record of records) {
		if (record['Status'] === 'DELETED') continue;
		const of = (record['Invoice'] ?? {}) as { InvoiceID?: string; InvoiceNumber?: string };
		const key = of.InvoiceID?.toLowerCase() ?? of.InvoiceNumber ?? '';
		paid.set(key, [...(paid.get(key) ?? []), Number(record['Amount'] ?? 0)]);
	}
	return paid;
}

function invoice(books: Books, record: XeroRecord, id: string, payments: Map<string, number[]>): Invoice {
	const core = document(books, record, id);
	const type = String(record['Type'] ?? 'ACCREC');
	const number =
		(record['InvoiceNumber'] as string | undefined) ?? (type === 'ACCREC' ? nextInvoiceNumber(books) : undefined);
	const asked = String(record['Status'] ?? 'DRAFT');
	const received = sum([...(payments.get(id) ?? []), ...(payments.get(number ?? '') ?? [])]);
	const credited = Number(record['AmountCredited'] ?? 0);
	const paid = received || Number(record['AmountPaid'] ?? (asked === 'PAID' ? core.Total : 0));
	const left = sum([core.Total, -paid, -credited]);
	const settled = asked === 'PAID' || (asked === 'AUTHORISED' && left === 0 && core.Total !== 0);
	const status = settled ? 'PAID' : asked;
	return {
		...moment(record),
		...core,
		InvoiceID: id,
		Type: type,
		Status: status,
		InvoiceNumber: number,
		DueDate: readDate(record['DueDate']),
		AmountPaid: paid,
		AmountCredited: credited,
		AmountDue: status === 'VOIDED' || status === 'DELETED' ? 0 : left,
		...(settled ? { FullyPaidOnDate: readDate(record['FullyPaidOnDate']) ?? core.Date } : {}),
		SentToContact: record['SentToContact'] === true,
	};
}

function creditNote(books: Books, record: XeroRecord, id: string): CreditNote {
	const core = document(books, record, id);
	const allocations = allocationsOf(record, id);
	return {
		Type: 'ACCRECCREDIT',
		Status: 'AUTHORISED',
		RemainingCredit: remaining(core.Total, allocations),
		...moment(record),
		...core,
		Allocations: allocations,
		CreditNoteNumber: (record['CreditNoteNumber'] as string | undefined) ?? nextCreditNoteNumber(books),
		CreditNoteID: id,
	};
}

/** A prepayment or an overpayment; a company file gives its total. */
function receipt(books: Books, record: XeroRecord, id: string): Credit {
	const { Contact, Date, CurrencyCode, CurrencyRate, UpdatedDateUTC } = document(books, record, id);
	const total = Number(record['Total'] ?? 0);
	const allocations = allocationsOf(record, id);
	return {
		Status: 'AUTHORISED',
		RemainingCredit: remaining(total, allocations),
		...record,
		...{ Contact, Date, CurrencyCode, CurrencyRate, UpdatedDateUTC },
		Total: total,
		Allocations: allocations,
	};
}

function allocationsOf(record: XeroRecord, id: string): Allocation[] {
	const held = (record['Allocations'] ?? []) as Array<Partial<Allocation>>;
	return held.map((allocation, n) => ({
		AllocationID: allocation.AllocationID ?? guid(`${id} allocation ${n}`),
		Invoice: { InvoiceID: (allocation.Invoice?.InvoiceID ?? '').toLowerCase() },
		Amount: Number(allocation.Amount ?? 0),
		Date: readDate(allocation.Date) ?? LONG_AGO.slice(0, 10),
	}));
}

function remaining(total: number, allocations: Allocation[]): number {
	return sum([total, ...allocations.map((allocation) => -allocation.Amount)]);
}

function quote(books: Books, record: XeroRecord, id: string): Quote {
	const upper = String(record['LineAmountTypes'] ?? 'EXCLUSIVE').toUpperCase();
	const types = { EXCLUSIVE: 'Exclusive', INCLUSIVE: 'Inclusive', NOTAX: 'NoTax' }[upper] ?? 'Exclusive';
	return {
		Status: 'DRAFT',
		...record,
		...document(books, { ...record, LineAmountTypes: types }, id),
		QuoteNumber: (record['QuoteNumber'] as string | undefined) ?? nextQuoteNumber(books),
		ExpiryDate: readDate(record['ExpiryDate']),
		QuoteID: id,
	};
}

/** What invoices, credit notes and quotes share. An export without lines keeps its own totals. */
function document(books: Books, record: XeroRecord, id: string) {
	const amountTypes = String(record['LineAmountTypes'] ?? 'Exclusive');
	const sent = (record['LineItems'] ?? []) as Array<Partial<LineItem>>;
	const ids = lineIds(id);
	const lines = sent.map((line) => fileLine(books, line, amountTypes, ids));
	const computed = totals(lines, amountTypes);
	const given = lines.length ? {} : pick(record, ['SubTotal', 'TotalTax', 'Total']);
	const date = readDate(record['Date']) ?? LONG_AGO.slice(0, 10);
	const currency = String(record['CurrencyCode'] ?? books.baseCurrency);
	return {
		...computed,
		...given,
		Contact: { ContactID: contactOf(books, record['Contact'] as Partial<Contact> | undefined) },
		Date: date,
		LineAmountTypes: amountTypes,
		LineItems: lines,
		CurrencyCode: currency,
		CurrencyRate: Number(record['CurrencyRate'] ?? 1),
		UpdatedDateUTC: isoMoment(record['UpdatedDateUTC']) ?? `${date}T09:00:00.000Z`,
	};
}

/** A line that says its amount and tax keeps them. */
function fileLine(books: Books, line: Partial<LineItem>, amountTypes: string, nextId: () => string): LineItem {
	const taxType = line.TaxType ?? books.account(line.AccountCode)?.TaxType;
	const kept = {
		LineItemID: line.LineItemID ?? nextId(),
		Tracking: [],
		...line,
		...(taxType ? { TaxType: taxType } : {}),
	};
	const { LineAmount, TaxAmount } = line;
	if (LineAmount !== undefined && TaxAmount !== undefined) return { ...kept, LineAmount, TaxAmount };
	const rate = books.taxRates.get(taxType ?? '')?.EffectiveRate ?? 0;
	return { ...kept, ...lineFigures(line, rate, amountTypes, 4) };
}

function contactOf(books: Books, given: Partial<Contact> | undefined): string {
	if (given?.ContactID) return given.ContactID.toLowerCase();
	const numbered = given?.ContactNumber
		? books.contacts.by(BY.contactNumber, given.ContactNumber.toLowerCase())[0]
		: undefined;
	const named = given?.Name ? books.contacts.by(BY.contactName, given.Name.toLowerCase())[0] : undefined;
	const found = numbered ?? named;
	if (!found)
		throw new Error(`The company file has a document of a contact it does not hold: ${JSON.stringify(given)}`);
	return found.ContactID;
}

function moment<T extends XeroRecord>(record: T): T & { UpdatedDateUTC: string } {
	return { ...record, UpdatedDateUTC: isoMoment(record['UpdatedDateUTC']) ?? LONG_AGO };
}

function isoMoment(text: unknown): string | undefined {
	const ms = readMoment(text);
	return ms === undefined ? undefined : new Date(ms).toISOString();
}

function pick(record: XeroRecord, names: string[]): Record<string, number> {
	return Object.fromEntries(
		names.filter((name) => record[name] !== undefined).map((name) => [name, Number(record[name])]),
	);
}
