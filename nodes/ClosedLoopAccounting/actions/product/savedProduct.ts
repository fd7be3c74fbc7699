import type { INodeProperties } from 'n8n-workflow';
import { optionsCollection } from '../../../shared/node/fields';
import { listOf, previewOnly, stopIfMoreThan } from '../../descriptions/common';
import { optionFor } from '../../descriptions/systems';

/** Fields of *Product: Create or Update*. */
export const savedProduct: INodeProperties[] = [
	{
		displayName: 'Item Code',
		name: 'itemCode',
		type: 'string',
		required: true,
		default: '={{ $json.crmProduct.sku }}',
		description: 'Code of the item (in QuickBooks its SKU); the same code is one item',
	},
	{
		displayName: 'Name',
		name: 'itemName',
		type: 'string',
		default: '={{ $json.crmProduct.name }}',
		description: 'Name of the item; empty leaves it',
	},
	{
		displayName: 'Description',
		name: 'itemDescription',
		type: 'string',
		default: '={{ $json.crmProduct.description }}',
		description: 'Text of its lines on invoices; empty leaves it',
	},
	{
		displayName: 'Unit Price',
		name: 'unitPrice',
		type: 'string',
		default: '={{ $json.crmProduct.unitPrice }}',
		description: "Price of one in the organisation's own currency; empty leaves it",
	},
	previewOnly,
	stopIfMoreThan,
	{
		displayName: 'If It Exists',
		name: 'ifProductExists',
		type: 'options',
		options: [
			{
				name: 'Leave Unchanged',
				value: 'unchanged',
				description: 'List what differs and change nothing',
			},
			{
				name: 'Take Over Price',
				value: 'price',
				description: 'Write the price where it differs, and leave name, text and accounts',
			},
			{
				name: 'Overwrite',
				value: 'overwrite',
				description: 'Write what differs over what finance keeps',
			},
		],
		default: 'unchanged',
		description: 'What becomes of an item that is found and differs',
	},
	optionsCollection([
		{
			displayName: 'Kind',
			name: 'kind',
			type: 'options',
			options: [
				{ name: 'Product', value: 'product' },
				{ name: 'Service', value: 'service' },
			],
			default: 'service',
			description: 'What a new item is, where the ledger tells them apart',
		},
		optionFor(
			['sage'],
			listOf(
				'Purchase Account Name or ID',
				'purchaseAccount',
				'getPurchaseAccounts',
				'Account of what is bought of a new product, which Sage asks for',
			),
		),
		listOf('Sales Account Name or ID', 'account', 'getSalesAccounts', 'Account of the sales of a new item'),
		listOf('Tax Rate Name or ID', 'taxCode', 'getTaxRates', 'Sales tax rate of a new item'),
	]),
];
