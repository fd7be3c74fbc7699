import type { HubSpotAccountFile, XeroCompany, XeroOrganisationFile } from '../core/types.mts';
import { ukOrganisation } from './organisation.mts';
import { ukPortal } from './portal.mts';

/** Tenant id of the second organisation. */
export const BYSTANDER_TENANT_ID = 'e2b90c77-1f3d-4a8e-9c55-0b6d7a4f2e38';

/** Portal id of the second HubSpot account. */
const BYSTANDER_PORTAL_ID = 24680246;

/**
 * A second HubSpot account and a second Xero organisation within reach of the same sign-ins, with records that
 * look alike: the same deal and company ids, the same customer names and item codes. Nothing may write to them.
 */
export function bystanders(of: XeroCompany): { hubspot: HubSpotAccountFile[]; xero: XeroOrganisationFile[] } {
	const portal = ukPortal('Harbourfield Interiors & Systems (Archive)', BYSTANDER_PORTAL_ID);
	const { companies, contacts, deals, line_items: lines } = of.hubspot;
	const copy = <T,>(values: T[]): T[] => structuredClone(values);
	portal.companies = copy(companies.slice(0, 5));
	portal.contacts = copy(contacts.slice(0, 5));
	for (const company of portal.companies) {
		delete company.associations;
		delete company.properties.closed_loop_accounting_customer;
	}
	for (const contact of portal.contacts) delete contact.associations;
	portal.deals = copy(deals.slice(0, 5));
	for (const deal of portal.deals)
		deal.associations = portal.companies[0] ? { companies: [portal.companies[0].id] } : {};
	portal.line_items = copy(lines.slice(0, 5));

	const organisation = ukOrganisation('Harbourfield Properties', BYSTANDER_TENANT_ID);
	organisation.Organisation.ShortCode = '!p9RtW';
	organisation.Accounts = copy(organisation.Accounts).map((account) => ({
		...account,
		AccountID: String(account.AccountID).replace('5a1e', '5a1f'),
	}));
	organisation.Items = copy(of.xero.Items.slice(0, 4)).map((item, index) => ({
		...item,
		ItemID: `17e30000-0000-4000-a000-${String(index).padStart(12, '0')}`,
	}));
	organisation.Contacts = copy(of.xero.Contacts.slice(0, 12)).map((contact, index) => ({
		...contact,
		ContactID: `b1570000-0000-4000-a000-${String(index).padStart(12, '0')}`,
	}));
	return { hubspot: [portal], xero: [organisation] };
}
