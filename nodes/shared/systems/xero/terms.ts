import type { PaymentTerms } from '../../model/customer';
import type { WirePaymentTerm } from './wire';

/** Xero's four kinds of payment terms (apis/xero.md 5). */
const KINDS: Record<PaymentTerms['kind'], string> = {
	days: 'DAYSAFTERBILLDATE',
	days_after_month_end: 'DAYSAFTERBILLMONTH',
	day_of_month: 'OFCURRENTMONTH',
	day_of_next_month: 'OFFOLLOWINGMONTH',
};

export function terms(wire: WirePaymentTerm | undefined): PaymentTerms | null {
	const kind = (Object.keys(KINDS) as Array<PaymentTerms['kind']>).find((name) => KINDS[name] === wire?.Type);
	return kind === undefined || wire?.Day === undefined ? null : { kind, days: Number(wire.Day) };
}

/** Xero takes days from 0 to 31 only; longer terms cannot stand on a contact. */
export function wireTerms(value: PaymentTerms | null): WirePaymentTerm | null {
	return value === null || value.days > 31 ? null : { Day: value.days, Type: KINDS[value.kind] };
}
