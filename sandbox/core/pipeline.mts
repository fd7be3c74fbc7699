import { bodyText } from './bodies.mts';
import type { FaultBook } from './faults.mts';
import type { Call, Clock, Fault, Handled, SimulatedSystem } from './types.mts';

/** Thrown in process where a real client would wait for ever (`timeout`) or lose its connection (`reset`). */
export class NoAnswer extends Error {
	readonly how: 'timeout' | 'reset';
	/** What Node's own sockets say, so that a client under test takes it for the real thing. */
	readonly code: 'ETIMEDOUT' | 'ECONNRESET';

	constructor(how: 'timeout' | 'reset', call: Call) {
		super(`The sandbox gave no answer (${how}) to ${call.method} ${call.host}${call.path}`);
		this.name = 'NoAnswer';
		this.how = how;
		this.code = how === 'timeout' ? 'ETIMEDOUT' : 'ECONNRESET';
	}
}

export interface PipelineParts {
	systems: readonly SimulatedSystem[];
	clock: Clock;
	faults: FaultBook;
	/** Told as soon as a call arrives: its number and place in the journal. */
	arrived(call: Call): void;
	/** Told when the call has ended, answered or not. */
	ended(call: Call): void;
	nextNumber(): number;
}

/**
 * The way of every request, over the wire or in process: journal, fault, system.
 * @throws NoAnswer where a fault lets the caller without an answer
 * @throws Error for a host that is not simulated
 */
export function createPipeline(parts: PipelineParts): (request: Request) => Promise<Response> {
	return async (request) => {
		const url = new URL(request.url);
		const system = parts.systems.find(({ hosts }) => hosts.includes(url.hostname));
		if (!system) throw new Error(`${url.hostname} is not simulated`);
		const requestHeaders = Object.fromEntries(request.headers);
		const bytes = await request.arrayBuffer();
		const path = url.pathname + url.search;
		const requestBody = bodyText(bytes, requestHeaders['content-type']);
		const call: Call = {
			n: parts.nextNumber(),
			at: parts.clock.now(),
			ms: 0,
			system: system.name,
			method: request.method,
			host: url.hostname,
			path,
			requestHeaders,
			requestBody,
			status: 0,
			responseHeaders: {},
			responseBody: '',
			account: null,
			write: system.isWrite(request.method, path, requestBody),
			committed: false,
			fault: null,
		};
		parts.arrived(call);
		const fault = parts.faults.take(system.name, request.method, path);
		call.fault = fault?.kind ?? null;
		const passOn = (): Promise<Handled> => {
			const body = request.method === 'GET' || request.method === 'HEAD' ? {} : { body: bytes };
			return system.handle(
				new Request(request.url, { method: request.method, headers: request.headers, ...body }),
			);
		};
		try {
			const response = await underFault(fault, call, system, request, parts.clock, passOn);
			const answer = await response.arrayBuffer();
			call.status = response.status;
			call.responseHeaders = Object.fromEntries(response.headers);
			call.responseBody = bodyText(answer, call.responseHeaders['content-type']);
			const empty = response.status === 204 || response.status === 304;
			return new Response(empty ? null : answer, { status: response.status, headers: response.headers });
		} finally {
			call.ms = parts.clock.now() - call.at;
			parts.ended(call);
		}
	};
}

async function underFault(
	fault: Fault | null,
	call: Call,
	system: SimulatedSystem,
	request: Request,
	clock: Clock,
	passOn: () => Promise<Handled>,
): Promise<Response> {
	if (fault?.kind === 'status') return system.faultResponse(fault.status ?? 500, fault.retryAfter);
	if (fault?.kind === 'timeoutBefore') throw new NoAnswer('timeout', call);
	if (fault?.kind === 'resetBefore') throw new NoAnswer('reset', call);
	if (fault?.kind === 'expiredToken') system.expireToken(request);
	if (fault?.kind === 'slow') await clock.sleep(fault.ms ?? 1000);

	const handled = await passOn();
	call.account = handled.account;
	call.committed = handled.committed;
	if (fault?.kind === 'timeoutAfter') throw new NoAnswer('timeout', call);
	if (fault?.kind === 'resetAfter') throw new NoAnswer('reset', call);
	if (fault?.kind === 'malformed') {
		const headers = { 'content-type': 'application/json' };
		return new Response('{"results": [{"id": "1", "proper', { status: handled.response.status || 200, headers });
	}
	return handled.response;
}
