import type { CompanyFile, HubSpotRecord, XeroRecord } from '../../core/types.mts';

/** Where its customers are; the sandbox's QuickBooks company of the United States charges sales tax in the first three. */
const TOWNS: ReadonlyArray<readonly [city: string, state: string, zip: string]> = [
	['San Jose', 'CA', '95113'],
	['Austin', 'TX', '78701'],
	['Buffalo', 'NY', '14202'],
	['Portland', 'OR', '97205'],
	['Bozeman', 'MT', '59715'],
];

const BRITISH = /^(united kingdom|uk|gb|great britain|england|scotland|wales|northern ireland)$/i;
const AMERICAN = /^(united states|usa?)$/i;
const WRITTEN = ['United States', 'USA', 'US', 'United States'];

/**
 * The same company as if it had been founded in the United States: home and abroad change places, pounds and dollars too.
 * Customers at home have an American address; nothing else about them changes.
 */
export function inTheUnitedStates(company: CompanyFile): CompanyFile {
	const moved = structuredClone(company);
	const { hubspot, xero } = moved;
	hubspot.account.companyCurrency = swapped(hubspot.account.companyCurrency);
	hubspot.account.additionalCurrencies = hubspot.account.additionalCurrencies?.map(swapped);
	hubspot.account.timeZone = 'America/Los_Angeles';
	hubspot.companies.forEach(relocateCompany);
	for (const { properties } of hubspot.deals) swap(properties, 'deal_currency_code');
	for (const { properties } of hubspot.quotes) swap(properties, 'hs_currency');
	if (!xero) return moved;
	const { Organisation } = xero;
	Object.assign(Organisation, {
		BaseCurrency: 'USD',
		CountryCode: 'US',
		Timezone: 'PACIFICSTANDARDTIME',
		Version: 'US',
	});
	for (const currency of xero.Currencies) currency.Code = swapped(String(currency.Code));
	xero.Contacts.forEach(relocateContact);
	for (const invoice of xero.Invoices) invoice.CurrencyCode = swapped(String(invoice.CurrencyCode ?? 'GBP'));
	return moved;
}

function relocateCompany({ properties }: HubSpotRecord, index: number): void {
	const country = (properties.country ?? '').trim();
	if (AMERICAN.test(country)) {
		Object.assign(properties, { country: 'United Kingdom', city: 'Leeds', zip: 'LS1 4AP' });
		return;
	}
	if (!BRITISH.test(country)) return;
	const [city, state, zip] = TOWNS[index % TOWNS.length] as (typeof TOWNS)[number];
	const written = WRITTEN[index % WRITTEN.length] as string;
	Object.assign(properties, { country: written, city, state, zip });
}

function relocateContact(contact: XeroRecord, index: number): void {
	if (contact.DefaultCurrency) contact.DefaultCurrency = swapped(String(contact.DefaultCurrency));
	for (const address of (contact.Addresses ?? []) as XeroRecord[]) {
		const country = String(address.Country ?? '').trim();
		if (AMERICAN.test(country))
			Object.assign(address, { Country: 'United Kingdom', City: 'Leeds', PostalCode: 'LS1 4AP' });
		else if (BRITISH.test(country)) {
			const [City, Region, PostalCode] = TOWNS[index % TOWNS.length] as (typeof TOWNS)[number];
			Object.assign(address, { Country: 'United States', City, Region, PostalCode });
		}
	}
}

function swapped(currency: string): string {
	return currency === 'GBP' ? 'USD' : currency === 'USD' ? 'GBP' : currency;
}

function swap(properties: HubSpotRecord['properties'], name: string): void {
	const value = properties[name];
	if (value) properties[name] = swapped(value);
}
