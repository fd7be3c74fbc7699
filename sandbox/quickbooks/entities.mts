/** What of each kind of record can be named: in a body, in a filter, in an order. apis/quickbooks.md sections 5 and 7. */

export type EntityName =
	| 'Account'
	| 'CompanyCurrency'
	| 'CompanyInfo'
	| 'CreditMemo'
	| 'Customer'
	| 'Employee'
	| 'Estimate'
	| 'ExchangeRate'
	| 'Invoice'
	| 'Item'
	| 'Payment'
	| 'Preferences'
	| 'TaxAgency'
	| 'TaxCode'
	| 'TaxRate'
	| 'Term'
	| 'Vendor';

export interface Entity {
	name: EntityName;
	/** Properties of its records that the API knows. */
	properties: readonly string[];
	filterable: readonly string[];
	sortable: readonly string[];
	/** List objects are left out of a query while they are inactive. */
	isList: boolean;
	/** Told by the change feed (section 9). */
	isTracked: boolean;
}

const EVERY = words('Id SyncToken MetaData domain sparse status');
const TIMES = words('MetaData.CreateTime MetaData.LastUpdatedTime');

const SALE = words(
	'DocNumber AutoDocNumber TxnDate DueDate CustomerRef CurrencyRef ExchangeRate GlobalTaxCalculation ApplyTaxAfterDiscount Line TxnTaxDetail TotalAmt Balance HomeTotalAmt HomeBalance PrivateNote CustomerMemo CustomField LinkedTxn BillAddr ShipAddr ShipFromAddr BillEmail BillEmailCc BillEmailBcc EmailStatus PrintStatus DeliveryInfo SalesTermRef ClassRef DepartmentRef ProjectRef ShipMethodRef ShipDate TrackingNum PaymentMethodRef PaymentRefNum TransactionLocationType RecurDataRef TaxExemptionRef FreeFormAddress',
);

