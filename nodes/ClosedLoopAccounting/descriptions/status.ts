import type { INodeProperties, INodePropertyOptions } from 'n8n-workflow';
import { onlyFor } from './systems';

const draft: INodePropertyOptions = { name: 'Draft', value: 'draft', description: 'Finance looks at it first' };
const approved: INodePropertyOptions = {
	name: 'Approved',
	value: 'approved',
	description: 'Posts it; a deal with anything to check is held',
};
const field: INodeProperties = {
	displayName: 'Status',
	name: 'status',
	type: 'options',
	options: [approved, draft],
	default: 'draft',
	description: 'How far the invoice goes. It is made as a draft first and compared; nothing is sent to the customer.',
};

/** *Status* of a new invoice, where the ledger has drafts; Xero alone has a step between draft and approved. */
export const invoiceStatus: INodeProperties[] = [
	onlyFor(['xero'], {
		...field,
		options: [
			approved,
			{ name: 'Awaiting Approval', value: 'submitted', description: 'Asks for approval in Xero' },
			draft,
		],
	}),
	onlyFor(['sage'], field),
];

/** *Status* of a new credit note; QuickBooks posts it at once. */
export const creditStatus: INodeProperties = onlyFor(['sage', 'xero'], {
	displayName: 'Status',
	name: 'creditStatus',
	type: 'options',
	options: [
		{ name: 'Approved', value: 'approved', description: 'Posts it, and sets it against the invoice' },
		{ name: 'Draft', value: 'draft', description: 'Finance looks at it first' },
	],
	default: 'draft',
	description: 'How far the credit note goes',
});
