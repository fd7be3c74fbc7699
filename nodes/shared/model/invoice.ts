import type { Named } from './named';
import type { Check, Hold, Outcome, Would } from './outcome';
import type { SystemName } from './result';

export type InvoiceStatus =
	| 'draft'
	| 'submitted'
	| 'approved'
	| 'sent'
	| 'part_paid'
	| 'paid'
	| 'overdue'
	| 'voided'
	| 'deleted';

/** Whether line amounts contain tax. */
export type AmountsAre = 'exclusive' | 'inclusive' | 'no_tax';

/** A sales invoice as the ledger holds it. Money in `currency`, major units; dates `YYYY-MM-DD`. */
export interface Invoice {
	/**
	 * `estimate` where it is an estimate that stands for the invoice until a person converts it (QuickBooks, *Create As*); then
	 * `ledgerId` is `estimate-<id>`, `status` is `draft`, and a rejected one is `voided`.
	 */
	kind?: 'estimate';
	ledger: SystemName;
	organisation: Named;
	/** Null in preview. */
	ledgerId: string | null;
	/** Our key as read from its place on the document; null for a document that is not ours. */
	key: string | null;
	/** Execution that wrote it last, as read from its place. */
	execution: string | null;
	number: string | null;
	reference: string | null;
	status: InvoiceStatus;
	customer: { ledgerId: string | null; name: string };
	issueDate: string;
	dueDate: string | null;
	currency: string;
	/** Units of `currency` for one unit of the organisation's base currency, where the ledger told it. */
	currencyRate: number | null;
	amountsAre: AmountsAre;
	lines: InvoiceLine[];
	subtotal: number;
	tax: number;
	total: number;
	paid: number;
	credited: number;
	due: number;
	paidOn: string | null;
	/** Money that was set against it, credits apart, where the ledger lists it with the invoice. */
	payments?: Array<{ date: string; amount: number }>;
	/** Opens the invoice in the ledger. */
	url: string | null;
	/** True when the ledger made it from a repeating template. */
	repeating: boolean;
	sentToCustomer: boolean;
	/** When it was sent, ISO, by the ledger's own telling (QuickBooks); null where it tells only whether. */
	sentAt: string | null;
	/** ISO, by the ledger's clock. */
	updatedAt: string | null;
	/** Who edited it last and when, ISO, where that was asked; nobody where the ledger does not tell. */
	lastEdit?: { by: string | null; at: string | null };
	outcome?: Outcome;
	would?: Would;
	/** Why this outcome, in words. */
	reason?: string;
	hold?: Hold;
	checks?: Check[];
	/** Earlier invoices of the deal that this one took the place of, as they stand now. */
	replaced?: Array<Pick<Invoice, 'ledgerId' | 'key' | 'number' | 'status' | 'currency' | 'total' | 'paid' | 'due'>>;
}

export interface InvoiceLine {
	ledgerLineId: string | null;
	description: string;
	quantity: number;
	unitPrice: number;
	discountPercent: number | null;
	discountAmount: number | null;
	itemCode: string | null;
	account: string | null;
	taxCode: string | null;
	tax: number;
	/** Net or gross as `amountsAre` says, after discount. */
	amount: number;
}

/** What is asked of the ledger. Pure rules make it from a deal; connectors only put it into their wire form. */
export interface InvoiceDraft {
	key: string;
	/** Execution that makes it. */
	execution: string;
	/** Link that leads from the ledger's document to the CRM record; null when there is none. */
	sourceUrl: string | null;
	customerId: string;
	/** `draft` unless the user chose otherwise. */
	status: 'draft' | 'submitted' | 'approved';
	issueDate: string;
	dueDate: string;
	reference: string | null;
	currency: string;
	amountsAre: AmountsAre;
	lines: InvoiceDraftLine[];
	/** Sum of the lines, the promise. */
	net: number;
	/** Ledger settings from lists, e.g. Xero's branding theme id. */
	brandingTheme: string | null;
	/** An invoice, or (QuickBooks) an estimate that a person converts. */
	createAs: 'invoice' | 'estimate';
	/** QuickBooks: definition id of the company's own field that takes `reference`; null prints it as a line of text. */
	referenceField: string | null;
}

export interface InvoiceDraftLine {
	/** CRM line it stands for; null for a line made from the amount. */
	dealLineId: string | null;
	description: string;
	quantity: number;
	/** Already in the precision the ledger keeps. */
	unitPrice: number;
	/** Percent of the line; exclusive with `discountAmount`. */
	discountPercent: number | null;
	/** Total discount of the line in the currency. */
	discountAmount: number | null;
	/** The line is sent as its amount alone; quantity and price are for people (traits.lineAmountAlone). */
	amountAlone: boolean;
	itemCode: string | null;
	account: string | null;
	/** Null leaves it to the ledger. */
	taxCode: string | null;
	taxReason: string;
	/** What is sold, where it is known: Sage is told of sales abroad. */
	goodsOrService?: 'goods' | 'service';
	/** What the line comes to, the promise; rounded to the currency's minor unit. */
	amount: number;
}
