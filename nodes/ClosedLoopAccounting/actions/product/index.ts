import type { INodeProperties } from 'n8n-workflow';
import { limit, optionsCollection } from '../../../shared/node/fields';
import { shownFor } from '../../../shared/node/shownFor';
import { deal, listOf } from '../../descriptions/common';
import { savedProduct } from './savedProduct';

/** Fields of *Product*, in the order a person fills them in. */
export const productFields: INodeProperties[] = [
	{
		displayName: 'Operation',
		name: 'operation',
		type: 'options',
		noDataExpression: true,
		displayOptions: { show: { resource: ['product'] } },
		options: [
			{
				name: 'Compare',
				value: 'compare',
				action: 'Compare product libraries',
				description: 'List where the product library of the CRM and the items of the ledger differ',
			},
			{
				name: 'Create or Update',
				value: 'createOrUpdate',
				action: 'Create or update product',
				description: 'Find the item of the ledger by its code, else make it once. Writes to the ledger.',
			},
			{
				name: 'Get Many',
				value: 'getMany',
				action: 'Get many products',
				description: 'Read the items that the ledger sells',
			},
			{
				name: 'Match',
				value: 'match',
				action: 'Match products',
				description: "Find the ledger's item of each line of the deal by alias, SKU or exact name",
			},
		],
		default: 'match',
	},
	...shownFor(
		'product',
		['match'],
		[
			deal,
			optionsCollection([
				{
					displayName: 'Aliases',
					name: 'aliases',
					type: 'json',
					default: '{}',
					placeholder: 'e.g. { "GTXPro": "GTX Pro" }',
					description: 'SKU of the CRM and item code of the ledger, where they differ, as JSON',
				},
				listOf(
					'Fallback Item Name or ID',
					'fallbackItem',
					'getItems',
					"Item of lines that match none, with 'If None Matches' set to it",
				),
				{
					displayName: 'If None Matches',
					name: 'noMatch',
					type: 'options',
					options: [
						{
							name: 'Bill Without Item',
							value: 'bill',
							description: 'Bill the line on the sales account',
						},
						{
							name: 'Fallback Item',
							value: 'fallback',
							description: 'Bill the line with the fallback item',
						},
						{
							name: 'Hold',
							value: 'hold',
							description: 'Hold a deal whose SKU the ledger does not know',
						},
					],
					default: 'bill',
					description: 'What becomes of a line whose product the ledger does not know',
				},
			]),
		],
	),
	...shownFor(
		'product',
		['compare'],
		[
			{
				displayName: 'CRM Products',
				name: 'crmProduct',
				type: 'string',
				required: true,
				default: '={{ $json.crmProduct }}',
				description: 'The products as the CRM step reads them; all items together are one comparison',
			},
			{
				displayName: 'Direction',
				name: 'direction',
				type: 'options',
				options: [
					{ name: 'CRM to Ledger', value: 'crm_to_ledger', description: 'Sales keeps the list' },
					{ name: 'Ledger to CRM', value: 'ledger_to_crm', description: 'Finance keeps the list' },
					{ name: 'None', value: 'none', description: 'List what differs and mend nothing' },
				],
				default: 'none',
				description:
					'Which side gives the other what is missing, and its list prices; a later step Create or Update writes it',
			},
		],
	),
	...shownFor('product', ['getMany'], [limit]),
	...shownFor('product', ['createOrUpdate'], savedProduct),
];
