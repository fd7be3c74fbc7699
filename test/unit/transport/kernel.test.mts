import { NoAnswer } from '../../../nodes/shared/transport/http';
import type { HttpRequest, HttpResponse } from '../../../nodes/shared/transport/http';
import { createKernel } from '../../../nodes/shared/transport/kernel';
import type { Call } from '../../../nodes/shared/transport/kernel';
import type { SystemProfile } from '../../../nodes/shared/transport/profile';
import { problemOf } from '../../../nodes/shared/transport/systemError';

const MINUTE = 60_000;

const profile: SystemProfile = {
	system: 'xero',
	label: 'Xero',
	base: 'https://ledger.test',
	limits: [],
	concurrency: 2,
	errors: [
		{
			status: [400],
			words: /lock date/i,
			problem: {
				code: 'locked',
				message: '{label} has locked the period: {words}',
				todo: 'Use a later date',
				scope: 'item',
			},
		},
	],
	words: (response) => String((response.body as { Message?: string })?.Message ?? ''),
	limitHit: (response, now) =>
		response.headers['x-problem'] === 'day'
			? { exhaustedUntil: new Date(now + 3_600_000).toISOString() }
			: { waitMs: Number(response.headers['retry-after'] ?? 1) * 1_000 },
	keyWindowMs: 6 * MINUTE,
	timeoutMs: MINUTE,
};

const read: Call = { method: 'GET', path: '/things', repeat: 'safe', doing: 'reading things' };
const keyed: Call = {
	method: 'PUT',
	path: '/things',
	body: { a: 1 },
	headers: { 'Idempotency-Key': 'k' },
	repeat: 'keyed',
	doing: 'making things',
};
const once: Call = { ...keyed, repeat: 'once' };

/** Plays the answers in order and keeps what was sent and slept. */
function world(answers: Array<Partial<HttpResponse> | Error>, account = `account-${Math.random()}`) {
	let time = 0;
	const sent: HttpRequest[] = [];
	const slept: number[] = [];
	const kernel = createKernel(profile, {
		account,
		now: () => time,
		sleep: async (ms) => {
			slept.push(ms);
			time += ms;
		},
		send: async (request) => {
			sent.push(request);
			const answer = answers[sent.length - 1] ?? answers.at(-1);
			if (answer instanceof Error) throw answer;
			return { status: 200, headers: {}, body: {}, ...answer };
		},
	});
	return { kernel, sent, slept };
}

async function problem(promise: Promise<unknown>) {
	const thrown = await promise.then(
		() => null,
		(error: unknown) => error,
	);
	return problemOf(thrown);
}

describe('repeating', () => {
	it('repeats a read that got no answer, three times, then says that the system cannot be reached', async () => {
		const { kernel, sent, slept } = world([new NoAnswer('ECONNRESET')]);
		expect(await problem(kernel.request(read))).toMatchObject({
			code: 'no_connection',
			scope: 'run',
			details: 'ECONNRESET',
		});
		expect(sent).toHaveLength(4);
		expect(slept).toEqual([1_000, 4_000, 10_000]);
	});

	it('repeats a keyed write that got no answer as the very same request', async () => {
		const { kernel, sent } = world([new NoAnswer('ETIMEDOUT'), { body: { done: true } }]);
		expect((await kernel.request(keyed)).body).toEqual({ done: true });
		expect(sent[1]).toEqual(sent[0]);
	});

	it('never repeats a write without a key that got no answer, and says that it may have been done', async () => {
		const { kernel, sent } = world([new NoAnswer('ETIMEDOUT')]);
		expect(await problem(kernel.request(once))).toMatchObject({ code: 'no_answer', scope: 'item' });
		expect(sent).toHaveLength(1);
	});

	it('does not repeat a keyed write after a received 500, which the system would only replay', async () => {
		const { kernel, sent } = world([{ status: 500 }]);
		expect(await problem(kernel.request(keyed))).toMatchObject({ code: 'server_error', status: 500 });
		expect(sent).toHaveLength(1);
	});

	it('repeats a keyed write after a 503, and a read after a 500', async () => {
		const write = world([{ status: 503 }, {}]);
		await write.kernel.request(keyed);
		expect(write.sent).toHaveLength(2);
		const reading = world([{ status: 500 }, {}]);
		await reading.kernel.request(read);
		expect(reading.sent).toHaveLength(2);
	});

	it('takes a success that cannot be read for no answer', async () => {
		const { kernel, sent } = world([{ body: '<html>' }]);
		expect(await problem(kernel.request(keyed))).toMatchObject({ code: 'no_answer' });
		expect(sent.length).toBeGreaterThan(1);
		const empty = world([{ status: 204, body: '' }]);
		expect((await empty.kernel.request(read)).status).toBe(204);
	});

	it('stops repeating a keyed write before its key is forgotten', async () => {
		const slow = world([{ status: 429, headers: { 'retry-after': '100' } }]);
		const found = await problem(slow.kernel.request(keyed));
		expect(found).toMatchObject({ code: 'rate_limited', status: 429 });
		expect(slow.slept.reduce((sum, ms) => sum + ms, 0)).toBeLessThanOrEqual(2 * MINUTE);
	});
});

