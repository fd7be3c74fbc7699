import type { Gap } from '../system';

/** What QuickBooks Online lacks (README's table). */
export const quickBooksGaps: Gap[] = [
	{
		what: 'invoice:create Status',
		offered: false,
		instead:
			"QuickBooks has no drafts: an invoice posts at once and waits unsent, or 'Create As' Estimate waits until it is converted",
		fact: 'apis/quickbooks.md 0.4',
	},
	{
		what: 'invoice:create Branding Theme',
		offered: false,
		instead: "QuickBooks prints by the company's own form style",
		fact: 'apis/quickbooks.md 7.3, fields of an invoice',
	},
	{
		what: 'invoice:create Discount',
		offered: true,
		instead:
			'A line has no discount of its own: it is billed at its net amount, and the text says quantity and price',
		fact: 'apis/quickbooks.md 7.3 "Amount rule"',
	},
	{
		what: 'invoice:create Prices Include Tax',
		offered: true,
		instead: 'Not for companies in the US, where sales tax is added by QuickBooks',
		fact: 'apis/quickbooks.md 7.4',
	},
	{
		what: 'invoice:approve',
		offered: true,
		instead: 'An invoice is posted already; Approve converts an estimate',
		fact: 'apis/quickbooks.md 7.6',
	},
	{
		what: 'invoice:getChanges Deleted',
		offered: true,
		instead: 'Deleted invoices are told for 29 days and in fewer than 1,000 changes; beyond that only changed ones',
		fact: 'apis/quickbooks.md 9',
	},
	{
		what: 'creditNote:create Status',
		offered: false,
		instead: 'A credit memo posts at once: QuickBooks has no drafts',
		fact: 'apis/quickbooks.md 0.4',
	},
	{
		what: 'customer:createOrUpdate Number',
		offered: false,
		instead: 'A customer has no number: it is found by the id stored in the CRM, by name and by mail address',
		fact: 'apis/quickbooks.md 7.1 "No ... AcctNum"',
	},
	{
		what: 'customer:createOrUpdate VAT Number',
		offered: true,
		instead: 'Written when a customer is made, never compared: QuickBooks shows it masked',
		fact: 'apis/quickbooks.md 7.1 "PrimaryTaxIdentifier"',
	},
	{
		what: 'customer:createOrUpdate Payment Terms',
		offered: true,
		instead: 'Only terms that the company has in QuickBooks are set; the due date of invoices is always sent',
		fact: 'apis/quickbooks.md 7.7',
	},
	{
		what: 'customer:getFinancials Credit Limit',
		offered: true,
		instead: "QuickBooks keeps no credit limit: the CRM company's own Credit limit stands",
		fact: 'apis/quickbooks.md 0.6',
	},
	{
		what: 'payment:getMany Refunds',
		offered: true,
		instead: 'Refund receipts are documents of their own and are not listed among payments',
		fact: 'apis/quickbooks.md 7.5',
	},
	{
		what: 'invoice:getLastEdit',
		offered: true,
		instead:
			'QuickBooks does not tell other apps who edited an invoice: the deal says what changed, when, and "in QuickBooks"',
		fact: 'apis/quickbooks.md 3 "Every object: Id, SyncToken, MetaData"',
	},
	{
		what: 'invoice:addNote',
		offered: true,
		instead: 'QuickBooks keeps no history that other apps can write to: the note stands on the deal alone',
		fact: 'apis/quickbooks.md 3 "Every object: Id, SyncToken, MetaData"',
	},
];
