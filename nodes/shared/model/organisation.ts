import type { PaymentTerms } from './customer';
import type { GoodsOrService } from './dealLine';
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
	/**
	 * True where the ledger computes sales tax by itself from addresses (QuickBooks in the US): a line only says whether it
	 * is taxable, and the tax that comes back is taken.
	 */
	decidesTax: boolean;
	/** The later of the period and year-end lock dates, `YYYY-MM-DD`; documents on or before it are refused. */
	lockDate: string | null;
	/** Default sales payment terms, where the ledger keeps them. */
	terms: PaymentTerms | null;
	/** First part of links into the ledger's user interface; null when unknown. */
	shortCode: string | null;
	/** The ledger sets open credits and receipts against invoices by itself, as soon as they are made (QuickBooks). */
	appliesCredits?: boolean;
	/** Numbers of invoices are given by people, and the ledger counts only when it is asked to (QuickBooks). */
	customNumbers?: boolean;
}

/** A sellable item of the ledger. */
export interface LedgerItem {
	id: string;
	code: string;
	/** What stands in the ledger as its code, null without one: another than `code` where that is empty or not unique there. */
	sku?: string | null;
	name: string;
	/** Sales text, where it was read. */
	description?: string | null;
	sold: boolean;
	/** Stock is kept of it: its lines need a quantity (QuickBooks inventory, Sage stock items). */
	stocked: boolean;
	/** Where the ledger tells. */
	goodsOrService?: GoodsOrService;
	active: boolean;
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
	/** Class, where rates are bound to classes (Xero): `REVENUE`, `LIABILITY`. */
	accountClass?: string;
	active: boolean;
}

export interface LedgerTaxRate {
	code: string;
	name: string;
	/** Percent. */
	percent: number;
	/** Percents of the rates that it adds up, where the ledger computes each by itself (QuickBooks). */
	parts?: number[];
	active: boolean;
	/** May stand on a sale. */
	forSales: boolean;
	/** Classes of the accounts that it may stand on (Xero); left out where there is no such rule. */
	accountClasses?: string[];
}

/** What can be written of an item. */
export interface LedgerItemDraft {
	/** Xero code, QuickBooks SKU, Sage item code. */
	code: string;
	name: string;
	description: string | null;
	/** In the base currency; null leaves it out. */
	unitPrice: number | null;
	/** Sales account; null takes the ledger's default where it has one. */
	account: string | null;
	/** Where the ledger asks for one even of what is only sold (Sage products). */
	purchaseAccount: string | null;
	taxCode: string | null;
	kind: 'service' | 'product';
	active: boolean;
}