describe('limits', () => {
	it('waits as long as the answer to a 429 says, even for a write without a key: nothing was done', async () => {
		const { kernel, slept } = world([{ status: 429, headers: { 'retry-after': '22' } }, {}]);
		await kernel.request(once);
		expect(slept).toEqual([22_000]);
	});

	it('waits two minutes at most, then gives the time of reset', async () => {
		const { kernel } = world([{ status: 429, headers: { 'retry-after': '300' } }]);
		expect(await problem(kernel.request(read))).toMatchObject({
			code: 'rate_limited',
			scope: 'item',
			retryAt: '1970-01-01T00:05:00.000Z',
		});
	});

	it('does not wait for an exhausted day: it stops the run and says until when', async () => {
		const { kernel, sent } = world([{ status: 429, headers: { 'x-problem': 'day' } }]);
		expect(await problem(kernel.request(read))).toMatchObject({
			code: 'day_exhausted',
			scope: 'run',
			retryAt: '1970-01-01T01:00:00.000Z',
		});
		expect(sent).toHaveLength(1);
	});

	it('lets no more calls be under way at once than the system allows', async () => {
		let underWay = 0;
		let most = 0;
		const kernel = createKernel(profile, {
			account: 'concurrency',
			now: () => 0,
			sleep: async () => undefined,
			send: async () => {
				most = Math.max(most, ++underWay);
				await new Promise((resolve) => setTimeout(resolve, 2));
				underWay--;
				return { status: 200, headers: {}, body: {} };
			},
		});
		await kernel.all(Array.from({ length: 7 }, () => read));
		expect(most).toBe(2);
	});
});

describe('translation', () => {
	it("uses the system's own table first, with its words in the sentence", async () => {
		const { kernel } = world([{ status: 400, body: { Message: 'before the lock date of 1 May' } }]);
		expect(await problem(kernel.request(read))).toMatchObject({
			code: 'locked',
			message: 'Xero has locked the period: before the lock date of 1 May',
			todo: 'Use a later date',
			details: 'before the lock date of 1 May',
			system: 'xero',
		});
	});

	it('tells a revoked sign-in and a missing permission apart, for the whole run', async () => {
		expect(await problem(world([{ status: 401 }]).kernel.request(read))).toMatchObject({
			code: 'sign_in',
			scope: 'run',
		});
		expect(await problem(world([{ status: 403 }]).kernel.request(read))).toMatchObject({
			code: 'forbidden',
			scope: 'run',
		});
	});

	it('keeps the first problem of several calls, after all have ended', async () => {
		const { kernel, sent } = world([{ status: 404 }, {}, { status: 400 }]);
		expect(await problem(kernel.all([read, read, read]))).toMatchObject({ code: 'not_found' });
		expect(sent).toHaveLength(3);
	});
});

describe('addresses', () => {
	it('encodes blanks as %20 and leaves out what is not set', async () => {
		const { kernel, sent } = world([{}]);
		await kernel.request({ ...read, query: { where: 'Name=="A & B"', page: 1, none: undefined } });
		expect(sent[0]?.url).toBe('https://ledger.test/things?where=Name%3D%3D%22A%20%26%20B%22&page=1');
	});
});
