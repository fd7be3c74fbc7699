import { Decimal } from 'decimal.js';
import type { SageRecord } from '../core/types.mts';
import { decimal } from './amounts.mts';
import { invalid, REQUIRED } from './problems.mts';
import type { Ref } from './records.mts';

/** Reading the fields of a body. Every reader refuses with 422 what is not in the form that Sage asks for. */

/** A text of at most `max` characters; undefined when it was not sent, or sent as null. */
export function text(fields: SageRecord, name: string, max: number, source = name): string | undefined {
	const value = fields[name];
	if (value === undefined || value === null) return undefined;
	const read = String(value);
	if ([...read].length > max) throw invalid(source, `is too long (maximum is ${max} characters)`);
	return read;
}

export function requiredText(fields: SageRecord, name: string, max: number, source = name): string {
	const read = text(fields, name, max, source)?.trim();
	if (!read) throw invalid(source, REQUIRED);
	return read;
}

export function amount(fields: SageRecord, name: string, source = name): Decimal | undefined {
	const value = fields[name];
	if (value === undefined || value === null || value === '') return undefined;
	const read = decimal(value);
	if (!read) throw invalid(source, 'is not a number');
	return read;
}

/** A calendar date `YYYY-MM-DD` that exists. */
export function date(fields: SageRecord, name: string): string | undefined {
	const value = fields[name];
	if (value === undefined || value === null || value === '') return undefined;
	const read = String(value);
	const ms = /^\d{4}-\d\d-\d\d$/.test(read) ? Date.parse(read) : NaN;
	const exists = !Number.isNaN(ms) && new Date(ms).toISOString().slice(0, 10) === read;
	if (!exists) throw invalid(name, 'is not a valid date');
	return read;
}

export function requiredDate(fields: SageRecord, name: string): string {
	const read = date(fields, name);
	if (read === undefined) throw invalid(name, REQUIRED);
	return read;
}

/**
 * The record that `<name>_id` points to. Undefined when it was not sent or sent as null.
 * @throws Refused 422 when there is no such record
 */
export function reference<T extends SageRecord>(
	fields: SageRecord,
	name: string,
	find: (id: string) => T | undefined,
	source = name,
): T | undefined {
	const id = fields[`${name}_id`];
	if (id === undefined || id === null || id === '') return undefined;
	const found = find(String(id));
	if (!found || found['deleted_at']) throw invalid(source, 'is invalid');
	return found;
}

export function requiredReference<T extends SageRecord>(
	fields: SageRecord,
	name: string,
	find: (id: string) => T | undefined,
	source = name,
): T {
	const found = reference(fields, name, find, source);
	if (!found) throw invalid(source, REQUIRED);
	return found;
}

export function ref(record: { id: string } | undefined): Ref | undefined {
	return record && { id: record.id };
}

/** The record without the fields that are undefined. */
export function given<T extends SageRecord>(record: T): T {
	return Object.fromEntries(Object.entries(record).filter(([, value]) => value !== undefined)) as T;
}
