import { CustomerIndex } from '../../shared/billing/customerIndex';
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
	const candidates = new CustomerIndex(await port.customerCandidates(open.map((party) => party.wanted)));
	const made = new Map<string, Party>();
	for (const party of open) {
		party.decision = match(party, candidates, organisation);
		if (party.decision.kind === 'create') {
			const ledgerId = `planned ${made.size + 1}`;
			made.set(ledgerId, party);
			candidates.add({ ...draftCustomer(party), ledgerId });
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
		party.decision = match(party, new CustomerIndex(), organisation);
	});
}

/** One party against candidates, by the order of rules.md section 4. */
export function match(party: Party, candidates: CustomerIndex, organisation: Organisation) {
	const { links, country, url } = party.billed;
	const { linked } = party;
	const wanted = { ...party.wanted, links, country, url, ...(linked === undefined ? {} : { linked }) };
	return matchCustomer(wanted, candidates.candidatesFor(wanted, organisation.ledger, organisation.id), organisation);
}

function valueOf(result: Result<Customer | null> | undefined): Customer | null {
	if (result === undefined) return null;
	if (!result.ok) throw new SystemError(result.problem);
	return result.value;
}
