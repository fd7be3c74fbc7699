import type { IncomingMessage, ServerResponse } from 'node:http';
import { NoAnswer } from './pipeline.mts';

/** Headers that belong to one connection and not to the message. */
const HOP_BY_HOP = new Set(['connection', 'keep-alive', 'proxy-connection', 'transfer-encoding', 'upgrade']);

/**
 * Joins a function from Request to Response to Node's servers. A call that is never answered keeps its socket open and
 * silent; a reset one has it destroyed.
 */
export function serve(
	scheme: 'http' | 'https',
	answer: (request: Request) => Response | Promise<Response>,
): (incoming: IncomingMessage, outgoing: ServerResponse) => void {
	const run = async (incoming: IncomingMessage, outgoing: ServerResponse): Promise<void> => {
		const response = await answer(await toRequest(scheme, incoming));
		outgoing.statusCode = response.status;
		response.headers.forEach((value, name) => outgoing.setHeader(name, value));
		outgoing.end(Buffer.from(await response.arrayBuffer()));
	};
	return (incoming, outgoing) => {
		run(incoming, outgoing).catch((error: unknown) => {
			if (error instanceof NoAnswer && error.how === 'timeout') return;
			incoming.socket.destroy();
			// A fault is meant; anything else is a mistake of the sandbox and must not pass unseen.
			if (!(error instanceof NoAnswer) && !incoming.destroyed) console.error(error);
		});
	};
}

async function toRequest(scheme: string, incoming: IncomingMessage): Promise<Request> {
	const chunks: Buffer[] = [];
	for await (const chunk of incoming) chunks.push(chunk as Buffer);
	const headers = new Headers();
	for (const [name, value] of Object.entries(incoming.headers)) {
		if (HOP_BY_HOP.has(name) || value === undefined) continue;
		headers.set(name, Array.isArray(value) ? value.join(', ') : value);
	}
	const method = incoming.method ?? 'GET';
	const url = `${scheme}://${incoming.headers.host ?? 'localhost'}${incoming.url ?? '/'}`;
	const body = method === 'GET' || method === 'HEAD' ? {} : { body: Buffer.concat(chunks) };
	return new Request(url, { method, headers, ...body });
}
