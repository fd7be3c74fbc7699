import type { Access } from '../../../sandbox/host/seed.mts';
import type { LedgerReader } from './ledgerReader.mts';
import { quickbooksReader } from './quickbooks.mts';
import { sageReader } from './sage.mts';
import { xeroReader } from './xero.mts';

/** `token` gives an access token that is good now: Sage's live five minutes, less than a run. */
export function readerOf(access: Access, token: () => string): LedgerReader {
	if (access.ledger.name === 'sage') return sageReader(access, token);
	return access.ledger.name === 'xero' ? xeroReader(access) : quickbooksReader(access);
}
