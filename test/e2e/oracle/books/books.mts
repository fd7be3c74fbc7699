import type { CompanyFile, LedgerName } from '../../../../sandbox/core/types.mts';
import { quickbooksBooks } from './quickbooks.mts';
import { sageBooks } from './sage.mts';
import { xeroBooks } from './xero.mts';

/** The books of a company file as the oracle reckons with them, whichever ledger keeps them. */
export interface Books {
	ledger: LedgerName;
	organisationId: string;
	/** ISO code of the organisation's country. */
	home: string;
	registered: boolean;
	/** The ledger decides on sales tax by itself: nothing is expected of it but the net. */
	decidesTax: boolean;
	currencies: Set<string>;
	contacts: Contact[];
	/** What is sold. */
	items: Item[];
	invoices: OldInvoice[];
	/** Percent by tax code. */
	rates: Map<string, number>;
	/** Default tax code by sales account. */
	accountTax: Map<string, string>;
	ways: Ways;
}

/** How the ledger takes things, as rules.md and apis/ have it. */
export interface Ways {
	/** A document can stand as a draft; else what posts at once is held by checks on tax and amount. */
	drafts: boolean;
	/** A customer is bound to one currency. */
	currencyBound: boolean;
	/** A foreign customer without a tax code is held instead of marked. */
	codeRequired: boolean;
	/** Code of a line that carries no tax, where a foreign customer is billed without one. */
	noTaxCode: string | null;
	/** Whether tax is rounded on each line, or once for each rate. */
	taxRoundedPer: 'line' | 'rate';
	/** Decimals that a line's price and quantity keep; a finer one is only bound to its amount. */
	priceDecimals: number;
	quantityDecimals: number;
	/** A line's amount can stand without quantity and price, or with a discount in the currency. */
	amountAlone: boolean;
	/** Tax numbers can be compared. */
	taxNumbers: boolean;
	/** Item of lines that match none; `null` where a line can stand without. */
	fallbackItem: string | null;
	/** Our number of a customer, by CRM prefix and company id; `null` where there is no place for one. */
	number(prefix: string, companyId: string): string | null;
	/** The name as the ledger takes it. */
	name(name: string): string;
	referenceMax: number;
}

export interface Contact {
	id: string;
	name: string;
	number: string;
	email: string;
	active: boolean;
	taxCode: string | null;
	/** Empty where the customer has none of its own. */
	currency: string;
	/** As written there. */
	countries: string[];
	hasAddress: boolean;
	taxNumber: string;
}

export interface Item {
	code: string;
	name: string;
	account: string | null;
	taxCode: string | null;
}

/** A sales invoice that stood there before. */
export interface OldInvoice {
	contactId: string;
	date: string;
	currency: string;
	net: number;
	total: number;
	live: boolean;
	ours: boolean;
	repeating: boolean;
}

export function booksOf(company: CompanyFile): Books {
	if (company.xero) return xeroBooks(company.xero);
	if (company.quickbooks) return quickbooksBooks(company.quickbooks);
	if (company.sage) return sageBooks(company.sage);
	throw new Error('The company file holds no books');
}
