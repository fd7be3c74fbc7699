import type { Address } from './address';
import type { DealBilling } from './dealBilling';
import type { DealLine } from './dealLine';
import type { Named } from './named';
import type { Check, Hold } from './outcome';
import type { SystemName } from './result';

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
	/** *VAT number checked on*, `YYYY-MM-DD`: when it was last found registered. */
	vatCheckedOn?: string | null;
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
	vatCheckedOn?: string | null;
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
	/** Null for a person's answer, which names none. */
	ledger: SystemName | null;
	/** Xero: tenant id. Empty for a person's answer. */
	organisationId: string;
	/** Id of the customer in the ledger; `new` when a person asked for a new one; else an answer as it was pasted. */
	ledgerId: string;
	/** ISO 4217, where the record is bound to one currency. */
	currency?: string;
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
