import { createHash } from 'crypto';

/** Ids of people's data are 32 hex digits (apis/sage.md 3); what Sage brings along has readable ones (`GB_STANDARD`). */
const HEX = /[0-9a-f]{32}/gi;

/** What the id of a business looks like, with or without hyphens. */
export const BUSINESS_ID = /^[0-9a-f]{8}(-?[0-9a-f]{4}){3}-?[0-9a-f]{12}$/i;

export function isId(text: string): boolean {
	return /^[0-9a-f]{32}$/i.test(text);
}

/** The id in a text, alone or in an address: the last one. A GUID with hyphens is the same id. */
export function idIn(text: string): string | null {
	const plain = text.replace(
		/([0-9a-f]{8})-([0-9a-f]{4})-([0-9a-f]{4})-([0-9a-f]{4})-([0-9a-f]{12})/gi,
		'$1$2$3$4$5',
	);
	return plain.match(HEX)?.at(-1)?.toLowerCase() ?? null;
}

/** The first of each id: pages that shift while they are read show a record twice. */
export function uniqueBy<T>(records: T[], idOf: (record: T) => string): T[] {
	return [...new Map(records.map((record) => [idOf(record), record])).values()];
}

/**
 * The idempotency id of a write (apis/sage.md 3a): business, what is made, its key and the try. Never the payload: a date that
 * changes at midnight must not double. From the second try on the run is part of it, or an answer kept for an earlier run's
 * second try would come back.
 */
export function idempotencyId(
	business: string,
	what: string,
	key: string,
	attempt: { fresh: number; run: string },
): string {
	const fresh = attempt.fresh === 0 ? '' : `${attempt.fresh} ${attempt.run}`;
	const source = JSON.stringify([business, what, key, fresh]);
	return createHash('sha256').update(source, 'utf8').digest('hex').slice(0, 32);
}
