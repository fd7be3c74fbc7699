import { dateIn } from '../../shared/billing/dates';
import { isLifted } from '../../shared/billing/judgeDeal';
import type { Deal } from '../../shared/model/deal';
import type { Problem } from '../../shared/model/result';
import type { CrmPort, DealOfLines, DealQuery, DealReadOptions, FoundDeal } from '../../shared/systems/crm';
import { SystemError } from '../../shared/transport/systemError';
import { bounded, linesWereSeen, remember, rests, wasOffered } from './memory';
import type { Memory } from './memory';

/**
 * `dealWon`: billing has not seen the deal as it is now. `dealChanged`: it was billed, and is neither as billed nor as seen.
 * `dealNoLongerWon`: its invoice stands, and nothing on the deal says yet that it is no longer won.
 */
export type DealEvent = (typeof dealEvents)[number];

export const dealEvents = ['dealWon', 'dealChanged', 'dealNoLongerWon'] as const;

export interface WonDealSettings {
	event: DealEvent;
	pipelines: string[];
	/** `YYYY-MM-DD`. */
	billFrom: string;
	/** Minutes that a deal must have been left alone: lines are often added after the drag. */
	settleFor: number;
	read: DealReadOptions;
}

export interface Poll {
	deals: Deal[];
	/** Deals that could not be read; they come again with the next poll. */
	problems: Array<{ dealId: string; problem: Problem }>;
	/** True where nothing of what was to be read could be: the poll failed. */
	failed: boolean;
	memory: Memory;
}

const MINUTE_MS = 60_000;
/** How far a poll looks back behind the last one: search shows changes late (rules.md section 2). */
const OVERLAP_MS = 10 * MINUTE_MS;
/** Most deals of one poll; the others come with the next. */
const MOST_OFFERED = 200;
const READ_AT_ONCE = 100;
/** A limit would leave out the newest deals for good. */
const ALL = Number.MAX_SAFE_INTEGER;
/** Held deals are looked at again daily: what was missing may stand in the ledger now. */
const HELD = ['not_invoiced_sales', 'not_invoiced_finance'];

/**
 * Won deals that billing has not seen as they are now, or that carry an answer of a person. Two searches when nothing is
 * new, of deals and of line items. The first poll of each day looks at all won deals, held ones and those whose lines alone may have changed.
 */
export async function pollWonDeals(
	crm: CrmPort,
	settings: WonDealSettings,
	before: Memory,
	now: string,
): Promise<Poll> {
	// What was billed is not among the open ones that a first poll asks for.
	const isFirst = before.deep === null && settings.event === 'dealChanged';
	const daily = isFirst || (before.deep !== null && before.deep.slice(0, 10) !== now.slice(0, 10));
	const memory: Memory = { ...before, looked: { ...before.looked } };
	const settledAt = new Date(Date.parse(now) - settings.settleFor * MINUTE_MS).toISOString();
	const found = await crm.findDeals(queryOf(settings, before.cursor, daily));
	const byLines = await linesAtOf(crm, settings, memory, daily, settledAt);
	const worthReading = [
		...found.deals.filter((deal) => byLines.has(deal.id) || isWorthReading(memory, deal, daily, now)),
		...[...byLines.values()].filter(({ id }) => found.deals.every((deal) => deal.id !== id)),
	].filter(({ modifiedAt }) => modifiedAt <= settledAt);
	const poll: Poll = { deals: [], problems: [], failed: false, memory };
	let read = 0;
	while (read < worthReading.length && poll.deals.length < MOST_OFFERED) {
		const part = worthReading.slice(read, read + READ_AT_ONCE);
		read += part.length;
		const results = await crm.getDeals(
			part.map((deal) => deal.id),
			settings.read,
		);
		results.forEach((result, index) => {
			if (!result.ok) poll.problems.push({ dealId: (part[index] as FoundDeal).id, problem: result.problem });
			else if (result.value.modifiedAt <= settledAt) {
				const linesAt = byLines.get(result.value.id)?.linesChangedAt;
				consider(poll, result.value, settings, daily, now, linesAt);
			}
		});
	}
	poll.failed = read > 0 && poll.problems.length === read;
	if (read < worthReading.length) return { ...poll, memory: bounded(memory) };
	// What cannot be read is tried again with each poll, after a day with each day's first: one such deal, which may stay
	// so, must not make every poll a long one.
	const cursor = daily || poll.problems.length === 0 ? now : before.cursor;
	return { ...poll, memory: bounded({ ...memory, cursor, deep: daily || before.deep === null ? now : before.deep }) };
}

