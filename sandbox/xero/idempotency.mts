import type { Clock } from '../core/types.mts';
import { badRequest } from './problems.mts';

const KEPT_FOR = 6 * 60_000;
const MAX_LENGTH = 128;

interface Answer {
	request: string;
	at: number;
	status: number;
	headers: Array<[string, string]>;
	body: Uint8Array<ArrayBuffer>;
}

/**
 * Idempotency-Key: apis/xero.md section 3. Answers are kept per app for 6 minutes from the first call, errors too, and are
 * given again for the same request; a key that comes with another request is refused.
 */
export class IdempotentAnswers {
	private readonly clock: Clock;
	private readonly answers = new Map<string, Answer>();
	/** Calls in progress under a key: a second one waits for the first. */
	private readonly pending = new Map<string, Promise<unknown>>();

	constructor(clock: Clock) {
		this.clock = clock;
	}

	async answer(app: string, key: string, request: string, work: () => Promise<Response>): Promise<Response> {
		if (key.length > MAX_LENGTH) {
			const message = `Idempotency Key: ${key} has ${key.length} characters and must have at most ${MAX_LENGTH}.`;
			return badRequest(10, 'ValidationException', message);
		}
		const name = `${app} ${key}`;
		while (this.pending.has(name)) await this.pending.get(name);
		const known = this.answers.get(name);
		if (known && this.clock.now() - known.at < KEPT_FOR) {
			if (known.request === request)
				return new Response(known.body, { status: known.status, headers: known.headers });
			return badRequest(10, 'ValidationException', `Idempotency Key: ${key} is used with a different request.`);
		}
		const at = this.clock.now();
		const working = work();
		this.pending.set(
			name,
			working.catch(() => undefined),
		);
		try {
			const response = await working;
			const body = new Uint8Array(await response.clone().arrayBuffer());
			this.answers.set(name, { request, at, status: response.status, headers: [...response.headers], body });
			return response;
		} finally {
			this.pending.delete(name);
		}
	}
}
