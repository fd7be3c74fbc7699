/** Dates as QuickBooks writes them: calendar dates as `YYYY-MM-DD`, moments in Pacific time with their offset. */

const PACIFIC = new Intl.DateTimeFormat('en-CA', {
	timeZone: 'America/Los_Angeles',
	year: 'numeric',
	month: '2-digit',
	day: '2-digit',
	hour: '2-digit',
	minute: '2-digit',
	second: '2-digit',
	hourCycle: 'h23',
});

/** `2026-11-24T04:00:00-08:00`: apis/quickbooks.md section 1. Whole seconds. */
export function pacific(ms: number): string {
	const local = localTime(ms);
	return local + offset(ms, local);
}

/** The same with milliseconds, as `time` at the end of every answer has them. */
export function pacificWithMs(ms: number): string {
	const local = localTime(ms);
	return `${local}.${String(ms % 1000).padStart(3, '0')}${offset(ms, local)}`;
}

/** The server's date, which a transaction without one gets. */
export function serverDate(ms: number): string {
	return localTime(ms).slice(0, 10);
}

/** The calendar date in a time zone. */
export function dateIn(timeZone: string, ms: number): string {
	return new Intl.DateTimeFormat('en-CA', { timeZone }).format(ms);
}

/** Milliseconds of a date or date-time as filters and feeds take it; a date is its midnight in Pacific time. */
export function readMoment(text: string): number | undefined {
	if (isDate(text)) {
		const midday = Date.parse(`${text}T12:00:00Z`);
		return Date.parse(`${text}T00:00:00${offset(midday, localTime(midday))}`);
	}
	if (!/^\d{4}-\d\d-\d\dT/.test(text)) return undefined;
	const ms = Date.parse(/(?:Z|[+-]\d\d:?\d\d)$/.test(text) ? text : `${text}Z`);
	return Number.isNaN(ms) ? undefined : ms;
}

/** A calendar date that exists. */
export function isDate(text: unknown): text is string {
	if (typeof text !== 'string' || !/^\d{4}-\d\d-\d\d$/.test(text)) return false;
	const ms = Date.parse(`${text}T00:00:00Z`);
	return !Number.isNaN(ms) && new Date(ms).toISOString().startsWith(text);
}

export function addDays(date: string, days: number): string {
	return new Date(Date.parse(`${date}T00:00:00Z`) + days * 86_400_000).toISOString().slice(0, 10);
}

/** Day `day` of the month that is `months` after the date's, or that month's last day. */
export function dayOfMonth(date: string, months: number, day: number): string {
	const [year = 0, month = 0] = date.split('-').map(Number);
	const last = new Date(Date.UTC(year, month + months, 0)).getUTCDate();
	return new Date(Date.UTC(year, month - 1 + months, Math.min(day, last))).toISOString().slice(0, 10);
}

function localTime(ms: number): string {
	const part = Object.fromEntries(PACIFIC.formatToParts(ms).map(({ type, value }) => [type, value]));
	return `${part['year']}-${part['month']}-${part['day']}T${part['hour']}:${part['minute']}:${part['second']}`;
}

function offset(ms: number, local: string): string {
	const hours = Math.round((Date.parse(`${local}Z`) - ms) / 3_600_000);
	return `-${String(-hours).padStart(2, '0')}:00`;
}
