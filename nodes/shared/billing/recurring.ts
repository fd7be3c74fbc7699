import type { BillingPeriod, DealLine } from '../model/dealLine';
import { addDays, addMonths } from './dates';
import { Decimal } from './decimal';
import { roundMoney } from './money';
import type { BillingSettings } from './settings';

/** Length of a period in days or months. */
const lengths: Record<Exclude<BillingPeriod, 'once'>, { days: number } | { months: number }> = {
	weekly: { days: 7 },
	biweekly: { days: 14 },
	monthly: { months: 1 },
	quarterly: { months: 3 },
	per_six_months: { months: 6 },
	annually: { months: 12 },
	per_two_years: { months: 24 },
	per_three_years: { months: 36 },
	per_four_years: { months: 48 },
	per_five_years: { months: 60 },
};

type Mode = BillingSettings['recurring'];

/** What the amounts of a line hang on. */
export type Priced = Pick<DealLine, 'amount' | 'period' | 'periods'>;

/** Net of a line's first period; of a line billed once, its net. */
export function firstPeriod(line: Priced): Decimal {
	return new Decimal(line.amount);
}

/** Net of a line's whole term; of its first period where it renews until cancelled. */
export function wholeTerm(line: Priced): Decimal {
	return firstPeriod(line).times(periodsBilled(line, 'whole_term'));
}

/** How many periods of a line are billed at once. */
export function periodsBilled(line: Priced, mode: Mode): number {
	return mode === 'whole_term' && line.period !== 'once' ? (line.periods ?? 1) : 1;
}

/** True when the line is to be billed again after what is billed now. */
export function hasMoreToBill(line: Priced, mode: Mode): boolean {
	if (line.period === 'once') return false;
	return line.periods === null || line.periods > periodsBilled(line, mode);
}

/** A start told as a delay has no date that a bill could carry. */
export function isUndated(line: DealLine): boolean {
	if (line.period === 'once' || line.startDate !== null || line.startDelay === null) return false;
	return 'days' in line.startDelay ? line.startDelay.days > 0 : line.startDelay.months > 0;
}

/** Net of the line in an average month; zero for a line billed once. A week is 12/52 of a month. */
export function perMonth(line: Priced): Decimal {
	if (line.period === 'once') return new Decimal(0);
	const length = lengths[line.period];
	return 'months' in length
		? firstPeriod(line).div(length.months)
		: firstPeriod(line).times(52).div(new Decimal(length.days).div(7)).div(12);
}

/** Service dates of what is billed now, where the line's start is known. */
export function servicePeriod(line: DealLine, mode: Mode): { from: string; to: string } | null {
	if (line.period === 'once' || line.startDate === null) return null;
	const after = startOfPeriod(line, line.startDate, periodsBilled(line, mode));
	return { from: line.startDate, to: addDays(after, -1) };
}

/** The first day on which something more of these lines is to be billed; null when nothing is. */
export function nextBillingDate(lines: DealLine[], issueDate: string, mode: Mode = 'first_period'): string | null {
	const dates = lines
		.filter((line) => hasMoreToBill(line, mode))
		.map((line) => startOfPeriod(line, line.startDate ?? issueDate, periodsBilled(line, mode)));
	return dates.sort()[0] ?? null;
}

/** Net of the periods still to be billed of lines with a term; null where no line tells one. */
export function unbilledRemainder(lines: DealLine[], currency: string, mode: Mode): number | null {
	const open = lines.filter((line) => hasMoreToBill(line, mode) && line.periods !== null);
	if (open.length === 0) return null;
	const sum = open.reduce(
		(total, line) => total.plus(firstPeriod(line).times((line.periods ?? 1) - periodsBilled(line, mode))),
		new Decimal(0),
	);
	return roundMoney(sum, currency);
}

/** First day of the period with that index, the first being 0. */
function startOfPeriod(line: DealLine, start: string, index: number): string {
	if (line.period === 'once') return start;
	const length = lengths[line.period];
	return 'days' in length ? addDays(start, length.days * index) : addMonths(start, length.months * index);
}
