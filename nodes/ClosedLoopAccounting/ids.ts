import type { IExecuteFunctions } from 'n8n-workflow';
import type { Problem } from '../shared/model/result';
import { SystemError } from '../shared/transport/systemError';

const GUID = /[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}/gi;

/** An id of the ledger, alone or as the last one in a link copied from the browser. */
export function idParameter(
	context: Pick<IExecuteFunctions, 'getNodeParameter'>,
	name: string,
	label: string,
	itemIndex: number,
): string {
	const value: unknown = context.getNodeParameter(name, itemIndex, undefined);
	const id = typeof value === 'string' ? value.match(GUID)?.at(-1) : undefined;
	if (id === undefined) {
		throw new SystemError({
			code: 'id_missing',
			message: `'${label}' holds no ID`,
			todo: `Set '${label}' to the ID of the record, or to its link copied from the browser`,
			scope: 'item',
		});
	}
	return id;
}

export function notFound(what: string, id: string, ledger: string): Problem {
	return {
		code: 'not_found',
		message: `${ledger} has no ${what} with the ID ${id}`,
		todo: `Check the ID, and that the ${what} belongs to the chosen organisation`,
		scope: 'item',
	};
}
