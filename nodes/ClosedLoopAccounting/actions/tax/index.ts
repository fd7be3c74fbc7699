import type { INodeProperties } from 'n8n-workflow';
import { shownFor } from '../../../shared/node/shownFor';
import { decideFields } from './decideFields';

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
				name: 'Decide',
				value: 'decide',
				action: 'Decide tax',
				description: 'Put the tax rate and its reason on each line of the deal, by rows that a person can read',
			},
			{
				name: 'Get Rates',
				value: 'getRates',
				action: 'Get tax rates',
				description: 'Read the sales tax rates of the organisation (in QuickBooks the tax codes)',
			},
		],
		default: 'getRates',
	},
	...shownFor('tax', ['decide'], decideFields),
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
