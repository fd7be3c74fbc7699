import type { HttpResponse } from '../../transport/http';
import type { BatchError } from './wire';

interface ErrorBody extends BatchError {
	message?: string;
}

/** Values that HubSpot refused stand as JSON text inside its message (apis/hubspot.md 6). */
const REFUSED_VALUES = /^(.*?): (\[\{.*\}\])\s*$/s;

/** Codes that say more than the message beside them: an administrator's validation rules (apis/hubspot.md 1.4). */
const TELLING_CODE = /^MISSING_/;

/** HubSpot's own words in an answer, one line; empty when it says nothing (an HTML page, an empty body). */
export function words(response: HttpResponse): string {
	const body = response.body;
	if (typeof body !== 'object' || body === null) return '';
	return errorWords(body as ErrorBody);
}

/** The words of an error, whether it is a whole answer or one element of a batch. */
function errorWords(error: BatchError): string {
	const message = readable(error.message ?? '');
	const further = (error.errors ?? []).flatMap((part) => [
		...(part.message && !message.includes(part.message) ? [part.message] : []),
		...(part.code && TELLING_CODE.test(part.code) ? [part.code] : []),
	]);
	return oneLine([message, ...new Set(further)].filter(Boolean).join('; '));
}

function readable(message: string): string {
	const [, opening, list] = REFUSED_VALUES.exec(message) ?? [];
	if (opening === undefined || list === undefined) return message;
	const values = parsed(list);
	if (values === null) return message;
	const each = values.map((value) => [value.name, value.message ?? value.error].filter(Boolean).join(': '));
	return `${opening}: ${each.join('; ')}`;
}

function parsed(list: string): Array<{ name?: string; message?: string; error?: string }> | null {
	try {
		return JSON.parse(list) as Array<{ name?: string; message?: string; error?: string }>;
	} catch {
		// Not the JSON it looks like: the message is shown as it came.
		return null;
	}
}

function oneLine(text: string): string {
	return text.replace(/\s+/g, ' ').trim().slice(0, 1_000);
}
