import type { Problem } from '../../model/result';
import { translate } from '../../transport/errors';
import { profile } from './profile';
import type { BatchError } from './wire';

/** The problem of one element that failed inside a batch that was answered (apis/hubspot.md 3.1). */
export function problemOfElement(error: BatchError, doing: string): Problem {
	const status = error.category === 'OBJECT_NOT_FOUND' ? 404 : error.category === 'CONFLICT' ? 409 : 400;
	return translate(profile, { status, headers: {}, body: error }, doing);
}

/** HubSpot answered, and left out what was asked for without a word. */
export function incomplete(doing: string): Problem {
	return {
		code: 'incomplete',
		message: `HubSpot's answer left out a record while ${doing}`,
		todo: 'Run this item again in a minute',
		scope: 'item',
		system: 'hubspot',
	};
}
