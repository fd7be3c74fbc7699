import type { INodeProperties } from 'n8n-workflow';
import { listOf } from './common';
import { onlyFor, optionFor } from './systems';

/** What stands behind lines whose product the ledger does not know: an account, in QuickBooks an item. */
export const behindLines: INodeProperties[] = [
	onlyFor(
		['sage', 'xero'],
		listOf('Sales Account Name or ID', 'salesAccount', 'getSalesAccounts', 'Account of lines whose item has none'),
	),
	onlyFor(
		['quickbooks'],
		listOf(
			'Fallback Item Name or ID',
			'fallbackItem',
			'getItems',
			'Product or service of lines that match none, and of deals without lines: QuickBooks bills no line without one',
		),
	),
];

/** QuickBooks keeps names unique over customers, vendors and employees. */
export const ifNameTaken: INodeProperties = optionFor(['quickbooks'], {
	displayName: 'If Name Is Taken',
	name: 'ifNameTaken',
	type: 'options',
	options: [
		{
			name: 'Add a Suffix',
			value: 'suffix',
			description: 'A name that a vendor or employee has is made as "Acme (customer)"',
		},
		{ name: 'Hold', value: 'refuse', description: 'The deal is held and says who has the name' },
	],
	default: 'refuse',
	description: 'What becomes of a new customer whose name a vendor or employee has already',
});

/** QuickBooks has no drafts. */
export const createAs: INodeProperties = onlyFor(['quickbooks'], {
	displayName: 'Create As',
	name: 'createAs',
	type: 'options',
	options: [
		{
			name: 'Estimate',
			value: 'estimate',
			description: 'Posts nothing; a person looks at it and converts it to an invoice',
		},
		{
			name: 'Unsent Invoice',
			value: 'invoice',
			description: 'Posts at once and is not sent; a deal with anything to check about tax or amount is held',
		},
	],
	default: 'invoice',
	description: 'QuickBooks has no drafts: an invoice posts at once, an estimate waits',
});

/** Xero prints a document by one of the organisation's themes. */
export function brandingTheme(document: 'invoice' | 'quote'): INodeProperties {
	return optionFor(
		['xero'],
		listOf(
			'Branding Theme Name or ID',
			'brandingTheme',
			'getBrandingThemes',
			`Theme of the ${document}; left out, that of the organisation`,
		),
	);
}
