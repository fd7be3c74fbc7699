import type { Access } from '../../../sandbox/host/seed.mts';
import type { LedgerDocument } from './document.mts';
import { quickbooksReader } from './quickbooks.mts';
import { sageReader } from './sage.mts';
import { xeroReader } from './xero.mts';

/** Reads a ledger with code that shares nothing with our nodes. */
export interface LedgerReader {
	/** Every sales invoice of the organisation with its lines, whatever its status, and estimates that wait. */
	documents(): Promise<LedgerDocument[]>;
	/** Those of one deal. */
	documentsOf(dealId: string): Promise<LedgerDocument[]>;
}

/** For a ledger whose client reads them all at once anyway. */
export function amongAll(documents: () => Promise<LedgerDocument[]>): LedgerReader {
	return {
		documents,
		documentsOf: async (dealId) => (await documents()).filter(({ key }) => isOfDeal(key, dealId)),
	};
}

/** True for a key of this deal, whatever its part and attempt. */
export function isOfDeal(key: string | null, dealId: string): boolean {
	return /-(\d+)/.exec(key ?? '')?.[1] === dealId;
}

/** `token` gives an access token that is good now: Sage's live five minutes, less than a run. */
export function readerOf(access: Access, token: () => string): LedgerReader {
	if (access.ledger.name === 'sage') return sageReader(access, token);
	return access.ledger.name === 'xero' ? xeroReader(access) : quickbooksReader(access);
}
