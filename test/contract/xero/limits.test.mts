/** apis/xero.md section 2: "5 in progress", "60", "1,000 / 5,000", "Windows are fixed"; section 3: Idempotency-Key. */
import { createVirtualClock } from '../../../sandbox/core/clock.mts';
import { open, sale } from './support.mts';
import type { Answer, World } from './support.mts';

async function times(n: number, call: () => Promise<Answer>): Promise<Answer> {
	let last = await call();
	for (let i = 1; i < n; i++) last = await call();
	return last;
}

const read = (world: World) => world.call('GET', '/Currencies');

describe('limits', () => {
	test('60 calls a minute, then 429 with Retry-After to the end of a fixed window', async () => {
		const world = open({ limits: 'real' });
		const last = await times(60, () => read(world));
		expect([last.status, last.headers.get('x-minlimit-remaining')]).toEqual([200, '0']);
		const refused = await read(world);
		expect(refused.status).toBe(429);
		expect(refused.headers.get('x-rate-limit-problem')).toBe('minute');
		const wait = Number(refused.headers.get('retry-after'));
		expect(wait).toBeGreaterThan(0);
		expect(wait).toBeLessThanOrEqual(60);
		world.clock.advance(wait * 1000);
		expect((await read(world)).headers.get('x-minlimit-remaining')).toBe('59');
	});

	test('every answer tells what is left of minute, day and app', async () => {
		const { headers } = await read(open({ limits: 'real' }));
		expect(headers.get('x-minlimit-remaining')).toBe('59');
		expect(headers.get('x-daylimit-remaining')).toBe('4999');
		expect(headers.get('x-appminlimit-remaining')).toBe('9999');
	});

	test('a day has its limit by tier, with Retry-After', async () => {
		const world = open({ limits: 'real', dayLimit: 1000 });
		for (let minute = 0; minute < 17; minute++) {
			await times(60, () => read(world));
			world.clock.advance(60_000);
		}
		const refused = await read(world);
		expect([
			refused.status,
			refused.headers.get('x-rate-limit-problem'),
			refused.headers.get('x-daylimit-remaining'),
		]).toEqual([429, 'day', '0']);
		expect(Number(refused.headers.get('retry-after'))).toBeGreaterThan(60);
	});

	test('five calls of a tenant at once, the sixth is refused without Retry-After', async () => {
		const clock = createVirtualClock(Date.UTC(2026, 10, 24));
		const world = open({ limits: 'real', clock, answerTime: 200 });
		const calls = Array.from({ length: 6 }, () => read(world));
		await new Promise(setImmediate);
		clock.advance(200);
		const answers = await Promise.all(calls);
		expect(answers.map(({ status }) => status).sort()).toEqual([200, 200, 200, 200, 200, 429]);
		const refused = answers.find(({ status }) => status === 429)!;
		expect(refused.headers.get('x-rate-limit-problem')).toBe('concurrent');
		expect(refused.headers.get('retry-after')).toBeNull();
	});

	test('another tenant has limits of its own', async () => {
		const world = open({ limits: 'real' });
		await times(61, () => read(world));
		const { status } = await world.call('GET', '/Currencies', undefined, {
			'xero-tenant-id': '8b4f7d0e-3a4c-4b7e-9d0c-0f1f2a3b4c5e',
		});
		expect(status).toBe(200);
	});

	test('a scale multiplies them, off lifts them, and the headers say so', async () => {
		expect((await read(open({ limits: 10 }))).headers.get('x-minlimit-remaining')).toBe('599');
		const world = open({ limits: 'off' });
		const last = await times(80, () => read(world));
		expect([last.status, last.headers.get('x-minlimit-remaining')]).toEqual([200, '1000000']);
	});
});

describe('Idempotency-Key', () => {
	const put = (world: World, key: string, body: unknown = sale(), path = '/Invoices') =>
		world.call('PUT', path, body, { 'Idempotency-Key': key });
	const count = async (world: World) => (await world.call('GET', '/Invoices')).body.Invoices.length;

	test('the same request under a key is answered from what was kept, for 6 minutes from the first call', async () => {
		const world = open();
		const first = await put(world, 'k');
		world.clock.advance(6 * 60_000 - 1);
		const again = await put(world, 'k');
		expect(again.body).toEqual(first.body);
		expect([first.committed, again.committed]).toEqual([true, false]);
		expect(await count(world)).toBe(2);
		world.clock.advance(1);
		expect((await put(world, 'k')).committed).toBe(true);
		expect(await count(world)).toBe(3);
	});

	test('two at once under one key make one', async () => {
		const world = open();
		const [one, two] = await Promise.all([put(world, 'k'), put(world, 'k')]);
		expect(one.body.Invoices[0].InvoiceID).toBe(two.body.Invoices[0].InvoiceID);
		expect(await count(world)).toBe(2);
	});

	test('another URL, method or body under a key is 400', async () => {
		const world = open();
		await put(world, 'k');
		const other = await put(world, 'k', sale({ Reference: 'B' }));
		expect(other.status).toBe(400);
		expect(other.body.Message).toBe('Idempotency Key: k is used with a different request.');
		expect((await put(world, 'k', sale(), '/Invoices?unitdp=4')).status).toBe(400);
		expect((await world.call('POST', '/Invoices', sale(), { 'Idempotency-Key': 'k' })).status).toBe(400);
	});

	test('errors are kept too', async () => {
		const world = open();
		const euros = sale({ CurrencyCode: 'EUR' });
		expect((await put(world, 'k', euros)).status).toBe(400);
		world.xero.dump().forEach((file) => (file as { Currencies: object[] }).Currencies.push({ Code: 'EUR' }));
		expect((await put(world, 'k', euros)).status).toBe(400);
		expect((await put(world, 'k2', euros)).status).toBe(200);
	});

	test('at most 128 characters; ignored on GET; replays burn the limit', async () => {
		const world = open({ limits: 'real' });
		expect((await put(world, 'x'.repeat(128))).status).toBe(200);
		const long = await put(world, 'x'.repeat(129));
		expect(long.status).toBe(400);
		expect(long.body.Message).toContain('129');
		await put(world, 'x'.repeat(128));
		const { headers } = await world.call('GET', '/Currencies', undefined, { 'Idempotency-Key': 'x'.repeat(129) });
		expect(headers.get('x-minlimit-remaining')).toBe('56');
	});

	test("the key is the app's, not the tenant's", async () => {
		const world = open();
		await put(world, 'k');
		const there = await world.call('PUT', '/Invoices', sale(), {
			'Idempotency-Key': 'k',
			'xero-tenant-id': '8b4f7d0e-3a4c-4b7e-9d0c-0f1f2a3b4c5e',
		});
		expect(there.account).toBe('8b4f7d0e-3a4c-4b7e-9d0c-0f1f2a3b4c5e');
		expect(there.committed).toBe(false);
	});
});
