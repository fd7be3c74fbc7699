import type { SageRecord } from '../core/types.mts';

/** How Sage refuses: apis/sage.md section 4. */

/** One thing that is wrong with a request; `source` is the path of an attribute, and can mislead. */
export interface Problem {
	dataCode: string;
	message: string;
	source: string;
}

/** A refusal, thrown by the rules and answered by the API. */
export class Refused extends Error {
	readonly status: number;
	readonly problems: readonly Problem[];

	constructor(status: number, ...problems: Problem[]) {
		super(problems.map(({ message }) => message).join(' '));
		this.status = status;
		this.problems = problems;
	}
}

/** 422 RecordInvalid, the answer to a record that breaks Sage's rules. */
export function invalid(source: string, message: string): Refused {
	return new Refused(422, { dataCode: 'RecordInvalid', message, source });
}

/** Sage's words for an attribute that is missing; used for other failures of a line too (apis/sage.md section 4). */
export const REQUIRED = 'This field is required.';

export function notFound(): Refused {
	return new Refused(404, { dataCode: 'RecordNotFound', message: 'The record could not be found.', source: '' });
}

/** How errors are wrapped: a bare array unless told otherwise; the others were seen in older recordings. */
export type ErrorEnvelope = 'array' | 'diagnoses' | 'errors' | 'object';

/** The answer of a refusal. */
export function refusal(refused: Refused, envelope: ErrorEnvelope, headers: Record<string, string> = {}): Response {
	return json(refusalBody(refused, envelope), refused.status, headers);
}

export function refusalBody(refused: Refused, envelope: ErrorEnvelope): unknown {
	const items = refused.problems.map(({ dataCode, message, source }) => ({
		$severity: 'error',
		$dataCode: dataCode,
		$message: message,
		$source: source,
	}));
	return wrapped(items, envelope);
}

function wrapped(items: SageRecord[], envelope: ErrorEnvelope): unknown {
	switch (envelope) {
		case 'array':
			return items;
		case 'diagnoses':
			return { $diagnoses: items };
		case 'errors':
			return { $errors: items };
		case 'object':
			return items[0];
	}
}

/** The refusals that have a status of their own, in Sage's words where they are known. */
export function standardRefusal(status: number): Refused {
	const [dataCode, message] = STANDARD[status] ?? ['UnexpectedError', 'An unexpected error occurred.'];
	return new Refused(status, { dataCode, message, source: '' });
}

const STANDARD: Readonly<Record<number, readonly [dataCode: string, message: string]>> = {
	401: ['UnauthorizedAccess', 'The access token is invalid or has expired.'],
	403: ['MultiUserAccessDenied', 'The current user is not allowed to access that resource with that method.'],
	404: ['RecordNotFound', 'The record could not be found.'],
	405: ['MethodNotAllowed', 'The method is not allowed for this resource.'],
	415: ['UnsupportedMediaType', 'The content type must be application/json.'],
	429: ['RateLimit', 'Too many requests. Please retry later.'],
	503: ['ServiceUnavailable', 'The server cannot be reached. Please retry later.'],
};

export function json(body: unknown, status = 200, headers: Record<string, string> = {}): Response {
	const all = { 'Content-Type': 'application/json', ...headers };
	return new Response(JSON.stringify(body), { status, headers: all });
}
