import type { QuickBooksCompanyFile, QuickBooksRecord } from '../core/types.mts';

/**
 * Ready companies: settings, accounts, tax codes and terms as QuickBooks sets them up, and no records. Names and ids of
 * the tax codes are as a company of that country has them.
 */

/** A company of the United States with automated sales tax (apis/quickbooks.md 7.4), in Mountain View, California. */
export function usCompany(name: string): QuickBooksCompanyFile {
	const address = {
		Id: '1',
		Line1: '2500 Garcia Ave',
		City: 'Mountain View',
		CountrySubDivisionCode: 'CA',
		PostalCode: '94043',
		Country: 'USA',
	};
	return {
		...noRecords(),
		CompanyInfo: companyInfo(name, '9130350000000001', 'US', address, 'America/Los_Angeles'),
		Preferences: preferences('USD', {
			UsingSalesTax: true,
			PartnerTaxEnabled: true,
			TaxGroupCodeRef: { value: '2' },
		}),
		Account: accounts('Sales Tax Payable'),
		TaxAgency: [{ Id: '1', DisplayName: 'State tax department', TaxTrackedOnSales: true }],
		TaxRate: Object.entries(STATES).map(([state, percent], index) => ({
			Id: String(index + 3),
			Name: state,
			Active: true,
			RateValue: percent,
			AgencyRef: { value: '1' },
		})),
		TaxCode: [
			{ Id: 'TAX', Name: 'TAX', Description: 'TAX', Active: true, Taxable: true, TaxGroup: false },
			{ Id: 'NON', Name: 'NON', Description: 'NON', Active: true, Taxable: false, TaxGroup: false },
			...Object.keys(STATES).map((state, index) => taxCode(String(index + 2), state, String(index + 3))),
		],
		Term: terms(),
		CompanyCurrency: currencies('GBP', 'EUR', 'JPY'),
		ExchangeRate: [rate('GBP', 'USD', 1.25), rate('EUR', 'USD', 1.1), rate('JPY', 'USD', 0.0068)],
		behaviour: { salesTaxByState: STATES },
	};
}

/** A company of the United Kingdom, registered for VAT, with other currencies. */
export function ukCompany(name: string): QuickBooksCompanyFile {
	const address = { Id: '1', Line1: '1 Quay Street', City: 'Bristol', PostalCode: 'BS1 6EA', Country: 'GBR' };
	return {
		...noRecords(),
		CompanyInfo: companyInfo(name, '9130350000000011', 'GB', address, 'Europe/London'),
		Preferences: preferences('GBP', { UsingSalesTax: true, TaxGroupCodeRef: { value: '2' } }),
		Account: accounts('VAT Control'),
		TaxAgency: [{ Id: '1', DisplayName: 'HM Revenue & Customs (VAT)', TaxTrackedOnSales: true }],
		TaxRate: [
			vatRate('3', '20.0% S (Sales)', 20),
			vatRate('4', '20.0% S (Purchases)', 20),
			vatRate('5', '5.0% R (Sales)', 5),
			vatRate('7', '0.0% Z (Sales)', 0),
			vatRate('9', 'Exempt (Sales)', 0),
			vatRate('11', 'No VAT (Sales)', 0),
		],
		TaxCode: [
			taxCode('2', '20.0% S', '3', '4'),
			taxCode('4', '5.0% R', '5'),
			taxCode('6', '0.0% Z', '7'),
			taxCode('8', 'Exempt', '9'),
			{ ...taxCode('10', 'No VAT', '11'), Taxable: false },
		],
		Term: terms(),
		CompanyCurrency: currencies('EUR', 'USD', 'JPY'),
		ExchangeRate: [rate('EUR', 'GBP', 0.85), rate('USD', 'GBP', 0.8), rate('JPY', 'GBP', 0.0052)],
	};
}

/** Percent of sales tax by state. */
const STATES = { CA: 8.25, TX: 6.25, NY: 8 };

function noRecords() {
	return {
		Item: [],
		Customer: [],
		Vendor: [],
		Employee: [],
		Invoice: [],
		Estimate: [],
		CreditMemo: [],
		Payment: [],
	};
}

function terms(): QuickBooksRecord[] {
	return [
		{ Id: '1', Name: 'Due on receipt', Active: true, Type: 'STANDARD', DueDays: 0 },
		{ Id: '2', Name: 'Net 15', Active: true, Type: 'STANDARD', DueDays: 15 },
		{ Id: '3', Name: 'Net 30', Active: true, Type: 'STANDARD', DueDays: 30 },
		{ Id: '4', Name: 'Net 60', Active: true, Type: 'STANDARD', DueDays: 60 },
	];
}

