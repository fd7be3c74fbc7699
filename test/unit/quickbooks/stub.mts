import { createClient } from '../../../nodes/shared/systems/quickbooks/client';
import { openQuickBooks } from '../../../nodes/shared/systems/quickbooks/quickbooks';
import { NoAnswer } from '../../../nodes/shared/transport/http';
import type { HttpRequest, HttpResponse } from '../../../nodes/shared/transport/http';

/** What an answer of the stub is made of: a status beside a body, a body alone (200), or none at all. */
export type Answer = { status: number; body: unknown; headers?: Record<string, string> } | 'silence';

/** One request as it was sent, its address taken apart. */
export interface Sent extends HttpRequest {
	path: string;
	query: URLSearchParams;
}

let realms = 0;

/** A connector whose requests are answered by `answer`; waits are noted, not waited. Each stub is a company of its own. */
export function stub(answer: (sent: Sent, index: number) => Answer) {
	const realm = String(913035000000000 + ++realms);
	const sent: Sent[] = [];
	const slept: number[] = [];
	const context = {
		account: realm,
		now: () => Date.parse('2026-11-25T12:00:00Z'),
		sleep: async (ms: number) => {
			slept.push(ms);
		},
		send: async (request: HttpRequest): Promise<HttpResponse> => {
			const url = new URL(request.url);
			const one = { ...request, path: url.pathname.replace(`/v3/company/${realm}`, ''), query: url.searchParams };
			sent.push(one);
			const given = answer(one, sent.length - 1);
			if (given === 'silence') throw new NoAnswer('time-out');
			return { status: given.status, headers: given.headers ?? {}, body: given.body };
		},
	};
	const environment = 'production' as const;
	return {
		realm,
		sent,
		slept,
		client: createClient(context, { realm, environment }),
		port: () =>
			openQuickBooks({ ...context, organisationId: realm, signIn: { organisationId: realm, environment } }),
	};
}

export function fine(body: unknown): Answer {
	return { status: 200, body };
}

export function fault(code: string, message: string, detail = '', status = 400): Answer {
	return {
		status,
		body: {
			Fault: { Error: [{ Message: message, Detail: detail, code, element: '' }], type: 'ValidationFault' },
			time: '2026-11-25T04:00:00.000-08:00',
		},
		headers: { intuit_tid: '1-abc' },
	};
}

/** The elements of a batch that was sent. */
export function elementsOf(sent: Sent): Array<Record<string, unknown>> {
	return (sent.body as { BatchItemRequest: Array<Record<string, unknown>> }).BatchItemRequest;
}
