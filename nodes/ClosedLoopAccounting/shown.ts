import type { IExecuteFunctions } from 'n8n-workflow';

/** Whether the node shows a field for its ledger and operation: n8n keeps parameters of shown fields alone. */
export function isShown(context: Pick<IExecuteFunctions, 'getNode'>, name: string): boolean {
	return name in context.getNode().parameters;
}