function companyInfo(
	CompanyName: string,
	Id: string,
	Country: string,
	address: QuickBooksRecord,
	DefaultTimeZone: string,
): QuickBooksRecord {
	return {
		Id,
		CompanyName,
		LegalName: CompanyName,
		CompanyAddr: address,
		LegalAddr: address,
		Country,
		DefaultTimeZone,
		FiscalYearStartMonth: 'January',
		CompanyStartDate: '2020-01-01',
		Email: { Address: 'accounts@example.com' },
		SupportedLanguages: 'en',
		NameValue: [
			{ Name: 'OfferingSku', Value: 'QuickBooks Online Plus' },
			{ Name: 'SubscriptionStatus', Value: 'SUBSCRIBED' },
		],
	};
}

function preferences(homeCurrency: string, TaxPrefs: QuickBooksRecord): QuickBooksRecord {
	return {
		Id: '1',
		AccountingInfoPrefs: {
			FirstMonthOfFiscalYear: 'January',
			TrackDepartments: false,
			ClassTrackingPerTxn: false,
			ClassTrackingPerTxnLine: false,
		},
		SalesFormsPrefs: {
			CustomField: [
				{
					CustomField: [{ Name: 'SalesFormsPrefs.UseSalesCustom1', Type: 'BooleanType', BooleanValue: true }],
				},
				{
					CustomField: [
						{ Name: 'SalesFormsPrefs.SalesCustomName1', Type: 'StringType', StringValue: 'PO Number' },
					],
				},
			],
			CustomTxnNumbers: false,
			AllowDeposit: false,
			AllowDiscount: true,
			AllowShipping: false,
			DefaultTerms: { value: '3' },
			ETransactionPaymentEnabled: false,
			AutoApplyCredit: false,
			AutoApplyPayments: false,
		},
		TaxPrefs,
		CurrencyPrefs: { MultiCurrencyEnabled: true, HomeCurrency: { value: homeCurrency } },
		ReportPrefs: { ReportBasis: 'Accrual' },
	};
}

function accounts(tax: string): QuickBooksRecord[] {
	return [
		account('1', 'Sales of Product Income', 'Income', 'SalesOfProductIncome', 'Revenue'),
		account('2', 'Services', 'Income', 'ServiceFeeIncome', 'Revenue'),
		account('3', 'Discounts given', 'Income', 'DiscountsRefundsGiven', 'Revenue'),
		account('4', 'Undeposited Funds', 'Other Current Asset', 'UndepositedFunds', 'Asset'),
		account('5', 'Checking', 'Bank', 'Checking', 'Asset'),
		account('6', 'Accounts Receivable (A/R)', 'Accounts Receivable', 'AccountsReceivable', 'Asset'),
		account('7', 'Inventory Asset', 'Other Current Asset', 'Inventory', 'Asset'),
		account('8', 'Cost of Goods Sold', 'Cost of Goods Sold', 'SuppliesMaterialsCogs', 'Expense'),
		account('9', tax, 'Other Current Liability', 'SalesTaxPayable', 'Liability'),
	];
}

function account(
	Id: string,
	Name: string,
	AccountType: string,
	AccountSubType: string,
	Classification: string,
): QuickBooksRecord {
	return { Id, Name, FullyQualifiedName: Name, Active: true, Classification, AccountType, AccountSubType };
}

function taxCode(Id: string, Name: string, salesRate: string, purchaseRate?: string): QuickBooksRecord {
	const list = (rateId: string) => ({
		TaxRateDetail: [{ TaxRateRef: { value: rateId }, TaxTypeApplicable: 'TaxOnAmount', TaxOrder: 0 }],
	});
	return {
		Id,
		Name,
		Description: Name,
		Active: true,
		Hidden: false,
		Taxable: true,
		TaxGroup: true,
		SalesTaxRateList: list(salesRate),
		PurchaseTaxRateList: purchaseRate === undefined ? { TaxRateDetail: [] } : list(purchaseRate),
		TaxCodeConfigType: 'SYSTEM_GENERATED',
	};
}

function vatRate(Id: string, Name: string, RateValue: number): QuickBooksRecord {
	return { Id, Name, Description: Name, Active: true, RateValue, AgencyRef: { value: '1' }, DisplayType: 'ReadOnly' };
}

function currencies(...codes: string[]): QuickBooksRecord[] {
	return codes.map((Code, index) => ({ Id: String(index + 1), Code, Name: NAMES[Code] ?? Code, Active: true }));
}

const NAMES: Record<string, string> = {
	EUR: 'Euro',
	GBP: 'British Pound Sterling',
	JPY: 'Japanese Yen',
	USD: 'United States Dollar',
};

function rate(SourceCurrencyCode: string, TargetCurrencyCode: string, Rate: number): QuickBooksRecord {
	return { SourceCurrencyCode, TargetCurrencyCode, Rate, AsOfDate: '2020-01-01' };
}
