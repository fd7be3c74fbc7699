import type { SystemProfile } from '../../transport/profile';
import { sageErrors, sageWords } from './errors';
import { CALLS_PER_MINUTE, CONCURRENCY, KEY_WINDOW_MS, limitHit, sageLimits } from './limits';

/** As problems name it. */
export const SAGE = { system: 'sage', label: 'Sage' } as const;

/** What the request kernel must know of Sage (apis/sage.md 1). */
export const sageProfile = (callsPerMinute = CALLS_PER_MINUTE): SystemProfile => ({
	...SAGE,
	base: 'https://api.accounting.sage.com',
	limits: sageLimits(callsPerMinute),
	concurrency: CONCURRENCY,
	errors: sageErrors,
	words: sageWords,
	limitHit,
	keyWindowMs: KEY_WINDOW_MS,
	timeoutMs: 60_000,
});
