import type { CompanyBuilder } from './builder.mts';
import { companyName, domainOf } from './names.mts';
import type { Random } from './random.mts';

const TOWNS = ['Leeds', 'York', 'Hull', 'Bath', 'Truro', 'Perth', 'Derby', 'Ripon', 'Lincoln', 'Durham'];

/**
 * Fills the ledger and the CRM up to `contacts` contacts each with businesses that have no deal: every one stands in the
 * ledger, every second one is a company in the CRM as well. `named` is how many company names are used up; returns the new count.
 */
export function addCrowd(builder: CompanyBuilder, random: Random, contacts: number, named: number): number {
	const { hubspot, xero } = builder.file;
	const createdAt = new Date(builder.now.getTime() - 500 * 86_400_000).toISOString();
	let next = named;
	for (let n = 0; xero.Contacts.length < contacts; n++) {
		const name = companyName(next++);
		const domain = domainOf(name);
		const City = TOWNS[n % TOWNS.length] as string;
		xero.Contacts.push({
			ContactID: random.guid(),
			Name: n % 3 === 0 ? `${name} Ltd` : name,
			ContactStatus: n % 40 === 39 ? 'ARCHIVED' : 'ACTIVE',
			EmailAddress: `accounts@${domain}`,
			Addresses: [{ AddressType: 'POBOX', City, Country: 'United Kingdom' }],
			IsCustomer: n % 5 !== 0,
			IsSupplier: n % 5 === 0,
			UpdatedDateUTC: createdAt,
		});
		if (n % 2 === 0) {
			hubspot.companies.push({
				id: String(19_200_000_001 + n),
				properties: { name, domain, city: City, country: 'United Kingdom' },
				createdAt,
			});
		}
	}
	for (let n = 0; hubspot.contacts.length < contacts; n++) {
		const company = hubspot.companies[n % hubspot.companies.length];
		const domain = company?.properties.domain ?? 'freemail.example';
		hubspot.contacts.push({
			id: String(53_600_000_001 + n),
			properties: { firstname: 'Person', lastname: String(n), email: `person.${n}@${domain}` },
			...(company ? { associations: { companies: [company.id] } } : {}),
			createdAt,
		});
	}
	return next;
}
