import type { CompanyFile, XeroOrganisationFile, XeroRecord } from '../../core/types.mts';

/**
 * A company that moves: the same customers, items, invoices and payments in the books of another ledger. The company's Xero
 * organisation is what it moves from; what is stored in the CRM follows (see links.mts).
 */

/** The organisation a company moves from. @throws Error for a company that keeps no books in Xero */
export function organisationOf(company: CompanyFile): XeroOrganisationFile {
	if (!company.xero) throw new Error('Only a company with books in Xero can move to another ledger');
	return company.xero;
}

export function text(value: unknown): string {
	return value === undefined || value === null ? '' : String(value);
}

/** The percentage of a tax type; 0 where there is none. */
export function percentOf(organisation: XeroOrganisationFile, taxType: unknown): number {
	const rate = organisation.TaxRates.find((candidate) => candidate.TaxType === taxType);
	return Number(rate?.EffectiveRate ?? 0);
}

/** Tax type of an item: its own, else that of the account it is booked on, else that of the sales account. */
export function taxTypeOf(organisation: XeroOrganisationFile, item: XeroRecord): string {
	const details = (item.SalesDetails ?? {}) as XeroRecord;
	const code = text(details.AccountCode) || '200';
	const account = organisation.Accounts.find((candidate) => candidate.Code === code);
	return text(details.TaxType) || text(account?.TaxType);
}

/** Contacts that are only bought from. */
export function isSupplierOnly(contact: XeroRecord): boolean {
	return contact.IsSupplier === true && contact.IsCustomer !== true;
}

/**
 * The currency that a customer's record is bound to where a ledger binds it: the one it has in Xero, else the one that all of
 * its deals are in, else the base currency.
 */
export function currencyOf(company: CompanyFile, contact: XeroRecord): string {
	const base = text(organisationOf(company).Organisation.BaseCurrency);
	const own = text(contact.DefaultCurrency);
	if (own !== '') return own;
	const { companies, deals, account } = company.hubspot;
	const linked = new Set(
		companies
			.filter(({ properties }) =>
				(properties.closed_loop_accounting_customer ?? '').includes(text(contact.ContactID)),
			)
			.map(({ id }) => id),
	);
	const currencies = new Set(
		deals
			.filter(({ associations }) =>
				(associations?.companies ?? []).some((one) => linked.has(typeof one === 'string' ? one : one.id)),
			)
			.map(({ properties }) => properties.deal_currency_code || account.companyCurrency),
	);
	const [only] = currencies;
	return only !== undefined && currencies.size === 1 ? only : base;
}

/** The postal address of a contact. */
export function addressOf(contact: XeroRecord): XeroRecord {
	const addresses = (contact.Addresses ?? []) as XeroRecord[];
	return addresses.find(({ AddressType }) => AddressType === 'POBOX') ?? addresses[0] ?? {};
}

/** The rate of a foreign currency in units of it for one of the base currency, for documents that tell none. */
const RATES: Readonly<Record<string, number>> = { GBP: 1, EUR: 1.17, USD: 1.27, JPY: 193, CHF: 1.12, AUD: 1.93 };

/** Units of `currency` for one unit of `base`. */
export function rateBetween(currency: string, base: string): number {
	return Number(((RATES[currency] ?? 1) / (RATES[base] ?? 1)).toFixed(6));
}
