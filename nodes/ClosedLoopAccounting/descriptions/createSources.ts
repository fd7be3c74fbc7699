import type { INodeProperties } from 'n8n-workflow';
import { billFrom, pipelines } from './common';

/** Shown when the invoice is made from a deal. */
export function fromDeal(deal: INodeProperties): INodeProperties[] {
	const show = { source: ['deal'] };
	const fields: INodeProperties[] = [
		deal,
		{
			displayName: 'Customer',
			name: 'customer',
			type: 'string',
			default: '={{ $json.customer }}',
			description: 'The customer as the customer step hands it on; empty for a deal that is held',
		},
		pipelines,
		billFrom,
	];
	return fields.map((field) => ({ ...field, displayOptions: { show } }));
}

const values: INodeProperties[] = [
	{
		displayName: 'Account Code',
		name: 'account',
		type: 'string',
		default: '',
		description: "Account of the line; empty takes 'Sales Account'",
	},
	{ displayName: 'Description', name: 'description', type: 'string', default: '', description: 'Text of the line' },
	{
		displayName: 'Discount Percent',
		name: 'discountPercent',
		type: 'number',
		default: 0,
		typeOptions: { minValue: 0, maxValue: 100 },
		description: 'Discount of the line in percent',
	},
	{
		displayName: 'Item Code',
		name: 'itemCode',
		type: 'string',
		default: '',
		description: 'Code of the item in the ledger; empty bills without one',
	},
	{ displayName: 'Quantity', name: 'quantity', type: 'number', default: 1, description: 'How many' },
	{
		displayName: 'Tax Code',
		name: 'taxCode',
		type: 'string',
		default: '',
		description: 'Tax rate of the line; empty takes the default of customer or account',
	},
	{
		displayName: 'Unit Price',
		name: 'unitPrice',
		type: 'number',
		default: 0,
		typeOptions: { numberPrecision: 4 },
		description: 'Price of one, before discount, in the currency of the invoice',
	},
];

const fields: INodeProperties[] = [
	{
		displayName: 'Source ID',
		name: 'sourceId',
		type: 'string',
		required: true,
		default: '',
		placeholder: 'e.g. ORDER1042',
		description: 'Names what is billed, such as an order; an invoice with the same Source ID is never made twice',
	},
	{
		displayName: 'Customer ID',
		name: 'customerId',
		type: 'string',
		required: true,
		default: '={{ $json.customer.ledgerId }}',
		description: 'ID of the customer (in Xero and Sage the contact), or its link copied from the browser',
	},
	{
		displayName: 'Line Items',
		name: 'lines',
		type: 'fixedCollection',
		typeOptions: { multipleValues: true, sortable: true },
		placeholder: 'Add line item',
		default: {},
		description: 'What is billed',
		options: [{ displayName: 'Line Item', name: 'line', values }],
	},
	{
		displayName: 'Invoice Fields',
		name: 'invoiceFields',
		type: 'collection',
		placeholder: 'Add field',
		default: {},
		options: [
			{
				displayName: 'Currency',
				name: 'currency',
				type: 'string',
				default: '',
				placeholder: 'e.g. GBP',
				description: "Three letters; empty takes the customer's, else the organisation's",
			},
			{
				displayName: 'Due Date',
				name: 'dueDate',
				type: 'dateTime',
				default: '',
				description: 'Empty follows the payment terms',
			},
			{
				displayName: 'Issue Date',
				name: 'issueDate',
				type: 'dateTime',
				default: '',
				description: 'Empty takes today',
			},
			{
				displayName: 'Reference',
				name: 'reference',
				type: 'string',
				default: '',
				description: "The customer's order number; it is shown on the invoice",
			},
			{
				displayName: 'Source Link',
				name: 'sourceUrl',
				type: 'string',
				default: '',
				placeholder: 'e.g. https://shop.example.com/orders/1042',
				description: 'Opens what is billed, from the invoice in the ledger',
			},
		],
	},
];

/** Shown when the invoice is made from fields. */
export const fromFields: INodeProperties[] = fields.map((field) => ({
	...field,
	displayOptions: { show: { source: ['fields'] } },
}));
