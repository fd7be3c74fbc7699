import type { IAllExecuteFunctions } from 'n8n-workflow';
import type { ListEntry } from '../shared/model/named';
import { wrongSetting } from '../shared/node/settings';
import { organisationLabel } from './descriptions/common';
import type { SystemName } from '../shared/model/result';
import type { AccountingPort } from '../shared/systems/accounting';
import type { SignInFacts } from '../shared/systems/system';
import { credentialTypeOf, ledgers } from '../shared/systems/registry';
import { portContext } from '../shared/transport/n8n';
import { SystemError } from '../shared/transport/systemError';

/**
 * Opens the ledger that the node's *System* and *Authentication* name, in one organisation: named by its id, its exact
 * name, or, left empty, the only one the sign-in reaches. An id costs no call.
 */
export async function openLedger(context: IAllExecuteFunctions, organisation: string): Promise<AccountingPort> {
	const { ledger, id: credentialId } = signIn(context);
	if (ledger.organisationId.test(organisation)) return await openOrganisation(context, organisation);
	// A sign-in that reaches one organisation has nothing to choose from.
	const reached = (await factsOf(context))?.organisationId ?? null;
	if (organisation === '' && reached !== null) return await openOrganisation(context, '');
	const asked = `${credentialId} ${reached ?? ''} ${organisation}`;
	const known = remembered.get(asked);
	if (known !== undefined && Date.now() - known.at < REMEMBERED_MS) return await openOrganisation(context, known.id);
	const port = await openOrganisation(context, '');
	const { value: id } = chosen(organisation, await port.list('organisations'), labelIn(context));
	if (remembered.size >= MOST_REMEMBERED) remembered.clear();
	if (credentialId !== '') remembered.set(asked, { id, at: Date.now() });
	return await openOrganisation(context, id);
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
	const { ledger, type, id } = signIn(context);
	const facts = await factsOf(context);
	const account = organisationId || facts?.organisationId || id || type;
	return ledger.open({ ...portContext(context, type, account), organisationId, ...(facts ? { signIn: facts } : {}) });
}

/** What the credential tells of the organisation, where the ledger's port needs it. */
async function factsOf(context: IAllExecuteFunctions): Promise<SignInFacts | undefined> {
	const { ledger, type } = signIn(context);
	return ledger.signInFacts?.(await context.getCredentials(type));
}

/** The ledger with the credential type that the node is set to, and the id of the chosen credential (or empty). */
function signIn(context: IAllExecuteFunctions) {
	const { parameters, credentials } = context.getNode();
	const ledger = ledgers[String(parameters['system']) as SystemName];
	const type = credentialTypeOf(ledger, String(parameters['authentication']));
	if (ledger === undefined || type === undefined) {
		throw wrongSetting('System', 'a ledger from the list', parameters['system']);
	}
	return { ledger, type, id: credentials?.[type]?.id ?? '' };
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
