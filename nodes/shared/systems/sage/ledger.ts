import type { LedgerSystem } from '../system';
import { sageGaps } from './gaps';
import { BUSINESS_ID, idIn } from './ids';
import { openSage } from './sage';
import { signInFacts } from './signIn';

/** Sage's line in the registry. */
export const sage: LedgerSystem = {
	label: 'Sage',
	signIns: [{ by: 'oAuth2', credentialType: 'closedLoopSageOAuth2Api' }],
	gaps: sageGaps,
	organisationId: BUSINESS_ID,
	idIn,
	signInFacts,
	open: openSage,
};
