import { base32Hash } from '../../billing/key';
import type { WriteAttempt } from '../accounting';
import { writeName } from '../writeName';

/** What the id of a record looks like, a tenant's included. */
export const GUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i;

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

/** The idempotency key of a create (apis/xero.md 3). */
export function idempotencyKey(tenant: string, what: string, businessKeys: string[], attempt: WriteAttempt): string {
	return `closed-loop-${what}-${base32Hash(writeName(tenant, what, businessKeys, attempt), 48)}`;
}
