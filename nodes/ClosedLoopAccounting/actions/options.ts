import type { IExecuteFunctions } from 'n8n-workflow';
import { isDate } from '../../shared/billing/dates';
import { wrongSetting } from '../../shared/node/settings';
import { SystemError } from '../../shared/transport/systemError';

/**
 * Values of a collection, where a field that was not added is `undefined`. One of another type is a wrong setting: an expression
 * that finds nothing must not pass for the default.
 */

/** A text that names what is made; where it is missing the item is an error, not the setting: it comes from the item. */
export function nameParameter(
	context: Pick<IExecuteFunctions, 'getNodeParameter'>,
	name: string,
	label: string,
	itemIndex: number,
): string {
	const value: unknown = context.getNodeParameter(name, itemIndex, undefined);
	const text = typeof value === 'string' || typeof value === 'number' ? String(value).trim() : '';
	if (text !== '') return text;
	throw new SystemError({
		code: 'field_unreadable',
		message: `'${label}' is empty`,
		todo: `Set '${label}' on the item before, or look at its expression`,
		scope: 'item',
	});
}

/** A text, or null where it was left out or is empty. */
export function textOption(value: unknown, label: string): string | null {
	if (value === undefined || value === null) return null;
	if (typeof value !== 'string') throw wrongSetting(label, 'a text', value);
	return value.trim() === '' ? null : value.trim();
}

export function flagOption(value: unknown, label: string): boolean {
	if (value === undefined) return false;
	if (typeof value !== 'boolean') throw wrongSetting(label, 'on or off (true or false)', value);
	return value;
}

/** A day as `YYYY-MM-DD`, or null where it was left out or is empty. */
export function dayOption(value: unknown, label: string): string | null {
	const text = textOption(value, label);
	if (text === null) return null;
	const day = text.slice(0, 10);
	if (!isDate(day)) throw wrongSetting(label, 'a date such as 2026-11-01', value);
	return day;
}

/** A whole number from `least` to `most`, or `otherwise` where it was left out. */
export function countOption(value: unknown, label: string, least: number, most: number, otherwise: number): number {
	if (value === undefined) return otherwise;
	if (typeof value !== 'number' || !Number.isInteger(value) || value < least || value > most)
		throw wrongSetting(label, `a whole number from ${least} to ${most}`, value);
	return value;
}

/** One of a list, or the first where it was left out. */
export function choiceOption<T extends string>(value: unknown, label: string, allowed: readonly [T, ...T[]]): T {
	if (value === undefined) return allowed[0];
	const found = allowed.find((candidate) => candidate === value);
	if (found === undefined) throw wrongSetting(label, `one of ${allowed.join(', ')}`, value);
	return found;
}

/** One of a list of a field that is always there: an expression that finds nothing is a wrong setting. */
export function choiceSetting<T extends string>(
	context: Pick<IExecuteFunctions, 'getNodeParameter'>,
	name: string,
	label: string,
	itemIndex: number,
	allowed: readonly [T, ...T[]],
): T {
	return choiceOption<T>(context.getNodeParameter(name, itemIndex, null) ?? null, label, allowed);
}
