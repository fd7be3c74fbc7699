/** How Xero refuses. Shapes and texts: apis/xero.md sections 1 and 10. */

/** One element of a write breaks Xero's rules. Thrown by the rules, answered as ValidationException or per element. */
export class Invalid extends Error {
	readonly messages: readonly string[];

	constructor(...messages: string[]) {
		super(messages.join(' '));
		this.messages = messages;
	}
}

/** A refusal that is not about one element: a where that cannot be read, a body that is not JSON, a record not there. */
export class Refused extends Error {
	readonly response: Response;

	constructor(response: Response) {
		super(`Xero answers ${response.status}`);
		this.response = response;
	}
}

/** `ErrorNumber` 16 QueryParseException, 17 PostDataInvalidException and their like. */
export function badRequest(number: number, type: string, message: string): Response {
	return json({ ErrorNumber: number, Type: type, Message: message }, 400);
}

/** 400 of a call that is not about elements, in the words given. */
export function refuse(message: string): Response {
	return badRequest(10, 'ValidationException', message);
}

export function queryProblem(message: string): Refused {
	return new Refused(badRequest(16, 'QueryParseException', message));
}

/** 401 and 403 come as a problem document in PascalCase. */
export function problem(
	status: 401 | 403,
	detail: string,
	instance: string,
	headers: Record<string, string> = {},
): Response {
	const title = status === 401 ? 'Unauthorized' : 'Forbidden';
	return json(
		{ Type: null, Title: title, Status: status, Detail: detail, Instance: instance, Extensions: {} },
		status,
		headers,
	);
}

export function notFound(): Response {
	return text(404, "The resource you're looking for cannot be found", 'text/html; charset=utf-8');
}

export function text(status: number, body: string, type = 'text/plain; charset=utf-8'): Response {
	return new Response(body, { status, headers: { 'Content-Type': type } });
}

export function json(body: unknown, status = 200, headers: Record<string, string> = {}): Response {
	const all = { 'Content-Type': 'application/json; charset=utf-8', ...headers };
	return new Response(JSON.stringify(body), { status, headers: all });
}
