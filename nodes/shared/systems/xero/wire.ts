/**
 * Xero's JSON as it goes over the wire (apis/xero.md 4 to 8): PascalCase, only the fields we read or send. What Xero
 * may leave out is optional; numbers may come as strings in old samples, so they are read by `number`.
 */

export interface WireEnvelope {
	/** `/Date(ms)/`: Xero's own clock when it answered. */
	DateTimeUTC?: string;
	pagination?: { page: number; pageSize: number; pageCount: number; itemCount: number };
}

export interface WireProblemText {
	Message?: string;
	Description?: string;
}

/** What every element of a batch answer carries with `summarizeErrors=false`. */
export interface WireElement {
	StatusAttributeString?: string;
	HasErrors?: boolean;
	HasValidationErrors?: boolean;
	ValidationErrors?: WireProblemText[];
	Warnings?: WireProblemText[];
}

export interface WireAddress {
	AddressType?: string;
	AddressLine1?: string;
	AddressLine2?: string;
	City?: string;
	Region?: string;
	PostalCode?: string;
	Country?: string;
}

export interface WirePhone {
	PhoneType?: string;
	PhoneNumber?: string;
	PhoneAreaCode?: string;
	PhoneCountryCode?: string;
}

export interface WirePaymentTerm {
	Day?: number;
	Type?: string;
}

export interface WireContact extends WireElement {
	ContactID?: string;
	ContactNumber?: string;
	Name?: string;
	FirstName?: string;
	LastName?: string;
	EmailAddress?: string;
	TaxNumber?: string;
	ContactStatus?: string;
	/** Bills or spend money were entered for it; not in summaries. */
	IsSupplier?: boolean;
	DefaultCurrency?: string;
	AccountsReceivableTaxType?: string;
	Addresses?: WireAddress[];
	Phones?: WirePhone[];
	PaymentTerms?: { Sales?: WirePaymentTerm; Bills?: WirePaymentTerm };
	MergedToContactID?: string;
}

export interface WireLineItem {
	LineItemID?: string;
	Description?: string;
	Quantity?: number | string;
	UnitAmount?: number | string;
	DiscountRate?: number | string;
	DiscountAmount?: number | string;
	ItemCode?: string;
	AccountCode?: string;
	TaxType?: string;
	TaxAmount?: number | string;
	LineAmount?: number | string;
}

export interface WireInvoice extends WireElement {
	Type?: string;
	InvoiceID?: string;
	InvoiceNumber?: string;
	Reference?: string;
	Url?: string;
	Status?: string;
	Contact?: { ContactID?: string; Name?: string };
	Date?: string;
	DueDate?: string;
	CurrencyCode?: string;
	CurrencyRate?: number | string;
	LineAmountTypes?: string;
	LineItems?: WireLineItem[];
	SubTotal?: number | string;
	TotalTax?: number | string;
	Total?: number | string;
	AmountPaid?: number | string;
	AmountCredited?: number | string;
	AmountDue?: number | string;
	FullyPaidOnDate?: string;
	/** Not credit notes; left out of unpaged and short forms. */
	Payments?: WirePayment[];
	Prepayments?: WireApplied[];
	Overpayments?: WireApplied[];
	SentToContact?: boolean;
	RepeatingInvoiceID?: string;
	BrandingThemeID?: string;
	UpdatedDateUTC?: string;
}

/** What of a prepayment or overpayment was set against the invoice that shows it. */
export interface WireApplied {
	Date?: string;
	AppliedAmount?: number | string;
}

export interface WireAllocation extends WireElement {
	Invoice?: { InvoiceID?: string };
	Amount?: number | string;
	Date?: string;
	IsDeleted?: boolean;
}

export interface WireCreditNote extends WireElement {
	Type?: string;
	CreditNoteID?: string;
	CreditNoteNumber?: string;
	Reference?: string;
	Status?: string;
	Contact?: { ContactID?: string; Name?: string };
	Date?: string;
	CurrencyCode?: string;
	CurrencyRate?: number | string;
	LineAmountTypes?: string;
	LineItems?: WireLineItem[];
	SubTotal?: number | string;
	TotalTax?: number | string;
	Total?: number | string;
	RemainingCredit?: number | string;
	Allocations?: WireAllocation[];
	BrandingThemeID?: string;
	UpdatedDateUTC?: string;
}

