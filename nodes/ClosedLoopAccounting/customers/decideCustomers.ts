import { CustomerIndex } from '../../shared/billing/customerIndex';
import { linksFor } from '../../shared/billing/customerLinks';
import { canBill, matchCustomer } from '../../shared/billing/matchCustomer';
import { withoutCurrency } from '../../shared/billing/names';
import type { Customer, CustomerWanted } from '../../shared/model/customer';
import type { CustomerLink } from '../../shared/model/deal';
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
	const candidates = new CustomerIndex(
		await port.customerCandidates(open.flatMap((party) => cluesOf(party, organisation))),
	);
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

/**
 * By what stands behind the stored ids. Where records are bound to a currency and none of them is in the wanted one, the
 * party stays open: its record in that currency is looked for beside the known one.
 */
async function decideByStoredIds(port: AccountingPort, organisation: Organisation, parties: Party[]): Promise<void> {
	const linked = parties.filter((party) => party.stored !== null && party.stored.ledgerId !== 'new');
	if (linked.length === 0) return;
	const asked = linked.map((party) => ({ party, links: storedLinks(party) }));
	const found = (await port.customersById(asked.flatMap(({ links }) => links.map(({ ledgerId }) => ledgerId)))).map(
		valueOf,
	);
	for (const { party, links } of asked) {
		const behind = found.splice(0, links.length);
		const fitting = behind.findIndex(
			(customer) => customer !== null && canBill(party.wanted.currency, customer, organisation),
		);
		const at = Math.max(fitting, 0);
		party.stored = links[at] ?? party.stored;
		party.linked = behind[at] ?? null;
		if (fitting >= 0 || party.linked === null) party.decision = match(party, new CustomerIndex(), organisation);
	}
}

function storedLinks({ billed, wanted, stored, traits, organisation }: Party): CustomerLink[] {
	if (stored === null || wanted.currency === null) return stored === null ? [] : [stored];
	const links = linksFor(billed.links, traits.system, organisation.id, wanted.currency);
	return links.filter(({ ledgerId }) => ledgerId !== 'new');
}

/** What a ledger is searched by for a party; a record in another currency often has that behind its name. */
function cluesOf(party: Party, { baseCurrency }: Organisation): CustomerWanted[] {
	const { wanted, linked } = party;
	const { currency } = wanted;
	if (currency === null || (currency === baseCurrency && !linked)) return [wanted];
	const stems = [wanted.name, ...(linked ? [withoutCurrency(linked.name, [linked.currency])] : [])];
	const names = stems.flatMap((stem) => [stem, `${stem} (${currency})`, `${stem} ${currency}`]);
	const named = names.map((name) => ({ number: null, name, email: null, domain: null, taxNumber: null, currency }));
	return [wanted, ...named.slice(1)];
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
