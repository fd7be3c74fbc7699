import type { IExecuteFunctions } from 'n8n-workflow';
import type { Problem, SystemName } from '../shared/model/result';
import { ledgers } from '../shared/systems/registry';
import { SystemError } from '../shared/transport/systemError';

/** An id of the ledger, alone or in a link copied from the browser. */
export function idParameter(
	context: Pick<IExecuteFunctions, 'getNodeParameter' | 'getNode'>,
	name: string,
	label: string,
	itemIndex: number,
): string {
	return idOf(context, context.getNodeParameter(name, itemIndex, undefined), label);
}

/** As `idParameter`, of a value that was read already. */
export function idOf(context: Pick<IExecuteFunctions, 'getNode'>, value: unknown, label: string): string {
	const ledger = ledgers[String(context.getNode().parameters['system']) as SystemName];
	const id = typeof value === 'string' ? ledger?.idIn(value) : null;
	if (id) return id;
	throw new SystemError({
		code: 'id_missing',
		message: `'${label}' holds no ID`,
		todo: `Set '${label}' to the ID of the record, or to its link copied from the browser`,
		scope: 'item',
	});
}

export function notFound(what: string, id: string, ledger: string): Problem {
	return {
		code: 'not_found',
		message: `${ledger} has no ${what} with the ID ${id}`,
		todo: `Check the ID, and that the ${what} belongs to the chosen organisation`,
		scope: 'item',
	};
}
