import type { IExecuteFunctions, INodeExecutionData } from 'n8n-workflow';
import { NodeOperationError } from 'n8n-workflow';
import { runOperation } from '../../shared/node/runOperation';
import { createOrUpdate } from './customer/createOrUpdate.operation';
import { get as getCustomer } from './customer/get.operation';
import { create } from './invoice/create.operation';
import { get as getInvoice } from './invoice/get.operation';
import { getMany as getManyInvoices } from './invoice/getMany.operation';
import { getMany as getManyProducts } from './product/getMany.operation';
import { match } from './product/match.operation';
import { check } from './setup/check.operation';

type Run = (context: IExecuteFunctions) => Promise<INodeExecutionData[][]>;

const operations: Record<string, Run> = {
	'customer:createOrUpdate': (context) => runOperation(context, createOrUpdate),
	'customer:get': (context) => runOperation(context, getCustomer),
	'invoice:create': (context) => runOperation(context, create),
	'invoice:get': (context) => runOperation(context, getInvoice),
	'invoice:getMany': (context) => runOperation(context, getManyInvoices),
	'product:getMany': (context) => runOperation(context, getManyProducts),
	'product:match': (context) => runOperation(context, match),
	'setup:check': (context) => runOperation(context, check),
};

/** Runs the operation that the node is set to. */
export async function router(context: IExecuteFunctions): Promise<INodeExecutionData[][]> {
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
