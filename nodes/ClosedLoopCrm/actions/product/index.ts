import type { INodeProperties } from 'n8n-workflow';
import { limit, optionsCollection } from '../../../shared/node/fields';
import { previewOnly } from '../../descriptions/common';
import { shownFor } from '../../../shared/node/shownFor';

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
				name: 'Create or Update',
				value: 'createOrUpdate',
				action: 'Create or update product',
				description:
					'Find the product of the CRM by its SKU, else make it once. Writes to the product library.',
			},
			{
				name: 'Get Many',
				value: 'getMany',
				action: 'Get many products',
				description: 'Read the product library of the CRM',
			},
		],
		default: 'getMany',
	},
	...shownFor(
		'product',
		['getMany'],
		[
			{
				displayName: 'Only With SKU',
				name: 'withSku',
				type: 'boolean',
				default: false,
				description: 'Whether to leave out products without a SKU, which no item of a ledger matches by code',
			},
			{
				displayName: 'Search Text',
				name: 'text',
				type: 'string',
				default: '',
				description: 'Only products whose name, SKU or description contains this',
			},
			limit,
		],
	),
	...shownFor(
		'product',
		['createOrUpdate'],
		[
			{
				displayName: 'SKU',
				name: 'sku',
				type: 'string',
				required: true,
				default: '={{ $json.product.code }}',
				description: 'Code by which the ledger knows the item; the same SKU is one product',
			},
			{
				displayName: 'Name',
				name: 'productName',
				type: 'string',
				default: '={{ $json.product.name }}',
				description: 'Name of the product; empty leaves it',
			},
			{
				displayName: 'Description',
				name: 'productDescription',
				type: 'string',
				default: '={{ $json.product.description }}',
				description: 'Text of its lines; empty leaves it',
			},
			{
				displayName: 'Unit Price',
				name: 'unitPrice',
				type: 'string',
				default: '={{ $json.product.unitPrice }}',
				description: "Price of one in the CRM account's own currency; empty leaves it",
			},
			previewOnly,
			{
				displayName: 'If It Exists',
				name: 'ifProductExists',
				type: 'options',
				options: [
					{
						name: 'Leave Unchanged',
						value: 'unchanged',
						description: 'Change nothing',
					},
					{
						name: 'Take Over Price',
						value: 'price',
						description: 'Write the price where it differs, and leave name and text',
					},
					{
						name: 'Overwrite',
						value: 'overwrite',
						description: 'Write what differs over what sales keeps',
					},
				],
				default: 'unchanged',
				description: 'What becomes of a product that is found and differs',
			},
			optionsCollection([
				{
					displayName: 'Billing Frequency',
					name: 'recurring',
					type: 'options',
					options: [
						{ name: 'Annually', value: 'annually' },
						{ name: 'Every Five Years', value: 'per_five_years' },
						{ name: 'Every Four Years', value: 'per_four_years' },
						{ name: 'Every Six Months', value: 'per_six_months' },
						{ name: 'Every Three Years', value: 'per_three_years' },
						{ name: 'Every Two Weeks', value: 'biweekly' },
						{ name: 'Every Two Years', value: 'per_two_years' },
						{ name: 'Monthly', value: 'monthly' },
						{ name: 'Once', value: 'once' },
						{ name: 'Quarterly', value: 'quarterly' },
						{ name: 'Weekly', value: 'weekly' },
					],
					default: 'once',
					description: 'How often lines of the product are billed',
				},
				{
					displayName: 'Currency',
					name: 'currency',
					type: 'string',
					default: '',
					placeholder: 'e.g. GBP',
					description: "Currency of Unit Price; empty takes the CRM account's own",
				},
			]),
		],
	),
];
