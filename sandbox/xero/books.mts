import type { Clock, XeroOrganisationFile, XeroRecord } from '../core/types.mts';
import { sum } from './amounts.mts';
import { Collection } from '../core/collection.mts';
import type { Undo } from '../core/collection.mts';
import { IdMaker } from '../core/ids.mts';
import { Journal } from '../core/journal.mts';
import { todayIn } from './dates.mts';
import { guid } from './ids.mts';
import type {
	Account,
	Contact,
	CreditNote,
	HistoryRow,
	Invoice,
	Item,
	Overpayment,
	Payment,
	Prepayment,
	Quote,
	TaxRate,
} from './records.mts';

/** What a company file may hold of an organisation beyond what its API lists, so that a dump loses nothing. */
export interface BooksFile extends XeroOrganisationFile {
	/** History and Notes by the id of the record they belong to, oldest first. */
	History?: Record<string, HistoryRow[]>;
	/** Client id of the app that made a record, by the record's id. */
	CreatedBy?: Record<string, string>;
}

/** Places of the further keys in the collections. */
export const BY = {
	contactNumber: 0,
	contactName: 1,
	itemCode: 0,
	invoiceNumber: 0,
	invoiceContact: 1,
	paymentInvoice: 0,
	creditNoteNumber: 0,
	quoteNumber: 0,
	accountCode: 0,
} as const;

/** The books of one organisation (tenant): its records, and the means to change them all or not at all. */
export class Books extends Journal {
	readonly id: string;
	readonly clock: Clock;
	readonly contacts: Collection<Contact>;
	readonly items: Collection<Item>;
	readonly invoices: Collection<Invoice>;
	readonly creditNotes: Collection<CreditNote>;
	readonly prepayments: Collection<Prepayment>;
	readonly overpayments: Collection<Overpayment>;
	readonly quotes: Collection<Quote>;
	readonly payments: Collection<Payment>;
	readonly accounts: Collection<Account>;
	readonly taxRates: Collection<TaxRate>;
	/** Records that only people change: taken as the file has them. */
	readonly currencies: XeroRecord[];
	readonly brandingThemes: XeroRecord[];
	readonly trackingCategories: XeroRecord[];
	readonly repeatingInvoices: XeroRecord[];
	organisation: XeroRecord;
	readonly history = new Map<string, HistoryRow[]>();
	/** Client id of the app that made a record; people's records have none. */
	readonly createdBy = new Map<string, string>();
	private readonly ids: IdMaker;

	constructor(file: BooksFile, clock: Clock, seed: number) {
		super();
		this.id = String(
			file.Organisation['OrganisationID'] ?? guid(`${seed}:organisation:${String(file.Organisation['Name'])}`),
		);
		this.clock = clock;
		this.ids = new IdMaker(`${seed}:${this.id}`, guid);
		this.organisation = { ...file.Organisation, OrganisationID: this.id };
		this.currencies = file.Currencies;
		this.brandingThemes = withIds(file.BrandingThemes, 'BrandingThemeID');
		this.trackingCategories = withIds(file.TrackingCategories, 'TrackingCategoryID').map((category) => ({
			...category,
			Options: withIds(category['Options'] as XeroRecord[] | undefined, 'TrackingOptionID'),
		}));
		this.repeatingInvoices = file.RepeatingInvoices ?? [];
		const changed = (undo: Undo): void => this.changed(undo);
		this.contacts = new Collection<Contact>(changed, (contact) => contact.ContactID, [
			(contact) => contact.ContactNumber?.toLowerCase() || undefined,
			(contact) => (contact.ContactStatus === 'ACTIVE' ? contact.Name.toLowerCase() : undefined),
		]);
		this.items = new Collection<Item>(changed, (item) => item.ItemID, [(item) => item.Code.toLowerCase()]);
		this.invoices = new Collection<Invoice>(changed, (invoice) => invoice.InvoiceID, [
			(invoice) => (invoice.Type === 'ACCREC' ? invoice.InvoiceNumber?.toLowerCase() : undefined),
			(invoice) => invoice.Contact.ContactID,
		]);
		this.creditNotes = new Collection<CreditNote>(changed, (note) => note.CreditNoteID, [
			(note) => note.CreditNoteNumber?.toLowerCase(),
		]);
		this.prepayments = new Collection<Prepayment>(changed, (receipt) => receipt.PrepaymentID);
		this.overpayments = new Collection<Overpayment>(changed, (receipt) => receipt.OverpaymentID);
		this.quotes = new Collection<Quote>(changed, (quote) => quote.QuoteID, [
			(quote) => quote.QuoteNumber.toLowerCase(),
		]);
		this.payments = new Collection<Payment>(changed, (payment) => payment.PaymentID, [
			(payment) => payment.Invoice?.InvoiceID,
		]);
		this.accounts = new Collection<Account>(changed, (account) => account.AccountID, [(account) => account.Code]);
		this.taxRates = new Collection<TaxRate>(changed, (rate) => rate.TaxType);
	}

