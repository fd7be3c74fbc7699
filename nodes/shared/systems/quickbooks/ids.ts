import { base32Hash } from '../../billing/key';
import type { WriteAttempt } from '../accounting';
import { uniqueBy } from '../lists';
import { writeName } from '../writeName';

/** A company (realm) id: digits, as in every address of the API. */
export const REALM_ID = /^\d{5,}$/;

/** An estimate that stands for an invoice is told apart by its id in documents (model/invoice.ts). */
const ESTIMATE = 'estimate-';

export function estimateId(id: string): string {
	return `${ESTIMATE}${id}`;
}

/** The two kinds of documents behind a ledger id; anything else names none. */
export function documentId(ledgerId: string): { entity: 'Invoice' | 'Estimate'; id: string } | null {
	const id = ledgerId.startsWith(ESTIMATE) ? ledgerId.slice(ESTIMATE.length) : ledgerId;
	if (!isId(id)) return null;
	return { entity: id === ledgerId ? 'Invoice' : 'Estimate', id };
}

export function isId(text: string): boolean {
	return /^\d{1,19}$/.test(text);
}

/**
 * The id in what a person pasted: a link of the browser (`/app/invoice?txnId=130`, `/app/customerdetail?nameId=5`), an id
 * alone, or an estimate's as it stands on a deal.
 */
export function idIn(pasted: string): string | null {
	const text = pasted.trim();
	const inLink = /[?&](?:txnId|nameId|itemId)=(\d+)/i.exec(text)?.[1];
	if (inLink !== undefined) return /\/app\/estimate\b/i.test(text) ? estimateId(inLink) : inLink;
	return documentId(text) === null ? null : text;
}

/** The request id of a create (apis/quickbooks.md 4): at most 36 characters, as a batch wants. */
export function createRequestId(realm: string, what: string, businessKeys: string[], attempt: WriteAttempt): string {
	return `cl-${base32Hash(writeName(realm, what, businessKeys, attempt), 32)}`;
}

/** The request id of changes: each names the version that it changes, so an equal one in one run is the same again. */
export function changeRequestId(realm: string, changes: unknown[], run: number): string {
	return `cl-${base32Hash(JSON.stringify([realm, changes, run]), 32)}`;
}

/** One record of each id. */
export function uniqueById<T extends { Id?: string }>(records: T[]): T[] {
	return uniqueBy(records, ({ Id }) => Id ?? '');
}
