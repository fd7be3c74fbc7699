import type { PortContext } from '../transport/kernel';
import type { AccountingPort } from './accounting';
import type { CrmPort } from './crm';

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

/** A CRM behind its port: its line in the registry. */
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

/** A ledger behind its port: its line in the registry. */
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
