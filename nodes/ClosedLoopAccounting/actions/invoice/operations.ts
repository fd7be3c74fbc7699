import type { INodeProperties } from 'n8n-workflow';

/** The operations of *Invoice*. */
export const invoiceOperations: INodeProperties = {
	displayName: 'Operation',
	name: 'operation',
	type: 'options',
	noDataExpression: true,
	displayOptions: { show: { resource: ['invoice'] } },
	options: [
		{
			name: 'Add Note',
			value: 'addNote',
			action: 'Add note to invoice',
			description:
				'Write a note into the history of the invoice, the same text once; it cannot be taken away again. QuickBooks and Sage have no place for it.',
		},
		{
			name: 'Approve',
			value: 'approve',
			action: 'Approve invoice',
			description:
				'Post a draft whose deal is still won, as it was billed and without open checks. In QuickBooks the estimate becomes the invoice.',
		},
		{
			name: 'Create',
			value: 'create',
			action: 'Create invoice',
			description:
				'Make the invoice of each deal once, as a draft unless told otherwise (in QuickBooks unsent, or as an estimate). Writes to the ledger; repeating it makes no second one.',
		},
		{
			name: 'Get',
			value: 'get',
			action: 'Get invoice',
			description: 'Read one sales invoice with its lines',
		},
		{
			name: 'Get Changes',
			value: 'getChanges',
			action: 'Get changed invoices',
			description: 'Read what changed in the ledger within a window: paid, edited, sent, voided or deleted',
		},
		{
			name: 'Get Last Edit',
			value: 'getLastEdit',
			action: 'Get last edit of invoice',
			description: 'Read who edited the invoice last, where the ledger tells (Xero), one call for each invoice',
		},
		{
			name: 'Get Many',
			value: 'getMany',
			action: 'Get many invoices',
			description: 'Find sales invoices by the execution that made them, status, date, customer or text',
		},
		{
			name: 'Get PDF',
			value: 'getPdf',
			action: 'Get PDF of invoice',
			description: "Download the ledger's own PDF, to mail or file it",
		},
		{
			name: 'Link to Deal',
			value: 'linkToDeal',
			action: 'Link invoice to deal',
			description: 'Take an invoice that a person made for the deal as its own, so that it is not billed again',
		},
		{
			name: 'Send',
			value: 'send',
			action: 'Send invoice',
			description:
				'Let the ledger mail an approved invoice to the customer, once. Sage mails nothing for other apps: there it is marked as sent.',
		},
		{
			name: 'Void or Delete',
			value: 'voidOrDelete',
			action: 'Void or delete invoice',
			description:
				'Delete a draft or estimate, or void what is posted. What payments or credit notes are set against stays as it is.',
		},
	],
	default: 'create',
};
