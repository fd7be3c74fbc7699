import { Decimal } from '../../billing/decimal';
import { isDate } from '../../billing/dates';
import type { HubSpotObject } from './wire';

/** HubSpot's property values are strings; these read them. Empty text counts as no value. */

export function text(object: Pick<HubSpotObject, 'properties'>, name: string): string | null {
	const value = name === '' ? null : object.properties[name];
	const trimmed = value?.trim() ?? '';
	return trimmed === '' ? null : trimmed;
}

/** Null when empty or no number. */
export function number(object: Pick<HubSpotObject, 'properties'>, name: string): number | null {
	return decimal(object, name)?.toNumber() ?? null;
}

/** The exact figure; null when empty or no number. */
export function decimal(object: Pick<HubSpotObject, 'properties'>, name: string): Decimal | null {
	const value = text(object, name);
	return value !== null && /^[+-]?(\d+\.?\d*|\.\d+)(e[+-]?\d+)?$/i.test(value) ? new Decimal(value) : null;
}

export function flag(object: Pick<HubSpotObject, 'properties'>, name: string): boolean {
	return text(object, name)?.toLowerCase() === 'true';
}

/** A calendar date, `YYYY-MM-DD`; it comes as that, as midnight UTC in ISO 8601, or in milliseconds. */
export function date(object: Pick<HubSpotObject, 'properties'>, name: string): string | null {
	const value = text(object, name);
	if (value === null || isDate(value)) return value;
	return instant(object, name)?.slice(0, 10) ?? null;
}

/** A time, ISO 8601 in UTC; it comes as that or in milliseconds. */
export function instant(object: Pick<HubSpotObject, 'properties'>, name: string): string | null {
	const value = text(object, name);
	if (value === null) return null;
	const time = new Date(/^-?\d+$/.test(value) ? Number(value) : value);
	return Number.isNaN(time.getTime()) ? null : time.toISOString();
}

/** Ids are numbers in text: the lower one is the older record. */
export function byId(a: { id: string }, b: { id: string }): number {
	return a.id.length - b.id.length || (a.id < b.id ? -1 : a.id > b.id ? 1 : 0);
}
