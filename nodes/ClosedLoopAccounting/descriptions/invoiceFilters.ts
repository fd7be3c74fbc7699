import type { INodeProperties } from 'n8n-workflow';
import { dateFrom, dateTo } from './documents';
import { optionFor } from './systems';

const status: INodeProperties = {
	displayName: 'Status',
	name: 'statuses',
	type: 'multiOptions',
	options: [],
	default: [],
	description: 'Only invoices in one of these; none chosen takes every status',
};

/** In each ledger's own words (billing/words), and only those that its invoices can have. */
const statuses: INodeProperties[] = [
	optionFor(['xero'], {
		...status,
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
	}),
	optionFor(['quickbooks'], {
		...status,
		options: [
			{ name: 'Estimate', value: 'draft', description: 'Made by Create As: Estimate, and not converted yet' },
			{ name: 'Open', value: 'approved', description: 'Posted and not sent' },
			{ name: 'Overdue', value: 'overdue' },
			{ name: 'Paid', value: 'paid' },
			{ name: 'Partially Paid', value: 'part_paid' },
			{ name: 'Sent', value: 'sent' },
			{ name: 'Voided', value: 'voided' },
		],
	}),
	optionFor(['sage'], {
		...status,
		options: [
			{ name: 'Draft', value: 'draft' },
			{ name: 'Overdue', value: 'overdue' },
			{ name: 'Paid', value: 'paid' },
			{ name: 'Part Paid', value: 'part_paid' },
			{ name: 'Unpaid', value: 'approved', description: 'Posted and not sent' },
			{ name: 'Unpaid and Sent', value: 'sent' },
			{ name: 'Void', value: 'voided' },
		],
	}),
];

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
			description: 'Only invoices of this customer: the ID, or the link copied from the browser',
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
		...statuses,
		dateTo,
	],
};
