import type { WriteAttempt } from './accounting';

/**
 * What an idempotency key is made of: account, what is made, the business keys in their order, and the try. Never the payload: a
 * date that changes at midnight must not double. From the second try on the run is part of it, or an answer that the system kept
 * for an earlier run's second try would come back.
 */
export function writeName(
	account: string,
	what: string,
	businessKeys: string | string[],
	{ fresh, run }: WriteAttempt,
): string {
	return JSON.stringify([account, what, businessKeys, fresh === 0 ? '' : `${fresh} ${run}`]);
}
