import type { HttpResponse } from '../../transport/http';
import type { RateLimit } from '../../transport/profile';

/**
 * Sage tells its limits nowhere; the lowest of what is reported is 100 calls a minute for each business (apis/sage.md 2). Ten
 * are left to other workers and to people's other apps. The credential's *Calls per Minute* takes its place.
 */
export const CALLS_PER_MINUTE = 90;

export function sageLimits(callsPerMinute: number): RateLimit[] {
	return [{ bucket: 'every', max: callsPerMinute, windowMs: 60_000, reserve: 0 }];
}

/** Calls of one run under way at once. */
export const CONCURRENCY = 4;

/** How long Sage remembers an idempotency id (apis/sage.md 3a). */
export const KEY_WINDOW_MS = 7 * 86_400_000;

const UNTOLD_WAIT_MS = 15_000;
const JITTER_MS = 5_000;
/** A wait above this is the day's allowance, not the minute's. */
const LONGEST_MINUTE_WAIT_MS = 10 * 60_000;

/**
 * What a 429 asks for. Retry-After is obeyed where it comes, in seconds or as a date; where it does not, a wait that differs
 * from run to run, so that workers do not come back together (apis/sage.md 2).
 */
export function limitHit(response: HttpResponse, now: number): { waitMs: number } | { exhaustedUntil: string | null } {
	const told = retryAfter(response.headers['retry-after'], now);
	if (told !== null && told > LONGEST_MINUTE_WAIT_MS) return { exhaustedUntil: new Date(now + told).toISOString() };
	if (told === null && /\b(daily|per day|day)\b/i.test(JSON.stringify(response.body ?? ''))) {
		return { exhaustedUntil: null };
	}
	return { waitMs: told ?? UNTOLD_WAIT_MS + (now % JITTER_MS) };
}

function retryAfter(header: string | undefined, now: number): number | null {
	if (header === undefined || header.trim() === '') return null;
	const seconds = Number(header);
	if (Number.isFinite(seconds) && seconds >= 0) return seconds * 1000;
	const at = Date.parse(header);
	return Number.isNaN(at) ? null : Math.max(0, at - now);
}
