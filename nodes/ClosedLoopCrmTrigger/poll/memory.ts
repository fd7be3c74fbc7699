import type { Deal } from '../../shared/model/deal';
import type { FoundDeal } from '../../shared/systems/crm';

/**
 * What the trigger remembers between polls: an economy and never a guard (design.md section 6). Static data may be
 * lost or old at any time; then deals are looked at, and offered, once more.
 */
export interface Memory {
	/** Start of the last poll that saw everything, ISO; null before the first. */
	cursor: string | null;
	/** Start of the last poll that went through all won deals, ISO; the first of a day does. */
	deep: string | null;
	/** By deal id. */
	looked: Record<string, Look>;
}

/** What was found when a deal was last looked at. */
export interface Look {
	/** The deal's last change then. */
	modifiedAt: string;
	revision: string;
	answer: string | null;
	/** Why it was held or skipped then. */
	code: string | null;
	/** ISO; until then it is not offered again, unless something about it changes. */
	restsUntil: string;
	/** Newest change of its lines then, ISO, where they were what led to it. */
	linesAt?: string | undefined;
	/** How often it was offered like this; 0 when there was nothing to offer. */
	offers: number;
}

const MINUTE_MS = 60_000;
const DAY_MS = 24 * 60 * MINUTE_MS;
/** First rest of an offered deal (rules.md section 2). */
const FIRST_REST_MS = 30 * MINUTE_MS;
const MOST_LOOKS = 1_000;

/** Memory from n8n's static data, whatever an older version or a hand left there. */
export function memoryFrom(data: Record<string, unknown>): Memory {
	const { cursor, deep, looked } = data;
	return {
		cursor: typeof cursor === 'string' ? cursor : null,
		deep: typeof deep === 'string' ? deep : null,
		looked: typeof looked === 'object' && looked !== null ? { ...(looked as Record<string, Look>) } : {},
	};
}

/** True while nothing about the deal changed since it was looked at and its rest lasts; reading it would be idle. */
export function rests(memory: Memory, found: FoundDeal, now: string): boolean {
	const look = memory.looked[found.id];
	return (
		look !== undefined &&
		look.restsUntil > now &&
		look.modifiedAt === found.modifiedAt &&
		look.answer === found.answer
	);
}

/** True when just this content, answer and outcome were offered and their rest lasts. */
export function wasOffered(memory: Memory, deal: Deal, now: string): boolean {
	const look = memory.looked[deal.id];
	return look !== undefined && look.offers > 0 && look.restsUntil > now && isSame(look, deal);
}

/** True where these lines, as they stand since then, led to the deal before. */
export function linesWereSeen(memory: Memory, dealId: string, linesChangedAt: string): boolean {
	return (memory.looked[dealId]?.linesAt ?? '') >= linesChangedAt;
}

/**
 * An offered deal rests 30 minutes. One that comes back untouched was offered in preview, or its runs are cut: its
 * rests grow to a day. One with nothing to offer is left alone until it changes, a day at most.
 */
export function remember(memory: Memory, deal: Deal, offered: boolean, now: string, linesAt?: string): void {
	const before = memory.looked[deal.id];
	const offers = (before && isSame(before, deal) ? before.offers : 0) + (offered ? 1 : 0);
	const rest = offers === 0 ? DAY_MS : Math.min(DAY_MS, FIRST_REST_MS * 4 ** (offers - 1));
	const keepsRest = !offered && before && offers > 0 && before.restsUntil > now;
	memory.looked[deal.id] = {
		modifiedAt: deal.modifiedAt,
		revision: deal.revision,
		answer: deal.billing.answer,
		code: deal.billing.code,
		linesAt: linesAt ?? before?.linesAt,
		restsUntil: keepsRest ? before.restsUntil : new Date(Date.parse(now) + rest).toISOString(),
		offers,
	};
}

/** Keeps the list bounded: what rests longest stays. */
export function bounded(memory: Memory): Memory {
	const looks = Object.entries(memory.looked);
	if (looks.length <= MOST_LOOKS) return memory;
	const kept = looks.sort(([, a], [, b]) => b.restsUntil.localeCompare(a.restsUntil)).slice(0, MOST_LOOKS);
	return { ...memory, looked: Object.fromEntries(kept) };
}

function isSame(look: Look, deal: Deal): boolean {
	const { answer, code } = deal.billing;
	return look.revision === deal.revision && look.answer === answer && look.code === code;
}
