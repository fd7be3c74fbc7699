import type { INodeProperties } from 'n8n-workflow';
import { dateFrom, dateTo } from './documents';

/** Which invoices are found. */
export const invoiceFilters: INodeProperties = {
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
		dateFrom,
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
		dateTo,
	],
};
