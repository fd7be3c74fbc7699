import { describe, expect, test } from '@jest/globals';
import type { WireInvoice } from '../../../nodes/shared/systems/quickbooks/wire';
import { fault, fine, elementsOf, stub } from './stub.mts';

const time = '2026-11-25T04:00:00.500-08:00';
const invoices = (count: number, from = 1) =>
	Array.from({ length: count }, (_, index) => ({ Id: String(from + index) }));

describe('reading', () => {
	test('every call names company and minor version, a single query goes by GET', async () => {
		const { client, sent, realm } = stub(() => fine({ QueryResponse: { Invoice: invoices(2) }, time }));
		expect(await client.rows([{ entity: 'Invoice' }], 'reading')).toHaveLength(2);
		expect(sent).toHaveLength(1);
		expect(sent[0]?.url).toContain(`https://quickbooks.api.intuit.com/v3/company/${realm}/query?`);
		expect(sent[0]?.query.get('minorversion')).toBe('75');
		expect(client.clock()).toBe('2026-11-25T12:00:00.500Z');
	});

	test('pages are read until one is short, whatever a count would say', async () => {
		const rows = invoices(2500);
		const { client, sent } = stub((one) => {
			const answer = (text: string) => {
				const start = Number(/STARTPOSITION (\d+)/.exec(text)?.[1]);
				const page = rows.slice(start - 1, start - 1 + 1000);
				return page.length === 0 ? {} : { Invoice: page, startPosition: start, maxResults: page.length };
			};
			if (one.path === '/query') return fine({ QueryResponse: answer(one.query.get('query') ?? ''), time });
			const elements = elementsOf(one).map(({ bId, Query }) => ({ bId, QueryResponse: answer(String(Query)) }));
			return fine({ BatchItemResponse: elements.reverse(), time });
		});
		const read = await client.rows([{ entity: 'Invoice' }], 'reading');
		expect(read.map(({ Id }) => Id)).toEqual(rows.map(({ Id }) => Id));
		expect(sent).toHaveLength(2);
	});

	test('an answer without what was asked for is an error, never an empty list', async () => {
		const { client } = stub(() => fine({ time }));
		await expect(client.rows([{ entity: 'Invoice' }], 'reading')).rejects.toMatchObject({
			problem: { code: 'unexpected', scope: 'run' },
		});
		const partial = stub((one) =>
			fine({
				BatchItemResponse: elementsOf(one).map(({ bId }, index) =>
					index === 0
						? { bId, QueryResponse: {} }
						: { bId, Fault: { Error: [{ Message: 'no', code: '4001' }], type: 'ValidationFault' } },
				),
			}),
		);
		const both = [{ entity: 'Invoice' }, { entity: 'Estimate' }];
		await expect(partial.client.select(both, 'reading')).rejects.toMatchObject({ problem: { code: 'refused' } });
	});
});

