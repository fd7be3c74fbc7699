/**
 * QuickBooks' JSON as it goes over the wire (apis/quickbooks.md 5 to 9): PascalCase, only the fields we read or send.
 * Ids and SyncTokens are texts of digits, amounts JSON numbers. Query answers leave out what is empty.
 */

export interface WireRef {
	value?: string;
	name?: string;
}

/** What every object carries (section 6). */
export interface WireObject {
	Id?: string;
	SyncToken?: string;
	MetaData?: { CreateTime?: string; LastUpdatedTime?: string };
	/** `Deleted` in the answer to a delete and in the change feed. */
	status?: string;
	sparse?: boolean;
}

export interface WireAddress {
	Line1?: string;
	Line2?: string;
	Line3?: string;
	Line4?: string;
	Line5?: string;
	City?: string;
	CountrySubDivisionCode?: string;
	PostalCode?: string;
	Country?: string;
}

/** Section 7.1. */
export interface WireCustomer extends WireObject {
	DisplayName?: string;
	FullyQualifiedName?: string;
	CompanyName?: string;
	GivenName?: string;
	FamilyName?: string;
	PrimaryEmailAddr?: { Address?: string };
	PrimaryPhone?: { FreeFormNumber?: string };
	BillAddr?: WireAddress;
	ShipAddr?: WireAddress;
	CurrencyRef?: WireRef;
	SalesTermRef?: WireRef;
	DefaultTaxCodeRef?: WireRef;
	Taxable?: boolean;
	PrimaryTaxIdentifier?: string;
	Balance?: number;
	Active?: boolean;
}

/** Section 7.2. */
export interface WireItem extends WireObject {
	Name?: string;
	FullyQualifiedName?: string;
	Sku?: string;
	Type?: string;
	Description?: string;
	UnitPrice?: number;
	IncomeAccountRef?: WireRef;
	Taxable?: boolean;
	SalesTaxCodeRef?: WireRef;
	Active?: boolean;
}

/** Section 7.3. */
export interface WireLine {
	Id?: string;
	Description?: string;
	Amount?: number;
	DetailType?: string;
	SalesItemLineDetail?: {
		ItemRef?: WireRef;
		ItemAccountRef?: WireRef;
		Qty?: number;
		UnitPrice?: number;
		TaxCodeRef?: WireRef;
		TaxInclusiveAmt?: number;
	};
	DiscountLineDetail?: { PercentBased?: boolean; DiscountPercent?: number };
	DescriptionLineDetail?: Record<string, never>;
	GroupLineDetail?: { GroupItemRef?: WireRef; Quantity?: number; Line?: WireLine[] };
	LinkedTxn?: WireLink[];
}

export interface WireLink {
	TxnId?: string;
	TxnType?: string;
}

export interface WireCustomField {
	DefinitionId?: string;
	Name?: string;
	Type?: string;
	StringValue?: string;
}

/** What invoices, estimates and credit memos have in common (sections 7.3 and 7.6). */
export interface WireSale extends WireObject {
	DocNumber?: string;
	AutoDocNumber?: boolean;
	TxnDate?: string;
	DueDate?: string;
	CustomerRef?: WireRef;
	CurrencyRef?: WireRef;
	ExchangeRate?: number;
	GlobalTaxCalculation?: string;
	Line?: WireLine[];
	TxnTaxDetail?: { TxnTaxCodeRef?: WireRef; TotalTax?: number };
	TotalAmt?: number;
	Balance?: number;
	PrivateNote?: string;
	CustomField?: WireCustomField[];
	LinkedTxn?: WireLink[];
	BillEmail?: { Address?: string };
	EmailStatus?: string;
	DeliveryInfo?: { DeliveryType?: string; DeliveryTime?: string };
}

export interface WireInvoice extends WireSale {
	Deposit?: number;
	RecurDataRef?: WireRef;
}

export interface WireEstimate extends WireSale {
	/** Pending, Accepted, Closed, Rejected or Converted. */
	TxnStatus?: string;
	ExpirationDate?: string;
}

export interface WireCreditMemo extends WireSale {
	RemainingCredit?: number;
}

/** Section 7.5. */
export interface WirePayment extends WireObject {
	TxnDate?: string;
	CustomerRef?: WireRef;
	CurrencyRef?: WireRef;
	ExchangeRate?: number;
	TotalAmt?: number;
	UnappliedAmt?: number;
	DepositToAccountRef?: WireRef;
	PaymentRefNum?: string;
	PrivateNote?: string;
	Line?: Array<{ Amount?: number; LinkedTxn?: WireLink[] }>;
}

/** Section 7.7, as are the following. */
export interface WireCompanyInfo extends WireObject {
	CompanyName?: string;
	Country?: string;
	CompanyAddr?: WireAddress;
	LegalAddr?: WireAddress;
	DefaultTimeZone?: string;
}

export interface WirePreferences extends WireObject {
	SalesFormsPrefs?: {
		CustomTxnNumbers?: boolean;
		AutoApplyCredit?: boolean;
		AutoApplyPayments?: boolean;
		DefaultTerms?: WireRef;
		CustomField?: Array<{ CustomField?: WireCustomField[] } & WireCustomField>;
	};
	TaxPrefs?: { UsingSalesTax?: boolean; PartnerTaxEnabled?: boolean; TaxGroupCodeRef?: WireRef };
	CurrencyPrefs?: { MultiCurrencyEnabled?: boolean; HomeCurrency?: WireRef };
	AccountingInfoPrefs?: { BookCloseDate?: string };
}

export interface WireTaxCode extends WireObject {
	Name?: string;
	Active?: boolean;
	Hidden?: boolean;
	SalesTaxRateList?: { TaxRateDetail?: Array<{ TaxRateRef?: WireRef }> };
}

export interface WireTaxRate extends WireObject {
	RateValue?: number;
}

export interface WireTerm extends WireObject {
	Name?: string;
	Type?: string;
	DueDays?: number;
	DayOfMonthDue?: number;
	DueNextMonthDays?: number;
	Active?: boolean;
}

export interface WireAccount extends WireObject {
	Name?: string;
	AcctNum?: string;
	FullyQualifiedName?: string;
	AccountType?: string;
	AccountSubType?: string;
	Classification?: string;
	Active?: boolean;
}

export interface WireCompanyCurrency extends WireObject {
	Code?: string;
	Active?: boolean;
}

/** One entry of a fault in either spelling (section 12). */
export interface WireFaultEntry {
	Message?: string;
	message?: string;
	Detail?: string;
	detail?: string;
	code?: string;
	element?: string | null;
}

export interface WireFault {
	Error?: WireFaultEntry[];
	error?: WireFaultEntry[];
	type?: string;
}

/** Rows under the entity's name; without rows the name is absent. */
export type WireQueryResponse = Record<string, unknown> & { totalCount?: number };

/** Section 8. */
export interface WireBatchItem extends Record<string, unknown> {
	bId?: string;
	Fault?: WireFault;
	QueryResponse?: WireQueryResponse;
}

/** Section 9. */
export interface WireChanges {
	CDCResponse?: Array<{ Fault?: WireFault; QueryResponse?: WireQueryResponse[] }>;
	time?: string;
}

/** QuickBooks shows an unset text as empty or leaves it out; documents say null. */
export function text(value: string | undefined): string | null {
	const trimmed = value?.trim() ?? '';
	return trimmed === '' ? null : trimmed;
}
