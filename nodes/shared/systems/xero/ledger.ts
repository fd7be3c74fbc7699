import type { LedgerSystem } from '../system';
import { xeroGaps } from './gaps';
import { GUID, idIn } from './ids';
import { openXero } from './xero';

/** Xero's line in the registry. */
export const xero: LedgerSystem = {
	label: 'Xero',
	signIns: [
		{ by: 'oAuth2', credentialType: 'closedLoopXeroOAuth2Api' },
		{ by: 'customConnection', credentialType: 'closedLoopXeroCustomConnectionOAuth2Api' },
	],
	gaps: xeroGaps,
	organisationId: GUID,
	idIn,
	open: openXero,
};
