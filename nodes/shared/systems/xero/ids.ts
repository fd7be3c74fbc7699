import { base32Hash } from '../../billing/key';

const GUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i;

export function isGuid(text: string): boolean {
	return GUID.test(text);
}

/** The id in a text: the last one, since a link may name the organisation first. */
export function idIn(text: string): string | null {
	return text.match(/[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}/gi)?.at(-1) ?? null;
}

/** An id that names a record; Xero shows a failed new one with zeros (apis/xero.md 7.5). */
export function realId(id: string | undefined): string | null {
	return id !== undefined && isGuid(id) && !/^[0-]+$/.test(id) ? id : null;
}

/** The first of each id: pages that shift while they are read show a record twice. */
export function uniqueBy<T>(records: T[], idOf: (record: T) => string): T[] {
	return [...new Map(records.map((record) => [idOf(record), record])).values()];
}

/**
 * The idempotency key of a create (apis/xero.md 3): tenant, what is made, the business keys in their order, and the try.
 * Never the payload: a date that changes at midnight must not double. From the second try on the run is part of it, or
 * an answer cached for an earlier run's second try would come back.
 */
export function idempotencyKey(
	tenant: string,
	what: string,
	businessKeys: string[],
	attempt: { fresh: number; run: string },
): string {
	const fresh = attempt.fresh === 0 ? '' : `${attempt.fresh} ${attempt.run}`;
	return `closed-loop-${what}-${base32Hash(JSON.stringify([tenant, what, businessKeys, fresh]), 48)}`;
}
