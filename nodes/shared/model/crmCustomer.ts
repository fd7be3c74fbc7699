import type { Address } from './address';
import type { CustomerSide } from './customerSync';
import type { CrmAccountRef, CustomerLink, Owner } from './deal';

/** Which kind of CRM record is billed: companies, or contacts where people are. */
export type CrmCustomerType = 'company' | 'contact';

export interface CrmCustomerRef {
	type: CrmCustomerType;
	id: string;
}

/** A company or contact of the CRM as one that is billed. Money of `financials` in the currency of the books. */
export interface CrmCustomer extends CrmCustomerRef {
	name: string;
	url: string;
	crm: CrmAccountRef;
	/** Of a company. */
	domain: string | null;
	/** Of a contact. */
	email: string | null;
	phone: string | null;
	address: Address;
	billingName: string | null;
	billingEmail: string | null;
	vatNumber: string | null;
	paymentTerms: string | null;
	/** ISO 8601. */
	modifiedAt: string;
	ownerId: string | null;
	/** Filled where owners were read. */
	owner: Owner | null;
	customerLinks: CustomerLink[];
	financials: StoredFinancials;
	/** What CRM and ledger agreed on, as billing/agreedValues reads it. */
	agreedValues: string | null;
	/** What a person is asked about the two sides, a line for each customer of a ledger. */
	customerQuestion: string | null;
	/** A person's answer: whose values hold. */
	customerAnswer: CustomerSide | null;
}

/** What can be written of a customer's record; null clears. */
export interface CrmCustomerFields {
	billingName: string | null;
	billingEmail: string | null;
	phone: string | null;
	address: Address;
	vatNumber: string | null;
	paymentTerms: string | null;
	agreedValues: string | null;
	customerQuestion: string | null;
	customerAnswer: null;
}

/** What stands on the record of how the customer stands; empty fields are null. Days `YYYY-MM-DD`. */
export interface StoredFinancials {
	balance: number | null;
	overdue: number | null;
	notDue: number | null;
	days1To30: number | null;
	days31To60: number | null;
	days61To90: number | null;
	days91AndMore: number | null;
	unallocatedCredit: number | null;
	/** The ledger's where it keeps one, else as a person set it here. */
	creditLimit: number | null;
	creditAvailable: number | null;
	lastInvoice: string | null;
	lastInvoiceDate: string | null;
	/** Billed and paid net of tax. */
	billed12Months: number | null;
	paid12Months: number | null;
	averageDaysToPay: number | null;
	/** Percent. */
	shareOnTime: number | null;
	/** By *Full History* alone, since `historySince`. */
	billedInTotal: number | null;
	paidInTotal: number | null;
	historySince: string | null;
	/** One line to read before a call. */
	accountStatus: string | null;
	asOf: string | null;
	bought: string | null;
}
