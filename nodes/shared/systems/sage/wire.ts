/**
 * Sage's JSON as it goes over the wire (apis/sage.md 3 to 11): snake_case, only the fields we read or send. What is written as
 * `<name>_id` is read as `<name>: {id, displayed_as, $path}`. Any field may be null or, in a list, left out.
 */

export type Numeric = number | string | null;
export type Text = string | null;

/** A reference to another record (Sage's type "Base"). */
export interface WireRef {
	id?: Text;
	displayed_as?: Text;
	$path?: Text;
}

/** A record that opens in the web app. */
export interface WireLinked extends WireRef {
	links?: Array<{ href?: Text; rel?: Text; type?: Text }> | null;
}

export interface WireList {
	$total?: number;
	$page?: number;
	$next?: Text;
	$items_per_page?: number;
	/** As the pagination guide prints it (apis/sage.md 3). */
	$itemsPerPage?: number;
	$items?: unknown[];
}

export interface WireBusiness extends WireRef {
	name?: Text;
	country?: WireRef | null;
	region?: Text;
	is_demo?: boolean | null;
}

export interface WireFinancialSettings {
	base_currency?: WireRef | null;
	multi_currency_enabled?: boolean | null;
	tax_scheme?: WireRef | null;
	tax_number?: Text;
	year_end_lockdown_date?: Text;
}

export interface WireInvoiceSettings {
	customer_credit_days?: Numeric;
	customer_credit_terms?: Text;
	default_note_on_invoice?: Text;
	default_note_on_credit_note?: Text;
}

export interface WireBusinessSettings {
	default_ledger_accounts?: Record<string, WireRef | null> | null;
}

export interface WireLedgerAccount extends WireRef {
	name?: Text;
	nominal_code?: Numeric;
	ledger_account_type?: WireRef | null;
	ledger_account_classification?: WireRef | null;
	tax_rate?: WireRef | null;
	included_in_chart?: boolean | null;
	visible_in_sales?: boolean | null;
	visible_in_expenses?: boolean | null;
	is_control_account?: boolean | null;
}

export interface WireBankAccount extends WireRef {
	nominal_code?: Numeric;
	deleted_at?: Text;
	bank_account_details?: { account_name?: Text } | null;
}

export interface WireTaxRate extends WireRef {
	name?: Text;
	percentage?: Numeric;
	percentages?: Array<{ percentage?: Numeric; from_date?: Text; to_date?: Text }> | null;
	is_visible?: boolean | null;
}

export interface WireExchangeRate extends WireRef {
	currency?: WireRef | null;
	rate?: Numeric;
	inverse_rate?: Numeric;
}

export interface WirePrice {
	price?: Numeric;
	rate?: Numeric;
	product_sales_price_type?: WireRef | null;
	service_rate_type?: WireRef | null;
}

/** A product, service or stock item. */
export interface WireItem extends WireRef {
	item_code?: Text;
	description?: Text;
	notes?: Text;
	active?: boolean | null;
	deleted_at?: Text;
	sales_ledger_account?: WireRef | null;
	purchase_ledger_account?: WireRef | null;
	sales_tax_rate?: WireRef | null;
	sales_prices?: WirePrice[] | null;
	sales_rates?: WirePrice[] | null;
}

export interface WireAddress {
	address_line_1?: Text;
	address_line_2?: Text;
	city?: Text;
	region?: Text;
	postal_code?: Text;
	country?: WireRef | null;
}

export interface WirePerson extends WireRef {
	name?: Text;
	email?: Text;
	telephone?: Text;
	mobile?: Text;
}

export interface WireContact extends WireLinked {
	name?: Text;
	reference?: Text;
	contact_types?: WireRef[] | null;
	email?: Text;
	tax_number?: Text;
	currency?: WireRef | null;
	credit_limit?: Numeric;
	credit_days?: Numeric;
	credit_terms?: Text;
	default_sales_tax_rate?: WireRef | null;
	main_address?: WireAddress | null;
	main_contact_person?: WirePerson | null;
	is_active?: boolean | null;
	gdpr_obfuscated?: boolean | null;
	system?: boolean | null;
	created_at?: Text;
	deleted_at?: Text;
	updated_at?: Text;
}

export interface WireLine extends WireRef {
	description?: Text;
	product?: WireRef | null;
	service?: WireRef | null;
	ledger_account?: WireRef | null;
	quantity?: Numeric;
	unit_price?: Numeric;
	unit_price_includes_tax?: boolean | null;
	net_amount?: Numeric;
	tax_rate?: WireRef | null;
	tax_amount?: Numeric;
	total_amount?: Numeric;
	discount_amount?: Numeric;
	discount_percentage?: Numeric;
}

