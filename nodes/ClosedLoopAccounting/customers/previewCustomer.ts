import { customerDifferences, fieldsToWrite } from '../../shared/billing/customerDiff';
import { customerDraft } from '../../shared/billing/party';
import type { Customer } from '../../shared/model/customer';
import type { Hold } from '../../shared/model/outcome';
import type { CustomerDraft } from '../../shared/systems/accounting';
import type { CustomerOptions } from './resolveCustomers';
import type { Party } from './parties';

/** What would become of the party's customer; nothing is written (rules.md section 3). */
export function previewCustomer(party: Party, ifExists: CustomerOptions['ifExists'], over: Hold | null): Customer {
	const decision = party.decision;
	if (decision?.kind === 'found' && party.sharedWith === undefined) {
		const changes = Object.keys(fieldsToWrite(party.billed, decision.customer, ifExists));
		const would = changes.length > 0 ? 'update' : isStored(party, decision.customer) ? 'leave' : 'link';
		return { ...documentOf(party, decision.customer, decision.reason), would: over ? 'hold' : would };
	}
	const reason = decision !== undefined && decision.kind !== 'hold' ? decision.reason : '';
	return {
		...draftCustomer(party.sharedWith ?? party),
		reason: over?.what ?? reason,
		would: over ? 'hold' : 'create',
	};
}

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

export function draftOf(party: Party): CustomerDraft {
	const { traits } = party;
	return customerDraft(party.billed, party.crm, traits, null);
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
		active: true,
		url: null,
	};
}