describe('an answer 200 that carries a fault (apis/quickbooks.md 0.10)', () => {
	test('is the refusal that it says, with the name of the answer for support', async () => {
		const { client } = stub(() => fault('4000', 'Error parsing query', 'QueryParserError: Encountered "R"', 200));
		await expect(client.rows([{ entity: 'Invoice' }], 'reading')).rejects.toMatchObject({
			problem: {
				code: 'refused',
				details: 'Error parsing query: QueryParserError: Encountered "R" (4000) [intuit_tid: 1-abc]',
			},
		});
	});

	test('a throttle is waited for, in either spelling, a minute where nothing else is told', async () => {
		const throttle = {
			status: 200,
			body: {
				fault: {
					error: [
						{
							message: 'message=ThrottleExceeded; errorCode=003001; statusCode=429',
							detail: 'The request limit was reached.',
							code: '003001',
						},
					],
					type: 'SERVICE',
				},
			},
		};
		const { client, slept } = stub((_, index) => (index === 0 ? throttle : fine({ QueryResponse: {}, time })));
		expect(await client.rows([{ entity: 'Invoice' }], 'reading')).toEqual([]);
		expect(slept).toEqual([60_000]);
	});

	test('a throttle inside a batch of queries is waited for like one of the whole', async () => {
		const { client, slept } = stub((one, index) => {
			const elements = elementsOf(one).map(({ bId }, place) =>
				index === 0 && place === 1
					? { bId, Fault: { type: 'SERVICE', Error: [{ Message: 'ThrottleExceeded', code: '003001' }] } }
					: { bId, QueryResponse: { Invoice: [{ Id: String(place) }] } },
			);
			return fine({ BatchItemResponse: elements, time });
		});
		const rows = await client.rows([{ entity: 'Invoice' }, { entity: 'Invoice' }], 'reading');
		expect(rows).toHaveLength(2);
		expect(slept).toEqual([60_000]);
	});

	test('a token that expired inside a batch is renewed by a plain read, and the batch asked again', async () => {
		let renewed = false;
		const { client, sent } = stub((one) => {
			if (one.path.startsWith('/companyinfo/')) {
				renewed = true;
				return fine({ CompanyInfo: {}, time });
			}
			const expired = { type: 'AUTHENTICATION', Error: [{ Message: 'Token expired', code: '3200' }] };
			const elements = elementsOf(one).map(({ bId }) =>
				renewed ? { bId, Invoice: { Id: '1' } } : { bId, Fault: expired },
			);
			return fine({ BatchItemResponse: elements, time });
		});
		const create = { entity: 'Invoice' as const, operation: 'create' as const, body: {} };
		const creating = { what: 'invoices', keys: ['a', 'b'], attempt: { fresh: 0, run: '1' } };
		const results = await client.write([create, create], 'making', creating);
		expect(results.every(({ ok }) => ok)).toBe(true);
		const ids = sent.filter(({ path }) => path === '/batch').map(({ query }) => query.get('requestid'));
		expect(ids).toHaveLength(2);
		expect(ids[0]).toBe(ids[1]);
	});

	test('an expired token shows no part of the token', async () => {
		const { client } = stub(() => ({
			status: 401,
			body: {
				fault: {
					error: [
						{
							message: 'message=AuthenticationFailed; errorCode=003200; statusCode=401',
							detail: 'Token expired: AB01secret',
							code: '3200',
							element: null,
						},
					],
					type: 'AUTHENTICATION',
				},
			},
		}));
		const problem = await client.rows([{ entity: 'Invoice' }], 'reading').then(
			() => null,
			(error: { problem: { code: string; details: string } }) => error.problem,
		);
		expect(problem).toMatchObject({ code: 'sign_in', scope: 'run' });
		expect(JSON.stringify(problem)).not.toContain('AB01');
	});

	test('a company that the sign-in does not reach is told so (3100)', async () => {
		const { client } = stub(() => ({
			status: 403,
			body: {
				fault: {
					error: [
						{
							message: 'message=ApplicationAuthorizationFailed; errorCode=003100; statusCode=403',
							code: '3100',
						},
					],
					type: 'SERVICE',
				},
			},
		}));
		await expect(client.rows([{ entity: 'Invoice' }], 'reading')).rejects.toMatchObject({
			problem: { code: 'organisation_not_connected', scope: 'run' },
		});
	});
});

