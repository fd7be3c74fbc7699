import type { IExecuteFunctions, INodeExecutionData } from 'n8n-workflow';
import { NodeOperationError } from 'n8n-workflow';

/** One operation of a node, over all items. */
export type Run = (context: IExecuteFunctions) => Promise<INodeExecutionData[][]>;

/** Runs the operation that the node is set to; `operations` are named `resource:operation`. */
export async function runChosen(
	context: IExecuteFunctions,
	operations: Record<string, Run>,
): Promise<INodeExecutionData[][]> {
	const { resource, operation } = context.getNode().parameters;
	const run = operations[`${String(resource)}:${String(operation)}`];
	if (run === undefined) {
		throw new NodeOperationError(
			context.getNode(),
			`'Operation' names nothing that this node does: ${String(operation)}`,
			{ description: "Choose 'Resource' and 'Operation' from their lists." },
		);
	}
	return await run(context);
}
