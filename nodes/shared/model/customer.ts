import type { Address } from './address';
import type { CreditStatus } from './dealBilling';
import type { Named } from './named';
import type { Outcome, Would } from './outcome';
import type { SystemName } from './result';

/** A customer of the ledger, as found, made or (in preview) as it would be made. */
export interface Customer {
	/** Id of the CRM company, or of the contact where people are billed. */
	crmId: string | null;
	crmType: 'company' | 'contact' | null;
	ledger: SystemName;
	organisation: Named;
	/** Null while it does not exist (preview, held). */
	ledgerId: string | null;
	/** Our number in the ledger (Xero ContactNumber). */
	number: string | null;
	name: string;
	email: string | null;
	phone: string | null;
	billingAddress: Address;
	taxNumber: string | null;
	/** ISO 4217; null when the ledger leaves it to its base currency. */
	currency: string | null;
	/** Set where the record is bound to its currency for good (QuickBooks, Sage). */
	currencyBound?: boolean;
	terms: PaymentTerms | null;
	/** The ledger's default sales tax code of this customer. */
	taxCode: string | null;
	/** In the base currency; null where none is set or the ledger keeps none. */
	creditLimit: number | null;
	active: boolean;
	/** True where the ledger's record stands for a supplier too (Xero, Sage). */
	alsoSupplier?: boolean;
	/** Opens the customer in the ledger. */
	url: string | null;
	outcome?: Outcome;
	would?: Would;
	/** How it was found, in words. */
	reason?: string;
	/** Where the CRM and the ledger differ and nothing was changed. */
	differences?: Difference[];
	/** Set by Check Credit. */
	credit?: CustomerCredit;
}

/** Where the customer stands against its limit, with the deal that was checked (rules.md section 8 "Credit"). Base currency. */
export interface CustomerCredit {
	status: CreditStatus;
	/** In words, with its figures. */
	reason: string;
	/** ISO 4217 of all money here. */
	currency: string;
	/** Open invoices, drafts, and what is won and not billed, less credit left; null where a rate is not known and no limit is set. */
	used: number | null;
	/** Used and this deal. */
	tested: number | null;
	limit: number | null;
	/** The limit less what is used; null without a limit. */
	available: number | null;
}

export interface Difference {
	field: string;
	crm: string | null;
	ledger: string | null;
}

/**
 * When a document falls due: days after its date, days after the end of its month, a day of its month or of the next
 * one (Xero's four kinds, xero.md section 5).
 */
export interface PaymentTerms {
	kind: 'days' | 'days_after_month_end' | 'day_of_month' | 'day_of_next_month';
	days: number;
}

/** Whose records are billed. */
export type BillTo = 'companies' | 'people' | 'both';

/** Whom we look for: every clue the CRM gives. */
export interface CustomerWanted {
	number: string | null;
	name: string;
	email: string | null;
	/** The company's own mail domain; never a free-mail one. */
	domain: string | null;
	taxNumber: string | null;
	/** ISO 4217: where a record is bound to one currency, only one in this currency can be billed. */
	currency: string | null;
}

/** What can be written of a customer. */
export interface CustomerFields {
	name: string;
	email: string | null;
	phone: string | null;
	billingAddress: Address;
	taxNumber: string | null;
	terms: PaymentTerms | null;
	/** Person to address, where a person is billed. */
	firstName: string | null;
	lastName: string | null;
}

export interface CustomerDraft extends CustomerFields {
	/** Empty where the ledger has no place for a number of ours (QuickBooks). */
	number: string;
	/** What is done when the ledger's unique name is taken by another kind of record (QuickBooks: vendor, employee). */
	ifNameTaken: 'refuse' | 'suffix';
	/** ISO 4217; null leaves the base currency. */
	currency: string | null;
}
