import type { SystemName } from '../model/result';
import type { PortContext } from '../transport/kernel';
import type { AccountingPort } from './accounting';
import type { CrmPort } from './crm';
import { openHubSpot } from './hubspot/hubspot';
import { openXero } from './xero/xero';

/** A CRM behind its port; one line here, one folder beside. */
export interface CrmSystem {
	label: string;
	/** Credential type by the value of the node's *Authentication*. */
	credentials: Record<string, string>;
	open(context: PortContext): CrmPort;
}

/** A ledger behind its port; one line here, one folder beside. */
export interface LedgerSystem {
	label: string;
	credentials: Record<string, string>;
	open(context: PortContext & { organisationId: string }): AccountingPort;
}

export const crms: Partial<Record<SystemName, CrmSystem>> = {
	hubspot: {
		label: 'HubSpot',
		credentials: { accessToken: 'closedLoopHubSpotApi', oAuth2: 'closedLoopHubSpotOAuth2Api' },
		open: openHubSpot,
	},
};

export const ledgers: Partial<Record<SystemName, LedgerSystem>> = {
	xero: {
		label: 'Xero',
		credentials: { oAuth2: 'closedLoopXeroOAuth2Api', customConnection: 'closedLoopXeroCustomConnectionOAuth2Api' },
		open: openXero,
	},
};
