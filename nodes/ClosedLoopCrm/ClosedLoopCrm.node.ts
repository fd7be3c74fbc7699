import type { IExecuteFunctions, INodeExecutionData, INodeType, INodeTypeDescription } from 'n8n-workflow';
import { NodeConnectionTypes } from 'n8n-workflow';
import { dealFields } from './actions/deal';
import { router } from './actions/router';
import { setupFields } from './actions/setup';
import { searchDeals } from './methods/listSearch';
import { loadOptions } from './methods/loadOptions';

export class ClosedLoopCrm implements INodeType {
	description: INodeTypeDescription = {
		displayName: 'Closed Loop CRM',
		name: 'closedLoopCrm',
		icon: { light: 'file:closedLoopCrm.svg', dark: 'file:closedLoopCrm.dark.svg' },
		group: ['transform'],
		version: [1],
		subtitle:
			'={{ ({ hubspot: "HubSpot" })[$parameter["system"]] + " · " + ({ get: "Get deal", getMany: "Get many deals", updateBilling: "Update billing", createFields: "Create fields", check: "Check setup" })[$parameter["operation"]] }}',
		description: 'Read won deals whole, and write back to them what became of their invoices',
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
					{ name: 'Deal', value: 'deal' },
					{ name: 'Setup', value: 'setup' },
				],
				default: 'deal',
			},
			...dealFields,
			...setupFields,
		],
	};

	methods = { listSearch: { searchDeals }, loadOptions };

	async execute(this: IExecuteFunctions): Promise<INodeExecutionData[][]> {
		return await router(this);
	}
}
