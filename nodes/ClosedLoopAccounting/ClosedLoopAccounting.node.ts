import type { IExecuteFunctions, INodeExecutionData, INodeType, INodeTypeDescription } from 'n8n-workflow';
import { NodeConnectionTypes } from 'n8n-workflow';
import { creditNoteFields } from './actions/creditNote';
import { customerFields } from './actions/customer';
import { invoiceFields } from './actions/invoice';
import { paymentFields } from './actions/payment';
import { productFields } from './actions/product';
import { quoteFields } from './actions/quote';
import { router } from './actions/router';
import { setupFields } from './actions/setup';
import { taxFields } from './actions/tax';
import { organisation } from './descriptions/common';
import { loadOptions } from './methods/loadOptions';

export class ClosedLoopAccounting implements INodeType {
	description: INodeTypeDescription = {
		displayName: 'Closed Loop Accounting',
		name: 'closedLoopAccounting',
		icon: { light: 'file:closedLoopAccounting.svg', dark: 'file:closedLoopAccounting.dark.svg' },
		group: ['transform'],
		version: [1],
		subtitle:
			'={{ ({ quickbooks: "QuickBooks", sage: "Sage", xero: "Xero" })[$parameter["system"]] + " · " + ({ "creditNote:create": "Create credit note", "customer:checkCredit": "Check credit of customer", "customer:createOrUpdate": "Create or update customer", "customer:get": "Get customer", "customer:getFinancials": "Get financials of customer", "customer:getMany": "Get many customers", "customer:getTransactions": "Get transactions of customer", "invoice:addNote": "Add note to invoice", "invoice:approve": "Approve invoice", "invoice:create": "Create invoice", "invoice:get": "Get invoice", "invoice:getChanges": "Get changed invoices", "invoice:getLastEdit": "Get last edit of invoice", "invoice:getMany": "Get many invoices", "invoice:getPdf": "Get PDF of invoice", "invoice:linkToDeal": "Link invoice to deal", "invoice:send": "Send invoice", "invoice:voidOrDelete": "Void or delete invoice", "payment:create": "Create payment", "payment:getMany": "Get many payments", "product:compare": "Compare product libraries", "product:createOrUpdate": "Create or update product", "product:getMany": "Get many products", "product:match": "Match products", "quote:convertToInvoice": "Convert quote to invoice", "quote:create": "Create quote", "quote:get": "Get quote", "setup:check": "Check setup", "tax:decide": "Decide tax", "tax:getRates": "Get tax rates" })[$parameter["resource"] + ":" + $parameter["operation"]] }}',
		description:
			'Make customers, quotes and invoices in QuickBooks, Sage or Xero, once and to the cent, and read what was paid. Writes to the ledger unless Preview Only is on; invoices are drafts unless told otherwise.',
		defaults: { name: 'Closed Loop Accounting' },
		usableAsTool: true,
		inputs: [NodeConnectionTypes.Main],
		outputs: [NodeConnectionTypes.Main],
		credentials: [
			{
				name: 'closedLoopQuickBooksOAuth2Api',
				required: true,
				displayOptions: { show: { system: ['quickbooks'] } },
			},
			{
				name: 'closedLoopSageOAuth2Api',
				required: true,
				displayOptions: { show: { system: ['sage'] } },
			},
			{
				name: 'closedLoopXeroOAuth2Api',
				required: true,
				displayOptions: { show: { system: ['xero'], authentication: ['oAuth2'] } },
			},
			{
				name: 'closedLoopXeroCustomConnectionOAuth2Api',
				required: true,
				displayOptions: { show: { system: ['xero'], authentication: ['customConnection'] } },
			},
		],
		properties: [
			{
				displayName: 'System',
				name: 'system',
				type: 'options',
				noDataExpression: true,
				options: [
					{ name: 'QuickBooks Online', value: 'quickbooks' },
					{ name: 'Sage', value: 'sage' },
					{ name: 'Xero', value: 'xero' },
				],
				default: 'xero',
			},
			{
				displayName: 'Authentication',
				name: 'authentication',
				type: 'options',
				noDataExpression: true,
				// Not `show`: n8n's panel leaves out whatever field that of a sign-in depends on, and System with it.
				displayOptions: { hide: { system: ['quickbooks', 'sage'] } },
				options: [
					{ name: 'Custom Connection', value: 'customConnection' },
					{ name: 'OAuth2', value: 'oAuth2' },
				],
				default: 'oAuth2',
			},
			{
				displayName: 'Resource',
				name: 'resource',
				type: 'options',
				noDataExpression: true,
				options: [
					{ name: 'Credit Note', value: 'creditNote' },
					{ name: 'Customer', value: 'customer' },
					{ name: 'Invoice', value: 'invoice' },
					{ name: 'Payment', value: 'payment' },
					{ name: 'Product', value: 'product' },
					{ name: 'Quote', value: 'quote' },
					{ name: 'Setup', value: 'setup' },
					{ name: 'Tax', value: 'tax' },
				],
				default: 'invoice',
			},
			...creditNoteFields.slice(0, 1),
			...customerFields.slice(0, 1),
			...invoiceFields.slice(0, 1),
			...paymentFields.slice(0, 1),
			...productFields.slice(0, 1),
			...quoteFields.slice(0, 1),
			...setupFields.slice(0, 1),
			...taxFields.slice(0, 1),
			...organisation,
			...creditNoteFields.slice(1),
			...customerFields.slice(1),
			...invoiceFields.slice(1),
			...paymentFields.slice(1),
			...productFields.slice(1),
			...quoteFields.slice(1),
			...setupFields.slice(1),
			...taxFields.slice(1),
		],
	};

	methods = { loadOptions };

	async execute(this: IExecuteFunctions): Promise<INodeExecutionData[][]> {
		return await router(this);
	}
}
