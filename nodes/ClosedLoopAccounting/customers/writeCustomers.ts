import { CustomerIndex } from '../../shared/billing/customerIndex';
import { fieldsToWrite } from '../../shared/billing/customerDiff';
import type { Customer } from '../../shared/model/customer';
import type { Problem } from '../../shared/model/result';
import type { AccountingPort } from '../../shared/systems/accounting';
import { attempted } from '../attempt';
import { refusalHold, uncertainHold } from '../refusal';
import type { CustomerOptions, PartyAnswer } from './customerStep';
import { match } from './decideCustomers';
import type { Party } from './parties';
import { documentOf, draftOf, isStored } from './partyCustomer';

/** Makes and updates the customers of decided parties, and answers in order. */
export async function writeCustomers(
	port: AccountingPort,
	parties: Party[],
	options: CustomerOptions,
): Promise<PartyAnswer[]> {
	const found = parties.filter((party) => party.decision?.kind === 'found' && party.sharedWith === undefined);
	const made = await makeCustomers(
		port,
		parties.filter((party) => party.decision?.kind === 'create'),
		options,
	);
	const updated = await updateCustomers(port, found, options);
	return parties.map((party) => {
		if (party.sharedWith !== undefined) return shared(party, made.get(party.sharedWith));
		return (made.get(party) ?? updated.get(party)) as PartyAnswer;
	});
}

/** Another company's customer, made in this run, serves this party too. */
function shared(party: Party, answer: PartyAnswer | undefined): PartyAnswer {
	if (answer === undefined || !('customer' in answer)) return answer as PartyAnswer;
	const reason = party.decision?.kind === 'found' ? party.decision.reason : '';
	return { customer: { ...documentOf(party, answer.customer, reason), outcome: 'linked' } };
}

async function updateCustomers(
	port: AccountingPort,
	parties: Party[],
	options: CustomerOptions,
): Promise<Map<Party, PartyAnswer>> {
	const answers = new Map<Party, PartyAnswer>();
	const changed: Array<{ party: Party; ledgerId: string; fields: ReturnType<typeof fieldsToWrite> }> = [];
	for (const party of parties) {
		if (party.decision?.kind !== 'found') continue;
		const { customer, reason } = party.decision;
		const fields = fieldsToWrite(party.billed, customer, options.ifExists);
		if (Object.keys(fields).length > 0) changed.push({ party, ledgerId: customer.ledgerId ?? '', fields });
		const outcome = isStored(party, customer) ? 'unchanged' : 'linked';
		answers.set(party, { customer: { ...documentOf(party, customer, reason), outcome } });
	}
	if (changed.length === 0) return answers;
	const results = await attempted(
		port.updateCustomers(changed.map(({ ledgerId, fields }) => ({ ledgerId, fields }))),
	);
	changed.forEach(({ party }, index) => {
		const result = results.ok ? results.value[index] : results;
		if (result === undefined || party.decision?.kind !== 'found') return;
		const { reason } = party.decision;
		answers.set(
			party,
			result.ok
				? { customer: { ...documentOf(party, result.value as Customer, reason), outcome: 'updated' } }
				: unsettled(party, result.problem),
		);
	});
	return answers;
}

/**
 * Makes customers once: what was refused, or got no answer, is looked up before it is asked for again under a fresh key
 * (rules.md section 1). Of two runs at the same moment the ledger refuses the second, which then finds the first's.
 */
async function makeCustomers(
	port: AccountingPort,
	parties: Party[],
	options: CustomerOptions,
): Promise<Map<Party, PartyAnswer>> {
	const answers = new Map<Party, PartyAnswer>();
	const open = await tryToMake(port, parties, 0, options, answers);
	if (open.length === 0) return answers;
	const candidates = await attempted(port.customerCandidates(open.map(({ party }) => party.wanted)));
	const index = new CustomerIndex(candidates.ok ? candidates.value : []);
	const again: Party[] = [];
	for (const { party, problem } of open) {
		if (!candidates.ok) {
			answers.set(party, unsettled(party, problem));
			continue;
		}
		const decision = match(party, index, party.organisation);
		if (decision.kind === 'found')
			answers.set(party, { customer: recovered(party, decision.customer, problem, decision.reason) });
		else if (decision.kind === 'hold') answers.set(party, { hold: decision.hold });
		else if (problem.code === 'no_answer' || problem.code === 'name_taken')
			answers.set(party, unsettled(party, problem));
		else again.push(party);
	}
	const still = await tryToMake(port, again, 1, options, answers);
	for (const { party, problem } of still) answers.set(party, unsettled(party, problem));
	return answers;
}

async function tryToMake(
	port: AccountingPort,
	parties: Party[],
	fresh: number,
	{ run, settings }: CustomerOptions,
	answers: Map<Party, PartyAnswer>,
): Promise<Array<{ party: Party; problem: Problem }>> {
	if (parties.length === 0) return [];
	const results = await attempted(
		port.createCustomers(
			parties.map((party) => draftOf(party, settings.ifNameTaken)),
			{ fresh, run },
		),
	);
	const open: Array<{ party: Party; problem: Problem }> = [];
	parties.forEach((party, index) => {
		const result = results.ok ? results.value[index] : results;
		if (result === undefined) return;
		if (!result.ok && result.problem.scope === 'run') answers.set(party, { problem: result.problem });
		else if (!result.ok) open.push({ party, problem: result.problem });
		else {
			const reason = party.decision?.kind === 'create' ? party.decision.reason : '';
			answers.set(party, {
				customer: { ...documentOf(party, result.value as Customer, reason), outcome: 'created' },
			});
		}
	});
	return open;
}

/** Found after the write that got no good answer: ours when it carries our number and the answer was lost. */
function recovered(party: Party, customer: Customer, problem: Problem, reason: string): Customer {
	const ours = problem.code === 'no_answer' && isOurs(party, customer);
	const told = ours ? `Made in ${party.traits.label}; its answer was lost, so it was looked up` : reason;
	return { ...documentOf(party, customer, told), outcome: ours ? 'created' : 'linked' };
}

/** By our number; where the ledger keeps none, by the very name that was asked for. */
function isOurs(party: Party, customer: Customer): boolean {
	const { number, name } = draftOf(party, 'refuse');
	return number === '' ? customer.name === name : customer.number === number;
}

function unsettled(party: Party, problem: Problem): PartyAnswer {
	if (problem.code === 'no_answer')
		return { uncertain: true, hold: uncertainHold(party.traits.label, 'the customer') };
	const hold = refusalHold(problem);
	return hold === null ? { problem } : { hold };
}
