import type { QuickBooksRecord } from '../core/types.mts';

/**
 * The records of one company as the simulated QuickBooks keeps them: the API's field names, calendar dates as `YYYY-MM-DD`,
 * moments in Pacific time, amounts as numbers of two decimals, references without names. They are never changed in
 * place: a change puts a new record in the old one's place.
 */

export interface Ref {
	value: string;
	name?: string;
}

export interface Kept extends QuickBooksRecord {
	Id: string;
	SyncToken: string;
	MetaData: { CreateTime: string; LastUpdatedTime: string };
	Active?: boolean;
}

/** Customers, vendors and employees, which share their names: apis/quickbooks.md 7.1. */
export interface Named extends Kept {
	DisplayName: string;
	Active: boolean;
}

export interface Address extends QuickBooksRecord {
	Line1?: string;
	City?: string;
	CountrySubDivisionCode?: string;
	PostalCode?: string;
	Country?: string;
}

export interface Customer extends Named {
	CompanyName?: string;
	PrimaryEmailAddr?: { Address: string };
	BillAddr?: Address;
	ShipAddr?: Address;
	CurrencyRef: Ref;
	SalesTermRef?: Ref;
	DefaultTaxCodeRef?: Ref;
	ParentRef?: Ref;
	Job: boolean;
	Taxable?: boolean;
	PrimaryTaxIdentifier?: string;
}

/** apis/quickbooks.md 7.2. */
export interface Item extends Kept {
	Name: string;
	Type: string;
	Active: boolean;
	Sku?: string;
	ParentRef?: Ref;
	IncomeAccountRef?: Ref;
	InvStartDate?: string;
	Taxable?: boolean;
	SalesTaxCodeRef?: Ref;
}

/** apis/quickbooks.md 7.7. */
export interface Term extends Kept {
	Name: string;
	DueDays?: number;
	DayOfMonthDue?: number;
	DueNextMonthDays?: number;
}

export interface Account extends Kept {
	Name: string;
	AccountType: string;
	Classification: string;
}

/** apis/quickbooks.md 7.4. */
export interface TaxCode extends Kept {
	Name: string;
	SalesTaxRateList?: { TaxRateDetail?: Array<{ TaxRateRef: Ref }> };
}

export interface TaxRate extends Kept {
	Name: string;
	RateValue: number;
}

export interface Link extends QuickBooksRecord {
	TxnId: string;
	TxnType: string;
}

/** apis/quickbooks.md 7.3. The subtotal line is not kept: it is shown. */
export interface Line extends QuickBooksRecord {
	Id: string;
	LineNum: number;
	DetailType: string;
	Amount?: number;
	Description?: string;
	SalesItemLineDetail?: SalesItemLineDetail;
	DiscountLineDetail?: { PercentBased: boolean; DiscountPercent?: number };
}

export interface SalesItemLineDetail extends QuickBooksRecord {
	ItemRef: Ref;
	Qty?: number;
	UnitPrice?: number;
	TaxCodeRef?: Ref;
	TaxInclusiveAmt?: number;
}

export interface TaxDetail extends QuickBooksRecord {
	TxnTaxCodeRef?: Ref;
	TotalTax: number;
	TaxLine: QuickBooksRecord[];
}

/** What sales transactions have in common. */
export interface Sale extends Kept {
	DocNumber?: string;
	TxnDate: string;
	DueDate?: string;
	CustomerRef: Ref;
	CurrencyRef: Ref;
	ExchangeRate: number;
	GlobalTaxCalculation?: string;
	ApplyTaxAfterDiscount: boolean;
	Line: Line[];
	TxnTaxDetail: TaxDetail;
	TotalAmt: number;
	/** What is left to pay of an invoice or to use of a credit memo; estimates have none. */
	Balance?: number;
	LinkedTxn: Link[];
	PrivateNote?: string;
	BillAddr?: Address;
	ShipAddr?: Address;
	BillEmail?: { Address: string };
	EmailStatus: string;
	/** Paid with the invoice itself. */
	Deposit?: number;
	/** Of an estimate: apis/quickbooks.md 7.6. */
	TxnStatus?: string;
}

export type SaleKind = 'Invoice' | 'Estimate' | 'CreditMemo';

/** apis/quickbooks.md 7.5. */
export interface Payment extends Kept {
	TxnDate: string;
	CustomerRef: Ref;
	CurrencyRef: Ref;
	ExchangeRate: number;
	TotalAmt: number;
	UnappliedAmt: number;
	Line: PaymentLine[];
	PrivateNote?: string;
}

export interface PaymentLine extends QuickBooksRecord {
	Amount: number;
	LinkedTxn: Link[];
}
