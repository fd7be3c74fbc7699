import type { SystemProfile } from '../../transport/profile';
import { xeroErrors, xeroWords } from './errors';
import { CONCURRENCY, KEY_WINDOW_MS, limitHit, xeroLimits } from './limits';

/** What the request kernel must know of Xero. */
export const xeroProfile: SystemProfile = {
	system: 'xero',
	label: 'Xero',
	base: 'https://api.xero.com',
	limits: xeroLimits,
	concurrency: CONCURRENCY,
	errors: xeroErrors,
	words: xeroWords,
	limitHit,
	keyWindowMs: KEY_WINDOW_MS,
	timeoutMs: 60_000,
};
