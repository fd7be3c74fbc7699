/**
 * Dates as Xero writes and reads them (apis/xero.md 4). In JSON a moment is `/Date(ms+0000)/` in UTC; a calendar date
 * is midnight UTC of that day, so it is always read in UTC, never in a local zone. Siblings and newer fields are ISO
 * without a zone and mean UTC too. We send `YYYY-MM-DD`.
 */

const JSON_DATE = /^\/Date\((-?\d+)(?:[+-]\d{4})?\)\/$/;

/** Milliseconds since the epoch, or null for an empty or unreadable value. */
function millis(value: string | undefined): number | null {
	if (value === undefined || value === '') return null;
	const json = JSON_DATE.exec(value);
	if (json) return Number(json[1]);
	const zoned = /(?:Z|[+-]\d{2}:?\d{2})$/.test(value) || !value.includes('T') ? value : `${value}Z`;
	const parsed = Date.parse(zoned);
	return Number.isNaN(parsed) ? null : parsed;
}

/** ISO 8601 in UTC, or null. */
export function moment(value: string | undefined): string | null {
	const at = millis(value);
	return at === null ? null : new Date(at).toISOString();
}

/** `YYYY-MM-DD`, or null. */
export function calendarDate(value: string | undefined): string | null {
	return moment(value)?.slice(0, 10) ?? null;
}

/** The value of an If-Modified-Since header: UTC, whole seconds, rounded down so that nothing is missed. */
export function modifiedSince(iso: string): string {
	return new Date(iso).toISOString().slice(0, 19);
}

/** A day as Xero's `where` wants it. */
export function whereDate(day: string): string {
	const [year, month, date] = day.split('-');
	return `DateTime(${year},${month},${date})`;
}
