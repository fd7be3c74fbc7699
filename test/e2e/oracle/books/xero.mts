import type { XeroOrganisationFile, XeroRecord } from '../../../../sandbox/core/types.mts';
import type { Books, Contact } from './books.mts';

export function xeroBooks(xero: XeroOrganisationFile): Books {
	const { Organisation } = xero;
	return {
		ledger: 'xero',
		organisationId: String(Organisation.OrganisationID),
		home: String(Organisation.CountryCode),
		registered: Organisation.PaysTax !== false,
		decidesTax: false,
		currencies: new Set(xero.Currencies.map((currency) => String(currency.Code))),
		contacts: xero.Contacts.map(contact),
		items: xero.Items.filter((item) => item.IsSold !== false).map((item) => {
			const details = (item.SalesDetails ?? {}) as XeroRecord;
			return {
				code: String(item.Code),
				name: String(item.Name),
				account: textOrNull(details.AccountCode),
				taxCode: textOrNull(details.TaxType),
			};
		}),
		invoices: xero.Invoices.filter((invoice) => invoice.Type === 'ACCREC').map((invoice) => ({
			contactId: String((invoice.Contact as XeroRecord | undefined)?.ContactID),
			date: String(invoice.Date).slice(0, 10),
			currency: String(invoice.CurrencyCode ?? ''),
			net: Number(invoice.SubTotal),
			total: Number(invoice.Total),
			live: !['VOIDED', 'DELETED'].includes(String(invoice.Status)),
			ours: /#HS[0-9A-Z]{4}-/.test(String(invoice.Url ?? '')),
			repeating: Boolean(invoice.RepeatingInvoiceID),
		})),
		rates: new Map(xero.TaxRates.map((rate) => [String(rate.TaxType), Number(rate.EffectiveRate)])),
		accountTax: new Map(xero.Accounts.map((account) => [String(account.Code), String(account.TaxType)])),
		ways: {
			drafts: true,
			currencyBound: false,
			codeRequired: false,
			noTaxCode: 'NONE',
			taxRoundedPer: 'line',
			priceDecimals: 4,
			quantityDecimals: 4,
			amountAlone: false,
			taxNumbers: true,
			fallbackItem: null,
			number: (prefix, companyId) => `${prefix}-c${companyId}`,
			name: (name) => plain(name).slice(0, 255).trim(),
			referenceMax: 255,
		},
	};
}

/** As Xero takes names (apis/xero.md 5). */
function plain(name: string): string {
	return name.replace(/[<>]/g, '').replace(/\s+/g, ' ').trim();
}

function contact(one: XeroRecord): Contact {
	const addresses = (one.Addresses as XeroRecord[] | undefined) ?? [];
	const typed = (type: string) => addresses.find((address) => address.AddressType === type)?.Country;
	return {
		id: String(one.ContactID),
		name: String(one.Name),
		number: String(one.ContactNumber ?? ''),
		email: String(one.EmailAddress ?? '').toLowerCase(),
		active: (one.ContactStatus ?? 'ACTIVE') === 'ACTIVE',
		taxCode: textOrNull(one.AccountsReceivableTaxType),
		currency: String(one.DefaultCurrency ?? ''),
		countries: [typed('POBOX'), typed('STREET')].filter((country) => country !== undefined).map(String),
		hasAddress: addresses.some((address) => address.AddressLine1 || address.City || address.PostalCode),
		taxNumber: String(one.TaxNumber ?? ''),
	};
}

function textOrNull(value: unknown): string | null {
	return value === undefined || value === null || value === '' ? null : String(value);
}
