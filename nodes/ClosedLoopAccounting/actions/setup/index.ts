import type { INodeProperties } from 'n8n-workflow';
import { shownFor } from '../../../shared/node/shownFor';

/** Fields of *Setup*. */
export const setupFields: INodeProperties[] = [
	{
		displayName: 'Operation',
		name: 'operation',
		type: 'options',
		noDataExpression: true,
		displayOptions: { show: { resource: ['setup'] } },
		options: [
			{
				name: 'Check',
				value: 'check',
				action: 'Check setup',
				description:
					'Look at the organisation beside the CRM account and list what to do before deals are billed',
			},
		],
		default: 'check',
	},
	...shownFor(
		'setup',
		['check'],
		[
			{
				displayName: 'CRM Check',
				name: 'crmCheck',
				type: 'string',
				default: '={{ $json }}',
				description: 'What Setup: Check of the CRM node gave; empty looks at the ledger alone',
			},
		],
	),
];
