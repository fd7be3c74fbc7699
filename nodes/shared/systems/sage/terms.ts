import type { PaymentTerms } from '../../model/customer';
import type { Numeric, Text } from './wire';
import { optionalNumber } from './wire';

/** Sage's credit terms of customers (apis/sage.md 5); months end, or the invoice's date. */
export function terms(days: Numeric | undefined, creditTerms: Text | undefined): PaymentTerms | null {
	if (creditTerms === 'immediate_invoice') return { kind: 'days', days: 0 };
	const told = optionalNumber(days);
	if (told === null) return null;
	return { kind: creditTerms === 'month_end_invoice' ? 'days_after_month_end' : 'days', days: told };
}

/** What a contact can carry of them; nothing for a fixed day of a month. */
export function wireTerms(terms: PaymentTerms | null): { credit_days?: number; credit_terms?: string } {
	if (terms === null) return {};
	if (terms.kind === 'days') return { credit_days: terms.days, credit_terms: 'date_from_invoice' };
	if (terms.kind === 'days_after_month_end') return { credit_days: terms.days, credit_terms: 'month_end_invoice' };
	return {};
}
