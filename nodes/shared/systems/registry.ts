import type { SystemName } from '../model/result';
import type { PortContext } from '../transport/kernel';
import type { AccountingPort } from './accounting';
import type { CrmPort } from './crm';
import { openHubSpot } from './hubspot/hubspot';
import { quickBooksGaps } from './quickbooks/gaps';
import { idIn as quickBooksIdIn, REALM_ID } from './quickbooks/ids';
import { openQuickBooks } from './quickbooks/quickbooks';
import { signInFacts as quickBooksSignInFacts } from './quickbooks/signIn';
import { sageGaps } from './sage/gaps';
import { BUSINESS_ID, idIn as sageIdIn } from './sage/ids';
import { signInFacts as sageSignInFacts } from './sage/credential';
import { openSage } from './sage/sage';
import { xeroGaps } from './xero/gaps';
import { idIn } from './xero/ids';
import { openXero } from './xero/xero';

/** One way to sign in: a value of the node's *Authentication*, and the credential type it asks for. */
export interface SignIn {
	by: string;
	credentialType: string;
}

/** What a credential tells besides its tokens. */
export interface SignInFacts {
	/** The one organisation that the sign-in reaches (QuickBooks); null where it may reach several, or does not tell. */
	organisationId: string | null;
	/** QuickBooks: real companies, or Intuit's test companies. */
	environment?: 'production' | 'sandbox';
	/** Sage: calls a minute that a business may be asked, where a person set it. */
	callsPerMinute?: number;
}

/** A CRM behind its port; one line here, one folder beside. */
export interface CrmSystem {
	label: string;
	signIns: SignIn[];
	open(context: PortContext): CrmPort;
}

/** Something that a ledger lacks. */
export interface Gap {
	/** `resource:operation` of the node, with what of it after a blank where it is not the whole: `invoice:create Status`. */
	what: string;
	/** False where the operation is not offered for this ledger. */
	offered: boolean;
	/** What is done instead, or what a person does; one sentence in plain words. */
	instead: string;
	/** The line that proves it, e.g. `apis/sage.md 7 "PDF and email"`. */
	fact: string;
}

/** A ledger behind its port; one line here, one folder beside. */
export interface LedgerSystem {
	label: string;
	signIns: SignIn[];
	/** What an id of an organisation looks like; anything else is taken for its name. */
	organisationId: RegExp;
	/** What it lacks of what the node offers, and what is done instead; README's table is made of it. */
	gaps: Gap[];
	/** The id of a record in what a person pasted, alone or in a link from the browser; null where there is none. */
	idIn(text: string): string | null;
	/** Reads the facts of a credential's data; only where the ledger's port needs them. */
	signInFacts?(credential: Record<string, unknown>): SignInFacts;
	open(context: PortContext & { organisationId: string; signIn?: SignInFacts }): AccountingPort;
}

export const crms: Partial<Record<SystemName, CrmSystem>> = {
	hubspot: {
		label: 'HubSpot',
		signIns: [
			{ by: 'accessToken', credentialType: 'closedLoopHubSpotApi' },
			{ by: 'oAuth2', credentialType: 'closedLoopHubSpotOAuth2Api' },
		],
		open: openHubSpot,
	},
};

export const ledgers: Partial<Record<SystemName, LedgerSystem>> = {
	xero: {
		label: 'Xero',
		signIns: [
			{ by: 'oAuth2', credentialType: 'closedLoopXeroOAuth2Api' },
			{ by: 'customConnection', credentialType: 'closedLoopXeroCustomConnectionOAuth2Api' },
		],
		gaps: xeroGaps,
		organisationId: /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i,
		idIn,
		open: openXero,
	},
	quickbooks: {
		label: 'QuickBooks',
		signIns: [{ by: 'oAuth2', credentialType: 'closedLoopQuickBooksOAuth2Api' }],
		gaps: quickBooksGaps,
		organisationId: REALM_ID,
		idIn: quickBooksIdIn,
		signInFacts: quickBooksSignInFacts,
		open: openQuickBooks,
	},
	sage: {
		label: 'Sage',
		signIns: [{ by: 'oAuth2', credentialType: 'closedLoopSageOAuth2Api' }],
		gaps: sageGaps,
		organisationId: BUSINESS_ID,
		idIn: sageIdIn,
		signInFacts: sageSignInFacts,
		open: openSage,
	},
};

/**
 * The credential type of a system's sign-in, or undefined where it has no such one. Where there is no choice *Authentication* is not
 * shown, and its value says nothing.
 */
export function credentialTypeOf(system: { signIns: SignIn[] } | undefined, by: string): string | undefined {
	const [only, ...others] = system?.signIns ?? [];
	if (only !== undefined && others.length === 0) return only.credentialType;
	return system?.signIns.find((signIn) => signIn.by === by)?.credentialType;
}
