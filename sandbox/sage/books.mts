import type { Clock, SageBusinessFile, SageRecord } from '../core/types.mts';
import { Collection } from '../core/collection.mts';
import type { Undo } from '../core/collection.mts';
import { IdMaker } from '../core/ids.mts';
import { Journal } from '../core/journal.mts';
import type { DocumentKind } from './documentKinds.mts';
import { CREDIT_NOTE, ESTIMATE, INVOICE, QUOTE } from './documentKinds.mts';
import { hexId } from './ids.mts';
import type {
	BankAccount,
	CatalogItem,
	Contact,
	ContactAllocation,
	ContactPayment,
	LedgerAccount,
	Ref,
	SalesDocument,
	TaxRate,
} from './records.mts';

/** Places of the further keys in the collections. */
export const BY = { reference: 0, contact: 0 } as const;

/** The books of one business: its records, and the means to change them all or not at all. */
export class Books extends Journal {
	readonly id: string;
	readonly clock: Clock;
	readonly business: SageRecord;
	readonly financialSettings: SageRecord;
	readonly businessSettings: SageRecord;
	readonly contacts: Collection<Contact>;
	readonly products: Collection<CatalogItem>;
	readonly services: Collection<CatalogItem>;
	readonly stockItems: Collection<CatalogItem>;
	readonly invoices: Collection<SalesDocument>;
	readonly creditNotes: Collection<SalesDocument>;
	readonly quotes: Collection<SalesDocument>;
	readonly payments: Collection<ContactPayment>;
	readonly allocations: Collection<ContactAllocation>;
	readonly ledgerAccounts: Collection<LedgerAccount>;
	readonly bankAccounts: Collection<BankAccount>;
	readonly taxRates: Collection<TaxRate>;
	/** By currency: units of it for one of the base currency. */
	readonly exchangeRates: Collection<{ currency_id: string; rate: number }>;
	invoiceSettings: SageRecord;
	/** Whether a payment or allocation counts as a change of the document it stands against. */
	settlementsTouch = true;
	private readonly ids: IdMaker;

	constructor(file: SageBusinessFile, clock: Clock, seed: number) {
		super();
		this.id = String(file.business.id ?? hexId(`${seed}:business:${String(file.business.name)}`));
		this.clock = clock;
		this.ids = new IdMaker(`${seed}:${this.id}`, hexId);
		this.business = { ...file.business, id: this.id };
		this.financialSettings = file.financial_settings;
		this.businessSettings = file.business_settings;
		this.invoiceSettings = file.invoice_settings;
		const changed = (undo: Undo): void => this.changed(undo);
		const kept = <T extends Ref>(keys: Array<(record: T) => string | undefined> = []): Collection<T> =>
			new Collection<T>(changed, ({ id }) => id, keys);
		const ofContact = ({ contact }: { contact: Ref }): string => contact.id;
		this.contacts = kept<Contact>([({ reference }) => reference?.toLowerCase() || undefined]);
		this.products = kept();
		this.services = kept();
		this.stockItems = kept();
		this.invoices = kept<SalesDocument>([ofContact]);
		this.creditNotes = kept<SalesDocument>([ofContact]);
		this.quotes = kept<SalesDocument>([ofContact]);
		this.payments = kept<ContactPayment>([ofContact]);
		this.allocations = kept<ContactAllocation>([ofContact]);
		this.ledgerAccounts = kept();
		this.bankAccounts = kept();
		this.taxRates = kept();
		this.exchangeRates = new Collection(changed, ({ currency_id }) => currency_id);
	}

	/** A new id that no record of the collection has. */
	newId(kind: string, among: { get(id: string): unknown } = { get: () => undefined }): string {
		return this.ids.next(kind, among);
	}

	/** Now, as ISO 8601 in UTC to the second. */
	now(): string {
		return isoSecond(this.clock.now());
	}

	/** Today's date; Sage tells no time zone, so it is that of the country's capital. */
	today(): string {
		const timeZone = TIME_ZONES[this.country] ?? 'UTC';
		return new Intl.DateTimeFormat('en-CA', { timeZone }).format(this.clock.now());
	}

	/** ISO code, e.g. `GB`. */
	get country(): string {
		return String(this.business['country_id'] ?? 'GB');
	}

	get baseCurrency(): string {
		return (this.financialSettings['base_currency'] as Ref | undefined)?.id ?? 'GBP';
	}

	/** Whether the business takes sales tax by region of the customer. */
	get taxesByRegion(): boolean {
		return this.country === 'US' || this.country === 'CA';
	}

	documents(kind: DocumentKind): Collection<SalesDocument> {
		if (kind.path === 'sales_invoices') return this.invoices;
		return kind.path === 'sales_credit_notes' ? this.creditNotes : this.quotes;
	}

	/** How quotes are called here. */
	get quoteKind(): DocumentKind {
		return this.taxesByRegion ? ESTIMATE : QUOTE;
	}

	/** An invoice, credit note or quote by id, whichever it is; deleted ones are not found. */
	document(id: string): { kind: DocumentKind; document: SalesDocument } | undefined {
		for (const kind of [INVOICE, CREDIT_NOTE, this.quoteKind]) {
			const document = this.documents(kind).get(id);
			if (document && !document.deleted_at) return { kind, document };
		}
		return undefined;
	}

	/** The receipt whose payment on account has this id. */
	receiptOf(paymentOnAccountId: string): ContactPayment | undefined {
		return this.payments
			.all()
			.find((payment) => payment.payment_on_account?.id === paymentOnAccountId && !payment.deleted_at);
	}

	/** Takes the next number of a kind from its series. */
	takeNumber(kind: DocumentKind): string {
		const next = Number(this.invoiceSettings[kind.nextSetting] ?? 1);
		this.setNextNumber(kind, next + 1);
		return `${this.prefix(kind)}${next}`;
	}

	setNextNumber(kind: DocumentKind, next: number): void {
		const before = this.invoiceSettings;
		this.invoiceSettings = { ...before, [kind.nextSetting]: next };
		this.changed(() => {
			this.invoiceSettings = before;
		});
	}

	prefix(kind: DocumentKind): string {
		return String(this.invoiceSettings[kind.prefixSetting] ?? kind.defaultPrefix);
	}
}

const TIME_ZONES: Readonly<Record<string, string>> = {
	GB: 'Europe/London',
	IE: 'Europe/Dublin',
	US: 'America/New_York',
	CA: 'America/Toronto',
	ES: 'Europe/Madrid',
	FR: 'Europe/Paris',
};

/** A moment as Sage shows it, e.g. `2018-06-25T05:46:18Z`. */
export function isoSecond(ms: number): string {
	return `${new Date(ms).toISOString().slice(0, 19)}Z`;
}
