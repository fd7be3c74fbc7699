import type { PaymentTerms } from '../model/customer';
import type { Invoice } from '../model/invoice';
import { addDays, daysBetween } from './dates';
import { dueDate } from './terms';

type Dated = Pick<Invoice, 'issueDate' | 'dueDate'>;

export interface ApprovalDatesInput {
	invoice: Dated;
	/** `YYYY-MM-DD` in the organisation's time zone. */
	today: string;
	/** Terms that its due date may follow, the nearest first. */
	terms: PaymentTerms[];
	/** The dates that we wrote, where the deal remembers them. */
	written: Dated | null;
}

/**
 * Dates of an invoice that is approved today (rules.md section 5): its own is today, unless it is later already; the due date
 * follows, unless a person changed it. Null where nothing moves.
 */
export function approvalDates(input: ApprovalDatesInput): { issueDate: string; dueDate: string } | null {
	const { invoice, today } = input;
	if (invoice.issueDate >= today) return null;
	return { issueDate: today, dueDate: movedDueDate(input) };
}

function movedDueDate({ invoice, today, terms, written }: ApprovalDatesInput): string {
	if (invoice.dueDate === null) return dueDate(today, terms[0] ?? { kind: 'days', days: 0 });
	const followed = terms.find((one) => dueDate(invoice.issueDate, one) === invoice.dueDate);
	if (followed !== undefined) return dueDate(today, followed);
	if (written?.issueDate === invoice.issueDate && written.dueDate === invoice.dueDate)
		return addDays(today, daysBetween(invoice.issueDate, invoice.dueDate));
	return invoice.dueDate < today ? today : invoice.dueDate;
}
