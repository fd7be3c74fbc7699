import type { PaymentTerms } from './customer';
import type { SystemName } from './result';

/** A set of books: Xero tenant, QuickBooks realm, Sage business. */
export interface Organisation {
	ledger: SystemName;
	id: string;
	name: string;
	/** ISO 4217. */
	baseCurrency: string;
	/** ISO 3166 alpha-2. */
	country: string;
	/** IANA time zone. */
	timeZone: string;
	demo: boolean;
	/** False when not registered for sales tax: no tax, no country test. */
	taxRegistered: boolean;
	/** The later of the period and year-end lock dates, `YYYY-MM-DD`; documents on or before it are refused. */
	lockDate: string | null;
	/** Default sales payment terms, where the ledger keeps them. */
	terms: PaymentTerms | null;
	/** First part of links into the ledger's user interface; null when unknown. */
	shortCode: string | null;
}

/** A sellable item of the ledger. */
export interface LedgerItem {
	id: string;
	code: string;
	name: string;
	sold: boolean;
	/** In the base currency; null when the item carries none. */
	unitPrice: number | null;
	account: string | null;
	taxCode: string | null;
}

export interface LedgerAccount {
	code: string;
	name: string;
	/** Default tax code of the account. */
	taxCode: string | null;
	revenue: boolean;
	active: boolean;
}

export interface LedgerTaxRate {
	code: string;
	name: string;
	/** Percent. */
	percent: number;
	active: boolean;
	/** May stand on a sale. */
	forSales: boolean;
}
