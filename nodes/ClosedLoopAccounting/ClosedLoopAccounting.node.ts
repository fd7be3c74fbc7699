import type { IExecuteFunctions, INodeExecutionData, INodeType, INodeTypeDescription } from 'n8n-workflow';
import { NodeConnectionTypes } from 'n8n-workflow';
import { customerFields } from './actions/customer';
import { invoiceFields } from './actions/invoice';
import { productFields } from './actions/product';
import { router } from './actions/router';
import { setupFields } from './actions/setup';
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
			'={{ ({ xero: "Xero" })[$parameter["system"]] + " · " + ({ "customer:createOrUpdate": "Create or update customer", "customer:get": "Get customer", "invoice:create": "Create invoice", "invoice:get": "Get invoice", "invoice:getMany": "Get many invoices", "product:getMany": "Get many products", "product:match": "Match products", "setup:check": "Check setup" })[$parameter["resource"] + ":" + $parameter["operation"]] }}',
		description:
			'Find or make customers and draft invoices in the ledger, once and to the cent. Writes to the ledger unless Preview Only is on; invoices are drafts unless told otherwise.',
		defaults: { name: 'Closed Loop Accounting' },
		usableAsTool: true,
		inputs: [NodeConnectionTypes.Main],
		outputs: [NodeConnectionTypes.Main],
		credentials: [
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
				options: [{ name: 'Xero', value: 'xero' }],
				default: 'xero',
			},
			{
				displayName: 'Authentication',
				name: 'authentication',
				type: 'options',
				noDataExpression: true,
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
					{ name: 'Customer', value: 'customer' },
					{ name: 'Invoice', value: 'invoice' },
					{ name: 'Product', value: 'product' },
					{ name: 'Setup', value: 'setup' },
				],
				default: 'invoice',
			},
			...customerFields.slice(0, 1),
			...invoiceFields.slice(0, 1),
			...productFields.slice(0, 1),
			...setupFields.slice(0, 1),
			organisation,
			...customerFields.slice(1),
			...invoiceFields.slice(1),
			...productFields.slice(1),
			...setupFields.slice(1),
		],
	};

	methods = { loadOptions };

	async execute(this: IExecuteFunctions): Promise<INodeExecutionData[][]> {
		return await router(this);
	}
}
