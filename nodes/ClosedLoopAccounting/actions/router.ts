import type { IExecuteFunctions, INodeExecutionData } from 'n8n-workflow';
import { runChosen } from '../../shared/node/runChosen';
import type { Run } from '../../shared/node/runChosen';
import { runOperation } from '../../shared/node/runOperation';
import { create as createCreditNote } from './creditNote/create.operation';
import { checkCredit } from './customer/checkCredit.operation';
import { createOrUpdate as createOrUpdateCustomer } from './customer/createOrUpdate.operation';
import { get as getCustomer } from './customer/get.operation';
import { getFinancials } from './customer/getFinancials.operation';
import { getMany as getManyCustomers } from './customer/getMany.operation';
import { getTransactions } from './customer/getTransactions.operation';
import { addNote } from './invoice/addNote.operation';
import { approve } from './invoice/approve.operation';
import { create as createInvoice } from './invoice/create.operation';
import { get as getInvoice } from './invoice/get.operation';
import { getChanges } from './invoice/getChanges.operation';
import { getLastEdit } from './invoice/getLastEdit.operation';
import { getMany as getManyInvoices } from './invoice/getMany.operation';
import { getPdf } from './invoice/getPdf.operation';
import { linkToDeal } from './invoice/linkToDeal.operation';
import { send } from './invoice/send.operation';
import { voidOrDelete } from './invoice/voidOrDelete.operation';
import { create as createPayment } from './payment/create.operation';
import { getMany as getManyPayments } from './payment/getMany.operation';
import { compare } from './product/compare.operation';
import { createOrUpdate as createOrUpdateProduct } from './product/createOrUpdate.operation';
import { getMany as getManyProducts } from './product/getMany.operation';
import { match } from './product/match.operation';
import { convertToInvoice } from './quote/convertToInvoice.operation';
import { create as createQuote } from './quote/create.operation';
import { get as getQuote } from './quote/get.operation';
import { check } from './setup/check.operation';
import { decide } from './tax/decide.operation';
import { getRates } from './tax/getRates.operation';

const operations: Record<string, Run> = {
	'creditNote:create': (context) => runOperation(context, createCreditNote),
	'customer:checkCredit': (context) => runOperation(context, checkCredit),
	'customer:createOrUpdate': (context) => runOperation(context, createOrUpdateCustomer),
	'customer:get': (context) => runOperation(context, getCustomer),
	'customer:getFinancials': (context) => runOperation(context, getFinancials),
	'customer:getMany': (context) => runOperation(context, getManyCustomers),
	'customer:getTransactions': (context) => runOperation(context, getTransactions),
	'invoice:addNote': (context) => runOperation(context, addNote),
	'invoice:approve': (context) => runOperation(context, approve),
	'invoice:create': (context) => runOperation(context, createInvoice),
	'invoice:get': (context) => runOperation(context, getInvoice),
	'invoice:getChanges': (context) => runOperation(context, getChanges),
	'invoice:getLastEdit': (context) => runOperation(context, getLastEdit),
	'invoice:getMany': (context) => runOperation(context, getManyInvoices),
	'invoice:getPdf': (context) => runOperation(context, getPdf),
	'invoice:linkToDeal': (context) => runOperation(context, linkToDeal),
	'invoice:send': (context) => runOperation(context, send),
	'invoice:voidOrDelete': (context) => runOperation(context, voidOrDelete),
	'payment:create': (context) => runOperation(context, createPayment),
	'payment:getMany': (context) => runOperation(context, getManyPayments),
	'product:compare': (context) => runOperation(context, compare),
	'product:createOrUpdate': (context) => runOperation(context, createOrUpdateProduct),
	'product:getMany': (context) => runOperation(context, getManyProducts),
	'product:match': (context) => runOperation(context, match),
	'quote:convertToInvoice': (context) => runOperation(context, convertToInvoice),
	'quote:create': (context) => runOperation(context, createQuote),
	'quote:get': (context) => runOperation(context, getQuote),
	'setup:check': (context) => runOperation(context, check),
	'tax:decide': (context) => runOperation(context, decide),
	'tax:getRates': (context) => runOperation(context, getRates),
};

/** Runs the operation that the node is set to. */
export async function router(context: IExecuteFunctions): Promise<INodeExecutionData[][]> {
	return await runChosen(context, operations);
}
