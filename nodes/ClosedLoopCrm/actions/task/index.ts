import type { INodeProperties } from 'n8n-workflow';
import { shownFor } from '../../../shared/node/shownFor';
import { previewOnly } from '../../descriptions/common';

const described = { show: { source: ['fields'] } };
const overdue = { show: { source: ['overdueInvoice'] } };

/** A whole number from 0 that decides about reminders. */
function count(displayName: string, name: string, standard: number, description: string): INodeProperties {
	return {
		displayName,
		name,
		type: 'number',
		typeOptions: { minValue: 0 },
		default: standard,
		displayOptions: overdue,
		description,
	};
}

/** Fields of *Task*, in the order a person fills them in. */
export const taskFields: INodeProperties[] = [
	{
		displayName: 'Operation',
		name: 'operation',
		type: 'options',
		noDataExpression: true,
		displayOptions: { show: { resource: ['task'] } },
		options: [
			{
				name: 'Create',
				value: 'create',
				action: 'Create task',
				description:
					"Give the deal's owner a task, once: of your own words, or because the deal's invoice is overdue. Writes to the CRM.",
			},
		],
		default: 'create',
	},
	...shownFor(
		'task',
		['create'],
		[
			{
				displayName: 'Source',
				name: 'source',
				type: 'options',
				noDataExpression: true,
				options: [
					{ name: 'Fields', value: 'fields', description: 'A task in your own words' },
					{
						name: 'Overdue Invoice',
						value: 'overdueInvoice',
						description:
							'A reminder for each step that an overdue invoice reaches, completed when it is paid; items that need none are handed on with the reason',
					},
				],
				default: 'fields',
				description: 'What the task is about',
			},
			{
				displayName: 'Deal ID',
				name: 'dealId',
				type: 'string',
				required: true,
				default: '={{ $json.deal.id }}',
				displayOptions: described,
				description: 'The deal it stands on; its owner gets the task',
			},
			{
				displayName: 'Subject',
				name: 'subject',
				type: 'string',
				required: true,
				default: '',
				displayOptions: described,
				placeholder: 'e.g. Ask for the purchase order',
			},
			{
				displayName: 'Body',
				name: 'body',
				type: 'string',
				typeOptions: { rows: 4 },
				default: '',
				displayOptions: described,
				description: 'What is to be done, as plain text',
			},
			{
				displayName: 'Due in Days',
				name: 'dueInDays',
				type: 'number',
				typeOptions: { minValue: 0 },
				default: 0,
				displayOptions: described,
			},
			{
				displayName: 'Once For',
				name: 'marker',
				type: 'string',
				required: true,
				default: '',
				displayOptions: described,
				placeholder: 'e.g. purchase order',
				description:
					'What it is about in a word or two: a deal gets one task for each. It stands at the end of the body.',
			},
			{
				displayName: 'Invoice',
				name: 'invoice',
				type: 'string',
				required: true,
				default: '={{ $json.invoice }}',
				displayOptions: overdue,
				description: 'The invoice as Invoice: Get Changes hands it on; its deal is found by it',
			},
			{
				displayName: 'Financials',
				name: 'financials',
				type: 'string',
				required: true,
				default: '={{ $json.financials }}',
				displayOptions: overdue,
				description: 'How its customer stands, as Customer: Get Financials tells',
			},
			{
				displayName: 'Newest Receipt',
				name: 'newestReceipt',
				type: 'string',
				default: '',
				displayOptions: overdue,
				placeholder: 'e.g. 2026-11-24',
				description: 'Day of the newest customer receipt in the ledger; empty where it has none of late',
			},
			{
				displayName: 'Steps',
				name: 'steps',
				type: 'string',
				default: '7, 30, 60',
				displayOptions: overdue,
				description: 'Days after the due date at which the owner is told, once each',
			},
			count('Least Due', 'leastDue', 1, "In the invoice's currency; nobody is told of less"),
			count(
				'Bank Reconciled Within',
				'receiptWithin',
				5,
				'Days. Without a customer receipt in that time the bank counts as not reconciled, and nobody is told of overdue invoices. 0 does not look.',
			),
			count(
				'Instalments',
				'instalments',
				3,
				'Equal monthly parts offered to a client who always paid; 0 offers none',
			),
			count(
				'Paid Invoices',
				'paidInvoices',
				3,
				'Least number paid in the last 12 months by a client who always paid',
			),
			count('Share on Time', 'shareOnTime', 60, 'Least percent paid on time by a client who always paid'),
			previewOnly,
		],
	),
];
