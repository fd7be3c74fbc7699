import type { Gap } from '../system';

/** What Sage Accounting lacks (README's table). */
export const sageGaps: Gap[] = [
	{
		what: 'invoice:create Status',
		offered: true,
		instead: 'Sage has no Awaiting Approval: a draft waits until a person, or Invoice: Approve, releases it',
		fact: 'apis/sage.md 7 "Draft and release"',
	},
	{
		what: 'invoice:create Branding Theme',
		offered: false,
		instead: 'Sage prints every invoice by the settings of the business',
		fact: 'apis/sage.md 7, header fields',
	},
	{
		what: 'invoice:send',
		offered: true,
		instead:
			'Sage cannot be asked to mail: the invoice is marked as sent, and its PDF (Invoice: Get PDF) can be mailed by a step of your own',
		fact: 'apis/sage.md 7 "PDF and email"',
	},
	{
		what: 'customer:getFinancials What They Bought',
		offered: true,
		instead:
			'Sage lists invoices without their lines, so lines are read one invoice at a time, up to 500 in a step; above that they stay out',
		fact: 'apis/sage.md 3, list items; 2 "Limits"',
	},
	{
		what: 'quote:create Status',
		offered: true,
		instead:
			'A Sage quote has no draft: it is pending until the customer answers; one that is not a draft is marked as sent',
		fact: 'apis/sage.md 8',
	},
	{
		what: 'invoice:getLastEdit',
		offered: true,
		instead: 'Sage does not tell other apps who edited an invoice: the deal says what changed, when, and "in Sage"',
		fact: 'apis/sage.md 7, fields of an invoice; 10 "/transactions"',
	},
	{
		what: 'invoice:addNote',
		offered: true,
		instead: 'Sage keeps no history that other apps can write to: the note stands on the deal alone',
		fact: 'apis/sage.md 7, fields of an invoice; 10 "/transactions"',
	},
];
