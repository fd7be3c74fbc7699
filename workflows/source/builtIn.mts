/** The nodes of n8n's own that the templates use, with the parameters they need. */
import type { NodeInput } from './flow.mts';

type Place = NodeInput['position'];

export interface Field {
	name: string;
	value: string | number | boolean;
	type: 'string' | 'number' | 'boolean' | 'array' | 'object';
}

/** Edit Fields; keeps the rest of the item. */
export function editFields(name: string, position: Place, fields: Field[], extra: Partial<NodeInput> = {}): NodeInput {
	const assignments = fields.map((field, index) => ({ id: `${index + 1}`, ...field }));
	return {
		name,
		type: 'n8n-nodes-base.set',
		typeVersion: 3.4,
		position,
		parameters: { assignments: { assignments }, includeOtherFields: true, options: {} },
		...extra,
	};
}

export function manualTrigger(name: string, position: Place): NodeInput {
	return { name, type: 'n8n-nodes-base.manualTrigger', typeVersion: 1, position, parameters: {} };
}

/** Runs every so many minutes, or once a day or week at a full hour of the workflow's time zone. */
export function schedule(
	name: string,
	position: Place,
	every: { minutes: number } | { dayAtHour: number } | { sundayAtHour: number },
): NodeInput {
	const interval =
		'minutes' in every
			? { field: 'minutes', minutesInterval: every.minutes }
			: 'dayAtHour' in every
				? { field: 'days', triggerAtHour: every.dayAtHour }
				: { field: 'weeks', triggerAtDay: [0], triggerAtHour: every.sundayAtHour };
	return {
		name,
		type: 'n8n-nodes-base.scheduleTrigger',
		typeVersion: 1.2,
		position,
		parameters: { rule: { interval: [interval] } },
	};
}

/** True goes to the first output, everything else to the second. */
export function ifTrue(name: string, position: Place, expression: string): NodeInput {
	return { name, type: 'n8n-nodes-base.if', typeVersion: 2.2, position, parameters: conditions(expression) };
}

/** Lets through only items for which the expression is true. */
export function filter(name: string, position: Place, expression: string): NodeInput {
	return { name, type: 'n8n-nodes-base.filter', typeVersion: 2.2, position, parameters: conditions(expression) };
}

/** Appends what comes in, once nothing else is left to run: it waits for all its inputs. */
export function gather(name: string, position: Place, inputs: number): NodeInput {
	return {
		name,
		type: 'n8n-nodes-base.merge',
		typeVersion: 3.2,
		position,
		parameters: { mode: 'append', numberInputs: inputs },
	};
}

/** One item for each entry of a list field. */
export function splitOut(name: string, position: Place, field: string): NodeInput {
	return {
		name,
		type: 'n8n-nodes-base.splitOut',
		typeVersion: 1,
		position,
		parameters: { fieldToSplitOut: field, options: {} },
	};
}

/** The message's expression sees the first item only; build it over `$input.all()`. */
export function stopAndError(name: string, position: Place, message: string): NodeInput {
	return {
		name,
		type: 'n8n-nodes-base.stopAndError',
		typeVersion: 1,
		position,
		parameters: { errorMessage: message },
	};
}

export function sendEmail(
	name: string,
	position: Place,
	mail: { to: string; subject: string; text: string },
): NodeInput {
	return {
		name,
		type: 'n8n-nodes-base.emailSend',
		typeVersion: 2.1,
		position,
		parameters: {
			fromEmail: 'billing@example.com',
			toEmail: mail.to,
			subject: mail.subject,
			emailFormat: 'text',
			text: mail.text,
			options: {},
		},
	};
}

/** Asks the EU's register (VIES), off until somebody enables it; it replaces the item by its answer, `valid` and `requestDate`. */
export function checkVatNumber(name: string, position: Place, number: string): NodeInput {
	const plain = `(${number} ?? '').toUpperCase().replace(/[^0-9A-Z]/g, '')`;
	return {
		name,
		type: 'n8n-nodes-base.httpRequest',
		typeVersion: 4.2,
		position,
		parameters: {
			method: 'POST',
			url: 'https://ec.europa.eu/taxation_customs/vies/rest-api/check-vat-number',
			sendBody: true,
			specifyBody: 'json',
			jsonBody: `={{ { countryCode: ${plain}.slice(0, 2), vatNumber: ${plain}.slice(2) } }}`,
			options: {},
		},
		onError: 'continueRegularOutput',
		disabled: true,
	};
}

/** Colours: 1 yellow (the overview), 7 grey (a section). */
export function sticky(
	name: string,
	position: Place,
	size: { width: number; height: number },
	content: string,
	color: 1 | 7 = 7,
): NodeInput {
	return {
		name,
		type: 'n8n-nodes-base.stickyNote',
		typeVersion: 1,
		position,
		parameters: { content, ...size, color },
	};
}

function conditions(expression: string): Record<string, unknown> {
	return {
		conditions: {
			options: { caseSensitive: true, leftValue: '', typeValidation: 'strict', version: 2 },
			conditions: [
				{
					id: '1',
					leftValue: `={{ ${expression} }}`,
					rightValue: '',
					operator: { type: 'boolean', operation: 'true', singleValue: true },
				},
			],
			combinator: 'and',
		},
		options: {},
	};
}
