import { formatMoney, sumMoney } from '../../shared/billing/money';
import type { Deal } from '../../shared/model/deal';
import type { Check, Hold } from '../../shared/model/outcome';

/** What keeps a deal from going on, and whether it is held or needs nothing. */
export interface Stop {
	outcome: 'held' | 'skipped' | 'uncertain';
	hold: Hold;
}

/** The deal with its stop; in preview it says what would be and carries no outcome (rules.md section 2). */
export function stopped(deal: Deal, stop: Stop, preview: boolean): Deal {
	const billing = { ...deal.billing };
	delete billing.outcome;
	delete billing.would;
	if (preview) billing.would = stop.outcome === 'skipped' ? 'skip' : 'hold';
	else billing.outcome = stop.outcome;
	return { ...deal, hold: stop.hold, billing };
}

/** Checks that stand already and further ones, each once. */
export function withChecks(deal: Deal, checks: Check[]): Deal {
	return withOnlyChecks(deal, mergedChecks(deal.checks ?? [], checks));
}

/** These checks in place of those that stand. */
export function withOnlyChecks(deal: Deal, checks: Check[]): Deal {
	const told = { ...deal, checks };
	if (checks.length === 0) delete (told as Deal).checks;
	return told;
}

/** One of each code and text, in order of first appearance. */
export function mergedChecks(...lists: Check[][]): Check[] {
	return [...new Map(lists.flat().map((check) => [`${check.code} ${check.what}`, check])).values()];
}

/** A deal that an earlier step stopped passes untouched. */
export function isStopped(deal: Deal): boolean {
	return deal.hold !== undefined;
}

/** Names a deal across CRM accounts. */
export function dealName(deal: Deal): string {
	return `${deal.crm.system}:${deal.crm.accountId}:${deal.id}`;
}

/** Above the ceiling none is written (rules.md section 3). `nets` are what the deals would be billed. */
export function overLimit(
	count: number,
	limit: number,
	what: string,
	nets: Array<{ net: number; currency: string }>,
): Hold {
	return {
		code: 'over_limit',
		what: `This run would make ${what} for ${count} deals, ${totals(nets)} in all, more than the ${limit} of 'Stop If More Than'`,
		todo: `If ${count} is right, raise 'Stop If More Than' and run Catch up`,
		by: 'finance',
	};
}

/** The sum of each currency. */
function totals(nets: Array<{ net: number; currency: string }>): string {
	return [...new Set(nets.map(({ currency }) => currency))]
		.map((currency) => {
			const ofCurrency = nets.filter((one) => one.currency === currency).map(({ net }) => net);
			return formatMoney(sumMoney(ofCurrency, currency), currency);
		})
		.join(' and ');
}
