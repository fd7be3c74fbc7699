import type { BillTo, PaymentTerms } from '../model/customer';
import type { CheckCode } from '../model/outcome';

/** How a company bills; from the nodes' fields. Dates `YYYY-MM-DD`. */
export interface BillingSettings {
	/** Nothing won or closed before it is billed; null for an operation that does not bill. */
	billFrom: string | null;
	/** Ids of the pipelines whose deals are billed; empty where the reader has chosen them already. */
	pipelines: string[];
	/** True where a deal must carry a value in its *Only When* property. */
	onlyWhen: boolean;
	billTo: BillTo;
	/** Account of lines whose item has none; null leaves it to the ledger. */
	salesAccount: string | null;
	/** Text of the line made from the amount of a deal without lines; null takes the deal's description. */
	noLinesText: string | null;
	recurring: 'first_period' | 'whole_term';
	pricesInclude: 'exclusive' | 'inclusive';
	issueDate: 'today' | 'won_date' | 'invoice_on';
	/** Used where deal, customer and organisation have no terms. */
	terms: PaymentTerms | null;
	reference: 'po_or_quote' | 'po' | 'none';
	status: 'draft' | 'submitted' | 'approved';
	/** Days before the win within which an invoice by hand counts. */
	lookBackDays: number;
	/** What becomes of a check, where it is not to be a plain check. */
	strictness: Partial<Record<CheckCode, 'check' | 'hold' | 'silent'>>;
	/** Id of Xero's branding theme. */
	brandingTheme: string | null;
	/** Tax code of a customer whose country is unknown; null takes the item's or the account's. */
	homeTaxCode: string | null;
	/** Without drafts (QuickBooks): an invoice, which posts at once, or an estimate that a person converts. */
	createAs: 'invoice' | 'estimate';
	/** Code of the item of lines that have none, where a ledger bills no line without (QuickBooks). */
	fallbackItem: string | null;
	/** Id of the company's own field that takes the reference (QuickBooks); null prints it as a line of text. */
	referenceField: string | null;
	/** What becomes of a new customer whose name a record of another kind has (QuickBooks: vendor, employee). */
	ifNameTaken: 'refuse' | 'suffix';
}

export const defaultSettings: BillingSettings = {
	billFrom: null,
	pipelines: [],
	onlyWhen: false,
	billTo: 'companies',
	salesAccount: null,
	noLinesText: null,
	recurring: 'first_period',
	pricesInclude: 'exclusive',
	issueDate: 'today',
	terms: null,
	reference: 'po_or_quote',
	status: 'draft',
	lookBackDays: 60,
	strictness: {},
	brandingTheme: null,
	homeTaxCode: null,
	createAs: 'invoice',
	fallbackItem: null,
	referenceField: null,
	ifNameTaken: 'refuse',
};
