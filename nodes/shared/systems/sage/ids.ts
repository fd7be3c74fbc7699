import { createHash } from 'crypto';
import type { WriteAttempt } from '../accounting';
import { writeName } from '../writeName';

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

/** The idempotency id of a write (apis/sage.md 3a). */
export function idempotencyId(business: string, what: string, key: string, attempt: WriteAttempt): string {
	const name = writeName(business, what, key, attempt);
	return createHash('sha256').update(name, 'utf8').digest('hex').slice(0, 32);
}
