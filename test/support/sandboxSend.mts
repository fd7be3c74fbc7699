/** A Send that reaches the sandbox in process, past sockets and n8n: for tests of connectors and rules. */
import { NoAnswer } from '../../nodes/shared/transport/http';
import type { HttpRequest, Send } from '../../nodes/shared/transport/http';
import type { PortContext } from '../../nodes/shared/transport/kernel';
import type { Sandbox } from '../../sandbox/index.mts';

/** `headers` carry the sign-in, e.g. `{ Authorization: 'Bearer ...' }`. */
export function sandboxSend(sandbox: Pick<Sandbox, 'fetch'>, headers: Record<string, string>): Send {
	return async (request) => {
		const answer = await sandbox.fetch(toRequest(request, headers)).then(
			(response) => response,
			(error: unknown) => Promise.reject(noAnswerOr(error)),
		);
		if (request.binary && answer.status < 400) {
			const base64 = Buffer.from(await answer.arrayBuffer()).toString('base64');
			return { status: answer.status, headers: Object.fromEntries(answer.headers), body: base64 };
		}
		const text = await answer.text();
		const json = (answer.headers.get('content-type') ?? '').includes('json');
		return { status: answer.status, headers: Object.fromEntries(answer.headers), body: json ? parsed(text) : text };
	};
}

/** Surroundings of a port over the sandbox; waits are skipped. */
export function sandboxContext(sandbox: Pick<Sandbox, 'fetch'>, token: string, account: string): PortContext {
	return {
		send: sandboxSend(sandbox, { Authorization: `Bearer ${token}` }),
		sleep: async () => undefined,
		now: () => Date.now(),
		account,
	};
}

function toRequest(request: HttpRequest, headers: Record<string, string>): Request {
	const body = request.body === undefined ? {} : { body: JSON.stringify(request.body) };
	const type: Record<string, string> = request.body === undefined ? {} : { 'Content-Type': 'application/json' };
	return new Request(request.url, {
		method: request.method,
		headers: { ...request.headers, ...type, ...headers },
		...body,
	});
}

function noAnswerOr(error: unknown): unknown {
	return error instanceof Error && error.name === 'NoAnswer' ? new NoAnswer(error.message) : error;
}

function parsed(text: string): unknown {
	try {
		return JSON.parse(text) as unknown;
	} catch {
		return text;
	}
}
