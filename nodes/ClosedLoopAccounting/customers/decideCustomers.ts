import { matchCustomer } from '../../shared/billing/matchCustomer';
import type { Customer } from '../../shared/model/customer';
import type { Organisation } from '../../shared/model/organisation';
import type { Result } from '../../shared/model/result';
import { SystemError } from '../../shared/transport/systemError';
import type { AccountingPort } from '../../shared/systems/accounting';
import type { Party } from './parties';
import { draftCustomer } from './partyCustomer';

/**
 * Decides for each party which customer it is: by the ids stored on the CRM records, read in one go, the others among
 * everything that could be one of the others. A customer that an earlier party of this run would get counts as there,
 * since it is when the run is repeated.
 */
export async function decideCustomers(
	port: AccountingPort,
	organisation: Organisation,
	parties: Party[],
): Promise<void> {
	await decideByStoredIds(port, organisation, parties);
	const open = parties.filter((party) => party.decision === undefined);
	if (open.length === 0) return;
	const candidates = await port.customerCandidates(open.map((party) => party.wanted));
	const made = new Map<string, Party>();
	for (const party of open) {
		const planned = [...made.entries()].map(([id, other]) => ({ ...draftCustomer(other), ledgerId: id }));
		party.decision = match(party, [...candidates, ...planned], organisation);
		if (party.decision.kind === 'create') {
			made.set(`planned ${made.size + 1}`, party);
		} else if (party.decision.kind === 'found') {
			const sharedWith = made.get(party.decision.customer.ledgerId ?? '');
			if (sharedWith !== undefined) party.sharedWith = sharedWith;
		}
	}
}

async function decideByStoredIds(port: AccountingPort, organisation: Organisation, parties: Party[]): Promise<void> {
	const linked = parties.filter((party) => party.stored !== null && party.stored.ledgerId !== 'new');
	if (linked.length === 0) return;
	const found = await port.customersById(linked.map((party) => party.stored?.ledgerId ?? ''));
	linked.forEach((party, index) => {
		party.linked = valueOf(found[index]);
		party.decision = match(party, [], organisation);
	});
}

/** One party against candidates, by the order of rules.md section 4. */
export function match(party: Party, candidates: Customer[], organisation: Organisation) {
	const { links, country, url } = party.billed;
	const { linked } = party;
	return matchCustomer(
		{ ...party.wanted, links, country, url, ...(linked === undefined ? {} : { linked }) },
		candidates,
		organisation,
	);
}

function valueOf(result: Result<Customer | null> | undefined): Customer | null {
	if (result === undefined) return null;
	if (!result.ok) throw new SystemError(result.problem);
	return result.value;
}
