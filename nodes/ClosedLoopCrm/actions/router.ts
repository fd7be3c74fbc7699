import type { IExecuteFunctions, INodeExecutionData } from 'n8n-workflow';
import { NodeOperationError } from 'n8n-workflow';
import { runOperation } from '../../shared/node/runOperation';
import { get as getCustomer } from './customer/get.operation';
import { getMany as getManyCustomers } from './customer/getMany.operation';
import { updateFinancials } from './customer/updateFinancials.operation';
import { get } from './deal/get.operation';
import { getMany } from './deal/getMany.operation';
import { updateBilling } from './deal/updateBilling.operation';
import { createOrUpdate as createOrUpdateProduct } from './product/createOrUpdate.operation';
import { getMany as getManyProducts } from './product/getMany.operation';
import { check } from './setup/check.operation';
import { createFields } from './setup/createFields.operation';

type Run = (context: IExecuteFunctions) => Promise<INodeExecutionData[][]>;

const operations: Record<string, Run> = {
	'customer:get': (context) => runOperation(context, getCustomer),
	'customer:getMany': (context) => runOperation(context, getManyCustomers),
	'customer:updateFinancials': (context) => runOperation(context, updateFinancials),
	'deal:get': (context) => runOperation(context, get),
	'deal:getMany': (context) => runOperation(context, getMany),
	'deal:updateBilling': (context) => runOperation(context, updateBilling),
	'product:createOrUpdate': (context) => runOperation(context, createOrUpdateProduct),
	'product:getMany': (context) => runOperation(context, getManyProducts),
	'setup:check': (context) => runOperation(context, check),
	'setup:createFields': (context) => runOperation(context, createFields),
};

/** Runs the operation that the node is set to. */
export async function router(context: IExecuteFunctions): Promise<INodeExecutionData[][]> {
	const { resource, operation } = context.getNode().parameters;
	const run = operations[`${String(resource)}:${String(operation)}`];
	if (!run) {
		throw new NodeOperationError(
			context.getNode(),
			`'Operation' names nothing that this node does: ${String(operation)}`,
			{
				description: "Choose 'Resource' and 'Operation' from their lists.",
			},
		);
	}
	return await run(context);
}
