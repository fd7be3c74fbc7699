import { dateIn } from '../../shared/billing/dates';
import { promise } from '../../shared/billing/promise';
import type { Deal } from '../../shared/model/deal';
import type { Hold } from '../../shared/model/outcome';
import type { Result } from '../../shared/model/result';
import { failed, ok } from '../../shared/model/result';
import type { AccountingPort } from '../../shared/systems/accounting';
import { judged } from '../deals/judged';
import { dealName, isStopped, overLimit, stopped } from '../deals/outcome';
import type { CustomerOptions, DealCustomer, PartyAnswer } from './customerStep';
import { decideCustomers } from './decideCustomers';
import { previewCustomer } from './previewCustomer';
import type { Party } from './parties';
import { partiesOf } from './parties';
import { writeCustomers } from './writeCustomers';

/**
 * Finds or makes the customer of each deal (rules.md section 4). Deals that are not billed make none. Deals of one company
 * are one piece of work.
 */
export async function resolveCustomers(
	port: AccountingPort,
	deals: Deal[],
	options: CustomerOptions,
): Promise<Array<Result<DealCustomer>>> {
	const organisation = await port.organisation();
	const today = dateIn(organisation.timeZone, options.now);
	const checked = deals.map((deal) => judged(deal, { ...options, traits: port.traits, organisation, today }));
	const parties = partiesOf(checked, options.settings.billTo, port.traits, organisation);
	await decideCustomers(port, organisation, parties);
	const answers = await settle(port, parties, checked, options);
	return checked.map((deal) => {
		const answer = isStopped(deal) ? undefined : answers.get(dealName(deal));
		if (answer === undefined) return ok({ deal, customer: null });
		if ('problem' in answer) return failed(answer.problem);
		if ('customer' in answer) return ok({ deal, customer: answer.customer });
		const outcome = answer.uncertain ? 'uncertain' : 'held';
		return ok({ deal: stopped(deal, { outcome, hold: answer.hold }, options.preview), customer: null });
	});
}

/** Writes, or says what would be written; answers by the name of the deal. */
async function settle(
	port: AccountingPort,
	parties: Party[],
	deals: Deal[],
	options: CustomerOptions,
): Promise<Map<string, PartyAnswer>> {
	const going = parties.filter((party) => party.decision?.kind !== 'hold');
	const over = ceiling(going, deals, options);
	const answers = new Map<string, PartyAnswer>();
	const answer = (party: Party, value: PartyAnswer) => party.deals.forEach((name) => answers.set(name, value));

	for (const party of parties) {
		if (party.decision?.kind === 'hold') answer(party, { hold: party.decision.hold });
		else if (options.preview) answer(party, { customer: previewCustomer(party, options.ifExists, over) });
		else if (over !== null) answer(party, { hold: over });
	}
	if (options.preview || over !== null) return answers;
	const written = await writeCustomers(port, going, options);
	going.forEach((party, index) => answer(party, written[index] as PartyAnswer));
	return answers;
}

/** The hold of all where more deals go on than may. */
function ceiling(going: Party[], deals: Deal[], { settings, stopIfMoreThan }: CustomerOptions): Hold | null {
	const names = new Set(going.flatMap((party) => party.deals));
	if (names.size <= stopIfMoreThan) return null;
	const each = new Map(deals.map((deal) => [dealName(deal), deal]));
	const nets = [...each]
		.filter(([name]) => names.has(name))
		.map(([, deal]) => ({ net: promise(deal, settings).net, currency: deal.currency }));
	return overLimit(names.size, stopIfMoreThan, 'customers and invoices', nets);
}
