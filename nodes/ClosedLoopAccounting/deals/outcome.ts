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
	const all = mergedChecks(deal.checks ?? [], checks);
	return all.length === 0 ? deal : { ...deal, checks: all };
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

/** Above the ceiling none is written (rules.md section 3). */
export function overLimit(count: number, limit: number, what: string): Hold {
	return {
		code: 'over_limit',
		what: `This run would make ${what} for ${count} deals, more than the ${limit} of 'Stop If More Than'`,
		todo: `If ${count} is right, raise 'Stop If More Than' and run Catch up`,
		by: 'finance',
	};
}