describe('writing', () => {
	const creates = (count: number) =>
		Array.from({ length: count }, (_, index) => ({
			entity: 'Invoice' as const,
			operation: 'create' as const,
			body: { CustomerRef: { value: String(index) } } as WireInvoice,
		}));
	const keys = (count: number) => Array.from({ length: count }, (_, index) => `HS7K2Q-${index}`);
	const accepts = (limit: number) =>
		stub((one) => {
			if (one.path !== '/batch') return fine({ Invoice: { Id: '1' }, time });
			const elements = elementsOf(one);
			if (elements.length > limit) return fault('1040', 'The batch is too big', `Maximum ${limit}`);
			return fine({
				BatchItemResponse: elements
					.map(({ bId, Invoice }) => ({
						bId,
						Invoice: { Id: (Invoice as { CustomerRef: { value: string } }).CustomerRef.value },
					}))
					.reverse(),
				time,
			});
		});

	test('100 creates are 4 batches of 30, paired by their bId whatever the order of the answer', async () => {
		const { client, sent } = accepts(30);
		const results = await client.write(creates(100), 'making', {
			what: 'invoices',
			keys: keys(100),
			attempt: { fresh: 0, run: '1' },
		});
		expect(results.map((result) => (result.ok ? result.value.Id : null))).toEqual(
			Array.from({ length: 100 }, (_, index) => String(index)),
		);
		expect(sent.map((one) => elementsOf(one).length)).toEqual([30, 30, 30, 10]);
		for (const one of sent) {
			expect(one.query.get('requestid')?.length).toBeLessThanOrEqual(36);
			for (const { bId } of elementsOf(one)) expect(String(bId).length).toBeLessThanOrEqual(10);
		}
		expect(new Set(sent.map((one) => one.query.get('requestid'))).size).toBe(4);
	});

	test('a batch that is refused for its size falls to 10, and later ones of that company with it', async () => {
		const { client, sent } = accepts(10);
		const creating = { what: 'invoices', keys: keys(25), attempt: { fresh: 0, run: '1' } };
		const results = await client.write(creates(25), 'making', creating);
		expect(results.every(({ ok }) => ok)).toBe(true);
		expect(sent.map((one) => elementsOf(one).length)).toEqual([25, 10, 10, 5]);
		await client.write(creates(12), 'making', { ...creating, keys: keys(12) });
		expect(sent.slice(4).map((one) => elementsOf(one).length)).toEqual([10, 2]);
	});

	test('the request id hangs on company, kind, keys and try, never on the payload', async () => {
		const { client, sent } = accepts(30);
		const other = accepts(30);
		const creating = { what: 'invoices', keys: ['HS7K2Q-1'], attempt: { fresh: 0, run: '1' } };
		const [create] = creates(1);
		if (create === undefined) throw new Error('nothing to make');
		const later = { ...create, body: { ...create.body, TxnDate: '2026-11-26' } as WireInvoice };
		await client.write([create], 'making', creating);
		await client.write([later], 'making', { ...creating, attempt: { fresh: 0, run: '2' } });
		await client.write([create], 'making', { ...creating, what: 'credits' });
		await client.write([create], 'making', { ...creating, attempt: { fresh: 1, run: '1' } });
		await client.write([create], 'making', { ...creating, attempt: { fresh: 1, run: '2' } });
		await other.client.write([create], 'making', creating);
		const ids = [...sent, ...other.sent].map((one) => one.query.get('requestid'));
		expect(ids[0]).toBe(ids[1]);
		expect(new Set(ids).size).toBe(5);
	});

	test('a change is the same request only with the same version and content', async () => {
		const { client, sent } = accepts(30);
		const change = (SyncToken: string, PrivateNote: string) =>
			client.write(
				[
					{
						entity: 'Invoice',
						operation: 'update',
						body: { Id: '1', SyncToken, sparse: true, PrivateNote } as object,
					},
				],
				'changing',
			);
		await change('0', 'a');
		await change('0', 'a');
		await change('1', 'a');
		await change('0', 'b');
		const ids = sent.map((one) => one.query.get('requestid'));
		expect(ids[0]).toBe(ids[1]);
		expect(new Set(ids).size).toBe(3);
	});

	test('each element has its own outcome; one that was not answered is not known', async () => {
		const { client } = stub((one) =>
			fine({
				BatchItemResponse: elementsOf(one)
					.slice(0, 2)
					.map(({ bId }, index) =>
						index === 0
							? { bId, Invoice: { Id: '7' } }
							: {
									bId,
									Fault: {
										type: 'ValidationFault',
										Error: [{ Message: 'Stale Object Error', Detail: 'Stale', code: '5010' }],
									},
								},
					),
			}),
		);
		const results = await client.write(creates(3), 'making', {
			what: 'invoices',
			keys: keys(3),
			attempt: { fresh: 0, run: '1' },
		});
		expect(results).toMatchObject([
			{ ok: true, value: { Id: '7' } },
			{ ok: false, problem: { code: 'stale', scope: 'item' } },
			{ ok: false, problem: { code: 'no_answer', scope: 'item' } },
		]);
	});

	test('a lost answer is asked for again under the same request id', async () => {
		const { client, sent } = stub((_, index) => (index === 0 ? 'silence' : fine({ Invoice: { Id: '1' }, time })));
		const [result] = await client.write(creates(1), 'making', {
			what: 'invoices',
			keys: keys(1),
			attempt: { fresh: 0, run: '1' },
		});
		expect(result).toMatchObject({ ok: true });
		expect(sent).toHaveLength(2);
		expect(sent[0]?.query.get('requestid')).toBe(sent[1]?.query.get('requestid'));
	});

	test('after a problem of the whole run no further batch is sent', async () => {
		const { client, sent } = stub(() => fault('6190', 'Subscription ended', 'Invalid', 400));
		const results = await client.write(creates(40), 'making', {
			what: 'invoices',
			keys: keys(40),
			attempt: { fresh: 0, run: '1' },
		});
		expect(sent).toHaveLength(1);
		expect(results).toHaveLength(40);
		for (const result of results) expect(result).toMatchObject({ ok: false, problem: { code: 'plan_limit' } });
	});
});
