import type { IExecuteFunctions, INodeExecutionData, INodeType, INodeTypeDescription } from 'n8n-workflow';
import { NodeConnectionTypes } from 'n8n-workflow';
import { customerFields } from './actions/customer';
import { dealFields } from './actions/deal';
import { noteFields } from './actions/note';
import { productFields } from './actions/product';
import { router } from './actions/router';
import { setupFields } from './actions/setup';
import { taskFields } from './actions/task';
import { searchCompanies, searchContacts, searchDeals } from './methods/listSearch';
import { loadOptions } from './methods/loadOptions';

export class ClosedLoopCrm implements INodeType {
	description: INodeTypeDescription = {
		displayName: 'Closed Loop CRM',
		name: 'closedLoopCrm',
		icon: { light: 'file:closedLoopCrm.svg', dark: 'file:closedLoopCrm.dark.svg' },
		group: ['transform'],
		version: [1],
		subtitle:
			'={{ ({ hubspot: "HubSpot" })[$parameter["system"]] + " · " + ({ create: "Create", compareInvoice: "Compare invoice with", get: "Get", getMany: "Get many", createOrUpdate: "Create or update", updateBilling: "Update billing of", updateFinancials: "Update financials of", createFields: "Create fields", check: "Check setup" })[$parameter["operation"]] + ({ deal: " deal", customer: " customer", note: " note", product: " product", setup: "", task: " task" })[$parameter["resource"]] }}',
		description:
			'Read won deals, customers and products whole, and write back what became of their invoices and how customers stand',
		defaults: { name: 'Closed Loop CRM' },
		usableAsTool: true,
		inputs: [NodeConnectionTypes.Main],
		outputs: [NodeConnectionTypes.Main],
		credentials: [
			{
				name: 'closedLoopHubSpotApi',
				required: true,
				displayOptions: { show: { system: ['hubspot'], authentication: ['accessToken'] } },
			},
			{
				name: 'closedLoopHubSpotOAuth2Api',
				required: true,
				displayOptions: { show: { system: ['hubspot'], authentication: ['oAuth2'] } },
			},
		],
		properties: [
			{
				displayName: 'System',
				name: 'system',
				type: 'options',
				noDataExpression: true,
				options: [{ name: 'HubSpot', value: 'hubspot' }],
				default: 'hubspot',
			},
			{
				displayName: 'Authentication',
				name: 'authentication',
				type: 'options',
				noDataExpression: true,
				options: [
					{ name: 'Access Token', value: 'accessToken' },
					{ name: 'OAuth2', value: 'oAuth2' },
				],
				default: 'accessToken',
			},
			{
				displayName: 'Resource',
				name: 'resource',
				type: 'options',
				noDataExpression: true,
				options: [
					{ name: 'Customer', value: 'customer' },
					{ name: 'Deal', value: 'deal' },
					{ name: 'Note', value: 'note' },
					{ name: 'Product', value: 'product' },
					{ name: 'Setup', value: 'setup' },
					{ name: 'Task', value: 'task' },
				],
				default: 'deal',
			},
			...customerFields,
			...dealFields,
			...noteFields,
			...productFields,
			...setupFields,
			...taskFields,
		],
	};

	methods = { listSearch: { searchCompanies, searchContacts, searchDeals }, loadOptions };

	async execute(this: IExecuteFunctions): Promise<INodeExecutionData[][]> {
		return await router(this);
	}
}
