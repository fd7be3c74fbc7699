import type { Access } from '../../../sandbox/host/seed.mts';
import type { LedgerDocument } from './document.mts';
import { quickbooksReader } from './quickbooks.mts';
import { sageReader } from './sage.mts';
import { xeroReader } from './xero.mts';

/** Reads a ledger with code that shares nothing with our nodes. */
export interface LedgerReader {
	/** Every sales invoice of the organisation with its lines, whatever its status, and estimates that wait. */
	documents(): Promise<LedgerDocument[]>;
}

export function readerOf(access: Access): LedgerReader {
	return { xero: xeroReader, quickbooks: quickbooksReader, sage: sageReader }[access.ledger.name](access);
}