/** One deal to build a flow with: an unbilled one, else any won one. Leaves no trace. */
export async function sampleDeal(crm: CrmPort, settings: WonDealSettings): Promise<Deal | null> {
	for (const onlyOpen of [true, false]) {
		const { deals } = await crm.findDeals({ ...queryOf(settings, null, false), onlyOpen, held: true, limit: 1 });
		const [found] = deals;
		if (!found) continue;
		const [deal] = await crm.getDeals([found.id], settings.read);
		if (deal && !deal.ok) throw new SystemError(deal.problem);
		return deal?.value ?? null;
	}
	return null;
}

function queryOf(settings: WonDealSettings, cursor: string | null, daily: boolean): DealQuery {
	return {
		pipelines: settings.pipelines,
		stages: [],
		closedSince: settings.billFrom,
		ownerIds: [],
		onlyOpen: !daily,
		held: false,
		modifiedSince: cursor && lookFrom(settings, cursor),
		filters: [],
		limit: ALL,
	};
}

/** Deals of lines that were changed since the last poll and left alone since; the daily look finds them anyway. */
async function linesAtOf(
	crm: CrmPort,
	settings: WonDealSettings,
	memory: Memory,
	daily: boolean,
	settledAt: string,
): Promise<Map<string, DealOfLines>> {
	if (daily || memory.cursor === null) return new Map();
	const since = lookFrom(settings, memory.cursor);
	const changed = await crm.dealsOfChangedLines({ pipelines: settings.pipelines, since });
	return new Map(
		changed
			.filter(
				({ id, linesChangedAt }) => linesChangedAt <= settledAt && !linesWereSeen(memory, id, linesChangedAt),
			)
			.map((deal) => [deal.id, deal]),
	);
}

function lookFrom({ settleFor }: WonDealSettings, cursor: string): string {
	return new Date(Date.parse(cursor) - OVERLAP_MS - settleFor * MINUTE_MS).toISOString();
}

/** The daily look goes behind what was found unchanged: lines may change without touching their deal. */
function isWorthReading(memory: Memory, found: FoundDeal, daily: boolean, now: string): boolean {
	if (!rests(memory, found, now)) return true;
	return daily && memory.looked[found.id]?.offers === 0;
}

function consider(
	poll: Poll,
	deal: Deal,
	settings: WonDealSettings,
	daily: boolean,
	now: string,
	linesAt: string | undefined,
): void {
	const offered = isToBeOffered(deal, settings, daily, now) && !wasOffered(poll.memory, deal, now);
	if (offered) poll.deals.push(deal);
	remember(poll.memory, deal, offered, now, linesAt);
}

/** No longer won, and its invoice stands: the billing flow says so on the deal, once. */
function isToBeTold({ billing }: Deal): boolean {
	return billing.invoiceId !== null && !['cancelled', 'cancelled_check'].includes(billing.status ?? '');
}

function isChangedSinceBilled({ revision, billing }: Deal): boolean {
	const { revisionBilled, revisionSeen } = billing;
	return revisionBilled !== null && revision !== revisionBilled && revision !== revisionSeen;
}

/** Read by id, so not as old as the search may be. */
function isToBeOffered(deal: Deal, settings: WonDealSettings, daily: boolean, now: string): boolean {
	const { event } = settings;
	const ofPipeline = settings.pipelines.includes(deal.pipeline.id);
	if (!deal.won) return ofPipeline && event !== 'dealChanged' && isToBeTold(deal);
	const inside = ofPipeline && (deal.closedOn ?? '') >= settings.billFrom;
	if (event === 'dealNoLongerWon') return false;
	if (event === 'dealChanged') return inside && isChangedSinceBilled(deal);
	const isNew = deal.revision !== deal.billing.revisionSeen || deal.billing.answer !== null;
	const isHeld = HELD.includes(deal.billing.status ?? '');
	const lifted = isLifted(deal, settings, dateIn(deal.crm.timeZone, now));
	return inside && (isNew || lifted || (daily && isHeld));
}
