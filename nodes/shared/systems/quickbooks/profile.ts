import type { SystemProfile } from '../../transport/profile';
import { quickBooksErrors, quickBooksWords } from './errors';
import { CONCURRENCY, KEY_WINDOW_MS, limitHit, quickBooksLimits, TIMEOUT_MS } from './limits';

/** Hosts of the two environments (apis/quickbooks.md 1). */
export const HOSTS = {
	production: 'https://quickbooks.api.intuit.com',
	sandbox: 'https://sandbox-quickbooks.api.intuit.com',
} as const;

export type Environment = keyof typeof HOSTS;

/** The one minor version that Intuit supports since August 2025 (apis/quickbooks.md 1). */
export const MINOR_VERSION = 75;

/** Header that names an answer to Intuit's support (apis/quickbooks.md 1). */
const TRACE_HEADER = 'intuit_tid';

/** As problems name it. */
export const QUICKBOOKS = { system: 'quickbooks', label: 'QuickBooks' } as const;

/** What the request kernel must know of QuickBooks in one environment. */
export function quickBooksProfile(environment: Environment): SystemProfile {
	return {
		...QUICKBOOKS,
		base: HOSTS[environment],
		limits: quickBooksLimits,
		concurrency: CONCURRENCY,
		errors: quickBooksErrors,
		words: quickBooksWords,
		limitHit,
		keyWindowMs: KEY_WINDOW_MS,
		timeoutMs: TIMEOUT_MS,
		traceHeader: TRACE_HEADER,
	};
}
