/** apis/sage.md section 2: "100 requests/min and 2,500/day per company"; section 12.10. */
import { open } from './support.mts';
import type { Answer, World } from './support.mts';

const MINUTE = 60_000;

async function times(world: World, n: number, headers: Record<string, string> = {}): Promise<Answer> {
	let last = await world.call('GET', '/currencies', undefined, headers);
	for (let i = 1; i < n; i++) last = await world.call('GET', '/currencies', undefined, headers);
	return last;
}

test('100 calls a minute for a business, then 429; the minute moves on', async () => {
	const world = open({ limits: 'real' });
	expect((await times(world, 100)).status).toBe(200);
	const refused = await times(world, 1);
	expect([refused.status, refused.body[0].$dataCode]).toEqual([429, 'RateLimit']);
	world.clock.advance(MINUTE - 1);
	expect((await times(world, 1)).status).toBe(429);
	world.clock.advance(1);
	expect((await times(world, 1)).status).toBe(200);
});

test('another business has its own; the list of businesses counts for none', async () => {
	const world = open({ limits: 'real' });
	await times(world, 101);
	expect((await times(world, 1, { 'X-Business': world.ids[1]! })).status).toBe(200);
	expect((await world.call('GET', '/businesses')).status).toBe(200);
});

test('2,500 calls a day, until midnight in UTC', async () => {
	const world = open({ limits: 'real', retryAfter: true });
	for (let minute = 0; minute < 25; minute++) {
		expect((await times(world, 100)).status).toBe(200);
		world.clock.advance(MINUTE);
	}
	const refused = await times(world, 1);
	expect(refused.status).toBe(429);
	expect(refused.headers.get('retry-after')).toBe(String((12 * 60 - 25) * 60));
	world.clock.advance((12 * 60 - 25) * MINUTE);
	expect((await times(world, 1)).status).toBe(200);
});

test('"Retry-After and X-RateLimit-* headers: not documented": without, by choice with Retry-After', async () => {
	const silent = await times(open({ limits: 'real' }), 101);
	expect([silent.headers.get('retry-after'), silent.headers.get('x-ratelimit-remaining')]).toEqual([null, null]);
	const world = open({ limits: 'real', retryAfter: true });
	await times(world, 50);
	world.clock.advance(20_500);
	const told = await times(world, 51);
	expect([told.status, told.headers.get('retry-after')]).toEqual([429, '40']);
});

test('a scale multiplies them, off lifts them', async () => {
	expect((await times(open({ limits: 2 }), 200)).status).toBe(200);
	expect((await times(open({ limits: 2 }), 201)).status).toBe(429);
	expect((await times(open({ limits: 'off' }), 300)).status).toBe(200);
});

test('a refused call commits nothing, and the token is asked for first', async () => {
	const world = open({ limits: 'real' });
	await times(world, 100);
	const refused = await world.call('POST', '/sales_invoices', world.sale());
	expect([refused.status, refused.committed]).toEqual([429, false]);
	expect((await times(world, 1, { authorization: 'Bearer nonsense' })).status).toBe(401);
});
