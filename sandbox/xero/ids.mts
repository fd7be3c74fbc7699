import { createHash } from 'node:crypto';

/** What Xero answers as the id of an element that was not made. */
export const NO_ID = '00000000-0000-0000-0000-000000000000';

/** A GUID in the form of version 4 made from `text`. */
export function guid(text: string): string {
	const hex = createHash('sha256').update(text).digest('hex');
	const variant = '89ab'[parseInt(hex.charAt(16), 16) % 4] ?? '8';
	return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-4${hex.slice(13, 16)}-${variant}${hex.slice(17, 20)}-${hex.slice(20, 32)}`;
}

export function isGuid(text: string): boolean {
	return /^[0-9a-f]{8}-(?:[0-9a-f]{4}-){3}[0-9a-f]{12}$/i.test(text);
}

/** Ids for the lines of a document, one after another. */
export function lineIds(documentId: string): () => string {
	const stem = guid(`${documentId}:lines`).slice(0, 24);
	let n = 0;
	return () => `${stem}${(++n).toString(16).padStart(12, '0')}`;
}
