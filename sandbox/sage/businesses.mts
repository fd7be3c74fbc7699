import type { SageBusinessFile, SageRecord } from '../core/types.mts';
import { hexId } from './ids.mts';

/** Businesses with settings and no records, ready to be filled. */

/** A British business, VAT registered, that trades in pounds, euros and dollars. */
export function gbBusiness(name: string): SageBusinessFile {
	const account = accountsOf(name);
	return {
		...noRecords(),
		business: { id: hexId(`business ${name}`), name, country_id: 'GB' },
		financial_settings: {
			base_currency: { id: 'GBP' },
			multi_currency_enabled: true,
			accounts_start_date: '2015-01-01',
			year_end_date: '2026-03-31',
			year_end_lockdown_date: '2025-12-31',
			tax_scheme: { id: 'GB_STANDARD', displayed_as: 'Standard VAT' },
			tax_number: '123456789',
			sales_tax_calculation: 'invoice',
		},
		invoice_settings: {
			sales_invoice_number_prefix: 'SI-',
			sales_credit_note_number_prefix: 'SCN-',
			quote_number_prefix: 'QU-',
			customer_credit_days: 30,
			customer_credit_terms: 'date_from_invoice',
		},
		business_settings: {
			default_ledger_accounts: {
				sales_ledger_account: account.ref(4000),
				product_sales_ledger_account: account.ref(4000),
				product_purchase_ledger_account: account.ref(5000),
				service_sales_ledger_account: account.ref(4001),
				service_purchase_ledger_account: account.ref(5000),
				sales_discount_ledger_account: account.ref(4009),
				carriage_ledger_account: account.ref(4905),
			},
		},
		ledger_accounts: [
			account.sales(4000, 'Sales', 'GB_STANDARD'),
			account.sales(4001, 'Services', 'GB_STANDARD'),
			account.sales(4009, 'Sales Discount', 'GB_STANDARD'),
			account.sales(4905, 'Distribution and Carriage', 'GB_STANDARD'),
			account.cost(5000, 'Cost of sales - goods', 'GB_STANDARD'),
			account.other(1100, 'Trade Debtors'),
			account.other(1200, 'Bank Account'),
		],
		bank_accounts: [
			{
				id: hexId(`${name} bank`),
				displayed_as: 'Current Account (1200)',
				nominal_code: 1200,
				currency: { id: 'GBP' },
			},
		],
		tax_rates: [
			{ id: 'GB_STANDARD', name: 'Standard 20.00%', percentage: 20 },
			{ id: 'GB_LOWER', name: 'Lower Rate 5.00%', percentage: 5 },
			{ id: 'GB_ZERO', name: 'Zero Rated 0.00%', percentage: 0 },
			{ id: 'GB_EXEMPT', name: 'Exempt 0.00%', percentage: 0 },
			{ id: 'GB_NO_TAX', name: 'No Tax 0.00%', percentage: 0 },
		],
		business_exchange_rates: [
			{ currency_id: 'EUR', rate: 1.17 },
			{ currency_id: 'USD', rate: 1.27 },
		],
	};
}

/** A small American business, with sales tax in Kentucky and California. */
export function usBusiness(name: string): SageBusinessFile {
	const account = accountsOf(name);
	return {
		...noRecords(),
		business: { id: hexId(`business ${name}`), name, country_id: 'US' },
		financial_settings: {
			base_currency: { id: 'USD' },
			multi_currency_enabled: false,
			accounts_start_date: '2015-01-01',
			year_end_lockdown_date: null,
			tax_number: null,
		},
		invoice_settings: { customer_credit_days: 30, customer_credit_terms: 'date_from_invoice' },
		business_settings: {
			default_ledger_accounts: {
				sales_ledger_account: account.ref(4000),
				product_sales_ledger_account: account.ref(4000),
				product_purchase_ledger_account: account.ref(5000),
				service_sales_ledger_account: account.ref(4000),
			},
		},
		ledger_accounts: [
			account.sales(4000, 'Professional Fees', 'US_NO_TAX'),
			account.sales(4050, 'Sales of Materials', 'US_NO_TAX'),
			account.cost(5000, 'Cost of Goods Sold', 'US_NO_TAX'),
		],
		bank_accounts: [
			{
				id: hexId(`${name} bank`),
				displayed_as: 'Checking (1000)',
				nominal_code: 1000,
				currency: { id: 'USD' },
			},
		],
		tax_rates: [
			{ id: 'US_NO_TAX', name: 'No Tax', percentage: 0 },
			{
				id: hexId('tax Kentucky'),
				name: 'Kentucky 6.00%',
				percentage: 6,
				agency: 'Kentucky Department of Revenue',
				address_region: { id: 'US-KY' },
			},
			{
				id: hexId('tax Beverly Hills'),
				name: 'Beverly Hills, CA 9.25%',
				percentage: 9.25,
				agency: 'California Department of Tax and Fee Administration',
				address_region: { id: 'US-CA' },
			},
		],
	};
}

/** Nominal accounts of a business, each with an id made from its code. */
function accountsOf(name: string) {
	const ref = (code: number): { id: string } => ({ id: hexId(`${name} account ${code}`) });
	const account = (code: number, title: string, more: SageRecord): SageRecord => ({
		...ref(code),
		nominal_code: code,
		name: title,
		visible_in_journals: true,
		visible_in_reporting: true,
		...more,
	});
	return {
		ref,
		sales: (code: number, title: string, rate: string) =>
			account(code, title, {
				ledger_account_type: { id: 'SALES' },
				visible_in_sales: true,
				visible_in_other_receipts: true,
				tax_rate: { id: rate },
			}),
		cost: (code: number, title: string, rate: string) =>
			account(code, title, {
				ledger_account_type: { id: 'DIRECT_EXPENSES' },
				visible_in_expenses: true,
				visible_in_other_payments: true,
				tax_rate: { id: rate },
			}),
		other: (code: number, title: string) => account(code, title, { ledger_account_type: { id: 'CURRENT_ASSETS' } }),
	};
}

type Records = Omit<SageBusinessFile, 'business' | 'financial_settings' | 'invoice_settings' | 'business_settings'>;

function noRecords(): Records {
	return {
		ledger_accounts: [],
		bank_accounts: [],
		tax_rates: [],
		business_exchange_rates: [],
		products: [],
		services: [],
		stock_items: [],
		contacts: [],
		sales_invoices: [],
		sales_quotes: [],
		sales_credit_notes: [],
		contact_payments: [],
		contact_allocations: [],
	};
}
