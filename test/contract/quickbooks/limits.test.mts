/** apis/quickbooks.md section 3: limits; section 4: requestid; section 8: batch; section 12: faults. */
import { createVirtualClock } from '../../../sandbox/core/clock.mts';
import { ACME, OPEN, open, sale, uk } from './support.mts';
import type { Answer, World } from './support.mts';

const read = (world: World) => world.call('GET', '/preferences');
const batch = (world: World, items: object[], query = '') =>
	world.call('POST', `/batch${query}`, { BatchItemRequest: items });

async function times(n: number, call: () => Promise<Answer>): Promise<Answer> {
	let last = await call();
	for (let i = 1; i < n; i++) last = await call();
	return last;
}

describe('limits', () => {
	test('"10 / s / realm + app"; 429 in the words of section 3, without Retry-After', async () => {
		const world = open({ limits: 'real' });
		expect((await times(10, () => read(world))).status).toBe(200);
		const refused = await read(world);
		expect([refused.status, refused.headers.get('retry-after')]).toEqual([429, null]);
		expect(refused.body).toEqual({
			Fault: {
				Error: [
					{
						Message: 'message=ThrottleExceeded; errorCode=003001; statusCode=429',
						Detail: 'The request limit was reached.',
						code: '3001',
					},
				],
				type: 'SERVICE',
			},
		});
		world.clock.advance(1000);
		expect((await read(world)).status).toBe(200);
	});

	test('"500 / min / realm"', async () => {
		const world = open({ limits: 'real' });
		for (let n = 0; n < 50; n++) {
			expect((await times(10, () => read(world))).status).toBe(200);
			world.clock.advance(1000);
		}
		expect((await read(world)).status).toBe(429);
		world.clock.advance(10_000);
		expect((await read(world)).status).toBe(200);
	});

	test('"batch endpoint 40 / min / realm + app"; other calls go on', async () => {
		const world = open({ limits: 'real' });
		const one = async () => {
			world.clock.advance(200);
			return await batch(world, [{ bId: '1', Query: 'select * from Term' }]);
		};
		expect((await times(40, one)).status).toBe(200);
		expect((await one()).status).toBe(429);
		expect((await read(world)).status).toBe(200);
		world.clock.advance(60_000);
		expect((await one()).status).toBe(200);
	});

	test('"and 120 / min / realm" over all apps', async () => {
		const apps = ['a', 'b', 'c'].map((clientId) => ({ clientId, clientSecret: 's' }));
		const world = open({ limits: 'real', apps });
		const items = { BatchItemRequest: [{ bId: '1', Query: 'select * from Term' }] };
		const as = (accessToken: string) => async () => {
			world.clock.advance(100);
			return await world.call('POST', '/batch', items, { authorization: `Bearer ${accessToken}` });
		};
		for (const { clientId } of apps) {
			world.quickbooks.seedToken({ accessToken: clientId, clientId });
			expect((await times(40, as(clientId))).status).toBe(200);
		}
		expect((await as('quickbooks-demo-access-token')()).status).toBe(429);
	});

	test('"older wording: 10 concurrent; keep both"', async () => {
		const clock = createVirtualClock(Date.UTC(2026, 10, 24));
		const world = open({ limits: 'real', clock, answerTime: 1500 });
		const first = Array.from({ length: 10 }, () => read(world));
		await new Promise(setImmediate);
		clock.advance(1200);
		const refused = await read(world);
		expect(refused.status).toBe(429);
		clock.advance(300);
		expect((await Promise.all(first)).map(({ status }) => status)).toEqual(Array(10).fill(200));
	});

	test('a scale multiplies them, off lifts them', async () => {
		const world = open({ limits: 2 });
		expect((await times(20, () => read(world))).status).toBe(200);
		expect((await read(world)).status).toBe(429);
		const free = open({ limits: 'off' });
		expect((await times(600, () => read(free))).status).toBe(200);
	});
});

