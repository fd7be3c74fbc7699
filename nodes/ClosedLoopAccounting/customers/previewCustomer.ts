import { fieldsToWrite } from '../../shared/billing/customerDiff';
import type { Customer } from '../../shared/model/customer';
import type { Hold } from '../../shared/model/outcome';
import type { CustomerOptions } from './customerStep';
import type { Party } from './parties';
import { documentOf, draftCustomer, isStored } from './partyCustomer';

/** What would become of the party's customer; nothing is written (rules.md section 3). */
export function previewCustomer(party: Party, ifExists: CustomerOptions['ifExists'], over: Hold | null): Customer {
	const decision = party.decision;
	if (decision?.kind === 'found' && party.sharedWith === undefined) {
		const changes = Object.keys(fieldsToWrite(party.billed, decision.customer, ifExists));
		const would = changes.length > 0 ? 'update' : isStored(party, decision.customer) ? 'leave' : 'link';
		return { ...documentOf(party, decision.customer, decision.reason), would: over ? 'hold' : would };
	}
	const reason = decision !== undefined && decision.kind !== 'hold' ? decision.reason : '';
	const { crmId, crmType } = party.billed;
	const would = party.sharedWith === undefined ? 'create' : 'link';
	return {
		...draftCustomer(party.sharedWith ?? party),
		crmId,
		crmType,
		reason: over?.what ?? reason,
		would: over ? 'hold' : would,
	};
}
