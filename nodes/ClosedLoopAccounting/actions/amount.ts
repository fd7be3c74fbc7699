import type { IExecuteFunctions } from 'n8n-workflow';
import { SystemError } from '../../shared/transport/systemError';

/** *Amount* of one item, in major units; what cannot be read is an error on that item. */
export function amountParameter(context: Pick<IExecuteFunctions, 'getNodeParameter'>, itemIndex: number): number {
	const value: unknown = context.getNodeParameter('amount', itemIndex, undefined);
	const amount = typeof value === 'string' && value.trim() !== '' ? Number(value) : value;
	if (typeof amount === 'number' && Number.isFinite(amount) && amount > 0) return amount;
	throw new SystemError({
		code: 'field_unreadable',
		message: `'Amount' cannot be used: it is ${JSON.stringify(value ?? null)}`,
		todo: "Set 'Amount' to a number above zero",
		scope: 'item',
	});
}
