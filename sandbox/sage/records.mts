import type { SageRecord } from '../core/types.mts';

/**
 * The records of one business as the simulated Sage keeps them: the API's field names, calendar dates as `YYYY-MM-DD`, moments as
 * ISO 8601 in UTC to the second, amounts as numbers of at most two decimals, references as `{id}`. They are never changed
 * in place: a change puts a new record in the old one's place.
 */

export interface Ref extends SageRecord {
	id: string;
}

export interface Kept extends SageRecord {
	id: string;
	created_at: string;
	updated_at: string;
	/** Set when it was deleted; it stays, so that `deleted_since` tells. */
	deleted_at?: string;
}

/** apis/sage.md section 5. */
export interface Contact extends Kept {
	name: string;
	reference?: string;
	contact_types: Ref[];
	currency: Ref;
	is_active: boolean;
	tax_number?: string;
	credit_limit?: number;
	credit_days?: number;
	main_address?: Address;
	delivery_address?: Address;
	main_contact_person?: ContactPerson;
}

export interface Address extends SageRecord {
	id: string;
	address_line_1?: string;
	address_line_2?: string;
	city?: string;
	region?: string;
	postal_code?: string;
	country?: Ref;
}

export interface ContactPerson extends SageRecord {
	id: string;
	name?: string;
	email?: string;
	telephone?: string;
	mobile?: string;
}

/** Products, services and stock items: apis/sage.md section 6. */
export interface CatalogItem extends Kept {
	item_code?: string;
	description: string;
	active: boolean;
	sales_ledger_account?: Ref;
	sales_tax_rate?: Ref;
}

/** A line of an invoice, quote, estimate or credit note: apis/sage.md section 7. */
export interface Line extends SageRecord {
	id: string;
	description: string;
	ledger_account?: Ref;
	product?: Ref;
	service?: Ref;
	quantity: number;
	unit_price: number;
	unit_price_includes_tax: boolean;
	discount_amount: number;
	discount_percentage: number;
	tax_rate?: Ref;
	net_amount: number;
	tax_amount: number;
	total_amount: number;
	eu_goods_services_type?: Ref;
}

export type Status = 'DRAFT' | 'PRO_FORMA' | 'UNPAID' | 'PART_PAID' | 'PAID' | 'VOID';

/** A sales invoice, credit note, quote or estimate; number and lines stand under the names of its kind (documents.mts). */
export interface SalesDocument extends Kept {
	contact: Ref;
	contact_name: string;
	date: string;
	reference?: string;
	notes?: string;
	currency: Ref;
	/** Units of the currency for one of the base currency. */
	exchange_rate: number;
	status: Ref;
	sent: boolean;
	shipping_net_amount: number;
	shipping_tax_rate?: Ref;
	shipping_tax_amount: number;
	net_amount: number;
	tax_amount: number;
	total_amount: number;
	/** Payments, allocations and discounts together. */
	total_paid: number;
	outstanding_amount: number;
	/** What was settled before the business's records begin; not shown. */
	settled_before?: number;
	last_paid?: string;
	void_reason?: string;
}

/** What stands against a document: apis/sage.md section 10. Amounts as they were sent, negative on credits of an allocation. */
export interface Allocated extends SageRecord {
	id: string;
	artefact: Ref;
	amount: number;
	discount: number;
}

export interface ContactPayment extends Kept {
	transaction_type: Ref;
	contact: Ref;
	bank_account: Ref;
	date: string;
	total_amount: number;
	currency: Ref;
	exchange_rate: number;
	reference?: string;
	allocated_artefacts: Allocated[];
	/** What was received and not allocated; an artefact of its own, with an id of its own. */
	payment_on_account?: PaymentOnAccount;
}

interface PaymentOnAccount extends SageRecord {
	id: string;
	total_amount: number;
	outstanding_amount: number;
}

export interface ContactAllocation extends Kept {
	transaction_type: Ref;
	contact: Ref;
	date: string;
	allocated_artefacts: Allocated[];
}

export interface TaxRate extends Kept {
	name: string;
	percentage: number;
	is_visible: boolean;
	/** Region of a US or Canadian rate; not shown. */
	address_region?: Ref;
}

export interface LedgerAccount extends Kept {
	name: string;
	nominal_code: number;
	visible_in_sales: boolean;
}

export interface BankAccount extends Kept {
	is_active: boolean;
	currency: Ref;
}
