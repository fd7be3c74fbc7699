import type { HttpResponse } from '../../transport/http';
import type { RateLimit } from '../../transport/profile';

/** Xero's limits of one tenant (apis/xero.md 2). The windows are fixed and every answer tells what is left. */
export const xeroLimits: RateLimit[] = [
	{ bucket: 'every', max: 60, windowMs: 60_000, remainingHeader: 'x-minlimit-remaining', reserve: 5 },
];

/** Xero allows 5 calls under way for each tenant; one place is left to other workers and people's other apps. */
export const CONCURRENCY = 4;

/** How long Xero remembers an idempotency key (apis/xero.md 3). */
export const KEY_WINDOW_MS = 6 * 60_000;

const CONCURRENT_WAIT_MS = 300;
const APP_MINUTE_WAIT_MS = 15_000;
const UNTOLD_MINUTE_WAIT_MS = 60_000;

/**
 * What a 429 asks for. Only `minute` and `day` carry Retry-After, in seconds; a used-up day is not waited for. The
 * app-wide limit is spelled in two ways in the wild.
 */
export function limitHit(response: HttpResponse, now: number): { waitMs: number } | { exhaustedUntil: string | null } {
	const problem = response.headers['x-rate-limit-problem']?.toLowerCase() ?? '';
	const seconds = Number(response.headers['retry-after'] ?? Number.NaN);
	const told = Number.isFinite(seconds) && seconds >= 0 ? seconds * 1000 : null;
	if (problem === 'day') return { exhaustedUntil: told === null ? null : new Date(now + told).toISOString() };
	if (problem === 'concurrent') return { waitMs: told ?? CONCURRENT_WAIT_MS };
	if (problem.startsWith('app')) return { waitMs: told ?? APP_MINUTE_WAIT_MS };
	return { waitMs: told ?? UNTOLD_MINUTE_WAIT_MS };
}
