import type { Address } from '../model/address';
import type { Customer } from '../model/customer';
import type { Check } from '../model/outcome';
import { isEu } from './country';
import type { BilledParty } from './party';
import type { DocumentWord } from './words';
import { systemWords } from './words';

/**
 * What the reviewer should look at in the customer of a draft (rules.md sections 4 and 5): where the invoice is mailed,
 * its postal address, its currency. What the ledger holds counts as much as what the CRM says.
 */
export function customerChecks(
	party: BilledParty,
	customer: Customer,
	place: { country: string | null; currency: string; document: DocumentWord },
): Check[] {
	const checks: Check[] = [];
	const ledger = systemWords[customer.ledger];
	if (customer.email === null && party.email === null) {
		checks.push({
			code: 'no_billing_email',
			what: `${customer.name} has no email address for invoices`,
			todo: `Set Billing email on the ${party.crmType}`,
			by: 'sales',
		});
	} else if (
		party.emailFrom === 'primary_contact' &&
		(customer.email === null || isSame(customer.email, party.email))
	) {
		checks.push({
			code: 'primary_contact_email',
			what: `Invoices and reminders of ${customer.name} would go to the buyer, ${party.email}`,
			todo: 'Set Billing email on the company, or give a contact the billing role',
			by: 'sales',
		});
	}
	if (
		(place.country === 'GB' || isEu(place.country)) &&
		!hasPlace(party.address) &&
		!hasPlace(customer.billingAddress)
	) {
		checks.push({
			code: 'no_postal_address',
			what: `${customer.name} has no postal address, which an invoice in the UK or EU must show`,
			todo: `Set the address on the ${party.crmType}, and on the customer in ${ledger}`,
			by: 'sales',
		});
	}
	if (customer.currency !== null && customer.currency !== place.currency) {
		checks.push({
			code: 'currency_differs',
			what: `The deal is in ${place.currency}, ${customer.name} is billed in ${customer.currency} otherwise`,
			todo: `Check that the currency of the ${place.document} is right`,
			by: 'finance',
		});
	}
	return checks;
}

function hasPlace(address: Address): boolean {
	return [address.line1, address.city, address.postalCode].some((part) => part !== null && part.trim() !== '');
}

function isSame(a: string, b: string | null): boolean {
	return a.trim().toLowerCase() === b?.trim().toLowerCase();
}
