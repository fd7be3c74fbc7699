import type { XeroOrganisationFile, XeroRecord } from '../core/types.mts';

/** The main organisation's tenant id. */
export const TENANT_ID = '7c1f4a52-90de-4b6e-a3f1-5d2e8c0b7a11';

function account(
	code: string,
	name: string,
	type: string,
	cls: string,
	taxType: string,
	more: XeroRecord = {},
): XeroRecord {
	const AccountID = `5a1e0000-0000-4000-a000-${code.padStart(12, '0')}`;
	return {
		AccountID,
		Code: code,
		Name: name,
		Type: type,
		Class: cls,
		Status: 'ACTIVE',
		TaxType: taxType,
		EnablePaymentsToAccount: false,
		...more,
	};
}

/** A trading company's chart of accounts, in the UK edition's numbering. */
export const ACCOUNTS: readonly XeroRecord[] = [
	account('090', 'Business Bank Account', 'BANK', 'ASSET', 'NONE', {
		BankAccountNumber: '20000012345678',
		CurrencyCode: 'GBP',
	}),
	account('200', 'Sales', 'REVENUE', 'REVENUE', 'OUTPUT2'),
	account('201', 'Services', 'REVENUE', 'REVENUE', 'OUTPUT2'),
	account('205', 'Support and Licences', 'REVENUE', 'REVENUE', 'OUTPUT2'),
	account('260', 'Other Revenue', 'REVENUE', 'REVENUE', 'OUTPUT2'),
	account('270', 'Interest Income', 'REVENUE', 'REVENUE', 'NONE'),
	account('299', 'Sales of the old shop', 'REVENUE', 'REVENUE', 'OUTPUT2', { Status: 'ARCHIVED' }),
	account('310', 'Cost of Goods Sold', 'DIRECTCOSTS', 'EXPENSE', 'INPUT2'),
	account('461', 'Printing and Stationery', 'OVERHEADS', 'EXPENSE', 'INPUT2'),
	account('610', 'Accounts Receivable', 'CURRENT', 'ASSET', 'NONE', { SystemAccount: 'DEBTORS' }),
	account('800', 'Accounts Payable', 'CURRLIAB', 'LIABILITY', 'NONE', { SystemAccount: 'CREDITORS' }),
	account('820', 'VAT', 'CURRLIAB', 'LIABILITY', 'NONE', { SystemAccount: 'GST' }),
	account('860', 'Rounding', 'CURRLIAB', 'LIABILITY', 'NONE', { SystemAccount: 'ROUNDING' }),
];

function rate(TaxType: string, Name: string, percent: number, on: 'Revenue' | 'Expenses' | 'both'): XeroRecord {
	return {
		Name,
		TaxType,
		CanApplyToAssets: on !== 'Revenue',
		CanApplyToEquity: on !== 'Revenue',
		CanApplyToExpenses: on !== 'Revenue',
		CanApplyToLiabilities: on !== 'Revenue',
		CanApplyToRevenue: on !== 'Expenses',
		DisplayTaxRate: percent,
		EffectiveRate: percent,
		Status: 'ACTIVE',
		TaxComponents: [{ Name: 'VAT', Rate: percent, IsCompound: false, IsNonRecoverable: false }],
	};
}

/** The UK edition's tax rates (apis/xero.md section 8, TaxRates). */
const TAX_RATES: readonly XeroRecord[] = [
	rate('OUTPUT2', '20% (VAT on Income)', 20, 'Revenue'),
	rate('RROUTPUT', '5% (VAT on Income)', 5, 'Revenue'),
	rate('ZERORATEDOUTPUT', 'Zero Rated Income', 0, 'Revenue'),
	rate('EXEMPTOUTPUT', 'Exempt Income', 0, 'Revenue'),
	rate('DRCHARGESUPPLY20', 'Domestic Reverse Charge @ 20% (VAT on Income)', 0, 'Revenue'),
	rate('INPUT2', '20% (VAT on Expenses)', 20, 'Expenses'),
	rate('RRINPUT', '5% (VAT on Expenses)', 5, 'Expenses'),
	rate('ZERORATEDINPUT', 'Zero Rated Expenses', 0, 'Expenses'),
	rate('EXEMPTINPUT', 'Exempt Expenses', 0, 'Expenses'),
	rate('NONE', 'No VAT', 0, 'both'),
];

/** A UK organisation registered for VAT, base currency GBP, with its settings and no records yet. */
export function ukOrganisation(name: string, tenantId = TENANT_ID): XeroOrganisationFile {
	return {
		Organisation: {
			OrganisationID: tenantId,
			Name: name,
			LegalName: `${name} Ltd`,
			PaysTax: true,
			Version: 'UK',
			OrganisationType: 'COMPANY',
			BaseCurrency: 'GBP',
			CountryCode: 'GB',
			IsDemoCompany: false,
			OrganisationStatus: 'ACTIVE',
			TaxNumber: 'GB123456789',
			FinancialYearEndDay: 31,
			FinancialYearEndMonth: 3,
			SalesTaxBasis: 'ACCRUALS',
			DefaultSalesTax: 'Tax Exclusive',
			DefaultPurchasesTax: 'Tax Exclusive',
			Timezone: 'GMTSTANDARDTIME',
			OrganisationEntityType: 'COMPANY',
			ShortCode: '!7k2qX',
			Class: 'STANDARD',
			Edition: 'BUSINESS',
			PaymentTerms: { Sales: { Day: 30, Type: 'DAYSAFTERBILLDATE' } },
		},
		Accounts: [...ACCOUNTS],
		TaxRates: [...TAX_RATES],
		Currencies: [
			{ Code: 'GBP', Description: 'British Pound' },
			{ Code: 'EUR', Description: 'Euro' },
			{ Code: 'USD', Description: 'United States Dollar' },
			{ Code: 'JPY', Description: 'Japanese Yen' },
		],
		Items: [],
		Contacts: [],
		Invoices: [],
		Payments: [],
		BrandingThemes: [
			{ BrandingThemeID: '3d7e9a10-4f5b-4c8e-a1b2-000000000001', Name: 'Standard', SortOrder: 0 },
			{ BrandingThemeID: '3d7e9a10-4f5b-4c8e-a1b2-000000000002', Name: 'Projects', SortOrder: 1 },
		],
		TrackingCategories: [],
		RepeatingInvoices: [],
	};
}
