import type { Problem } from '../model/result';
import { filled, translate } from './errors';
import { encodeQuery, NoAnswer } from './http';
import type { HttpRequest, HttpResponse, Send } from './http';
import { pacerOf } from './pacer';
import type { SystemProfile } from './profile';
import { SystemError } from './systemError';

/** What a connector needs from its surroundings; n8n gives it in nodes, tests give their own. */
export interface PortContext {
	send: Send;
	sleep(ms: number): Promise<void>;
	/** Milliseconds since the epoch. */
	now(): number;
	/** Names the account for pacing: tenant id, or the credential where the account is not known yet. */
	account: string;
}

/** One call in a connector's terms. */
export interface Call {
	method: HttpRequest['method'];
	/** Starts with `/`, without query. */
	path: string;
	query?: Record<string, string | number | boolean | undefined>;
	body?: unknown;
	headers?: Record<string, string>;
	/** The answer is a file; a success carries its bytes in base64. */
	binary?: boolean;
	/** Which rate limit it counts against; `default` unless said. */
	bucket?: string;
	/**
	 * What repeating means: `safe` changes nothing or the same thing; `keyed` carries an idempotency key; `once` must
	 * not be repeated when no answer came.
	 */
	repeat: 'safe' | 'keyed' | 'once';
	/** What it does, to follow "while": `reading invoices`. */
	doing: string;
}

export interface Kernel {
	/** The answer, when it is a success. Throws SystemError otherwise. */
	request(call: Call): Promise<HttpResponse>;
	/** All answers in order; the first problem in order is thrown after every call has ended. */
	all(calls: Call[]): Promise<HttpResponse[]>;
}

const WAITS_MS = [1_000, 4_000, 10_000];
const LONGEST_WAIT_MS = 120_000;
/** Statuses that a gateway gives for a request that may have been carried out behind it. */
const GATEWAY = [502, 503, 504, 521, 522, 523, 524];

/** The one way requests leave this package: paced, repeated only where that is safe, errors translated once. */
export function createKernel(profile: SystemProfile, context: PortContext): Kernel {
	const pacer = pacerOf(profile, context.account);
	const places = limiter(profile.concurrency);

	async function once(call: Call): Promise<HttpResponse | NoAnswer> {
		const bucket = call.bucket ?? 'default';
		const wait = pacer.book(bucket, context.now());
		if (wait > 0) await context.sleep(wait);
		const request: HttpRequest = {
			method: call.method,
			url: `${profile.base}${call.path}${encodeQuery(call.query ?? {})}`,
			headers: { Accept: 'application/json', ...call.headers },
			timeoutMs: profile.timeoutMs,
			...(call.body === undefined ? {} : { body: call.body }),
			...(call.binary ? { binary: true } : {}),
		};
		const answer = await context.send(request).then(
			(response) => response,
			(error: unknown) => (error instanceof NoAnswer ? error : Promise.reject(error)),
		);
		if (answer instanceof NoAnswer) return answer;
		pacer.hear(bucket, answer.headers, context.now());
		// A success that cannot be read tells as little as none: the write may have been carried out.
		const unreadable =
			!call.binary && answer.status < 400 && typeof answer.body === 'string' && answer.body.trim() !== '';
		return unreadable ? new NoAnswer('the answer was not readable') : answer;
	}

	async function request(call: Call): Promise<HttpResponse> {
		const started = context.now();
		let waited = 0;
		const mayWait = (ms: number) =>
			waited + ms <= LONGEST_WAIT_MS &&
			(call.repeat !== 'keyed' || context.now() + ms - started < profile.keyWindowMs - profile.timeoutMs);
		const pause = async (ms: number) => {
			waited += ms;
			await context.sleep(ms);
		};
		for (let attempt = 0; ; attempt++) {
			const answer = await once(call);
			const backoff = WAITS_MS[attempt];
			if (answer instanceof NoAnswer) {
				if (call.repeat === 'once' || backoff === undefined || !mayWait(backoff)) {
					throw new SystemError(noAnswer(profile, call, answer.cause));
				}
				await pause(backoff);
				continue;
			}
			if (answer.status < 400) return answer;
			const wait =
				answer.status === 429
					? afterLimit(profile, call, answer, context.now())
					: afterError(call, answer, backoff);
			if (wait === null) throw new SystemError(translate(profile, answer, call.doing));
			if (!mayWait(wait))
				throw new SystemError(
					answer.status === 429
						? limited(profile, call, context.now() + wait)
						: translate(profile, answer, call.doing),
				);
			await pause(wait);
		}
	}

	async function all(calls: Call[]): Promise<HttpResponse[]> {
		const settled = await Promise.all(
			calls.map((call) =>
				places(() => request(call)).then(
					(response) => ({ response }),
					(error: unknown) => ({ error }),
				),
			),
		);
		return settled.map((outcome) => {
			if ('error' in outcome) throw outcome.error;
			return outcome.response;
		});
	}

	return { request: (call) => places(() => request(call)), all };
}

