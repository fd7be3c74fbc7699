import type { SignInFacts } from '../system';

/** Reads a credential's data: its *Calls per Minute*, which Sage tells nowhere (apis/sage.md 2). */
export function signInFacts(credential: Record<string, unknown>): SignInFacts {
	const calls = Number(credential['callsPerMinute'] ?? Number.NaN);
	return { organisationId: null, ...(Number.isInteger(calls) && calls > 0 ? { callsPerMinute: calls } : {}) };
}
