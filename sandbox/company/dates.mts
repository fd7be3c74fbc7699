const DAY = 86_400_000;

/** The day from which deals are billed: the first of the month two months before `now`, as `YYYY-MM-DD` (UTC). */
export function billFrom(now: Date = new Date()): string {
	return new Date(Date.UTC(now.getUTCFullYear(), now.getUTCMonth() - 2, 1)).toISOString().slice(0, 10);
}

/** The moment `days` days before `now`, at `hour` o'clock UTC (at `now` itself when that would lie ahead). */
export function daysBefore(now: Date, days: number, hour = 10): Date {
	const day = new Date(now.getTime() - days * DAY);
	const moment = new Date(Date.UTC(day.getUTCFullYear(), day.getUTCMonth(), day.getUTCDate(), hour));
	return days >= 0 && moment.getTime() > now.getTime() ? now : moment;
}

/** `YYYY-MM-DD` of a moment, in UTC. */
export function dateOf(moment: Date): string {
	return moment.toISOString().slice(0, 10);
}

/** The date `days` days after a `YYYY-MM-DD` date. */
export function addDays(date: string, days: number): string {
	return dateOf(new Date(Date.parse(`${date}T00:00:00Z`) + days * DAY));
}
