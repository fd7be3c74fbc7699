import { formatDate } from './dates';
import { formatMoney } from './money';

/** What the line says. Money in `currency`; days `YYYY-MM-DD`. */
export interface Standing {
	currency: string;
	balance: number;
	overdue: number;
	/** Due date of the oldest invoice that is overdue; null where it is not known. */
	oldestDue: string | null;
	/** Null without a limit. */
	creditAvailable: number | null;
	averageDaysToPay: number | null;
	asOf: string;
}

/**
 * *Account status*, one line to read before a call: `Owes 3,120.00 GBP, 900.00 GBP of it overdue, the oldest since 12 Nov 2026;
 * pays in 34 days on average (as of 24 Nov 2026)`. It counts no days from today, so that it changes only with what it says.
 */
export function accountStatus(standing: Standing): string {
	const { asOf, averageDaysToPay, creditAvailable, currency } = standing;
	const parts = [
		owed(standing),
		...(creditAvailable !== null && creditAvailable < 0
			? [`${formatMoney(-creditAvailable, currency)} over the credit limit`]
			: []),
		...(averageDaysToPay === null
			? []
			: [`pays in ${averageDaysToPay} ${averageDaysToPay === 1 ? 'day' : 'days'} on average`]),
	];
	return `${parts.join('; ')} (as of ${formatDate(asOf)})`;
}

/** True where two lines say the same, whatever their day. */
export function saysTheSame(a: string | null, b: string | null): boolean {
	return withoutDay(a) === withoutDay(b);
}

function owed({ currency, balance, overdue, oldestDue }: Standing): string {
	const late =
		overdue <= 0
			? ''
			: `, ${overdue === balance ? 'all of it' : `${formatMoney(overdue, currency)}${overdue < balance ? ' of it' : ''}`} overdue${oldestDue === null ? '' : `, the oldest since ${formatDate(oldestDue)}`}`;
	if (balance > 0) return `Owes ${formatMoney(balance, currency)}${late || ', nothing overdue'}`;
	const standing = balance < 0 ? `Has ${formatMoney(-balance, currency)} in credit` : 'Owes nothing';
	return `${standing}${late}`;
}

function withoutDay(line: string | null): string {
	return (line ?? '').replace(/ \(as of [^()]*\)$/, '');
}
