import type { HttpResponse } from '../../transport/http';
import type { RateLimit } from '../../transport/profile';

/** Bucket of the batch endpoint, which has a limit of its own. */
export const BATCH_BUCKET = 'batch';

/** QuickBooks' limits of one company (apis/quickbooks.md 3). It tells no remaining count, so calls are counted here. */
export const quickBooksLimits: RateLimit[] = [
	{ bucket: 'every', max: 500, windowMs: 60_000, reserve: 0 },
	{ bucket: 'every', max: 10, windowMs: 1_000, reserve: 0 },
	{ bucket: BATCH_BUCKET, max: 40, windowMs: 60_000, reserve: 0 },
];

/** Older wording of the burst limit: 10 calls under way; half of them are left to other workers. */
export const CONCURRENCY = 5;

/** How long a request id is taken to be remembered: Intuit does not tell, so no longer than a run waits (section 4). */
export const KEY_WINDOW_MS = 10 * 60_000;

/** QuickBooks gives up after 120 s itself (apis/quickbooks.md 3); its word is waited for. */
export const TIMEOUT_MS = 125_000;

/** Items of a batch: Intuit recommends at most 30 in one place and 10 in another (apis/quickbooks.md 8). */
export const BATCH_SIZE = 30;
export const SMALL_BATCH_SIZE = 10;

/** Rows of one answer (apis/quickbooks.md 5). */
export const PAGE_SIZE = 1000;

/** Most objects that a change feed answers with, and how far back it looks, less a day for clocks (section 9). */
export const CDC_MOST = 1000;
export const CDC_DAYS = 29;

const UNTOLD_WAIT_MS = 60_000;

/** What a 429 asks for: Intuit says to wait a minute; a Retry-After goes before, where one is sent. */
export function limitHit(response: HttpResponse): { waitMs: number } {
	const seconds = Number(response.headers['retry-after'] ?? Number.NaN);
	return { waitMs: Number.isFinite(seconds) && seconds >= 0 ? seconds * 1000 : UNTOLD_WAIT_MS };
}
