import { Decimal } from 'decimal.js';
import type { QuickBooksCompanyFile, QuickBooksRecord } from '../../../../sandbox/core/types.mts';
import type { Books, Contact } from './books.mts';

export function quickbooksBooks(file: QuickBooksCompanyFile): Books {
	const isAmerican = file.CompanyInfo.Country === 'US';
	const currencies = (file.Preferences.CurrencyPrefs ?? {}) as QuickBooksRecord;
	const taxes = (file.Preferences.TaxPrefs ?? {}) as QuickBooksRecord;
	const base = ref(currencies.HomeCurrency);
	const percents = new Map(file.TaxRate.map((rate) => [String(rate.Id), Number(rate.RateValue)]));
	const rates = new Map(file.TaxCode.map((code) => [String(code.Id), percentOf(code, percents)]));
	return {
		ledger: 'quickbooks',
		organisationId: String(file.CompanyInfo.Id),
		home: String(file.CompanyInfo.Country),
		registered: taxes.UsingSalesTax !== false,
		decidesTax: isAmerican,
		currencies: new Set([base, ...file.CompanyCurrency.map(({ Code }) => String(Code))]),
		contacts: file.Customer.map((one) => contact(one, base)),
		items: file.Item.filter(({ Active }) => Active !== false).map((item) => ({
			code: String(item.Sku ?? '') || String(item.Name),
			name: String(item.Name),
			account: null,
			taxCode: isAmerican ? (item.Taxable === false ? 'NON' : 'TAX') : ref(item.SalesTaxCodeRef) || null,
		})),
		invoices: file.Invoice.map((invoice) => {
			const net = ((invoice.Line ?? []) as QuickBooksRecord[])
				.filter(({ DetailType }) => DetailType === 'SalesItemLineDetail')
				.reduce((sum, line) => sum.plus(Number(line.Amount)), new Decimal(0));
			return {
				contactId: ref(invoice.CustomerRef),
				date: String(invoice.TxnDate),
				currency: ref(invoice.CurrencyRef) || base,
				net: net.toNumber(),
				total: net.plus(isAmerican ? 0 : taxOf(invoice, rates)).toNumber(),
				live: !String(invoice.PrivateNote ?? '').startsWith('Voided'),
				ours: /HS[0-9A-Z]{4}-\d/.test(String(invoice.PrivateNote ?? '')),
				repeating: false,
			};
		}),
		rates: isAmerican ? new Map() : rates,
		accountTax: new Map(),
		ways: {
			drafts: false,
			currencyBound: true,
			codeRequired: !isAmerican,
			noTaxCode: null,
			taxRoundedPer: 'rate',
			priceDecimals: 5,
			quantityDecimals: 5,
			amountAlone: true,
			taxNumbers: false,
			fallbackItem: 'Services',
			number: () => null,
			name: (name) =>
				name
					.replace(/[<>:\t\n]/g, ' ')
					.replace(/\s+/g, ' ')
					.trim()
					.slice(0, 500),
			referenceMax: 1000,
		},
	};
}

/** Sum of the rates of a tax code that stand on sales. */
function percentOf(code: QuickBooksRecord, percents: ReadonlyMap<string, number>): number {
	const list = (code.SalesTaxRateList ?? {}) as QuickBooksRecord;
	const details = (list.TaxRateDetail ?? []) as QuickBooksRecord[];
	return details.reduce((sum, detail) => sum + (percents.get(ref(detail.TaxRateRef)) ?? 0), 0);
}

function taxOf(invoice: QuickBooksRecord, rates: ReadonlyMap<string, number>): Decimal {
	const byRate = new Map<number, Decimal>();
	for (const line of (invoice.Line ?? []) as QuickBooksRecord[]) {
		const detail = (line.SalesItemLineDetail ?? {}) as QuickBooksRecord;
		const percent = rates.get(ref(detail.TaxCodeRef)) ?? 0;
		byRate.set(percent, (byRate.get(percent) ?? new Decimal(0)).plus(Number(line.Amount)));
	}
	return [...byRate].reduce(
		(sum, [percent, net]) => sum.plus(net.times(percent).dividedBy(100).toDecimalPlaces(2, Decimal.ROUND_HALF_UP)),
		new Decimal(0),
	);
}

function contact(one: QuickBooksRecord, base: string): Contact {
	const address = (one.BillAddr ?? {}) as QuickBooksRecord;
	return {
		id: String(one.Id),
		name: String(one.DisplayName),
		number: '',
		email: String(((one.PrimaryEmailAddr ?? {}) as QuickBooksRecord).Address ?? '').toLowerCase(),
		active: one.Active !== false,
		taxCode: ref(one.DefaultTaxCodeRef) || null,
		currency: ref(one.CurrencyRef) || base,
		countries: address.Country ? [String(address.Country)] : [],
		hasAddress: Boolean(address.Line1 || address.City || address.PostalCode),
		taxNumber: '',
	};
}

function ref(value: unknown): string {
	return String((value as QuickBooksRecord | undefined)?.value ?? '');
}
