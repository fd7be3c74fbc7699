import type { LedgerTraits } from '../model/ledgerTraits';
import type { Customer, CustomerDraft, CustomerFields, CustomerWanted } from '../model/customer';
import type { CreditNote, CreditNoteDraft } from '../model/creditNote';
import type { Invoice, InvoiceDraft } from '../model/invoice';
import type { ListEntry } from '../model/named';
import type { LedgerAccount, LedgerItem, LedgerItemDraft, LedgerTaxRate, Organisation } from '../model/organisation';
import type { Payment, PaymentDraft } from '../model/payment';
import type { Quote, QuoteDraft } from '../model/quote';
import type { Result } from '../model/result';

/**
 * What every ledger can do for us, in one organisation. Arrays in, one Result per input in order out. A failed or
 * partial read is a thrown SystemError (transport/systemError), never an empty list.
 */
export interface AccountingPort {
	readonly traits: LedgerTraits;
	organisation(): Promise<Organisation>;
	/** Enabled currencies, ISO 4217. */
	currencies(): Promise<string[]>;
	accounts(): Promise<LedgerAccount[]>;
	taxRates(): Promise<LedgerTaxRate[]>;
	items(): Promise<LedgerItem[]>;

	/** Null value for an id that does not exist; a merged record answers with its survivor. */
	customersById(ids: string[]): Promise<Array<Result<Customer | null>>>;
	/** Everything that could be one of the wanted customers, archived ones included; matching is not done here. */
	customerCandidates(wanted: CustomerWanted[]): Promise<Customer[]>;
	/** A name or number that exists already is refused. A `no_answer` problem means it may exist. */
	createCustomers(drafts: CustomerDraft[], attempt: WriteAttempt): Promise<Array<Result<Customer>>>;
	/** Writes only the given fields of an existing customer. */
	updateCustomers(
		changes: Array<{ ledgerId: string; fields: Partial<CustomerFields> }>,
	): Promise<Array<Result<Customer>>>;
	findCustomers(query: { text: string; limit: number }): Promise<{ customers: Customer[]; more: boolean }>;
	/** Every customer that was made or changed at or after `since` (ISO, the ledger's own clock), archived ones included. */
	customersChangedSince(since: string): Promise<Customer[]>;

	/** Null value for an id that does not exist. */
	invoicesById(ids: string[]): Promise<Array<Result<Invoice | null>>>;
	/**
	 * Sales invoices of these customers dated on or after `since`, every status, whole with lines. With `keys` lines are wanted of
	 * documents of these keys' deals alone: a ledger that reads lines one by one (Sage) leaves out the others'.
	 */
	invoicesOfCustomers(customerIds: string[], since: string, keys?: string[]): Promise<Invoice[]>;
	/** The second net: documents that carry a key of ours, made since `since` (ISO), every status; `keys` as above. */
	invoicesMadeByUs(since: string, keys?: string[]): Promise<Invoice[]>;
	/** Documents that carry a key of ours and changed at or after `since` (ISO, the ledger's own clock). */
	invoicesChangedSince(since: string): Promise<Invoice[]>;
	findInvoices(query: InvoiceQuery): Promise<{ invoices: Invoice[]; more: boolean }>;
	/** Never edits an existing document. A `no_answer` problem means it may exist. */
	createInvoices(drafts: InvoiceDraft[], attempt: WriteAttempt): Promise<Array<Result<Invoice>>>;
	/** Replaces the content of drafts nobody edited. */
	updateInvoices(changes: Array<{ ledgerId: string; draft: InvoiceDraft }>): Promise<Array<Result<Invoice>>>;
	/** Moves drafts on as they stand, without touching their content; their dates alone where they are given. */
	advanceInvoices(changes: InvoiceAdvance[]): Promise<Array<Result<Invoice>>>;
	/**
	 * Deletes a draft or submitted document, voids an approved one. One that is dead already counts as withdrawn. `reason` is
	 * for the ledger that asks for one (Sage). With `only` what somebody changed since it was made is refused (`edited`), where
	 * documents post at once.
	 */
	withdrawInvoices(invoices: Invoice[], reason?: string, only?: 'unedited'): Promise<Array<Result<Invoice>>>;

	/**
	 * Every sales invoice that changed at or after `since` (ISO), ours or a person's, whole with lines; deleted ones by id where
	 * the ledger tells only that. Estimates that stand for invoices count. `until` is where the next look may start.
	 */
	changes(since: string): Promise<LedgerChanges>;
	/** Every sales invoice that is approved and not paid in full, lines as the ledger lists them (may be empty). */
	openInvoices(): Promise<Invoice[]>;
	/**
	 * Live sales invoices with nothing left to pay that changed at or after `since` (`YYYY-MM-DD`), whole with lines and
	 * `payments`: each that was settled since then is among them, others may be. `lines` as in SalesQuery.
	 */
	settledInvoices(query: { customerIds: string[] | null; since: string; lines?: boolean }): Promise<Invoice[]>;
	/** Live sales invoices dated within the range, whole with lines. Null customers is all of them. */
	salesInvoices(query: SalesQuery): Promise<Invoice[]>;
	/** Puts our key into its place on documents that people made, without touching anything else they show. */
	markInvoices(marks: InvoiceMark[]): Promise<Array<Result<Invoice>>>;
	/** Mails the invoice by the ledger; where a ledger cannot (`Gap` says so), marks it as sent. */
	sendInvoices(sends: Array<{ ledgerId: string; to: string | null }>): Promise<Array<Result<Invoice>>>;
	/** Who edited each invoice last; null where no person did, or where the ledger does not tell (`Gap`). One call each. */
	lastEdits(ids: string[]): Promise<Array<Result<LastEdit | null>>>;
	/** Notes on invoices where the ledger keeps a history of them: each text once, since no note can be taken away. */
	noteInvoices(notes: InvoiceNote[]): Promise<Array<Result<Noted>>>;
	/** The ledger's own PDF of an invoice, base64. */
	invoicePdfs(ids: string[]): Promise<Array<Result<Pdf>>>;

