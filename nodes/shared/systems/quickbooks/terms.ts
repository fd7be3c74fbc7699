import type { PaymentTerms } from '../../model/customer';
import type { WireTerm } from './wire';

/**
 * A term as payment terms (apis/quickbooks.md 7.7). A date-driven one falls due on a day of the month, or of the next one
 * where the document is dated within `DueNextMonthDays` of it: from 28 on it is always the next.
 */
export function paymentTerms(wire: WireTerm | undefined): PaymentTerms | null {
	if (wire === undefined) return null;
	if (wire.DayOfMonthDue !== undefined && wire.DueDays === undefined) {
		const next = (wire.DueNextMonthDays ?? 0) >= 28;
		return { kind: next ? 'day_of_next_month' : 'day_of_month', days: wire.DayOfMonthDue };
	}
	return wire.DueDays === undefined ? null : { kind: 'days', days: wire.DueDays };
}

/** Id of the company's own active term that means the same; null without one, since terms are the company's to make. */
export function termId(terms: WireTerm[], wanted: PaymentTerms): string | null {
	const found = terms.find((term) => {
		const means = term.Active === false ? null : paymentTerms(term);
		return means !== null && means.kind === wanted.kind && means.days === wanted.days;
	});
	return found?.Id ?? null;
}
