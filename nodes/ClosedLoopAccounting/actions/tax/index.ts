import type { INodeProperties } from 'n8n-workflow';
import { shownFor } from '../../../shared/node/shownFor';

/** Fields of *Tax*. */
export const taxFields: INodeProperties[] = [
	{
		displayName: 'Operation',
		name: 'operation',
		type: 'options',
		noDataExpression: true,
		displayOptions: { show: { resource: ['tax'] } },
		options: [
			{
				name: 'Get Rates',
				value: 'getRates',
				action: 'Get tax rates',
				description: 'Read the sales tax rates of the organisation (in QuickBooks the tax codes)',
			},
		],
		default: 'getRates',
	},
	...shownFor(
		'tax',
		['getRates'],
		[
			{
				displayName: 'Include All',
				name: 'includeAll',
				type: 'boolean',
				default: false,
				description: 'Whether rates that are inactive or for purchases come too',
			},
		],
	),
];
