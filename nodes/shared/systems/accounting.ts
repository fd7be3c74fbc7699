import type { LedgerTraits } from '../model/ledgerTraits';
import type { Customer, CustomerDraft, CustomerFields, CustomerWanted } from '../model/customer';
import type { Invoice, InvoiceDraft } from '../model/invoice';
import type { LedgerAccount, LedgerItem, LedgerTaxRate, Organisation } from '../model/organisation';
import type { Result } from '../model/result';
import type { ListEntry } from './crm';

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

	/** Null value for an id that does not exist. */
	invoicesById(ids: string[]): Promise<Array<Result<Invoice | null>>>;
	/** Sales invoices of these customers dated on or after `since`, every status, whole with lines. */
	invoicesOfCustomers(customerIds: string[], since: string): Promise<Invoice[]>;
	/** The second net: documents that carry a key of ours, made since `since` (ISO), every status. */
	invoicesMadeByUs(since: string): Promise<Invoice[]>;
	/** Documents that carry a key of ours and changed at or after `since` (ISO, the ledger's own clock). */
	invoicesChangedSince(since: string): Promise<Invoice[]>;
	findInvoices(query: InvoiceQuery): Promise<{ invoices: Invoice[]; more: boolean }>;
	/** Never edits an existing document. A `no_answer` problem means it may exist. */
	createInvoices(drafts: InvoiceDraft[], attempt: WriteAttempt): Promise<Array<Result<Invoice>>>;
	/** Replaces the content of drafts nobody edited. */
	updateInvoices(changes: Array<{ ledgerId: string; draft: InvoiceDraft }>): Promise<Array<Result<Invoice>>>;
	/** Moves drafts on as they stand, without touching their content. */
	advanceInvoices(
		changes: Array<{ ledgerId: string; status: 'submitted' | 'approved' }>,
	): Promise<Array<Result<Invoice>>>;
	/** Deletes a draft or submitted document, voids an approved one. One that is dead already counts as withdrawn. */
	withdrawInvoices(invoices: Invoice[]): Promise<Array<Result<Invoice>>>;

	/** The ledger's own time of its newest answer, ISO; null before the first. */
	clock(): string | null;
	list(kind: AccountingListKind): Promise<ListEntry[]>;
}

export type AccountingListKind = 'organisations' | 'salesAccounts' | 'taxRates' | 'items' | 'brandingThemes';

/**
 * `fresh` numbers a new try after a received error or a look-up: the idempotency key follows it, and from the second
 * try on `run` (the execution) with it, so that a new run is not answered by an old one's error.
 */
export interface WriteAttempt {
	fresh: number;
	run: string;
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
