import type { PropertyDefinition } from './definitions.mts';
import type { ValueProblem } from './errors.mts';

/** Longest text a property holds (rules.md section 7). */
const MAX_TEXT = 65_536;

/** What an account knows beyond a definition: owners, currencies. */
export interface ValueContext {
	isOwner(id: string): boolean;
	currencies: readonly string[];
}

/** A value as it is stored, or why it was refused. */
export type Checked = { value: string | null } | { problem: ValueProblem };

/**
 * Checks and normalises a value that a client wrote: null and the empty text clear, numbers may come as JSON numbers, moments as
 * ISO 8601 or milliseconds (apis/hubspot.md 3.3). `before` is the stored value, to which a leading `;` appends.
 */
export function checkValue(
	definition: PropertyDefinition,
	raw: unknown,
	before: string | null,
	context: ValueContext,
): Checked {
	const { name } = definition;
	const refuse = (error: string, message: string): Checked => ({ problem: { name, error, message } });
	if (raw === null || raw === undefined || raw === '') return { value: null };
	if (typeof raw === 'object') return refuse('INVALID_STRING', `${JSON.stringify(raw)} was not a valid value.`);
	const text = String(raw);
	switch (definition.type) {
		case 'number':
			if (!/^-?(\d+\.?\d*|\.\d+)(e[+-]?\d+)?$/i.test(text.trim())) {
				return refuse('INVALID_INTEGER', `${text} was not a valid number.`);
			}
			return { value: plainNumber(text.trim()) };
		case 'bool':
			if (!/^(true|false)$/i.test(text)) return refuse('INVALID_BOOLEAN', `${text} was not a valid boolean.`);
			return { value: text.toLowerCase() };
		case 'date': {
			const at = toMoment(text);
			if (at === null) return refuse('INVALID_DATE', `${text} was not a valid date.`);
			if (at % 86_400_000 !== 0)
				return refuse('INVALID_DATE', `${text} is at ${new Date(at).toISOString()}, not midnight!`);
			return { value: new Date(at).toISOString().slice(0, 10) };
		}
		case 'datetime': {
			const at = toMoment(text);
			if (at === null) return refuse('INVALID_LONG', `${text} was not a valid long.`);
			return { value: new Date(at).toISOString() };
		}
		case 'enumeration':
			return checkOption(definition, text, before, context);
		default:
			if (text.length > MAX_TEXT) {
				return refuse(
					'INVALID_LENGTH',
					`The value is ${text.length} characters long; at most ${MAX_TEXT} are allowed.`,
				);
			}
			if (name === 'email' && !/^[^\s@]+@[^\s@]+\.[^\s@]+$/.test(text)) {
				return refuse('INVALID_EMAIL', `Email address ${text} is invalid`);
			}
			return { value: text };
	}
}

function checkOption(
	definition: PropertyDefinition,
	text: string,
	before: string | null,
	context: ValueContext,
): Checked {
	const refuse = (value: string, valid: string): Checked => ({
		problem: {
			name: definition.name,
			error: 'INVALID_OPTION',
			message: `${value} was not one of the allowed options: ${valid}`,
		},
	});
	if (definition.referencedObjectType === 'OWNER') {
		return context.isOwner(text) ? { value: text } : refuse(text, 'the owners of the account');
	}
	if (definition.name === 'deal_currency_code') {
		return context.currencies.includes(text) ? { value: text } : refuse(text, `[${context.currencies.join(', ')}]`);
	}
	if (definition.hubspotDefined && definition.options.length === 0) return { value: text };
	const many = definition.fieldType === 'checkbox';
	const given = many ? text.split(';').filter((part) => part !== '') : [text];
	const wrong = given.find((value) => !definition.options.some((option) => option.value === value));
	if (wrong !== undefined) return refuse(wrong, `[${definition.options.map(({ value }) => value).join(', ')}]`);
	if (!many) return { value: text };
	const kept = text.startsWith(';') ? (before ?? '').split(';').filter((part) => part !== '') : [];
	return { value: [...new Set([...kept, ...given])].join(';') };
}

/** Milliseconds of an ISO 8601 text or of digits, else null. */
export function toMoment(text: string): number | null {
	const at = /^-?\d{9,}$/.test(text) ? Number(text) : /^\d{4}-\d{2}-\d{2}/.test(text) ? Date.parse(text) : NaN;
	return Number.isNaN(at) ? null : at;
}

/** Digits as they were sent, without an exponent: money keeps its trailing zeros. */
function plainNumber(text: string): string {
	if (!/e/i.test(text)) return text;
	return Number(text).toLocaleString('en-US', { useGrouping: false, maximumFractionDigits: 20 });
}
