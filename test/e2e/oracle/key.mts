import { createHash } from 'node:crypto';

const CROCKFORD = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';

/** The part of a key that names the HubSpot account: `HS` and the first 20 bits of a hash, in Crockford's base32 (rules.md 1). */
export function accountPart(portalId: number): string {
	const bytes = createHash('sha256').update(`hubspot:${portalId}`).digest();
	const bits = bytes.readUIntBE(0, 3) >>> 4;
	return 'HS' + [15, 10, 5, 0].map((shift) => CROCKFORD.charAt((bits >>> shift) & 31)).join('');
}

/** The key of a deal's first invoice, e.g. `HS7K2Q-41234567890`. */
export function invoiceKey(portalId: number, dealId: string): string {
	return `${accountPart(portalId)}-${dealId}`;
}

/** What an invoice's `Url` says of the deal it came from: `<deal link>#<key>~<execution id>`; `null` when it is not one of ours. */
export function readUrl(url: string | undefined): { link: string; key: string; execution: string } | null {
	const found = /^([^#]*)#(HS[0-9A-Z]{4}-\d+(?:-\d+)?(?:\.\d+)?)~(.*)$/.exec(url ?? '');
	return found ? { link: found[1] as string, key: found[2] as string, execution: found[3] as string } : null;
}
