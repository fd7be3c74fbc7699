/** Calendar dates are `YYYY-MM-DD` texts; they compare as texts. */

const dayMs = 86_400_000;

/** The calendar date of an instant (ISO text, milliseconds or Date) in an IANA time zone. */
export function dateIn(timeZone: string, instant: string | number | Date): string {
	const parts = formatIn(timeZone).formatToParts(new Date(instant));
	const part = (type: string) => parts.find((candidate) => candidate.type === type)?.value ?? '';
	return `${part('year').padStart(4, '0')}-${part('month')}-${part('day')}`;
}

/** One for each time zone: making it costs far more than using it. */
const formats = new Map<string, Intl.DateTimeFormat>();

function formatIn(timeZone: string): Intl.DateTimeFormat {
	const known = formats.get(timeZone);
	if (known !== undefined) return known;
	const format = new Intl.DateTimeFormat('en-US', {
		timeZone,
		calendar: 'gregory',
		numberingSystem: 'latn',
		year: 'numeric',
		month: '2-digit',
		day: '2-digit',
	});
	formats.set(timeZone, format);
	return format;
}

export function addDays(date: string, days: number): string {
	return isoDate(utc(date) + days * dayMs);
}

/** The same day of a later (or earlier) month, or that month's last day: 31 January plus one is 28 or 29 February. */
export function addMonths(date: string, months: number): string {
	const [year, month, day] = split(date);
	const last = new Date(Date.UTC(year, month + months, 0)).getUTCDate();
	return isoDate(Date.UTC(year, month - 1 + months, Math.min(day, last)));
}

/** The last day of the month of a date. */
export function endOfMonth(date: string): string {
	const [year, month] = split(date);
	return isoDate(Date.UTC(year, month, 0));
}

/** Whole days from one date to another; negative when the second is earlier. */
export function daysBetween(from: string, to: string): number {
	return Math.round((utc(to) - utc(from)) / dayMs);
}

/** True for a real calendar date written `YYYY-MM-DD`. */
export function isDate(text: string | null | undefined): text is string {
	return /^\d{4}-\d{2}-\d{2}$/.test(text ?? '') && isoDate(utc(text as string)) === text;
}

/** For people: `1 Nov 2026`. */
export function formatDate(date: string): string {
	const [year, month, day] = split(date);
	const names = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'];
	return `${day} ${names[month - 1] ?? ''} ${year}`;
}

function utc(date: string): number {
	const [year, month, day] = split(date);
	return Date.UTC(year, month - 1, day);
}

function split(date: string): [year: number, month: number, day: number] {
	const [year = NaN, month = NaN, day = NaN] = date.split('-').map(Number);
	return [year, month, day];
}

function isoDate(ms: number): string {
	return Number.isNaN(ms) ? '' : new Date(ms).toISOString().slice(0, 10);
}
