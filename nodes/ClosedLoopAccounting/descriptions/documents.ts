import type { INodeProperties } from 'n8n-workflow';

/** Fields by which operations name documents of the ledger. */
export const invoiceId: INodeProperties = {
	displayName: 'Invoice ID',
	name: 'invoiceId',
	type: 'string',
	required: true,
	default: '={{ $json.invoice.ledgerId }}',
	placeholder: 'e.g. {{ $json.invoice.ledgerId }}',
	description: 'ID of the invoice, or its link copied from the browser',
};

export const customerId: INodeProperties = {
	displayName: 'Customer ID',
	name: 'customerId',
	type: 'string',
	required: true,
	default: '={{ $json.customer.ledgerId }}',
	placeholder: 'e.g. {{ $json.customer.ledgerId }}',
	description: 'ID of the customer (in Xero and Sage the contact), or its link copied from the browser',
};

export const quoteId: INodeProperties = {
	displayName: 'Quote ID',
	name: 'quoteId',
	type: 'string',
	required: true,
	default: '={{ $json.quote.ledgerId }}',
	placeholder: 'e.g. {{ $json.quote.ledgerId }}',
	description: 'ID of the quote (in QuickBooks the estimate), or its link copied from the browser',
};

/** The deal, where the operation also works without one. */
export const optionalDeal: INodeProperties = {
	displayName: 'Deal',
	name: 'deal',
	type: 'string',
	default: '={{ $json.deal }}',
	description: 'The deal as the CRM has it now; read it again after a wait',
};

export const checksSeen: INodeProperties = {
	displayName: 'Checks Seen',
	name: 'checksSeen',
	type: 'boolean',
	default: false,
	description: 'Whether a person has looked at the open checks. Without a deal nothing else tells that it may go on.',
};

export const sourceId: INodeProperties = {
	displayName: 'Source ID',
	name: 'sourceId',
	type: 'string',
	required: true,
	default: '',
	placeholder: 'e.g. ch_3PqX81',
	description: 'Names what it is made from; the same Source ID is never recorded twice',
};

export const lookBack: INodeProperties = {
	displayName: 'Look Back',
	name: 'lookBack',
	type: 'number',
	typeOptions: { minValue: 1, maxValue: 29 },
	default: 3,
	description:
		'Days back from now in which changes count; more than the time between two runs, so that none is missed',
};

export const dateFrom: INodeProperties = {
	displayName: 'From Date',
	name: 'dateFrom',
	type: 'dateTime',
	default: '',
	description: 'Only what is dated on or after this day',
};

export const dateTo: INodeProperties = {
	displayName: 'To Date',
	name: 'dateTo',
	type: 'dateTime',
	default: '',
	description: 'Only what is dated on or before this day',
};