/** Milliseconds to wait before the same call again, or null when it must not be repeated. */
function afterError(call: Call, answer: HttpResponse, backoff: number | undefined): number | null {
	if (backoff === undefined) return null;
	// Locked during mass writes; the lock lasts two seconds and nothing was done (hubspot.md 6).
	if (answer.status === 423) return Math.max(backoff, 2_000);
	if (answer.status < 500) return null;
	if (call.repeat === 'safe') return backoff;
	return call.repeat === 'keyed' && GATEWAY.includes(answer.status) ? backoff : null;
}

function afterLimit(profile: SystemProfile, call: Call, answer: HttpResponse, now: number): number {
	const hit = profile.limitHit(answer, now);
	if ('waitMs' in hit) return hit.waitMs;
	const until = hit.exhaustedUntil;
	throw new SystemError({
		...filled(
			{
				code: 'day_exhausted',
				message: `The daily allowance of calls to {label} is used up, so {doing} had to stop`,
				todo: until
					? `Run it again after ${until}`
					: 'Run it again after the allowance resets, at midnight of the account',
				scope: 'run',
			},
			profile,
			call.doing,
			'',
		),
		status: 429,
		...(until ? { retryAt: until } : {}),
	});
}

function limited(profile: SystemProfile, call: Call, retryAt: number): Problem {
	const at = new Date(retryAt).toISOString();
	return {
		...filled(
			{
				code: 'rate_limited',
				message: '{label} receives too many calls, so {doing} had to stop',
				todo: `Run this item again after ${at}`,
				scope: 'item',
			},
			profile,
			call.doing,
			'',
		),
		status: 429,
		retryAt: at,
	};
}

/** Nothing is known of a write that got no answer; a read that got none is a lost connection. */
function noAnswer(profile: SystemProfile, call: Call, cause: string): Problem {
	const problem =
		call.repeat === 'safe'
			? ({
					code: 'no_connection',
					message: '{label} cannot be reached while {doing}',
					todo: 'Check the connection and the status page of {label}, then run it again',
					scope: 'run',
				} as const)
			: ({
					code: 'no_answer',
					message: '{label} gave no answer while {doing}, so it is not known whether it was done',
					todo: 'Run it again; what was done already is recognised',
					scope: 'item',
				} as const);
	return { ...filled(problem, profile, call.doing, ''), details: cause };
}

/** Runs at most `size` tasks at once, in order of arrival. */
function limiter(size: number): <T>(task: () => Promise<T>) => Promise<T> {
	let running = 0;
	const waiting: Array<() => void> = [];
	return async (task) => {
		if (running >= size) await new Promise<void>((resolve) => waiting.push(resolve));
		else running++;
		try {
			return await task();
		} finally {
			const next = waiting.shift();
			if (next) next();
			else running--;
		}
	};
}
