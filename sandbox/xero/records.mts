import type { XeroRecord } from '../core/types.mts';

/**
 * The records of one organisation as the simulated Xero keeps them: the API's field names, calendar dates as
 * `YYYY-MM-DD`, moments as ISO 8601 in UTC, money as numbers of at most two decimals (unit amounts four).
 * They are never changed in place: a change puts a new record in the old one's place.
 */

export interface Address extends XeroRecord {
	AddressType: string;
}

export interface Phone extends XeroRecord {
	PhoneType: string;
}

/** apis/xero.md section 5. */
export interface Contact extends XeroRecord {
	ContactID: string;
	ContactStatus: string;
	Name: string;
	ContactNumber?: string;
	AccountNumber?: string;
	FirstName?: string;
	LastName?: string;
	CompanyNumber?: string;
	EmailAddress?: string;
	TaxNumber?: string;
	DefaultCurrency?: string;
	AccountsReceivableTaxType?: string;
	Addresses: Address[];
	Phones: Phone[];
	ContactPersons?: XeroRecord[];
	PaymentTerms?: PaymentTerms;
	UpdatedDateUTC: string;
}

export interface PaymentTerms extends XeroRecord {
	Sales?: { Day: number; Type: string };
	Bills?: { Day: number; Type: string };
}

/** apis/xero.md section 6. */
export interface Item extends XeroRecord {
	ItemID: string;
	Code: string;
	Name?: string;
	Description?: string;
	IsSold: boolean;
	IsPurchased: boolean;
	SalesDetails?: ItemPrice;
	PurchaseDetails?: ItemPrice;
	UpdatedDateUTC: string;
}

export interface ItemPrice extends XeroRecord {
	UnitPrice?: number;
	AccountCode?: string;
	TaxType?: string;
}

export interface Account extends XeroRecord {
	AccountID: string;
	Code?: string;
	Name: string;
	Type: string;
	Class: string;
	Status: string;
	TaxType?: string;
	EnablePaymentsToAccount?: boolean;
}

export interface TaxRate extends XeroRecord {
	Name: string;
	TaxType: string;
	EffectiveRate: number;
	Status: string;
}

/** apis/xero.md 7.2. */
export interface LineItem extends XeroRecord {
	LineItemID: string;
	Description?: string;
	Quantity?: number;
	UnitAmount?: number;
	ItemCode?: string;
	AccountCode?: string;
	AccountID?: string;
	TaxType?: string;
	TaxAmount: number;
	LineAmount: number;
	DiscountRate?: number;
	DiscountAmount?: number;
	Tracking: XeroRecord[];
}

/** apis/xero.md section 7. */
export interface Invoice extends XeroRecord {
	InvoiceID: string;
	Type: string;
	Status: string;
	InvoiceNumber?: string;
	Reference?: string;
	Contact: { ContactID: string; Name?: string };
	Date: string;
	DueDate?: string;
	LineAmountTypes: string;
	LineItems: LineItem[];
	CurrencyCode: string;
	CurrencyRate: number;
	SubTotal: number;
	TotalTax: number;
	Total: number;
	TotalDiscount?: number;
	AmountDue: number;
	AmountPaid: number;
	AmountCredited: number;
	FullyPaidOnDate?: string;
	SentToContact: boolean;
	Url?: string;
	BrandingThemeID?: string;
	UpdatedDateUTC: string;
}

/** What of a credit note, prepayment or overpayment was set against an invoice. apis/xero.md section 8. */
export interface Allocation extends XeroRecord {
	AllocationID: string;
	Invoice: { InvoiceID: string };
	Amount: number;
	Date: string;
}

/** What can be set against invoices. */
export interface Credit extends XeroRecord {
	Status: string;
	Contact: { ContactID: string; Name?: string };
	Date: string;
	CurrencyCode: string;
	CurrencyRate: number;
	Total: number;
	RemainingCredit: number;
	Allocations: Allocation[];
	UpdatedDateUTC: string;
}

export interface CreditNote extends Credit {
	CreditNoteID: string;
	CreditNoteNumber?: string;
	Type: string;
	Reference?: string;
	LineAmountTypes: string;
	LineItems: LineItem[];
	SubTotal: number;
	TotalTax: number;
}

/** Money that came in before its invoice. */
export interface Prepayment extends Credit {
	PrepaymentID: string;
	Type: string;
	Reference?: string;
}

/** Money that came in above what was due. */
export interface Overpayment extends Credit {
	OverpaymentID: string;
	Type: string;
	Reference?: string;
}

/** apis/xero.md section 8. `LineAmountTypes` is kept as on invoices and shown in upper case. */
export interface Quote extends XeroRecord {
	QuoteID: string;
	QuoteNumber: string;
	Status: string;
	Reference?: string;
	Terms?: string;
	Title?: string;
	Summary?: string;
	Contact: { ContactID: string; Name?: string };
	Date: string;
	ExpiryDate?: string;
	LineAmountTypes: string;
	LineItems: LineItem[];
	CurrencyCode: string;
	CurrencyRate: number;
	SubTotal: number;
	TotalTax: number;
	Total: number;
	TotalDiscount?: number;
	BrandingThemeID?: string;
	UpdatedDateUTC: string;
}

/** On an invoice, or back from a credit note, prepayment or overpayment. apis/xero.md section 8. */
export interface Payment extends XeroRecord {
	PaymentID: string;
	Invoice?: { InvoiceID: string };
	CreditNote?: { CreditNoteID: string };
	Prepayment?: { PrepaymentID: string };
	Overpayment?: { OverpaymentID: string };
	Account: { AccountID?: string; Code?: string };
	Date: string;
	Amount: number;
	Status: string;
	PaymentType: string;
	UpdatedDateUTC: string;
}

/** A row of History and Notes. `DateUTC` is ISO 8601. */
export interface HistoryRow {
	Changes: string;
	DateUTC: string;
	User: string;
	Details: string;
}
