import type { SystemName } from './result';
import type { Check, Hold, Outcome, Would } from './outcome';
import type { Address } from './customer';

/**
 * A deal as the CRM holds it, whole. All money is in the deal's currency as JSON numbers in major units; dates are
 * `YYYY-MM-DD`, times ISO 8601 in UTC. Later steps add to it and may edit it.
 */
export interface Deal {
	id: string;
	name: string;
	/** Opens the deal in the CRM. */
	url: string;
	crm: CrmAccountRef;
	pipeline: Named;
	stage: Named;
	won: boolean;
	createdAt: string;
	modifiedAt: string;
	/** The CRM's close date as a calendar date in the CRM account's time zone. */
	closedOn: string | null;
	/**
	 * First entry into any won stage, ISO. Read only for deals created before Bill From; null when not read or unknown.
	 */
	firstWonAt: string | null;
	/** True when the record came by import. */
	imported: boolean;
	/** Empty deal currency is filled with the CRM account's. ISO 4217. */
	currency: string;
	/** The amount field of the deal; null when empty. */
	amount: number | null;
	description: string | null;
	owner: Owner | null;
	leadSource: string | null;
	company: DealCompany | null;
	contacts: DealContact[];
	lines: DealLine[];
	/** The accepted quote, else the newest published one, else null. */
	quote: DealQuote | null;
	/** Order number of the customer, shown on the invoice as its reference. */
	poNumber: string | null;
	/** Payment terms in words, e.g. `30 days`; null when the deal says nothing. */
	paymentTerms: string | null;
	/** The deal's own "not before" date, where the mapped property holds one. */
	invoiceOn: string | null;
	/** Values of the property named in *Only When*, where one is. */
	onlyWhen: string | null;
	billing: DealBilling;
	/** Changes when anything that is billed changes; computed once, by the CRM port. */
	revision: string;
	hold?: Hold;
	checks?: Check[];
}

export interface Named {
	id: string;
	name: string;
}

/** Which CRM account a record comes from. */
export interface CrmAccountRef {
	system: SystemName;
	/** HubSpot: the portal id. */
	accountId: string;
	accountName: string;
	/** ISO 4217. */
	currency: string;
	/** IANA time zone of the account. */
	timeZone: string;
}

export interface Owner {
	id: string;
	name: string;
	email: string;
	active: boolean;
}

export interface DealCompany {
	id: string;
	name: string;
	url: string;
	domain: string | null;
	/** Name to print on invoices, where it differs. */
	billingName: string | null;
	billingEmail: string | null;
	vatNumber: string | null;
	phone: string | null;
	address: Address;
	paymentTerms: string | null;
	/** The customer's record in each ledger organisation, as stored on the company. */
	customerLinks: CustomerLink[];
	/** How it came to be the one billed: label `Bill to`, primary of the deal, or by the primary contact. */
	chosenBy: 'bill_to' | 'primary' | 'contact';
}

export interface DealContact {
	id: string;
	name: string;
	url: string;
	firstName: string | null;
	lastName: string | null;
	email: string | null;
	phone: string | null;
	address: Address;
	vatNumber: string | null;
	billingName: string | null;
	billingEmail: string | null;
	/** Where the contact is the one billed. */
	paymentTerms: string | null;
	/** True for the contact that carries a billing role on the company. */
	billing: boolean;
	customerLinks: CustomerLink[];
}

/** One line of *Accounting customer*: this record is that customer in that organisation. */
export interface CustomerLink {
	ledger: SystemName;
	/** Xero: tenant id. */
	organisationId: string;
	/** Id of the customer in the ledger; `new` when a person asked for a new one. */
	ledgerId: string;
}

export type BillingPeriod =
	| 'once'
	| 'weekly'
	| 'biweekly'
	| 'monthly'
	| 'quarterly'
	| 'per_six_months'
	| 'annually'
	| 'per_two_years'
	| 'per_three_years'
	| 'per_four_years'
	| 'per_five_years';

