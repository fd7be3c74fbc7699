import type { IAllExecuteFunctions } from 'n8n-workflow';
import { wrongSetting } from '../shared/node/settings';
import type { SystemName } from '../shared/model/result';
import type { AccountingPort } from '../shared/systems/accounting';
import type { ListEntry } from '../shared/systems/crm';
import type { LedgerSystem } from '../shared/systems/registry';
import { credentialTypeOf, ledgers } from '../shared/systems/registry';
import { portContext } from '../shared/transport/n8n';
import { SystemError } from '../shared/transport/systemError';

/**
 * Opens the ledger that the node's *System* and *Authentication* name, in one organisation: named by its id, its exact
 * name, or, left empty, the only one the sign-in reaches. An id costs no call.
 */
export async function openLedger(context: IAllExecuteFunctions, organisation: string): Promise<AccountingPort> {
	if (ledgerOf(context)?.organisationId.test(organisation)) return openOrganisation(context, organisation);
	const reached = await openOrganisation(context, '').list('organisations');
	return openOrganisation(context, chosen(organisation, reached).value);
}

/** Without an organisation id the port reaches the list of organisations only. */
export function openOrganisation(context: IAllExecuteFunctions, organisationId: string): AccountingPort {
	const { parameters, credentials } = context.getNode();
	const ledger = ledgerOf(context);
	const credential = credentialTypeOf(ledger, String(parameters['authentication']));
	if (!ledger || !credential) {
		throw wrongSetting('System', 'a ledger from the list', parameters['system']);
	}
	const account = organisationId || (credentials?.[credential]?.id ?? credential);
	return ledger.open({ ...portContext(context, credential, account), organisationId });
}

function ledgerOf(context: IAllExecuteFunctions): LedgerSystem | undefined {
	return ledgers[String(context.getNode().parameters['system']) as SystemName];
}

/** *Organisation* of an item; an expression that finds nothing is a wrong setting, an empty text is not. */
export function organisationSetting(
	context: Pick<IAllExecuteFunctions, 'getNodeParameter'>,
	itemIndex: number,
): string {
	const value: unknown = context.getNodeParameter('organisation', itemIndex, undefined);
	if (typeof value !== 'string') throw wrongSetting('Organisation', 'an organisation, or empty', value);
	return value.trim();
}

function chosen(organisation: string, reached: ListEntry[]): ListEntry {
	const fitting = organisation === '' ? reached : reached.filter(({ name }) => name === organisation);
	const [only] = fitting;
	if (only !== undefined && fitting.length === 1) return only;
	const names = reached.map(({ name }) => name).join(', ') || 'none';
	throw new SystemError({
		code: 'wrong_settings',
		message:
			organisation === ''
				? `The sign-in reaches ${reached.length} organisations: ${names}`
				: `The sign-in reaches no single organisation named "${organisation}", but: ${names}`,
		todo: `Choose one of them in 'Organisation'`,
		scope: 'run',
	});
}
