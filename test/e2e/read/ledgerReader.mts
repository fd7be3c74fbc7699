import type { LedgerDocument } from './document.mts';

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
