import type { INodeExecutionData, INodeType, INodeTypeDescription, IPollFunctions } from 'n8n-workflow';
import { NodeConnectionTypes } from 'n8n-workflow';
import { fields } from '../ClosedLoopCrm/descriptions/fields';
import { billFrom, billTo, pipelines } from '../ClosedLoopCrm/descriptions/which';
import { loadOptions } from '../ClosedLoopCrm/methods/loadOptions';
import { nodeError } from '../shared/node/nodeError';
import { poll } from './poll/poll';

/** Customers need neither. */
const ofDeals = { hide: { event: ['customerChanged'] } };

export class ClosedLoopCrmTrigger implements INodeType {
	description: INodeTypeDescription = {
		displayName: 'Closed Loop CRM Trigger',
		name: 'closedLoopCrmTrigger',
		icon: { light: 'file:closedLoopCrmTrigger.svg', dark: 'file:closedLoopCrmTrigger.dark.svg' },
		group: ['trigger'],
		version: [1],
		subtitle:
			'={{ ({ hubspot: "HubSpot" })[$parameter["system"]] + " · " + ({ customerChanged: "Customer changed", dealChanged: "Deal changed after billing", dealNoLongerWon: "Deal no longer won", dealWon: "Deal won" })[$parameter["event"]] }}',
		description: 'Starts the workflow when a deal is won, changes or is no longer won, or when a customer changes',
		defaults: { name: 'Closed Loop CRM Trigger' },
		polling: true,
		inputs: [],
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
				displayName: 'Trigger On',
				name: 'event',
				type: 'options',
				noDataExpression: true,
				options: [
					{
						name: 'Customer Changed',
						value: 'customerChanged',
						description: 'A company or contact that is a customer in a ledger is edited',
					},
					{
						name: 'Deal Changed After Billing',
						value: 'dealChanged',
						description: 'A billed deal is neither as it was billed nor as billing last saw it',
					},
					{
						name: 'Deal No Longer Won',
						value: 'dealNoLongerWon',
						description: 'A deal was moved out of won while its invoice stands',
					},
					{
						name: 'Deal Won',
						value: 'dealWon',
						description: 'A deal is won, changed before it was billed, or carries a billing answer',
					},
				],
				default: 'dealWon',
			},
			// Other steps read both here, as they stand; an expression would reach them unresolved.
			{
				...pipelines,
				displayOptions: ofDeals,
				noDataExpression: true,
				description: 'Pipelines whose won deals are billed; other steps read them here',
			},
			{ ...billFrom, displayOptions: ofDeals, noDataExpression: true },
			{
				displayName: 'Settle For',
				name: 'settleFor',
				type: 'number',
				displayOptions: ofDeals,
				typeOptions: { minValue: 0, maxValue: 1440 },
				default: 2,
				hint: 'Minutes that a deal must be left alone before it is offered: lines are often added after it was won',
			},
			fields,
			{
				displayName: 'Options',
				name: 'options',
				type: 'collection',
				placeholder: 'Add option',
				default: {},
				displayOptions: ofDeals,
				options: [billTo],
			},
		],
	};

	methods = { loadOptions };

	/** Null when nothing is new: an empty list would start an empty execution (host.md section 1). */
	async poll(this: IPollFunctions): Promise<INodeExecutionData[][] | null> {
		const items = await poll(this).catch((error: unknown) => nodeError(this.getNode(), error));
		return items.length === 0 ? null : [items.map((json) => ({ json }))];
	}
}
