import { customerDifferences } from '../../shared/billing/customerDiff';
import { customerDraft } from '../../shared/billing/party';
import type { Customer, CustomerDraft } from '../../shared/model/customer';
import type { Party } from './parties';

/** A found or made customer as this party's document: whom it stands for, why, and where the two sides differ. */
export function documentOf(party: Party, customer: Customer, reason: string): Customer {
	const differences = customerDifferences(party.billed, customer);
	const { currency, currencyBound } = currencyOf(party, customer.currency);
	return {
		...customer,
		currency,
		...(currencyBound && { currencyBound }),
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
export function draftOf(party: Party, ifNameTaken: CustomerDraft['ifNameTaken']): CustomerDraft {
	const { billed, crm, traits, currency, organisation, decision } = party;
	const name = decision?.kind === 'create' ? (decision.name ?? billed.name) : billed.name;
	const currencies = { currency, baseCurrency: organisation.baseCurrency };
	return customerDraft({ ...billed, name }, crm, traits, currencies, ifNameTaken);
}

/** Where a record is bound to its currency, one that the ledger does not tell is the base. */
function currencyOf({ traits, organisation }: Party, currency: string | null) {
	if (!traits.currencyPerCustomer) return { currency, currencyBound: false };
	return { currency: currency ?? organisation.baseCurrency, currencyBound: true };
}

/** A customer as it would be made; without an id. */
export function draftCustomer(party: Party): Customer {
	const draft = draftOf(party, 'refuse');
	const { currency, currencyBound } = currencyOf(party, draft.currency);
	return {
		crmId: party.billed.crmId,
		crmType: party.billed.crmType,
		ledger: party.traits.system,
		organisation: { id: party.organisation.id, name: party.organisation.name },
		ledgerId: null,
		number: draft.number === '' ? null : draft.number,
		name: draft.name,
		email: draft.email,
		phone: draft.phone,
		billingAddress: draft.billingAddress,
		taxNumber: draft.taxNumber,
		currency,
		...(currencyBound && { currencyBound }),
		terms: draft.terms,
		taxCode: null,
		creditLimit: null,
		active: true,
		url: null,
	};
}
