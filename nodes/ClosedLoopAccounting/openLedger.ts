import type { IAllExecuteFunctions } from 'n8n-workflow';
import type { ListEntry } from '../shared/model/named';
import { wrongSetting } from '../shared/node/settings';
import { organisationLabel } from './descriptions/common';
import type { SystemName } from '../shared/model/result';
import type { AccountingPort } from '../shared/systems/accounting';
import type { LedgerSystem, SignInFacts } from '../shared/systems/system';
import { credentialTypeOf, ledgers } from '../shared/systems/registry';
import { portContext } from '../shared/transport/n8n';
import { SystemError } from '../shared/transport/systemError';

/**
 * Opens the ledger that the node's *System* and *Authentication* name, in one organisation: named by its id, its exact
 * name, or, left empty, the only one the sign-in reaches. An id costs no call.
 */
export async function openLedger(context: IAllExecuteFunctions, organisation: string): Promise<AccountingPort> {
	const signedIn = await signIn(context);
	const open = (organisationId: string) => openAs(context, signedIn, organisationId);
	const { ledger, id: credentialId, facts } = signedIn;
	if (ledger.organisationId.test(organisation)) return open(organisation);
	// A sign-in that reaches one organisation has nothing to choose from.
	const reached = facts?.organisationId ?? null;
	if (organisation === '' && reached !== null) return open('');
	const asked = `${credentialId} ${reached ?? ''} ${organisation}`;
	const known = remembered.get(asked);
	if (known !== undefined && Date.now() - known.at < REMEMBERED_MS) return open(known.id);
	const { value: id } = chosen(organisation, await open('').list('organisations'), labelIn(context));
	if (remembered.size >= MOST_REMEMBERED) remembered.clear();
	if (credentialId !== '') remembered.set(asked, { id, at: Date.now() });
	return open(id);
}

/** Ids by credential and name for a few minutes, so that the steps of one flow ask once: an economy, not a guard. */
const remembered = new Map<string, { id: string; at: number }>();
const REMEMBERED_MS = 5 * 60_000;
const MOST_REMEMBERED = 500;

/**
 * Without an organisation id the port reaches the list of organisations only, or the one of the sign-in where it reaches no
 * other.
 */
export async function openOrganisation(context: IAllExecuteFunctions, organisationId: string): Promise<AccountingPort> {
	return openAs(context, await signIn(context), organisationId);
}

function openAs(
	context: IAllExecuteFunctions,
	{ ledger, type, id, facts }: SignedIn,
	organisationId: string,
): AccountingPort {
	const account = organisationId || facts?.organisationId || id || type;
	return ledger.open({ ...portContext(context, type, account), organisationId, ...(facts ? { signIn: facts } : {}) });
}

/** The ledger that the node is set to, and its sign-in. */
interface SignedIn {
	ledger: LedgerSystem;
	/** Credential type. */
	type: string;
	/** Id of the chosen credential, or empty. */
	id: string;
	/** What the credential tells of the organisation, where the ledger's port needs it. */
	facts: SignInFacts | undefined;
}

async function signIn(context: IAllExecuteFunctions): Promise<SignedIn> {
	const { parameters, credentials } = context.getNode();
	const ledger = ledgers[String(parameters['system']) as SystemName];
	const type = credentialTypeOf(ledger, String(parameters['authentication']));
	if (ledger === undefined || type === undefined) {
		throw wrongSetting('System', 'a ledger from the list', parameters['system']);
	}
	const facts = ledger.signInFacts?.(await context.getCredentials(type));
	return { ledger, type, id: credentials?.[type]?.id ?? '', facts };
}

/** *Organisation* of an item; an expression that finds nothing is a wrong setting, an empty text is not. */
export function organisationSetting(
	context: Pick<IAllExecuteFunctions, 'getNodeParameter' | 'getNode'>,
	itemIndex: number,
): string {
	const value: unknown = context.getNodeParameter('organisation', itemIndex, undefined);
	if (typeof value !== 'string') throw wrongSetting(labelIn(context), 'a name, an id, or empty', value);
	return value.trim();
}

/** *Organisation*, *Company* or *Business*, as the node's ledger calls it. */
function labelIn(context: Pick<IAllExecuteFunctions, 'getNode'>): string {
	return organisationLabel(String(context.getNode().parameters['system']));
}

function chosen(organisation: string, reached: ListEntry[], label: string): ListEntry {
	const fitting = organisation === '' ? reached : reached.filter(({ name }) => name === organisation);
	const [only] = fitting;
	if (only !== undefined && fitting.length === 1) return only;
	const names = reached.map(({ name }) => name).join(', ') || 'none';
	const word = label.toLowerCase();
	throw new SystemError({
		code: 'wrong_settings',
		message:
			organisation === ''
				? `The sign-in does not reach one ${word} alone, but: ${names}`
				: `The sign-in reaches no single ${word} named "${organisation}", but: ${names}`,
		todo: `Choose one of them in '${label}'`,
		scope: 'run',
	});
}
