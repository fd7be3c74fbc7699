import { Decimal } from 'decimal.js';
import type { SageRecord } from '../core/types.mts';
import type { Books } from './books.mts';
import { amount } from './fields.mts';
import { invalid } from './problems.mts';
import type { BankAccount, LedgerAccount, Ref, TaxRate } from './records.mts';
import type { Resource } from './resource.mts';
import { holds, refersTo } from './resource.mts';
import { accountName, base, countryBase, currencyBase, ledgerAccountBase, taxRateBase } from './show.mts';
import type { SystemList } from './systemLists.mts';
import {
	ARTEFACT_STATUSES,
	CONTACT_TYPES,
	COUNTRIES,
	CURRENCIES,
	EU_GOODS_SERVICES_TYPES,
	PAYMENT_METHODS,
	PRODUCT_SALES_PRICE_TYPES,
	SERVICE_RATE_TYPES,
	TRANSACTION_TYPES,
} from './systemLists.mts';

/** Accounts, rates, currencies and settings: apis/sage.md sections 6, 9 and 11. */

export const ledgerAccounts: Resource<LedgerAccount> = {
	path: 'ledger_accounts',
	wrapper: 'ledger_account',
	all: (books) => books.ledgerAccounts.all(),
	get: (books, id) => books.ledgerAccounts.get(id),
	show: showLedgerAccount,
	filters: {
		search: (account, value) => holds(account['name'], value) || String(account['nominal_code']).includes(value),
		visible_in: (account, value) => account[`visible_in_${value}`] === true,
		not_visible_in: (account, value) => account[`visible_in_${value}`] !== true,
		ledger_account_type_id: (account, value) => refersTo(account['ledger_account_type'], value),
	},
	changes: true,
};

const AREAS = ['sales', 'banking', 'expenses', 'journals', 'other_payments', 'other_receipts', 'reporting'];

function showLedgerAccount(books: Books, account: LedgerAccount): SageRecord {
	const type = account['ledger_account_type'] as Ref | undefined;
	return {
		...base('ledger_accounts', account.id, accountName(account)),
		created_at: account.created_at,
		updated_at: account.updated_at,
		name: account.name,
		display_name: account.name,
		nominal_code: account.nominal_code,
		ledger_account_type: type ? base('ledger_account_types', type.id, type.id) : null,
		tax_rate: taxRateBase(books, account['tax_rate'] as Ref | undefined),
		...Object.fromEntries(AREAS.map((area) => [`visible_in_${area}`, account[`visible_in_${area}`] === true])),
		is_control_account: account['is_control_account'] === true,
		display_formatted: accountName(account),
	};
}

export const bankAccounts: Resource<BankAccount> = {
	path: 'bank_accounts',
	wrapper: 'bank_account',
	all: (books) => books.bankAccounts.all(),
	get: (books, id) => books.bankAccounts.get(id),
	show: (_, account) => ({
		...base('bank_accounts', account.id, String(account['displayed_as'] ?? 'Bank Account')),
		created_at: account.created_at,
		updated_at: account.updated_at,
		deleted_at: account.deleted_at ?? null,
		bank_account_type: base('bank_account_types', 'CHECKING', 'Current'),
		nominal_code: account['nominal_code'] ?? null,
		is_active: account.is_active,
		currency: currencyBase(account.currency.id),
	}),
	filters: {
		filter_inactive_bank_accounts: (account, value) => value !== 'true' || account['is_active'] !== false,
	},
	changes: true,
	deletions: true,
};

export const taxRates: Resource<TaxRate> = {
	path: 'tax_rates',
	wrapper: 'tax_rate',
	all: (books) => books.taxRates.all(),
	get: (books, id) => books.taxRates.get(id),
	show: (_, rate) => ({
		...base('tax_rates', rate.id, rate.name),
		created_at: rate.created_at,
		updated_at: rate.updated_at,
		name: rate.name,
		agency: rate['agency'] ?? null,
		percentage: rate.percentage,
		percentages: [{ percentage: rate.percentage, from_date: rate['from_date'] ?? null, to_date: null }],
		is_visible: rate.is_visible,
		retailer: false,
		editable: false,
		deletable: false,
		is_combined_rate: false,
		component_tax_rates: [],
	}),
	filters: {
		usage: (rate, value) => value !== 'sales' || rate['usage'] !== 'purchase',
		address_region_id: (rate, value) => refersTo(rate['address_region'], value),
	},
	changes: true,
};

