/** The dates that go over Xero's wire (apis/xero.md section 4) and an organisation's own calendar. */

/** `/Date(1518685950940+0000)/` of an ISO moment or a calendar date, which is midnight UTC. */
export function msDate(iso: string): string {
	return `/Date(${Date.parse(iso.length === 10 ? `${iso}T00:00:00Z` : iso)}+0000)/`;
}

/** Reads `YYYY-MM-DD`, ISO moments and `/Date(ms)/`; undefined when the text is none of them. Milliseconds since the epoch. */
export function readMoment(text: unknown): number | undefined {
	if (typeof text !== 'string') return undefined;
	const ms = /^\/Date\((-?\d+)(?:[+-]\d{4})?\)\/$/.exec(text)?.[1];
	if (ms !== undefined) return Number(ms);
	if (!/^\d{4}-\d{2}-\d{2}/.test(text)) return undefined;
	const zoned = text.length === 10 ? `${text}T00:00:00Z` : /(?:Z|[+-]\d{2}:?\d{2})$/.test(text) ? text : `${text}Z`;
	const moment = Date.parse(zoned);
	return Number.isNaN(moment) ? undefined : moment;
}

/** The calendar date (`YYYY-MM-DD`) a client means, or undefined when it is not a date. */
export function readDate(text: unknown): string | undefined {
	const moment = readMoment(text);
	return moment === undefined ? undefined : new Date(moment).toISOString().slice(0, 10);
}

/** Today in the organisation's own time zone, `YYYY-MM-DD`. */
export function todayIn(timezone: unknown, now: number): string {
	const zone = TIME_ZONES[String(timezone)] ?? 'UTC';
	let calendar = calendars.get(zone);
	if (!calendar) calendars.set(zone, (calendar = new Intl.DateTimeFormat('en-CA', { timeZone: zone })));
	return calendar.format(now);
}

/** Making one takes longer than all else that is done for a call. */
const calendars = new Map<string, Intl.DateTimeFormat>();

/** The last day of the month `months` after that of `date`, day `day` of it at most. */
export function dayOfMonthAfter(date: string, months: number, day: number): string {
	const [year = 0, month = 1] = date.split('-').map(Number);
	const last = new Date(Date.UTC(year, month + months, 0)).getUTCDate();
	return new Date(Date.UTC(year, month - 1 + months, Math.min(day, last))).toISOString().slice(0, 10);
}

export function addDays(date: string, days: number): string {
	return new Date(Date.parse(`${date}T00:00:00Z`) + days * 86_400_000).toISOString().slice(0, 10);
}

/** Xero's names of time zones, as far as organisations of the countries it sells in use them. */
const TIME_ZONES: Record<string, string> = {
	GMTSTANDARDTIME: 'Europe/London',
	GREENWICHSTANDARDTIME: 'Atlantic/Reykjavik',
	UTC: 'UTC',
	WEUROPESTANDARDTIME: 'Europe/Berlin',
	ROMANCESTANDARDTIME: 'Europe/Paris',
	CENTRALEUROPESTANDARDTIME: 'Europe/Budapest',
	CENTRALEUROPEANSTANDARDTIME: 'Europe/Warsaw',
	FLESTANDARDTIME: 'Europe/Kiev',
	GTBSTANDARDTIME: 'Europe/Athens',
	SOUTHAFRICASTANDARDTIME: 'Africa/Johannesburg',
	ARABIANSTANDARDTIME: 'Asia/Dubai',
	INDIASTANDARDTIME: 'Asia/Kolkata',
	SEASIASTANDARDTIME: 'Asia/Bangkok',
	SINGAPORESTANDARDTIME: 'Asia/Singapore',
	CHINASTANDARDTIME: 'Asia/Shanghai',
	TOKYOSTANDARDTIME: 'Asia/Tokyo',
	WAUSTRALIASTANDARDTIME: 'Australia/Perth',
	CENAUSTRALIASTANDARDTIME: 'Australia/Adelaide',
	AUSCENTRALSTANDARDTIME: 'Australia/Darwin',
	EAUSTRALIASTANDARDTIME: 'Australia/Brisbane',
	AUSEASTERNSTANDARDTIME: 'Australia/Sydney',
	TASMANIASTANDARDTIME: 'Australia/Hobart',
	NEWZEALANDSTANDARDTIME: 'Pacific/Auckland',
	EASTERNSTANDARDTIME: 'America/New_York',
	CENTRALSTANDARDTIME: 'America/Chicago',
	MOUNTAINSTANDARDTIME: 'America/Denver',
	PACIFICSTANDARDTIME: 'America/Los_Angeles',
	HAWAIIANSTANDARDTIME: 'Pacific/Honolulu',
};