	/** A new id that no record of the collection has. */
	newId(kind: string, among: { get(id: string): unknown }): string {
		return this.ids.next(kind, among);
	}

	/** Now, as ISO 8601. */
	now(): string {
		return new Date(this.clock.now()).toISOString();
	}

	/** Today's date in the organisation's time zone. */
	today(): string {
		return todayIn(this.organisation['Timezone'], this.clock.now());
	}

	get baseCurrency(): string {
		return String(this.organisation['BaseCurrency'] ?? 'GBP');
	}

	/** Adds a row to a record's History and Notes, which nobody can take away. */
	addHistory(id: string, changes: string, user: string, details: string): void {
		const rows = this.history.get(id) ?? [];
		this.history.set(id, [...rows, { Changes: changes, DateUTC: this.now(), User: user, Details: details }]);
		this.changed(() => this.history.set(id, rows));
	}

	markCreated(id: string, clientId: string): void {
		this.createdBy.set(id, clientId);
		this.undoneBy(() => this.createdBy.delete(id));
	}

	account(code: string | undefined): Account | undefined {
		return code === undefined ? undefined : this.accounts.by(BY.accountCode, code)[0];
	}

	/** Payments that stand on an invoice. */
	paymentsOf(invoiceId: string): Payment[] {
		return this.payments.by(BY.paymentInvoice, invoiceId).filter((payment) => payment.Status !== 'DELETED');
	}

	/**
	 * Raw sums over a contact's open documents, not converted (apis/xero.md section 0.6). They are worked out when asked for and so
	 * never touch UpdatedDateUTC.
	 */
	balances(contactId: string): XeroRecord | undefined {
		const open = this.invoices
			.by(BY.invoiceContact, contactId)
			.filter((invoice) => invoice.Status === 'AUTHORISED');
		if (!open.length) return undefined;
		const today = this.today();
		const side = (type: string): { Outstanding: number; Overdue: number } => {
			const documents = open.filter((invoice) => invoice.Type === type);
			const late = documents.filter((invoice) => invoice.DueDate !== undefined && invoice.DueDate < today);
			return {
				Outstanding: sum(documents.map((invoice) => invoice.AmountDue)),
				Overdue: sum(late.map((invoice) => invoice.AmountDue)),
			};
		};
		return { AccountsReceivable: side('ACCREC'), AccountsPayable: side('ACCPAY') };
	}

	/** Whether the contact has documents of that type that count. */
	has(contactId: string, type: string): boolean {
		const documents = this.invoices.by(BY.invoiceContact, contactId);
		return documents.some((invoice) => invoice.Type === type && invoice.Status !== 'DELETED');
	}
}

/** Records of a list, each with an id made from its name where it has none. */
function withIds(records: XeroRecord[] | undefined, idField: string): XeroRecord[] {
	return (records ?? []).map((record) => ({ [idField]: guid(`${idField} ${String(record['Name'])}`), ...record }));
}
