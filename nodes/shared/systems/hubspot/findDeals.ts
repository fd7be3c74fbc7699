import type { BillingStatus } from '../../model/dealBilling';
import type { DealQuery, FoundDeal, FoundDeals } from '../crm';
import { billingProperty } from './billingProperties';
import { startOfDay } from './accountDay';
import { search } from './search';
import type { Filter } from './search';
import type { Session } from './session';
import { instant, text } from './values';
import type { HubSpotObject } from './wire';

const revisionSeen = billingProperty('revisionSeen');
const answer = billingProperty('answer');
const status = billingProperty('status');
const invoiceId = billingProperty('invoiceId');

/** What is read of a deal to decide whether it is worth reading whole. */
export const foundProperties = [
	...['closedate', 'hs_lastmodifieddate', 'hs_is_closed_won', 'pipeline'],
	...[revisionSeen, answer, status, invoiceId],
];

const heldStatuses: BillingStatus[] = ['not_invoiced_sales', 'not_invoiced_finance'];

/** While its deal says one of these, an invoice stands and nobody was told that the deal is no longer won. */
const standingStatuses: BillingStatus[] = [
	'draft',
	'awaiting_approval',
	'sent',
	'first_period_billed',
	'part_paid',
	'overdue',
	'paid',
];

/** Where a day begins first, 14 hours before it does in UTC, and where it begins last, 12 hours after. */
const EARLIEST_ZONE = 'Pacific/Kiritimati';
const LATEST_ZONE = 'Etc/GMT+12';

/**
 * Won deals by search, and those that are no longer won though their invoice stands, lowest id first. An idle look costs the search alone: it asks for closed-won deals since the
 * day's beginning in the earliest time zone, and only deals of that very day are held against the account's own.
 */
export async function findDeals(session: Session, query: DealQuery): Promise<FoundDeals> {
	const wide = await searchSince(session, query, startOfDay(query.closedSince, EARLIEST_ZONE));
	const since = (zone: string) => startOfDay(query.closedSince, zone);
	// A deal that was moved out of won keeps no close date that means anything.
	const isClosedSince = (day: string) => (object: HubSpotObject) =>
		text(object, 'hs_is_closed_won') === 'false' || (instant(object, 'closedate') ?? '') >= day;
	if (wide.objects.every(isClosedSince(since(LATEST_ZONE)))) {
		return { deals: wide.objects.map(foundDeal), more: wide.more };
	}
	const begins = since((await session.details()).timeZone);
	const inside = wide.objects.filter(isClosedSince(begins));
	const cutShort = wide.more && inside.length < wide.objects.length;
	if (!cutShort) return { deals: inside.map(foundDeal), more: wide.more };
	// Deals before the day took places of the limit.
	const exact = await searchSince(session, query, begins);
	return { deals: exact.objects.map(foundDeal), more: exact.more };
}

async function searchSince(
	session: Session,
	query: DealQuery,
	since: string,
): Promise<{ objects: HubSpotObject[]; more: boolean }> {
	const closedSince: Filter = { propertyName: 'closedate', operator: 'GTE', value: since };
	const base = [closedSince, ...(await conditions(session, query))];
	const found = await search(session.kernel, {
		type: 'deals',
		groups: [...openClauses(query).map((clause) => [...base, ...clause]), ...noLongerWon(query)],
		properties: foundProperties,
		limit: query.limit,
		doing: 'searching won deals',
	});
	const isAsked = (object: HubSpotObject) =>
		text(object, 'hs_is_closed_won') !== 'false' || query.pipelines.includes(text(object, 'pipeline') ?? '');
	return { ...found, objects: found.objects.filter(isAsked) };
}

/**
 * A group for deals that were moved out of won. It leaves no room for a condition on the pipeline beside the others
 * (18 conditions in all, apis/hubspot.md 3.4); a search with conditions of its own is about won deals alone.
 */
function noLongerWon({ stages, ownerIds, filters }: DealQuery): Filter[][] {
	if (stages.length > 0 || ownerIds.length > 0 || filters.length > 0) return [];
	return [
		[
			{ propertyName: 'hs_is_closed_won', operator: 'EQ', value: 'false' },
			{ propertyName: status, operator: 'IN', values: standingStatuses },
		],
	];
}

async function conditions(session: Session, query: DealQuery): Promise<Filter[]> {
	const filters: Filter[] = query.filters.map(({ property, operator, value }) => ({
		propertyName: property,
		operator,
		...valueOf(operator, value),
	}));
	if (query.ownerIds.length > 0) {
		filters.push({ propertyName: 'hubspot_owner_id', operator: 'IN', values: query.ownerIds });
	}
	return [...(await stageFilters(session, query, filters.length > 0)), ...filters];
}

/** Stages stand for pipeline and won at once, which leaves room for further conditions but needs the pipelines. */
async function stageFilters(session: Session, query: DealQuery, roomWanted: boolean): Promise<Filter[]> {
	if (query.stages.length > 0) return [{ propertyName: 'dealstage', operator: 'IN', values: query.stages }];
	if (!roomWanted) {
		return [
			{ propertyName: 'pipeline', operator: 'IN', values: query.pipelines },
			{ propertyName: 'hs_is_closed_won', operator: 'EQ', value: 'true' },
		];
	}
	const won = (await session.pipelines())
		.filter((pipeline) => query.pipelines.includes(pipeline.id))
		.flatMap((pipeline) => pipeline.stages.filter((stage) => stage.won).map((stage) => stage.id));
	return [{ propertyName: 'dealstage', operator: 'IN', values: won }];
}

/** One group each: never looked at, answered by a person, held, touched lately (rules.md section 2). */
function openClauses(query: DealQuery): Filter[][] {
	if (!query.onlyOpen) return [[]];
	const clauses: Filter[][] = [
		[{ propertyName: revisionSeen, operator: 'NOT_HAS_PROPERTY' }],
		[{ propertyName: answer, operator: 'HAS_PROPERTY' }],
	];
	if (query.held) clauses.push([{ propertyName: status, operator: 'IN', values: heldStatuses }]);
	if (query.modifiedSince !== null) {
		clauses.push([{ propertyName: 'hs_lastmodifieddate', operator: 'GTE', value: query.modifiedSince }]);
	}
	return clauses;
}

function valueOf(operator: string, value: string): Pick<Filter, 'value' | 'values'> {
	if (operator === 'HAS_PROPERTY' || operator === 'NOT_HAS_PROPERTY') return {};
	if (operator === 'IN' || operator === 'NOT_IN') {
		return {
			values: value
				.split(/[,;]/)
				.map((part) => part.trim())
				.filter((part) => part !== ''),
		};
	}
	return { value };
}

export function foundDeal(object: HubSpotObject): FoundDeal {
	return {
		id: object.id,
		modifiedAt: instant(object, 'hs_lastmodifieddate') ?? object.updatedAt,
		revisionSeen: text(object, revisionSeen),
		answer: text(object, answer),
		status: text(object, status),
		invoiceId: text(object, invoiceId),
	};
}
