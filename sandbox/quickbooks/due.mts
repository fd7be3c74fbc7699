import { addDays, dayOfMonth } from './dates.mts';
import type { Term } from './records.mts';

/** Due date of a transaction by its term, or its own date without one: apis/quickbooks.md 7.3 and 7.7. */
export function dueDate(txnDate: string, term: Term | undefined): string {
	if (!term) return txnDate;
	const { DueDays, DayOfMonthDue, DueNextMonthDays = 0 } = term;
	if (DayOfMonthDue === undefined) return addDays(txnDate, DueDays ?? 0);
	const thisMonth = dayOfMonth(txnDate, 0, DayOfMonthDue);
	// A date too near to that day is due on it a month later.
	return addDays(txnDate, DueNextMonthDays) >= thisMonth ? dayOfMonth(txnDate, 1, DayOfMonthDue) : thisMonth;
}
