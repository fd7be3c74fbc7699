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

/** Invoices and credit notes, which share lines, totals and the status machine. apis/xero.md sections 7 and 8. */
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

export interface CreditNote extends XeroRecord {
	CreditNoteID: string;
	CreditNoteNumber?: string;
	Type: string;
	Status: string;
	Reference?: string;
	Contact: { ContactID: string; Name?: string };
	Date: string;
	LineAmountTypes: string;
	LineItems: LineItem[];
	CurrencyCode: string;
	SubTotal: number;
	TotalTax: number;
	Total: number;
	RemainingCredit: number;
	Allocations: Array<{ Invoice: { InvoiceID: string }; Amount: number; Date: string }>;
	UpdatedDateUTC: string;
}

/** apis/xero.md section 8. */
export interface Payment extends XeroRecord {
	PaymentID: string;
	Invoice: { InvoiceID: string };
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
