import type { IAllExecuteFunctions } from 'n8n-workflow';
import type { SystemName } from '../shared/model/result';
import type { CrmPort } from '../shared/systems/crm';
import { credentialTypeOf, crms } from '../shared/systems/registry';
import { portContext } from '../shared/transport/n8n';
import { SystemError } from '../shared/transport/systemError';

/** Opens the CRM that the node's *System* and *Authentication* name; both hold for all items. */
export function openCrm(context: IAllExecuteFunctions): CrmPort {
	const system = setting(context, 'system');
	const crm = crms[system as SystemName];
	const credential = credentialTypeOf(crm, setting(context, 'authentication'));
	if (!crm || !credential) {
		throw new SystemError({
			code: 'wrong_settings',
			message: `'System' names no CRM that this node knows: ${system || 'it is empty'}`,
			todo: "Choose 'System' and 'Authentication' from their lists",
			scope: 'run',
		});
	}
	return crm.open(portContext(context, credential, context.getNode().credentials?.[credential]?.id ?? credential));
}

/** Fixed settings: neither takes an expression, so they are read without an item. */
function setting(context: IAllExecuteFunctions, name: string): string {
	return String(context.getNode().parameters[name] ?? '');
}
