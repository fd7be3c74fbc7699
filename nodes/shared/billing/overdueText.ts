import type { FinancialYear } from '../model/financials';
import type { Invoice } from '../model/invoice';
import { addDays, formatDate } from './dates';
import type { Instalment } from './instalments';
import { instalments } from './instalments';
import { formatMoney } from './money';
import { systemWords } from './words';

/** When a client counts as one who always paid, and what is offered then. */
export interface PlanSettings {
	/** 0 or 1 offers none. */
	instalments: number;
	/** Least number of invoices paid in the last 12 months. */
	paidInvoices: number;
	/** Least percent paid on time. */
	shareOnTime: number;
}

export interface OverdueText {
	subject: string;
	/** Plain text. */
	body: string;
	plan: Instalment[];
}

/** What the owner of a deal is told of its overdue invoice, with a draft to send and, for a good client, a plan. */
export function overdueText(
	invoice: Invoice,
	{ days, today, year }: { days: number; today: string; year: FinancialYear | null },
	settings: PlanSettings,
): OverdueText {
	const number = invoice.number ?? 'the invoice';
	const due = formatMoney(invoice.due, invoice.currency);
	const good = isGood(year, settings);
	const plan = good ? instalments(invoice.due, invoice.currency, settings.instalments, addDays(today, 7)) : [];
	const since = formatDate(invoice.dueDate ?? today);
	return {
		subject: `Overdue for ${days} days: ${number} of ${invoice.customer.name}, ${due}`,
		body: [
			`${due} of ${number} was due on ${since}. Nothing was sent to the client, and nothing was changed in ${systemWords[invoice.ledger]}.`,
			...(invoice.url === null ? [] : [invoice.url]),
			...(year === null ? [] : [`In the last 12 months: ${year.paidInvoices} invoices paid${onTime(year)}.`]),
			...(good
				? ['They have always paid: ask how they are before you ask for money, and offer the plan below.']
				: []),
			'',
			'Draft:',
			`Dear ${invoice.customer.name},`,
			`our invoice ${invoice.number ?? ''} was due on ${since}, and ${due} is open. If it crossed with your payment, thank you. If anything is unclear, please tell me.`.replace(
				'  ',
				' ',
			),
			...(plan.length === 0
				? ['Could you tell us when we may expect it?']
				: [
						'If it helps, we can take it in instalments:',
						...plan.map(
							({ dueDate, amount }) => `${formatDate(dueDate)}: ${formatMoney(amount, invoice.currency)}`,
						),
					]),
		].join('\n'),
		plan,
	};
}

function isGood(year: FinancialYear | null, settings: PlanSettings): boolean {
	if (year === null || year.shareOnTime === null || settings.instalments < 2) return false;
	return year.paidInvoices >= settings.paidInvoices && year.shareOnTime >= settings.shareOnTime;
}

function onTime({ shareOnTime }: FinancialYear): string {
	return shareOnTime === null ? '' : `, ${shareOnTime} % on time`;
}
