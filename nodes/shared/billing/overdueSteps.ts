import type { DealBilling } from '../model/dealBilling';
import type { Financials } from '../model/financials';
import type { Invoice } from '../model/invoice';
import { addDays, daysBetween, formatDate } from './dates';
import { Decimal } from './decimal';
import { formatMoney } from './money';
import { systemWords } from './words';

export interface OverdueSettings {
	/** Days after the due date, ascending. */
	steps: number[];
	/** In the invoice's currency; less than this is not asked for. */
	leastDue: number;
	/** Days without a customer receipt after which the bank counts as not reconciled; 0 does not look. */
	receiptWithin: number;
}

export interface OverdueInput {
	invoice: Invoice;
	billing: Pick<DealBilling, 'inDispute' | 'overdueStepTold'>;
	financials: Financials;
	/** `YYYY-MM-DD` of a late customer receipt of this ledger; null where there was none. */
	newestReceipt: string | null;
	settings: OverdueSettings;
}

/** What is due for an invoice. */
export type Overdue =
	| { do: 'tell'; step: number; days: number }
	| { do: 'complete' }
	| { do: 'leave'; reason: string; toFinance: boolean };

/**
 * Which reminder is due (rules.md section 8, "Overdue"): the highest step that is reached and not told yet, so that a first run
 * tells one and not three. None where the client may have paid, disputes it, or owes too little.
 */
export function overdueStep({ invoice, billing, financials, newestReceipt, settings }: OverdueInput): Overdue {
	const id = invoice.ledgerId ?? '';
	const told = toldOf(billing.overdueStepTold, id);
	if (['paid', 'voided', 'deleted'].includes(invoice.status)) {
		return told === null ? leave('Nothing is due, and nobody was told to ask for it') : { do: 'complete' };
	}
	if (invoice.status === 'draft' || invoice.status === 'submitted' || invoice.dueDate === null)
		return leave('It is not approved yet, so it cannot be overdue');
	const days = daysBetween(invoice.dueDate, financials.asOf);
	const step = settings.steps.filter((one) => one <= days).pop();
	if (step === undefined) return leave(days > 0 ? `It is overdue for ${days} days only` : 'It is not overdue');
	if (told !== null && told >= step) return leave(`Step ${step} was told before`);
	if (billing.inDispute) return leave('It is in dispute');
	if (invoice.due < settings.leastDue)
		return leave(`Less than ${formatMoney(settings.leastDue, invoice.currency)} is due`);
	if (isCovered(invoice, financials))
		return leave(
			`Credit of ${formatMoney(financials.unallocatedCredit, financials.currency)} that is not set against invoices may cover it: allocate it in ${systemWords[invoice.ledger]}`,
		);
	const since = addDays(financials.asOf, -settings.receiptWithin);
	if (settings.receiptWithin > 0 && (newestReceipt === null || newestReceipt < since)) {
		const reason = `${systemWords[invoice.ledger]} has no customer receipt since ${formatDate(since)}: is the bank not reconciled?`;
		return { do: 'leave', reason, toFinance: true };
	}
	return { do: 'tell', step, days };
}

function leave(reason: string): Overdue {
	return { do: 'leave', reason, toFinance: false };
}

/**
 * *Overdue step told* with the step of one invoice put in, or taken out once it is settled: `ID 30; ID 7`, as many as the deal
 * has invoices that somebody was told of.
 */
export function withStep(stored: string | null, invoiceId: string, step: number | null): string | null {
	const others = entriesOf(stored).filter(([id]) => id !== invoiceId);
	const entries = step === null ? others : [...others, [invoiceId, String(step)]];
	return entries.length === 0 ? null : entries.map((entry) => entry.join(' ')).join('; ');
}

function toldOf(stored: string | null, invoiceId: string): number | null {
	const entry = entriesOf(stored).find(([id]) => id === invoiceId);
	return entry === undefined ? null : Number(entry[1]);
}

function entriesOf(stored: string | null): string[][] {
	return (stored ?? '')
		.split(';')
		.map((entry) => entry.trim().split(' '))
		.filter(({ length }) => length === 2);
}

/** In the books' base currency at the invoice's own rate; without its rate any credit may be enough. */
function isCovered(
	{ due, currency, currencyRate }: Invoice,
	{ unallocatedCredit, currency: base }: Financials,
): boolean {
	if (unallocatedCredit <= 0) return false;
	if (currency === base) return new Decimal(unallocatedCredit).gte(due);
	return currencyRate === null || new Decimal(unallocatedCredit).times(currencyRate).gte(due);
}