/** A prepayment or an overpayment: money that came in without an invoice, or above one. */
export interface WireReceipt {
	Type?: string;
	PrepaymentID?: string;
	OverpaymentID?: string;
	Status?: string;
	Contact?: { ContactID?: string; Name?: string };
	Date?: string;
	CurrencyCode?: string;
	CurrencyRate?: number | string;
	Total?: number | string;
	RemainingCredit?: number | string;
	Reference?: string;
	Allocations?: WireAllocation[];
	UpdatedDateUTC?: string;
}

export interface WirePayment extends WireElement {
	PaymentID?: string;
	PaymentType?: string;
	Status?: string;
	Date?: string;
	Amount?: number | string;
	CurrencyRate?: number | string;
	Reference?: string;
	Account?: { AccountID?: string; Code?: string };
	Invoice?: { InvoiceID?: string; CurrencyCode?: string; Contact?: { ContactID?: string; Name?: string } };
	CreditNote?: WirePaidBack;
	Prepayment?: WirePaidBack;
	Overpayment?: WirePaidBack;
	UpdatedDateUTC?: string;
}

/** The document that a refund gives back. */
export interface WirePaidBack {
	CurrencyCode?: string;
	Contact?: { ContactID?: string; Name?: string };
}

export interface WireQuote extends WireElement {
	QuoteID?: string;
	QuoteNumber?: string;
	Reference?: string;
	Status?: string;
	Contact?: { ContactID?: string; Name?: string };
	Date?: string;
	ExpiryDate?: string;
	CurrencyCode?: string;
	CurrencyRate?: number | string;
	LineAmountTypes?: string;
	LineItems?: WireLineItem[];
	SubTotal?: number | string;
	TotalTax?: number | string;
	Total?: number | string;
	BrandingThemeID?: string;
	UpdatedDateUTC?: string;
}

export interface WireItem extends WireElement {
	ItemID?: string;
	Code?: string;
	Name?: string;
	Description?: string;
	IsSold?: boolean;
	IsPurchased?: boolean;
	IsTrackedAsInventory?: boolean;
	SalesDetails?: { UnitPrice?: number | string; AccountCode?: string; TaxType?: string };
	PurchaseDetails?: { AccountCode?: string };
}

export interface WireOrganisation {
	OrganisationID?: string;
	Name?: string;
	BaseCurrency?: string;
	CountryCode?: string;
	Timezone?: string;
	PaysTax?: boolean;
	IsDemoCompany?: boolean;
	PeriodLockDate?: string;
	EndOfYearLockDate?: string;
	ShortCode?: string;
	PaymentTerms?: { Sales?: WirePaymentTerm };
}

export interface WireAccount {
	AccountID?: string;
	Code?: string;
	Name?: string;
	Type?: string;
	TaxType?: string;
	Class?: string;
	Status?: string;
	EnablePaymentsToAccount?: boolean;
}

export interface WireTaxRate {
	Name?: string;
	TaxType?: string;
	EffectiveRate?: number | string;
	Status?: string;
	CanApplyToAssets?: boolean;
	CanApplyToEquity?: boolean;
	CanApplyToExpenses?: boolean;
	CanApplyToLiabilities?: boolean;
	CanApplyToRevenue?: boolean;
}

export interface WireCurrency {
	Code?: string;
}

export interface WireBrandingTheme {
	BrandingThemeID?: string;
	Name?: string;
	SortOrder?: number;
}

export interface WireConnection {
	tenantId?: string;
	tenantType?: string;
	tenantName?: string;
}

/** Money and quantities: a JSON number, or a string in old samples; 0 where Xero leaves it out. */
export function number(value: number | string | undefined): number {
	return value === undefined ? 0 : Number(value);
}

/** Xero shows an unset text as empty or leaves it out; documents say null. */
export function text(value: string | undefined): string | null {
	const trimmed = value?.trim() ?? '';
	return trimmed === '' ? null : trimmed;
}

/** A row of History and Notes. */
export interface WireHistoryRecord {
	/** What was done, e.g. `Edited`; `Note` for a note. */
	Changes?: string;
	DateUTC?: string;
	User?: string;
	Details?: string;
}