export interface DealLine {
	id: string;
	/** Trimmed; null for a line without one. */
	sku: string | null;
	name: string;
	/** As the CRM holds it, may contain HTML. */
	description: string | null;
	quantity: number;
	/** Per unit, before discount. */
	unitPrice: number;
	discount: LineDiscount | null;
	/** Net of the line as the CRM shows it: quantity x price less discount, rounded half up to the minor unit. */
	amount: number;
	period: BillingPeriod;
	/** Number of periods of the whole term; null when it renews until cancelled or is billed once. */
	periods: number | null;
	/** First day of the recurring service, `YYYY-MM-DD`. */
	startDate: string | null;
	/** Start given as a delay in days or months instead of a date. */
	startDelay: { days: number } | { months: number } | null;
	/** Tiered prices cannot be carried as one line. */
	tiered: boolean;
	/** The CRM's own tax on the line, percent; null when it says nothing. */
	taxPercent: number | null;
	serviceDate?: { from: string; to: string } | null;
	/** The matched ledger item, set by Product Match. */
	product?: ProductMatch;
	/** Tax code set by a person or step, or the decision with its reason. */
	tax?: LineTax;
}

/** Percent of the line, or an amount per unit (hubspot.md 4.3). */
export type LineDiscount = { percent: number } | { perUnit: number };

export interface ProductMatch {
	/** Ledger code of the item; null when the line is billed without one. */
	code: string | null;
	name: string | null;
	/** Sales account of the item; null when it has none. */
	account: string | null;
	/** Sales tax code of the item; null when it has none. */
	taxCode: string | null;
	by: 'alias' | 'sku' | 'name' | 'created' | 'fallback' | 'none';
	/** In words: why this item, or why none. */
	reason: string;
	/** The code it nearly is, where there is one. */
	near?: string;
}

export interface LineTax {
	/** Tax code of the ledger; null leaves it to the ledger. */
	code: string | null;
	/** Percent, where known. */
	percent?: number;
	reason?: string;
}

export interface DealQuote {
	id: string;
	number: string | null;
	title: string;
	/** `accepted` counts as the promise; `published` is the newest offer. */
	status: 'accepted' | 'published';
	/** Total of the quote in the deal's currency; null when it carries none. */
	total: number | null;
	currency: string | null;
	acceptedOn: string | null;
}

/** A person's answer on a deal that was held or changed; cleared after acting. */
export type BillingAnswer =
	| 'try_again'
	| 'bill_it'
	| 'bill_again'
	| 'leave_as_it_is'
	| 'bill_the_difference'
	| 'credit_and_bill_again'
	| 'billed_by_hand'
	| 'never_bill';

/** What sales reads on the deal (rules.md section 2). */
export type BillingStatus =
	| 'not_invoiced_sales'
	| 'not_invoiced_finance'
	| 'draft'
	| 'awaiting_approval'
	| 'sent'
	| 'first_period_billed'
	| 'part_paid'
	| 'overdue'
	| 'paid'
	| 'cancelled'
	| 'cancelled_check'
	| 'billed_by_hand'
	| 'no_invoice_needed';

/**
 * What we wrote back before, and after Update Billing what stands now. Money in the deal's currency unless the name
 * says otherwise. Empty fields are null.
 */
export interface DealBilling {
	status: BillingStatus | null;
	reason: string | null;
	todo: string | null;
	/** Code of the hold, or of the first check. */
	code: string | null;
	/** Open checks, one readable line each. */
	checks: string | null;
	key: string | null;
	/** Attempt of the key; 1 unless a person asked to bill again. */
	attempt: number;
	/** Execution that wrote last. */
	execution: string | null;
	ledger: SystemName | null;
	organisation: Named | null;
	invoiceId: string | null;
	invoiceNumber: string | null;
	invoiceUrl: string | null;
	invoiceStatus: string | null;
	issueDate: string | null;
	dueDate: string | null;
	total: number | null;
	paid: number | null;
	credited: number | null;
	due: number | null;
	totalCompany: number | null;
	paidCompany: number | null;
	creditedCompany: number | null;
	dueCompany: number | null;
	paidOn: string | null;
	daysWonToSent: number | null;
	daysToPay: number | null;
	nextBillingDate: string | null;
	unbilledRemainder: number | null;
	revisionSeen: string | null;
	revisionBilled: string | null;
	fingerprint: string | null;
	/** One line per invoice of the deal (rules.md section 8). */
	invoices: string | null;
	/** Map invoice id -> what was last seen of it, JSON (rules.md section 8). */
	lastSeen: string | null;
	answer: BillingAnswer | null;
	answerDetail: string | null;
	outcome?: Outcome;
	would?: Would;
	/** True when status or reason differ from what stood before; messages go out only on it, never in preview. */
	reasonChanged?: boolean;
}