	/** Live and dead; newest first. */
	payments(query: PaymentQuery): Promise<{ payments: Payment[]; more: boolean }>;
	/** A `no_answer` problem means it may exist. */
	createPayments(drafts: PaymentDraft[], attempt: WriteAttempt): Promise<Array<Result<Payment>>>;

	/** Sales credit notes dated within the range, every status, whole with lines and allocations. */
	creditNotes(query: SalesQuery): Promise<CreditNote[]>;
	/** Credit notes, prepayments, overpayments and receipts with something left to set against invoices, by customer. */
	unallocatedCredits(): Promise<UnallocatedCredit[]>;
	createCreditNotes(drafts: CreditNoteDraft[], attempt: WriteAttempt): Promise<Array<Result<CreditNote>>>;
	/** Sets approved credit notes that stand against invoices, as far as both reach: a run was cut before it could. */
	setCreditsAgainst(
		pairs: Array<{ note: CreditNote; invoiceId: string }>,
		attempt: WriteAttempt,
	): Promise<Array<Result<CreditNote>>>;

	/** Null value for an id that does not exist. */
	quotesById(ids: string[]): Promise<Array<Result<Quote | null>>>;
	/** Quotes of these customers dated on or after `since`, every status. */
	quotesOfCustomers(customerIds: string[], since: string): Promise<Quote[]>;
	createQuotes(drafts: QuoteDraft[], attempt: WriteAttempt): Promise<Array<Result<Quote>>>;
	/** Makes the invoice of an accepted quote and tells the quote; `draft` carries its lines and the key. */
	convertQuotes(
		conversions: Array<{ quoteId: string; draft: InvoiceDraft }>,
		attempt: WriteAttempt,
	): Promise<Array<Result<Invoice>>>;

	/** A code or name that exists already is refused. */
	createItems(drafts: LedgerItemDraft[], attempt: WriteAttempt): Promise<Array<Result<LedgerItem>>>;
	updateItems(changes: Array<{ id: string; fields: Partial<LedgerItemDraft> }>): Promise<Array<Result<LedgerItem>>>;

	/** The ledger's own time of its newest answer, ISO; null before the first. */
	clock(): string | null;
	list(kind: AccountingListKind): Promise<ListEntry[]>;
}

/** A kind that a ledger does not have answers with an empty list. */
export type AccountingListKind =
	| 'organisations'
	| 'salesAccounts'
	| 'bankAccounts'
	| 'purchaseAccounts'
	| 'taxRates'
	| 'items'
	| 'brandingThemes'
	| 'referenceFields';

/**
 * `fresh` numbers a new try after a received error or a look-up: the idempotency key follows it, and from the second
 * try on `run` (the execution) with it, so that a new run is not answered by an old one's error.
 */
export interface WriteAttempt {
	fresh: number;
	run: string;
}

export interface InvoiceAdvance {
	ledgerId: string;
	status: 'submitted' | 'approved';
	/** Dates of the document from now on; left out, those that stand. */
	dates?: { issueDate: string; dueDate: string };
}

export interface InvoiceQuery {
	/** Our execution id: documents made by that run. */
	madeByExecution: string | null;
	customerId: string | null;
	statuses: string[];
	/** `YYYY-MM-DD`. */
	dateFrom: string | null;
	dateTo: string | null;
	text: string | null;
	limit: number;
}

/** What a change feed tells. */
export interface LedgerChanges {
	invoices: Invoice[];
	/** Ids of deleted documents of which the ledger tells nothing more. */
	deleted: string[];
	/** ISO, the ledger's clock; the next look starts here, less an overlap. */
	until: string;
}

export interface SalesQuery {
	/** Null for all customers. */
	customerIds: string[] | null;
	/** Dated on or after, `YYYY-MM-DD`. */
	from: string;
	/** Dated on or before; null for no end. */
	to: string | null;
	/**
	 * False where lines are not needed: a ledger that reads them one by one (Sage) leaves them out. It does so above 500 documents in any case;
	 * an invoice with a total and no lines is one whose lines were not read.
	 */
	lines?: boolean;
}

export interface PaymentQuery {
	customerIds: string[] | null;
	invoiceIds: string[] | null;
	/** Dated on or after; null for no start. */
	from: string | null;
	to: string | null;
	limit: number;
}

export interface InvoiceMark {
	ledgerId: string;
	key: string;
	execution: string;
	/** Link to the CRM record. */
	sourceUrl: string | null;
}

export interface LastEdit {
	/** As the ledger names the person. */
	by: string | null;
	/** ISO. */
	at: string | null;
}

export interface InvoiceNote {
	ledgerId: string;
	text: string;
}

/** `stood`: the same text was there already. `no_history`: the ledger has no place for it. */
export type Noted = 'noted' | 'stood' | 'no_history';

export interface Pdf {
	/** e.g. `INV-0042.pdf`. */
	fileName: string;
	base64: string;
}

export interface UnallocatedCredit {
	customerId: string;
	kind: 'credit_note' | 'receipt';
	number: string | null;
	currency: string;
	/** Units of `currency` for one of the base currency; null where the ledger does not tell. */
	currencyRate: number | null;
	/** What is left, in `currency`. */
	remaining: number;
	date: string;
}
