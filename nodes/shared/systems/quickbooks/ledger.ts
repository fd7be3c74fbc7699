import type { LedgerSystem } from '../system';
import { quickBooksGaps } from './gaps';
import { idIn, REALM_ID } from './ids';
import { openQuickBooks } from './quickbooks';
import { signInFacts } from './signIn';

/** QuickBooks' line in the registry. */
export const quickBooks: LedgerSystem = {
	label: 'QuickBooks',
	signIns: [{ by: 'oAuth2', credentialType: 'closedLoopQuickBooksOAuth2Api' }],
	gaps: quickBooksGaps,
	organisationId: REALM_ID,
	idIn,
	signInFacts,
	open: openQuickBooks,
};