describe('requestid', () => {
	const post = (world: World, id: string, body: object = sale(), path = '/invoice') =>
		world.call('POST', `${path}?requestid=${id}`, body);
	const count = async (world: World) => (await world.query('select count(*) from Invoice')).totalCount;

	test('"same requestid + same content => original response returned (same Id), nothing written"', async () => {
		const world = open();
		const first = await post(world, 'r');
		world.clock.advance(60_000);
		const again = await post(world, 'r');
		expect(again.body).toEqual(first.body);
		expect([first.committed, again.committed, await count(world)]).toEqual([true, false, 2]);
		await post(world, 's');
		expect(await count(world)).toBe(3);
	});

	test('"Unique per realm (not per endpoint)": other content gets the old response, and it is noted', async () => {
		const world = open();
		const first = await post(world, 'r');
		expect(world.quickbooks.reusedRequestIds).toEqual([]);
		const other = await post(world, 'r', { DisplayName: 'New' }, '/customer');
		expect(other.body).toEqual(first.body);
		expect(world.quickbooks.reusedRequestIds).toEqual([
			{ requestId: 'r', path: `/v3/company/${world.realm}/customer` },
		]);
	});

	test('strict: it throws, so that a test fails', async () => {
		const world = open({ strictRequestIds: true });
		await post(world, 'r');
		await post(world, 'r');
		await expect(post(world, 'r', sale({ PrivateNote: 'other' }))).rejects.toThrow('other content');
	});

	test('a refusal is kept as well (unconfirmed; the careful reading), for a day', async () => {
		const world = open();
		expect((await post(world, 'r', sale({ Line: [] }))).status).toBe(400);
		expect((await post(world, 'r')).body.Fault.Error[0].code).toBe('2250');
		world.clock.advance(86_400_000);
		world.quickbooks.seedToken({ accessToken: 'quickbooks-demo-access-token' });
		expect((await post(world, 'r')).status).toBe(200);
	});

	test('"Max 50 chars"; in a batch "<=36 chars and each bId <=10 chars": 2130', async () => {
		const world = open();
		expect((await post(world, 'x'.repeat(50))).status).toBe(200);
		expect((await post(world, 'x'.repeat(51))).body.Fault.Error[0].code).toBe('2130');
		const item = (bId: string) => [{ bId, operation: 'create', Invoice: sale() }];
		expect((await batch(world, item('1'), `?requestid=${'x'.repeat(37)}`)).body.Fault.Error[0].code).toBe('2130');
		expect((await batch(world, item('x'.repeat(11)), '?requestid=b')).body.Fault.Error[0].code).toBe('2130');
		expect((await batch(world, item('x'.repeat(11)))).status).toBe(200);
	});

	test('"Same requestid with other bIds counts as a different request"', async () => {
		const world = open();
		const item = (bId: string) => ({ bId, operation: 'create', Invoice: sale() });
		await batch(world, [item('1'), item('2')], '?requestid=b');
		expect(await count(world)).toBe(3);
		await batch(world, [item('2'), item('1')], '?requestid=b');
		expect(await count(world)).toBe(3);
		await batch(world, [item('1')], '?requestid=b');
		expect(await count(world)).toBe(4);
	});
});

describe('batch', () => {
	const create = (bId: string, Customer: object) => ({ bId, operation: 'create', Customer });

	test('"Partial failure is per item with HTTP 200"; "match by bId, not by position"', async () => {
		const world = open();
		const items = [
			...Array.from({ length: 9 }, (_, n) => create(String(n), { DisplayName: `New ${n}` })),
			create('bad', { DisplayName: 'Acme Ltd' }),
		];
		const { status, body, committed } = await batch(world, items);
		const bIds = body.BatchItemResponse.map(({ bId }: any) => bId);
		expect([status, committed]).toEqual([200, true]);
		expect(bIds).not.toEqual(items.map(({ bId }) => bId));
		expect([...bIds].sort()).toEqual(items.map(({ bId }) => bId).sort());
		for (const { bId, Customer, Fault } of body.BatchItemResponse) {
			if (bId === 'bad') expect(Fault).toMatchObject({ type: 'ValidationFault', Error: [{ code: '6240' }] });
			else expect(Customer.DisplayName).toBe(`New ${bId}`);
		}
	});

	test('queries, updates, deletes, voids by optionsData, changes, and what it does not know', async () => {
		const world = open();
		const { body } = await batch(world, [
			{ bId: 'query', Query: "select * from Customer where DisplayName = 'Acme Ltd'" },
			{ bId: 'lost', Query: 'select * from Customer where' },
			{ bId: 'cdc', CDCQuery: { Entities: 'Invoice', ChangedSince: '2026-11-20' } },
			{ bId: 'void', operation: 'update', optionsData: 'void', Invoice: { Id: OPEN, SyncToken: '0' } },
			{ bId: 'update', operation: 'update', Customer: { Id: ACME, SyncToken: '0', sparse: true, Notes: 'x' } },
			{ bId: 'send', operation: 'send', Invoice: { Id: OPEN } },
		]);
		const by = Object.fromEntries(body.BatchItemResponse.map((one: any) => [one.bId, one]));
		expect(by.query.QueryResponse.Customer[0].Id).toBe(ACME);
		expect(by.lost.Fault.Error[0].code).toBe('4000');
		expect(by.cdc.CDCResponse[0].QueryResponse).toHaveLength(1);
		expect(by.void.Invoice).toMatchObject({ TotalAmt: 0, SyncToken: '1' });
		expect(by.update.Customer.Notes).toBe('x');
		expect(by.send.Fault.Error[0].code).toBe('500');
		const gone = await batch(world, [{ bId: '1', operation: 'delete', Invoice: { Id: OPEN, SyncToken: '1' } }]);
		expect(gone.body.BatchItemResponse[0].Invoice).toEqual({ status: 'Deleted', domain: 'QBO', Id: OPEN });
	});

	test('"Over-size => 1040 with the limit in Detail"; the limit is the company file\'s', async () => {
		const items = (n: number) =>
			Array.from({ length: n }, (_, i) => ({ bId: String(i), Query: 'select * from Term' }));
		const world = open();
		expect((await batch(world, items(30))).body.BatchItemResponse).toHaveLength(30);
		const { code, detail } = await world.fault('POST', '/batch', { BatchItemRequest: items(31) });
		expect([code, detail]).toEqual(['1040', expect.stringContaining('30')]);
		const small = open({ files: [{ ...uk(), behaviour: { largestBatch: 10 } }] });
		expect((await batch(small, items(11))).body.Fault.Error[0].code).toBe('1040');
		expect((await batch(small, [])).body.Fault.Error[0].code).toBe('2020');
	});
});

