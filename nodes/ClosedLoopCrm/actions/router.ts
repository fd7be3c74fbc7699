import type { IExecuteFunctions, INodeExecutionData } from 'n8n-workflow';
import { runChosen } from '../../shared/node/runChosen';
import type { Run } from '../../shared/node/runChosen';
import { runOperation } from '../../shared/node/runOperation';
import { createOrUpdate as createOrUpdateCustomer } from './customer/createOrUpdate.operation';
import { get as getCustomer } from './customer/get.operation';
import { getMany as getManyCustomers } from './customer/getMany.operation';
import { updateFinancials } from './customer/updateFinancials.operation';
import { compareInvoice } from './deal/compareInvoice.operation';
import { get } from './deal/get.operation';
import { getMany } from './deal/getMany.operation';
import { updateBilling } from './deal/updateBilling.operation';
import { create as createNote } from './note/create.operation';
import { createOrUpdate as createOrUpdateProduct } from './product/createOrUpdate.operation';
import { getMany as getManyProducts } from './product/getMany.operation';
import { check } from './setup/check.operation';
import { createFields } from './setup/createFields.operation';
import { create as createTask } from './task/create.operation';

const operations: Record<string, Run> = {
	'customer:createOrUpdate': (context) => runOperation(context, createOrUpdateCustomer),
	'customer:get': (context) => runOperation(context, getCustomer),
	'customer:getMany': (context) => runOperation(context, getManyCustomers),
	'customer:updateFinancials': (context) => runOperation(context, updateFinancials),
	'deal:compareInvoice': (context) => runOperation(context, compareInvoice),
	'deal:get': (context) => runOperation(context, get),
	'deal:getMany': (context) => runOperation(context, getMany),
	'deal:updateBilling': (context) => runOperation(context, updateBilling),
	'note:create': (context) => runOperation(context, createNote),
	'product:createOrUpdate': (context) => runOperation(context, createOrUpdateProduct),
	'product:getMany': (context) => runOperation(context, getManyProducts),
	'setup:check': (context) => runOperation(context, check),
	'setup:createFields': (context) => runOperation(context, createFields),
	'task:create': (context) => runOperation(context, createTask),
};

/** Runs the operation that the node is set to. */
export async function router(context: IExecuteFunctions): Promise<INodeExecutionData[][]> {
	return await runChosen(context, operations);
}
