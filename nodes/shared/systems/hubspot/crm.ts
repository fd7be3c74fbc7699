import type { CrmSystem } from '../system';
import { openHubSpot } from './hubspot';

/** HubSpot's line in the registry. */
export const hubSpot: CrmSystem = {
	label: 'HubSpot',
	signIns: [
		{ by: 'accessToken', credentialType: 'closedLoopHubSpotApi' },
		{ by: 'oAuth2', credentialType: 'closedLoopHubSpotOAuth2Api' },
	],
	open: openHubSpot,
};
