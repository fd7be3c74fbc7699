import type { Gap } from '../system';

/** What Xero lacks (README's table). */
export const xeroGaps: Gap[] = [
	{
		what: 'customer:getFinancials Credit Limit',
		offered: true,
		instead: "Xero keeps no credit limit: the CRM company's own Credit limit stands",
		fact: 'apis/xero.md 0.5',
	},
	{
		what: 'invoice:send To',
		offered: false,
		instead: "Xero mails to the contact's own address and to the persons of the contact who are included in emails",
		fact: 'apis/xero.md 7.6',
	},
	{
		what: 'product:createOrUpdate Active',
		offered: false,
		instead: 'A Xero item has no archive state: delete it in Xero, or untick "I sell this item" there',
		fact: 'apis/xero.md 6',
	},
	{
		what: 'quote:get Invoice',
		offered: true,
		instead:
			'Xero tells that a quote was invoiced, not by which invoice: the key on both leads from one to the other',
		fact: 'apis/xero.md 8 "Quotes"',
	},
];
