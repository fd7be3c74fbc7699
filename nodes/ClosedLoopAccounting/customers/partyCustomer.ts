import { customerDifferences } from '../../shared/billing/customerDiff';
import { customerDraft } from '../../shared/billing/party';
import type { Customer, CustomerDraft } from '../../shared/model/customer';
import type { Party } from './parties';

/** A found or made customer as this party's document: whom it stands for, why, and where the two sides differ. */
export function documentOf(party: Party, customer: Customer, reason: string): Customer {
	const differences = customerDifferences(party.billed, customer);
	return {
		...customer,
		crmId: party.billed.crmId,
		crmType: party.billed.crmType,
		reason,
		...(differences.length > 0 ? { differences } : {}),
	};
}

/** True when the CRM names this customer already. */
export function isStored(party: Party, customer: Customer): boolean {
	return party.stored !== null && party.stored.ledgerId.toLowerCase() === customer.ledgerId?.toLowerCase();
}

/** What is asked of the ledger for a new customer. */
export function draftOf(party: Party): CustomerDraft {
	return customerDraft(party.billed, party.crm, party.traits, null);
}

/** A customer as it would be made; without an id. */
export function draftCustomer(party: Party): Customer {
	const draft = draftOf(party);
	return {
		crmId: party.billed.crmId,
		crmType: party.billed.crmType,
		ledger: party.traits.system,
		organisation: { id: party.organisation.id, name: party.organisation.name },
		ledgerId: null,
		number: draft.number,
		name: draft.name,
		email: draft.email,
		phone: draft.phone,
		billingAddress: draft.billingAddress,
		taxNumber: draft.taxNumber,
		currency: draft.currency,
		terms: draft.terms,
		taxCode: null,
		creditLimit: null,
		active: true,
		url: null,
	};
}
