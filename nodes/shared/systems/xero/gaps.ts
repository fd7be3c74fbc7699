import type { Gap } from '../registry';

/** What Xero lacks (README's table). */
export const xeroGaps: Gap[] = [
	{
		what: 'customer:getFinancials Credit Limit',
		offered: true,
		instead: "Xero keeps no credit limit: the CRM company's own Credit limit stands",
		fact: 'apis/xero.md 0.5',
	},
];