/** Currencies enabled beside the base currency; the currency is the key. */
export const businessExchangeRates: Resource = {
	path: 'business_exchange_rates',
	wrapper: 'business_exchange_rate',
	all: (books) => books.exchangeRates.all(),
	get: (books, id) => books.exchangeRates.get(id),
	show: showRate,
	filters: {},
	create(books, fields) {
		const currency = String(fields['currency_id'] ?? '');
		if (books.financialSettings['multi_currency_enabled'] !== true)
			throw invalid('base', 'Multi-currency is not enabled for this business.');
		if (!CURRENCIES.some(([id]) => id === currency)) throw invalid('currency', 'is invalid');
		const inverse = amount(fields, 'inverse_rate');
		const rate = amount(fields, 'rate') ?? (inverse && new Decimal(1).div(inverse));
		if (!rate?.greaterThan(0)) throw invalid('rate', 'must be greater than zero');
		const made = { currency_id: currency, rate: rate.toDecimalPlaces(10).toNumber() };
		books.exchangeRates.put(made);
		return made;
	},
};

/** GET /exchange_rates: the same figures, as a list of Sage's own. */
export const exchangeRates: Resource = { ...businessExchangeRates, path: 'exchange_rates', create: undefined };

function showRate(books: Books, record: SageRecord): SageRecord {
	const currency = String(record['currency_id']);
	const rate = Number(record['rate']);
	return {
		displayed_as: `${books.baseCurrency} to ${currency}`,
		$path: `/business_exchange_rates/${currency}`,
		rate,
		inverse_rate: new Decimal(1).div(rate).toDecimalPlaces(10).toNumber(),
		base_currency: currencyBase(books.baseCurrency),
		currency: currencyBase(currency),
	};
}

/** What Sage itself lists. */
export const systemLists: readonly Resource[] = [
	systemList('artefact_statuses', ARTEFACT_STATUSES),
	systemList('contact_types', CONTACT_TYPES),
	systemList('transaction_types', TRANSACTION_TYPES),
	systemList('payment_methods', PAYMENT_METHODS),
	systemList('product_sales_price_types', PRODUCT_SALES_PRICE_TYPES),
	systemList('service_rate_types', SERVICE_RATE_TYPES),
	systemList('eu_goods_services_types', EU_GOODS_SERVICES_TYPES),
	systemList('currencies', CURRENCIES),
	systemList('countries', COUNTRIES),
];

function systemList(path: string, entries: SystemList): Resource {
	const records = entries.map(([id, name]) => ({ id, name }));
	return {
		path,
		wrapper: path,
		all: () => records,
		get: (_, id) => records.find((record) => record.id === id),
		show: (_, record) => ({ ...base(path, String(record['id']), String(record['name'])), name: record['name'] }),
		filters: {},
	};
}

/** Regions with a sales tax of their own, as the business's tax rates know them. */
export const addressRegions: Resource = {
	path: 'address_regions',
	wrapper: 'address_region',
	all(books) {
		const ids = new Set(books.taxRates.all().flatMap(({ address_region }) => address_region?.id ?? []));
		return [...ids].map((id) => ({ id }));
	},
	get: (books, id) => addressRegions.all(books).find((region) => region['id'] === id),
	show: (_, region) => {
		const id = String(region['id']);
		return { ...base('address_regions', id, id), country: countryBase(id.slice(0, 2)) };
	},
	filters: { country_id: (region, value) => String(region['id']).startsWith(`${value}-`) },
};

/** The settings of a business, each one record. */
export const SETTINGS: Readonly<Record<string, (books: Books) => SageRecord>> = {
	financial_settings: (books) => ({
		year_end_lockdown_date: null,
		accounts_start_date: null,
		tax_number: null,
		use_live_exchange_rates: true,
		sales_tax_calculation: 'invoice',
		...books.financialSettings,
		$path: '/financial_settings',
		base_currency: currencyBase(books.baseCurrency),
		multi_currency_enabled: books.financialSettings['multi_currency_enabled'] === true,
	}),
	invoice_settings: (books) => ({
		customer_credit_terms: 'date_from_invoice',
		customer_credit_days: 30,
		default_note_on_invoice: null,
		...books.invoiceSettings,
		$path: '/invoice_settings',
	}),
	business_settings: (books) => ({
		...books.businessSettings,
		$path: '/business_settings',
		country_of_registration: countryBase(books.country),
		default_ledger_accounts: defaultAccounts(books),
	}),
};

function defaultAccounts(books: Books): SageRecord {
	const accounts = (books.businessSettings['default_ledger_accounts'] ?? {}) as Record<string, Ref>;
	return Object.fromEntries(Object.entries(accounts).map(([name, ref]) => [name, ledgerAccountBase(books, ref)]));
}

/** A business as GET /businesses/{id} shows it; the list names it only. */
export function showBusiness(books: Books): SageRecord {
	return {
		...base('businesses', books.id, String(books.business['name'] ?? '')),
		name: books.business['name'] ?? '',
		country: countryBase(books.country),
		is_demo: false,
		ni_based: false,
	};
}
