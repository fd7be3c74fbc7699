import type { Problem, SystemName } from '../model/result';
import type { HttpResponse } from './http';

/** What the kernel must know of a system; data in the system's own folder. */
export interface SystemProfile {
	system: SystemName;
	/** Its name as users know it. */
	label: string;
	/** Scheme and host, no trailing slash. */
	base: string;
	limits: RateLimit[];
	/** Calls under way at once. */
	concurrency: number;
	/** Most specific first; the first that fits translates the answer. */
	errors: ErrorRule[];
	/** The system's own words in an answer, one line, cleaned; empty when it says nothing. */
	words(response: HttpResponse): string;
	/** How long to wait after a 429, or that the allowance is used up (until when, ISO, where known). */
	limitHit(response: HttpResponse, now: number): { waitMs: number } | { exhaustedUntil: string | null };
	/** How long the system remembers an idempotency key; 0 when it has none. */
	keyWindowMs: number;
	timeoutMs: number;
	/** Header by which the system's support finds an answer again; told in the details of a problem. */
	traceHeader?: string;
}

/** One limit. With `remainingHeader` the system tells what is left; without, calls are counted here. */
export interface RateLimit {
	/** Calls name a bucket; `default` is the rest. */
	bucket: string;
	max: number;
	windowMs: number;
	remainingHeader?: string;
	/** At or below this many remaining, calls go at the sustained pace of `windowMs / max`. */
	reserve: number;
}

/** Translates an answer into words for a bookkeeper. `{label}`, `{doing}` and `{words}` are filled in. */
export interface ErrorRule {
	status?: number[];
	/** Tested against the system's own words. */
	words?: RegExp;
	/** Tested against the answer's headers, as `name: value` lines. */
	headers?: RegExp;
	problem: Pick<Problem, 'code' | 'message' | 'todo' | 'scope'>;
}
