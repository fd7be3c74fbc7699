import type { Outcome, Would } from './outcome';

/** A product of the CRM's library. */
export interface CrmProduct {
	/** Null in preview of one that is to be made. */
	id: string | null;
	sku: string | null;
	name: string;
	description: string | null;
	/** In the CRM account's currency; null when empty. */
	unitPrice: number | null;
	/** Prices by ISO 4217 code, one entry for each currency of the CRM account, its own included; null when empty. */
	prices: Record<string, number | null>;
	/** The price depends on the quantity: it has no list price. */
	tiered: boolean;
	/** False for one that sales no longer uses. */
	active: boolean;
	/** Billing frequency in the CRM's words, e.g. `monthly`; null for one that is billed once. */
	recurring: string | null;
	/** ISO 8601. */
	modifiedAt: string | null;
	outcome?: Outcome;
	would?: Would;
	/** Why this outcome, in words. */
	reason?: string;
}

/** What can be written of a product; fields left out stay as they are. */
export interface CrmProductFields {
	name?: string;
	description?: string;
	unitPrice?: number;
	/** ISO 4217, of the price; the CRM account's own when left out. */
	currency?: string;
	/** Empty makes it one that is billed once. */
	recurring?: string;
}
