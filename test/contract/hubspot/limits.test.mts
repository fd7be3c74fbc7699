/** Call limits of apis/hubspot.md section 2, at the real ones and scaled. */
import { openWorld, type World } from './support.mts';

let world: World;
afterEach(async () => await world.close());

const read = async () => await world.call('GET', '/crm/objects/2026-09/deals/101');
const search = async () => await world.call('POST', '/crm/objects/2026-09/deals/search', {});

test('190 calls in any ten seconds, told by headers', async () => {
	world = await openWorld({ limits: 'real', listen: false });
	const first = await read();
	expect(first.headers.get('x-hubspot-ratelimit-max')).toBe('190');
	expect(first.headers.get('x-hubspot-ratelimit-remaining')).toBe('189');
	expect(first.headers.get('x-hubspot-ratelimit-daily-remaining')).toBe('624999');
	for (let n = 1; n < 190; n += 1) await read();
	const refused = await read();
	expect([refused.status, refused.body.policyName, refused.body.errorType]).toEqual([
		429,
		'TEN_SECONDLY_ROLLING',
		'RATE_LIMIT',
	]);
	world.clock.advance(10_000);
	expect((await read()).status).toBe(200);
});

test('five searches a second, told by no header', async () => {
	world = await openWorld({ limits: 'real', listen: false });
	for (let n = 0; n < 5; n += 1) {
		const { status, headers } = await search();
		expect([status, headers.get('x-hubspot-ratelimit-max')]).toEqual([200, null]);
	}
	expect((await search()).body).toMatchObject({
		policyName: 'SECONDLY',
		message: 'You have reached your secondly limit.',
	});
	world.clock.advance(1000);
	expect((await search()).status).toBe(200);
});

test('scaled limits are told by the same headers', async () => {
	world = await openWorld({ limits: 0.01, listen: false });
	expect((await read()).headers.get('x-hubspot-ratelimit-max')).toBe('2');
});

test('none at all', async () => {
	world = await openWorld({ limits: 'off', listen: false });
	for (let n = 0; n < 300; n += 1) expect((await search()).status).toBe(200);
});
