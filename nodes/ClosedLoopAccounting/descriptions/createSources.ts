import type { INodeProperties } from 'n8n-workflow';
import { billFrom, pipelines } from './common';

/** Shown when the invoice is made from a deal. */
export function fromDeal(deal: INodeProperties): INodeProperties[] {
	const show = { source: ['deal'] };
	return [
		deal,
		{
			displayName: 'Customer',
			name: 'customer',
			type: 'string' as const,
			default: '={{ $json.customer }}',
			description: 'The customer as the customer step hands it on; empty for a deal that is held',
		},
		pipelines,
		billFrom,
	].map((field) => ({ ...field, displayOptions: { show } }));
}

/** Shown when the invoice is made from fields. */
export const fromFields: INodeProperties[] = [
	{
		displayName: 'Source ID',
		name: 'sourceId',
		type: 'string' as const,
		required: true,
		default: '',
		placeholder: 'e.g. ORDER1042',
		description: 'Names what is billed, such as an order; an invoice with the same Source ID is never made twice',
	},
	{
		displayName: 'Customer ID',
		name: 'customerId',
		type: 'string' as const,
		required: true,
		default: '={{ $json.customer.ledgerId }}',
		description: 'ID of the contact in the ledger, or its link copied from the browser',
	},
	{
		displayName: 'Line Items',
		name: 'lines',
		type: 'fixedCollection' as const,
		typeOptions: { multipleValues: true, sortable: true },
		placeholder: 'Add line item',
		default: {},
		description: 'What is billed',
		options: [
			{
				displayName: 'Line Item',
				name: 'line',
				values: [
					{
						displayName: 'Account Code',
						name: 'account',
						default: '',
						description: "Account of the line;	empty takes 'Sales Account'",
					},
					{
						displayName: 'Description',
						name: 'description',
						default: '',
						description: 'Text of the line',
					},
					{
						displayName: 'Discount Percent',
						name: 'discountPercent',
						default: 0,
						description: 'Discount of the line in percent',
					},
					{
						displayName: 'Item Code',
						name: 'itemCode',
						default: '',
						description: 'Code of the item in the ledger;	empty bills without one',
					},
					{
						displayName: 'Quantity',
						name: 'quantity',
						default: 1,
						description: 'How many',
					},
					{
						displayName: 'Tax Code',
						name: 'taxCode',
						default: '',
						description: 'Tax rate of the line;	empty takes the default of customer or account',
					},
					{
						displayName: 'Unit Price',
						name: 'unitPrice',
						default: 0,
						description: 'Price of one, before discount, in the currency of the invoice',
					},
				],
			},
		],
	},
	{
		displayName: 'Invoice Fields',
		name: 'invoiceFields',
		type: 'collection' as const,
		placeholder: 'Add field',
		default: {},
		options: [
			{
				displayName: 'Currency',
				name: 'currency',
				type: 'string' as const,
				default: '',
				placeholder: 'e.g. GBP',
				description: "Three letters; empty takes the customer's, else the organisation's",
			},
			{
				displayName: 'Due Date',
				name: 'dueDate',
				type: 'dateTime' as const,
				default: '',
				description: 'Empty follows the payment terms',
			},
			{
				displayName: 'Issue Date',
				name: 'issueDate',
				type: 'dateTime' as const,
				default: '',
				description: 'Empty takes today',
			},
			{
				displayName: 'Reference',
				name: 'reference',
				type: 'string' as const,
				default: '',
				description: "The customer's order number; it is shown on the invoice",
			},
			{
				displayName: 'Source Link',
				name: 'sourceUrl',
				type: 'string' as const,
				default: '',
				placeholder: 'e.g. https://shop.example.com/orders/1042',
				description: 'Opens what is billed, from the invoice in the ledger',
			},
		],
	},
].map((field) => ({ ...field, displayOptions: { show: { source: ['fields'] } } }));
