import type { Product } from './catalogue.mts';

/** A HubSpot company and what the ledger knows of it. */
export interface CustomerSpec {
	/** The company's name in HubSpot. */
	name: string;
	/** Mail and web domain; none means the company has neither. */
	domain?: string;
	street?: string;
	city?: string;
	zip?: string;
	/** As typed in HubSpot; `United Kingdom` when left out, `null` for an empty field. */
	country?: string | null;
	/** How the bills' address is known: our property, a contact labelled so, only the buyer's own, or not at all. */
	email?: 'property' | 'label' | 'buyer' | 'none';
	billingName?: string;
	vatNumber?: string;
	terms?: string;
	/** The ledger's contact. `id`: its id is stored on the company; `found`: only name or email lead to it. */
	ledger?: {
		by: 'id' | 'found';
		name?: string;
		taxType?: string;
		currency?: string;
		email?: string | null;
		country?: string;
		status?: 'ACTIVE' | 'ARCHIVED';
	};
}

/** A customer that was put into the company file. */
export interface Customer {
	spec: CustomerSpec;
	companyId: string;
	/** The buyer; none where the email is known to nobody. */
	contactId: string | null;
	ledgerId: string | null;
	ledgerName: string;
}

/** One line of a deal. `product` fills in name, SKU, price and frequency, all of which can be set apart. */
export interface LineSpec {
	product?: Product;
	name?: string;
	sku?: string;
	quantity: string;
	price?: string;
	/** Discount in percent, or the amount off each unit. */
	percent?: string;
	off?: string;
	/** `''` bills a subscription product once. */
	frequency?: string;
	/** Length of the term, e.g. `P12M`. */
	term?: string;
	/** Days before now on which the subscription starts. */
	startsDaysAgo?: number;
	properties?: Record<string, string>;
}

export interface DealSpec {
	name: string;
	customer?: Customer | null;
	/** Further companies after the primary one. */
	moreCompanies?: Array<string | { id: string; label: string }>;
	/** Contacts only, no company. */
	contactIds?: string[];
	pipeline?: string;
	/** The present stage; the pipeline's won stage when left out. */
	stage?: string;
	/** Days before now on which it was won, lost or is expected to close. */
	closed: number;
	created?: number;
	currency?: string;
	lines?: LineSpec[];
	/** The amount; the lines' total when left out, `null` when empty. */
	amount?: string | null;
	owner?: string;
	source?: string;
	properties?: Record<string, string>;
	/** Past stages, newest first, as [stage, days before now]; one open stage before the present one when left out. */
	history?: Array<[string, number]>;
	quote?: { number: string; state: 'accepted' | 'signed' | 'published' | 'draft'; amount?: string };
}

export interface InvoiceSpec {
	customer: Customer;
	/** Days before now. */
	dated: number;
	lines: Array<{ text: string; quantity: string; price: string; taxType?: string }>;
	currency?: string;
	status?: 'DRAFT' | 'AUTHORISED' | 'PAID' | 'VOIDED';
	reference?: string;
}