export interface WirePaymentAllocation {
	date?: Text;
	type?: Text;
	amount?: Numeric;
	discount?: Numeric;
	contact_payment?: WireRef | null;
	contact_allocation?: WireRef | null;
	artefact?: WireRef | null;
}

/** What invoices, quotes, estimates and credit notes have in common. */
export interface WireArtefact extends WireLinked {
	contact?: WireRef | null;
	contact_name?: Text;
	date?: Text;
	reference?: Text;
	notes?: Text;
	status?: WireRef | null;
	sent?: boolean | null;
	currency?: WireRef | null;
	exchange_rate?: Numeric;
	net_amount?: Numeric;
	tax_amount?: Numeric;
	total_amount?: Numeric;
	base_currency_total_amount?: Numeric;
	outstanding_amount?: Numeric;
	total_paid?: Numeric;
	payments_allocations?: WirePaymentAllocation[] | null;
	created_at?: Text;
	updated_at?: Text;
	deleted_at?: Text;
}

export interface WireInvoice extends WireArtefact {
	invoice_number?: Text;
	due_date?: Text;
	last_paid?: Text;
	invoice_lines?: WireLine[] | null;
	recurring_invoice?: WireRef | null;
	original_quote_estimate?: WireRef | null;
}

export interface WireCreditNote extends WireArtefact {
	credit_note_number?: Text;
	credit_note_lines?: WireLine[] | null;
}

/** A sales quote, or in the US and Canada an estimate. */
export interface WireQuote extends WireArtefact {
	quote_number?: Text;
	estimate_number?: Text;
	expiry_date?: Text;
	quote_lines?: WireLine[] | null;
	estimate_lines?: WireLine[] | null;
	invoice?: WireRef | null;
}

/** Of a list this may be a reference only. */
export interface WireAllocated extends WireRef {
	artefact?: WireRef | null;
	amount?: Numeric;
	discount?: Numeric;
}

export interface WireContactPayment extends WireLinked {
	transaction_type?: WireRef | null;
	contact?: WireRef | null;
	bank_account?: WireRef | null;
	date?: Text;
	total_amount?: Numeric;
	currency?: WireRef | null;
	exchange_rate?: Numeric;
	base_currency_total_amount?: Numeric;
	reference?: Text;
	allocated_artefacts?: WireAllocated[] | null;
	payment_on_account?: (WireRef & { total_amount?: Numeric; outstanding_amount?: Numeric }) | null;
	created_at?: Text;
	updated_at?: Text;
	deleted_at?: Text;
}

export interface WireAllocation extends WireLinked {
	contact?: WireRef | null;
	date?: Text;
	allocated_artefacts?: WireAllocated[] | null;
	updated_at?: Text;
	deleted_at?: Text;
}

/** Money and quantities: a JSON number, or a string in some answers (apis/sage.md 3); 0 where Sage leaves it out. */
export function number(value: Numeric | undefined): number {
	return value === undefined || value === null || value === '' ? 0 : Number(value);
}

/** Null where Sage leaves it out. */
export function optionalNumber(value: Numeric | undefined): number | null {
	return value === undefined || value === null || value === '' ? null : Number(value);
}

/** Sage shows an unset text as empty, null or not at all; documents say null. */
export function text(value: unknown): string | null {
	const trimmed = typeof value === 'string' || typeof value === 'number' ? String(value).trim() : '';
	return trimmed === '' ? null : trimmed;
}

/**
 * The address that opens a record in Sage's web app: Sage gives it with the record, its form is documented nowhere. Null where none is given.
 */
export function linkOf(wire: WireLinked): string | null {
	const pages = (wire.links ?? []).filter(
		({ href, type }) => /^https:/.test(href ?? '') && (type ?? 'text/html') === 'text/html',
	);
	return text((pages.find(({ rel }) => rel === 'alternate') ?? pages[0])?.href);
}

/** The id behind a reference. */
export function refId(ref: WireRef | null | undefined): string | null {
	return text(ref?.id);
}

/** `YYYY-MM-DD` of a date that may carry a time; null for none. */
export function day(value: Text | undefined): string | null {
	return text(value)?.slice(0, 10) ?? null;
}

/** ISO 8601 in UTC; null for none. */
export function moment(value: Text | undefined): string | null {
	const at = Date.parse(value ?? '');
	return Number.isNaN(at) ? null : new Date(at).toISOString();
}
