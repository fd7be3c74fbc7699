import type { IAllExecuteFunctions, IExecuteFunctions } from 'n8n-workflow';
import { SystemError } from '../transport/systemError';
import type { Misfit } from './shapes';
import { misfit } from './shapes';

/**
 * Reading parameters that decide about money. An expression that finds nothing arrives as undefined (seen on n8n
 * 2.41.1), so a setting is taken only when it has its own type; anything else stops the node before its first call.
 */
type ParameterContext = Pick<IExecuteFunctions, 'getNodeParameter'>;

/** A setting that evaluates to nothing or to another type; stops the whole node. */
export function wrongSetting(label: string, wanted: string, found: unknown): SystemError {
	const shown =
		found === undefined || found === null || found === '' ? 'nothing' : JSON.stringify(found).slice(0, 80);
	return new SystemError({
		code: 'wrong_settings',
		message: `'${label}' must be ${wanted}, but its value is ${shown}`,
		todo: `Open the node and set '${label}'; in an expression read the Settings step by name, e.g. {{ $('Settings').first().json.previewOnly }}`,
		scope: 'run',
	});
}

export function booleanSetting(context: ParameterContext, name: string, label: string, itemIndex: number): boolean {
	const value: unknown = context.getNodeParameter(name, itemIndex, undefined);
	if (typeof value !== 'boolean') throw wrongSetting(label, 'on or off (true or false)', value);
	return value;
}

/** A whole number of at least `least`. */
export function countSetting(
	context: ParameterContext,
	name: string,
	label: string,
	itemIndex: number,
	least: number,
): number {
	const value: unknown = context.getNodeParameter(name, itemIndex, undefined);
	if (typeof value !== 'number' || !Number.isInteger(value) || value < least) {
		throw wrongSetting(label, `a whole number from ${least}`, value);
	}
	return value;
}

/**
 * A calendar date as `YYYY-MM-DD`; takes the date part of a date and time as n8n's date field gives it
 * (`2026-11-01T00:00:00`).
 */
export function dateSetting(context: ParameterContext, name: string, label: string, itemIndex: number): string {
	const value: unknown = context.getNodeParameter(name, itemIndex, undefined);
	const date = typeof value === 'string' ? /^(\d{4}-\d{2}-\d{2})(?:[T ].*)?$/.exec(value.trim())?.[1] : undefined;
	if (!date || Number.isNaN(Date.parse(`${date}T00:00:00Z`)))
		throw wrongSetting(label, 'a date such as 2026-11-01', value);
	return date;
}

/** A text that is not empty. */
export function textSetting(context: ParameterContext, name: string, label: string, itemIndex: number): string {
	const value: unknown = context.getNodeParameter(name, itemIndex, undefined);
	if (typeof value !== 'string' || value.trim() === '') throw wrongSetting(label, 'filled in', value);
	return value.trim();
}

/** A list of texts with at least one entry. */
export function listSetting(context: ParameterContext, name: string, label: string, itemIndex: number): string[] {
	const value: unknown = context.getNodeParameter(name, itemIndex, undefined);
	if (!Array.isArray(value) || value.length === 0 || value.some((entry) => typeof entry !== 'string')) {
		throw wrongSetting(label, 'a list with at least one entry', value);
	}
	return value as string[];
}

/**
 * A document from a visible field, e.g. *Deal* `={{ $json.deal }}`; an object, or JSON text of one. Missing ones are an
 * error on that item that tells how to bridge a step that dropped them.
 */
export function documentParameter<T>(
	context: Pick<IAllExecuteFunctions, 'getNodeParameter'>,
	name: string,
	label: string,
	itemIndex: number,
): T {
	const value = optionalDocument<T>(context, name, label, itemIndex);
	if (value === null) {
		throw new SystemError({
			code: 'document_missing',
			message: `'${label}' is empty: the step before replaced the item`,
			todo: `Turn on 'Include Other Input Fields' there, or set '${label}' to an expression such as {{ $('Match products').item.json.${name} }}`,
			scope: 'item',
		});
	}
	return value;
}

/** Like documentParameter, null when the field is empty. */
export function optionalDocument<T>(
	context: Pick<IAllExecuteFunctions, 'getNodeParameter'>,
	name: string,
	label: string,
	itemIndex: number,
): T | null {
	const value: unknown = context.getNodeParameter(name, itemIndex, undefined);
	if (value === undefined || value === null || value === '') return null;
	const parsed = typeof value === 'string' ? parseObject(value) : value;
	if (typeof parsed !== 'object' || parsed === null || Array.isArray(parsed)) {
		throw new SystemError({
			code: 'document_unreadable',
			message: `'${label}' is not a document`,
			todo: `Set '${label}' to the whole document of an earlier Closed Loop step, e.g. {{ $json.${name} }}`,
			scope: 'item',
		});
	}
	const wrong = misfit(name, parsed);
	if (wrong !== null) throw unfit(label, wrong);
	return parsed as T;
}

/** What stands where our rules need something else, most often because a step of the user's set it. */
function unfit(label: string, { path, wanted, found }: Misfit): SystemError {
	const shown = found === undefined || found === null ? 'nothing' : JSON.stringify(found).slice(0, 60);
	return new SystemError({
		code: 'document_unfit',
		message: `'${label}' cannot be used: ${path} must be ${wanted}, but is ${shown}`,
		todo: `Look at the step before that sets ${path}, and leave the rest of the document as it was`,
		scope: 'item',
	});
}

function parseObject(text: string): unknown {
	try {
		return JSON.parse(text) as unknown;
	} catch {
		return null;
	}
}