const ENTITIES: Record<EntityName, Entity> = {
	Account: list('Account', {
		properties:
			'Name SubAccount ParentRef Description FullyQualifiedName Active Classification AccountType AccountSubType AcctNum CurrentBalance CurrentBalanceWithSubAccounts CurrencyRef TaxCodeRef',
		filterable: 'Name AccountType AccountSubType Classification Active FullyQualifiedName',
	}),
	CompanyCurrency: list('CompanyCurrency', {
		properties: 'Code Name Active CustomField',
		filterable: 'Code Name Active',
	}),
	CompanyInfo: entity('CompanyInfo', {
		properties:
			'CompanyName LegalName CompanyAddr CustomerCommunicationAddr LegalAddr CustomerCommunicationEmailAddr PrimaryPhone CompanyStartDate FiscalYearStartMonth Country Email WebAddr SupportedLanguages DefaultTimeZone NameValue EmployerId',
		filterable: '',
	}),
	CreditMemo: transaction('CreditMemo', {
		properties: 'RemainingCredit InvoiceRef',
		filterable: 'DocNumber TxnDate CustomerRef Balance TotalAmt',
	}),
	Customer: list('Customer', {
		properties:
			'Title GivenName MiddleName FamilyName Suffix DisplayName FullyQualifiedName CompanyName PrintOnCheckName Active PrimaryPhone AlternatePhone Mobile Fax PrimaryEmailAddr WebAddr BillAddr ShipAddr CurrencyRef Taxable DefaultTaxCodeRef TaxExemptionReasonId ResaleNum SalesTermRef PaymentMethodRef PreferredDeliveryMethod CustomerTypeRef ParentRef Level Job BillWithParent IsProject Notes PrimaryTaxIdentifier BusinessNumber Balance BalanceWithJobs OpenBalanceDate ARAccountRef',
		filterable:
			'DisplayName GivenName MiddleName FamilyName CompanyName FullyQualifiedName PrintOnCheckName PrimaryEmailAddr Active Balance',
		sortable:
			'DisplayName GivenName MiddleName FamilyName CompanyName FullyQualifiedName PrintOnCheckName Active Balance BalanceWithJobs',
	}),
	Employee: list('Employee', {
		properties: 'DisplayName GivenName MiddleName FamilyName PrintOnCheckName Active PrimaryPhone PrimaryEmailAddr',
		filterable: 'DisplayName GivenName MiddleName FamilyName PrintOnCheckName Active',
	}),
	Estimate: transaction('Estimate', {
		properties: 'TxnStatus ExpirationDate AcceptedBy AcceptedDate',
		filterable: 'DocNumber TxnDate CustomerRef TotalAmt',
	}),
	ExchangeRate: entity('ExchangeRate', {
		properties: 'SourceCurrencyCode TargetCurrencyCode Rate AsOfDate',
		filterable: 'SourceCurrencyCode AsOfDate',
	}),
	Invoice: transaction('Invoice', {
		properties:
			'Deposit DepositToAccountRef AllowIPNPayment AllowOnlinePayment AllowOnlineCreditCardPayment AllowOnlineACHPayment InvoiceLink',
		filterable: 'DocNumber TxnDate DueDate CustomerRef SalesTermRef ProjectRef Balance TotalAmt',
	}),
	Item: list('Item', {
		properties:
			'Name Sku Description Active SubItem ParentRef Level FullyQualifiedName Taxable SalesTaxIncluded SalesTaxCodeRef UnitPrice Type IncomeAccountRef PurchaseDesc PurchaseCost ExpenseAccountRef AssetAccountRef TrackQtyOnHand QtyOnHand InvStartDate PurchaseTaxIncluded PurchaseTaxCodeRef PrefVendorRef',
		filterable: 'Name Sku Type Active FullyQualifiedName Description',
	}),
	Payment: entity('Payment', {
		properties:
			'TxnDate CustomerRef CurrencyRef ExchangeRate TotalAmt UnappliedAmt HomeTotalAmt Line DepositToAccountRef PaymentMethodRef PaymentRefNum PrivateNote ProcessPayment LinkedTxn ARAccountRef CreditCardPayment TransactionLocationType TxnSource',
		filterable: 'TxnDate CustomerRef TotalAmt PaymentRefNum',
		isTracked: true,
	}),
	Preferences: entity('Preferences', {
		properties:
			'AccountingInfoPrefs ProductAndServicesPrefs SalesFormsPrefs EmailMessagesPrefs VendorAndPurchasesPrefs TimeTrackingPrefs TaxPrefs CurrencyPrefs ReportPrefs OtherPrefs',
		filterable: '',
	}),
	TaxAgency: entity('TaxAgency', {
		properties: 'DisplayName TaxTrackedOnSales TaxTrackedOnPurchases TaxRegistrationNumber LastFileDate',
		filterable: 'DisplayName',
	}),
	TaxCode: list('TaxCode', {
		properties:
			'Name Description Active Hidden Taxable TaxGroup SalesTaxRateList PurchaseTaxRateList TaxCodeConfigType',
		filterable: 'Name Active',
		isTracked: false,
	}),
	TaxRate: list('TaxRate', {
		properties:
			'Name Description Active RateValue AgencyRef TaxReturnLineRef SpecialTaxType DisplayType EffectiveTaxRate OriginalTaxRate',
		filterable: 'Name Active',
		isTracked: false,
	}),
	Term: list('Term', {
		properties:
			'Name Active Type DueDays DiscountDays DiscountPercent DayOfMonthDue DueNextMonthDays DiscountDayOfMonth',
		filterable: 'Name Active',
	}),
	Vendor: list('Vendor', {
		properties:
			'Title GivenName MiddleName FamilyName Suffix DisplayName CompanyName PrintOnCheckName Active PrimaryPhone PrimaryEmailAddr BillAddr CurrencyRef Balance AcctNum TaxIdentifier TermRef',
		filterable: 'DisplayName GivenName MiddleName FamilyName CompanyName PrintOnCheckName Active Balance',
	}),
};

/** Names compare without case. */
export function entityNamed(name: string): Entity | undefined {
	return Object.values(ENTITIES).find((one) => one.name.toLowerCase() === name.toLowerCase());
}

/** A property by its name without case, the one inside an object after a dot. */
export function propertyNamed(of: Entity, name: string): string | undefined {
	const all = [...of.properties, ...of.filterable, ...of.sortable];
	return all.find((property) => property.toLowerCase() === name.toLowerCase());
}

interface Names {
	properties: string;
	filterable: string;
	/** What can be filtered by, where it is not told. */
	sortable?: string;
	isTracked?: boolean;
	isList?: boolean;
}

function entity(name: EntityName, names: Names): Entity {
	const filterable = ['Id', ...words(names.filterable), ...TIMES];
	return {
		name,
		properties: [...EVERY, ...words(names.properties)],
		filterable,
		sortable: names.sortable === undefined ? filterable : ['Id', ...words(names.sortable), ...TIMES],
		isList: names.isList ?? false,
		isTracked: names.isTracked ?? false,
	};
}

function list(name: EntityName, names: Names): Entity {
	return entity(name, { isTracked: true, ...names, isList: true });
}

function transaction(name: EntityName, names: Names): Entity {
	const { properties, ...rest } = names;
	return entity(name, { ...rest, properties: `${SALE.join(' ')} ${properties}`, isTracked: true });
}

function words(text: string): string[] {
	return text.split(' ').filter(Boolean);
}
