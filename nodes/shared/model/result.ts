/**
 * The answer of a port to one input: a value, or the problem that stands in its way. Ports take arrays and answer
 * in order, one Result per input, so that one bad record never harms its neighbours.
 */
export type Result<T> = { ok: true; value: T } | { ok: false; problem: Problem };

/** Systems by their name in documents; CRMs and ledgers share one list because errors and limits name either. */
export type SystemName = 'hubspot' | 'xero' | 'quickbooks' | 'sage';

/**
 * What went wrong, for a bookkeeper. `scope` tells whom it concerns: `item` this record alone; `run` everything that
 * would follow (no connection, revoked sign-in, missing scope, wrong settings, exhausted day).
 */
export interface Problem {
	/** Stable machine name, e.g. `not_found`, `refused`, `rate_limited`, `sign_in`, `missing_scope`, `no_answer`. */
	code: string;
	/** What happened, in one sentence. */
	message: string;
	/** The next step, in one sentence. */
	todo: string;
	scope: 'item' | 'run';
	system?: SystemName;
	/** HTTP status of the answer, where one came. */
	status?: number;
	/** The system's own words, cleaned; never tokens or personal data beyond what the system said. */
	details?: string;
	/** ISO time at which trying again makes sense, where known. */
	retryAt?: string;
}

export function ok<T>(value: T): Result<T> {
	return { ok: true, value };
}

export function failed<T>(problem: Problem): Result<T> {
	return { ok: false, problem };
}
