import type { INodeProperties } from 'n8n-workflow';
import { shownFor } from '../../../shared/node/shownFor';
import { deal, limit, listOf, previewOnly, stopIfMoreThan } from '../../descriptions/common';
import { createOptions } from '../../descriptions/createOptions';
import { fromDeal, fromFields } from '../../descriptions/createSources';

/** Fields of *Invoice*, in the order a person fills them in. */
export const invoiceFields: INodeProperties[] = [
	{
		displayName: 'Operation',
		name: 'operation',
		type: 'options',
		noDataExpression: true,
		displayOptions: { show: { resource: ['invoice'] } },
		options: [
			{
				name: 'Create',
				value: 'create',
				action: 'Create invoice',
				description:
					'Make the invoice of each deal once, as a draft unless told otherwise. Writes to the ledger; repeating it makes no second one.',
			},
			{
				name: 'Get',
				value: 'get',
				action: 'Get invoice',
				description: 'Read one sales invoice with its lines',
			},
			{
				name: 'Get Many',
				value: 'getMany',
				action: 'Get many invoices',
				description: 'Find sales invoices by the execution that made them, status, date, customer or text',
			},
		],
		default: 'create',
	},
	...shownFor(
		'invoice',
		['create'],
		[
			{
				displayName: 'Source',
				name: 'source',
				type: 'options',
				noDataExpression: true,
				options: [
					{ name: 'Deal', value: 'deal', description: 'The lines of a won deal' },
					{ name: 'Fields', value: 'fields', description: 'Lines filled in here, without a deal' },
				],
				default: 'deal',
				description: 'What the invoice is made from',
			},
			...fromDeal(deal),
			...fromFields,
			previewOnly,
			stopIfMoreThan,
			listOf(
				'Sales Account Name or ID',
				'salesAccount',
				'getSalesAccounts',
				'Account of lines whose item has none',
			),
			{
				displayName: 'Status',
				name: 'status',
				type: 'options',
				options: [
					{
						name: 'Approved',
						value: 'approved',
						description: 'Posts it; a deal with anything to check is held',
					},
					{ name: 'Awaiting Approval', value: 'submitted', description: 'Asks for approval in the ledger' },
					{ name: 'Draft', value: 'draft', description: 'Finance looks at it first' },
				],
				default: 'draft',
				description:
					'How far the invoice goes. It is made as a draft first and compared; nothing is sent to the customer.',
			},
			createOptions,
		],
	),
	...shownFor(
		'invoice',
		['get'],
		[
			{
				displayName: 'Invoice ID',
				name: 'invoiceId',
				type: 'string',
				required: true,
				default: '={{ $json.invoice.ledgerId }}',
				placeholder: 'e.g. 7c8e2a10-4b1d-4f6e-9a3c-5d2e8c0b7a11',
				description: 'ID of the invoice, or its link copied from the browser',
			},
		],
	),
	...shownFor(
		'invoice',
		['getMany'],
		[
			limit,
			{
				displayName: 'Filters',
				name: 'filters',
				type: 'collection',
				placeholder: 'Add filter',
				default: {},
				options: [
					{
						displayName: 'Customer ID',
						name: 'customerId',
						type: 'string',
						default: '',
						description: 'Only invoices of this contact',
					},
					{
						displayName: 'From Date',
						name: 'dateFrom',
						type: 'dateTime',
						default: '',
						description: 'Only invoices dated on or after this day',
					},
					{
						displayName: 'Made by Execution',
						name: 'madeByExecution',
						type: 'string',
						default: '',
						placeholder: 'e.g. 1042',
						description: 'Only what this run of a workflow made or changed last, to look at it or undo it',
					},
					{
						displayName: 'Search Text',
						name: 'text',
						type: 'string',
						default: '',
						description: 'Looks in number and reference',
					},
					{
						displayName: 'Status',
						name: 'statuses',
						type: 'multiOptions',
						options: [
							{ name: 'Awaiting Approval', value: 'submitted' },
							{ name: 'Awaiting Payment', value: 'approved' },
							{ name: 'Deleted', value: 'deleted' },
							{ name: 'Draft', value: 'draft' },
							{ name: 'Overdue', value: 'overdue' },
							{ name: 'Paid', value: 'paid' },
							{ name: 'Part Paid', value: 'part_paid' },
							{ name: 'Sent', value: 'sent' },
							{ name: 'Voided', value: 'voided' },
						],
						default: [],
						description: 'Only invoices in one of these; none chosen takes every status',
					},
					{
						displayName: 'To Date',
						name: 'dateTo',
						type: 'dateTime',
						default: '',
						description: 'Only invoices dated on or before this day',
					},
				],
			},
		],
	),
];