describe('faults', () => {
	test('business faults: HTTP 400, or 200 where that is switched on', async () => {
		const world = open();
		const bad = () => world.call('POST', '/customer', { DisplayName: 'Acme Ltd' });
		expect(await bad()).toMatchObject({
			status: 400,
			body: { Fault: { Error: [{ code: '6240' }], type: 'ValidationFault' }, time: expect.any(String) },
			committed: false,
		});
		world.quickbooks.faultsAs200 = true;
		expect(await bad()).toMatchObject({ status: 200, body: { Fault: { Error: [{ code: '6240' }] } } });
	});

	test('planted ones speak as QuickBooks does', async () => {
		const { quickbooks } = open();
		const body = async (status: number) => (await quickbooks.faultResponse(status).json()) as any;
		expect((await body(401)).fault.error[0].code).toBe('3200');
		expect((await body(403)).fault.error[0].code).toBe('3100');
		expect((await body(429)).Fault.Error[0].code).toBe('3001');
		expect((await body(500)).Fault).toMatchObject({ type: 'SystemFault', Error: [{ code: '10000' }] });
		expect(quickbooks.faultResponse(429, 7).headers.get('retry-after')).toBe('7');
		expect(await quickbooks.faultResponse(503).text()).toContain('Service Unavailable');
	});

	test('a body that is no JSON, one that is no UTF-8, a path that is none', async () => {
		const world = open();
		expect((await world.fault('POST', '/invoice', '{')).code).toBe('2010');
		const headers = { authorization: 'Bearer quickbooks-demo-access-token' };
		const url = `https://quickbooks.api.intuit.com/v3/company/${world.realm}/invoice`;
		const bytes = new Request(url, { method: 'POST', headers, body: Buffer.from([0x22, 0xff, 0x22]) });
		const { response } = await world.quickbooks.handle(bytes);
		expect(((await response.json()) as any).Fault.Error[0]).toMatchObject({
			code: '500',
			Detail: expect.stringContaining('MalformedByteSequence'),
		});
		expect((await world.send('GET', 'https://quickbooks.api.intuit.com/v4/x')).status).toBe(404);
	});
});

test('what counts as a write', () => {
	const { quickbooks } = open();
	const path = (end: string) => `/v3/company/1/${end}`;
	const items = (item: object) => JSON.stringify({ BatchItemRequest: [{ bId: '1', Query: 'select' }, item] });
	expect(quickbooks.isWrite('GET', path('invoice/1'))).toBe(false);
	expect(quickbooks.isWrite('POST', path('query?minorversion=75'))).toBe(false);
	expect(quickbooks.isWrite('POST', path('invoice?requestid=1'))).toBe(true);
	expect(quickbooks.isWrite('POST', path('invoice/1/send'))).toBe(true);
	expect(quickbooks.isWrite('POST', path('batch'), items({ Query: 'select' }))).toBe(false);
	expect(quickbooks.isWrite('POST', path('batch'), items({ Invoice: {} }))).toBe(true);
	expect(quickbooks.isWrite('POST', path('batch'))).toBe(true);
	expect(quickbooks.isWrite('POST', '/oauth2/v1/tokens/bearer')).toBe(false);
});
