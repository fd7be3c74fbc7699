/** Every kind of fault, in process and on the wire. */
import { NoAnswer } from '../../../sandbox/core/pipeline.mts';
import { openWorld, type World } from './support.mts';

let world: World;
beforeEach(async () => (world = await openWorld()));
afterEach(async () => await world.close());

const PATH = '/crm/objects/2026-09/deals/102';
const rename = async () => await world.call('PATCH', PATH, { properties: { dealname: 'Renamed' } });
const name = async () => {
	const company = world.sandbox.dump();
	return company.hubspot.deals.find(({ id }) => id === '102')!.properties['dealname'];
};
const lastCall = () => world.sandbox.calls.at(-1)!;

test('status: refuses in the words of the system and commits nothing', async () => {
	world.sandbox.addFault({ kind: 'status', status: 429, retryAfter: 7, times: 1 });
	const { status, body, headers } = await rename();
	expect([status, body.policyName, headers.get('retry-after')]).toEqual([429, 'TEN_SECONDLY_ROLLING', '7']);
	expect(lastCall()).toMatchObject({ status: 429, write: true, committed: false, fault: 'status' });
	expect(await name()).toBe('Open');
	expect((await rename()).status).toBe(200);
});

test.each([
	['timeoutBefore', 'timeout', 'Open'],
	['resetBefore', 'reset', 'Open'],
	['timeoutAfter', 'timeout', 'Renamed'],
	['resetAfter', 'reset', 'Renamed'],
] as const)('%s: rejects in process', async (kind, how, after) => {
	world.sandbox.addFault({ kind });
	const error = await rename().catch((thrown: unknown) => thrown);
	expect(error).toBeInstanceOf(NoAnswer);
	expect((error as NoAnswer).how).toBe(how);
	expect(lastCall()).toMatchObject({ status: 0, fault: kind, committed: after === 'Renamed' });
	expect(await name()).toBe(after);
});

test.each(['timeoutBefore', 'timeoutAfter'] as const)('%s: leaves the socket open and silent', async (kind) => {
	world.sandbox.addFault({ kind });
	const body = JSON.stringify({ properties: { dealname: 'Renamed' } });
	const headers = { authorization: `Bearer ${world.sandbox.hubspot.token}` };
	const sent = fetch(`https://api.hubapi.com${PATH}`, {
		method: 'PATCH',
		headers,
		body,
		signal: AbortSignal.timeout(300),
	});
	await expect(sent).rejects.toMatchObject({ name: 'TimeoutError' });
	expect(await name()).toBe(kind === 'timeoutAfter' ? 'Renamed' : 'Open');
});

test.each(['resetBefore', 'resetAfter'] as const)('%s: ends the connection', async (kind) => {
	world.sandbox.addFault({ kind });
	const update = world.client.crm.deals.basicApi.update('102', { properties: { dealname: 'Renamed' } });
	await expect(update).rejects.toThrow('fetch failed');
	expect(await name()).toBe(kind === 'resetAfter' ? 'Renamed' : 'Open');
});

test('expiredToken: for good', async () => {
	world.sandbox.addFault({ kind: 'expiredToken', times: 1 });
	expect((await rename()).body).toMatchObject({ category: 'EXPIRED_AUTHENTICATION' });
	expect((await rename()).status).toBe(401);
	expect(await name()).toBe('Open');
});

test('slow: answers after its time', async () => {
	world.sandbox.addFault({ kind: 'slow', ms: 5000, times: 1 });
	expect((await rename()).status).toBe(200);
	expect(lastCall().ms).toBe(5000);
	await rename();
	expect(lastCall().ms).toBe(0);
});

test('malformed: commits and answers no JSON', async () => {
	world.sandbox.addFault({ kind: 'malformed' });
	await expect(rename()).rejects.toThrow(SyntaxError);
	expect(lastCall()).toMatchObject({ committed: true, fault: 'malformed' });
	expect(await name()).toBe('Renamed');
});

test('fires where it matches, after those it skips, as often as it may', async () => {
	world.sandbox.addFault({
		kind: 'status',
		status: 500,
		system: 'hubspot',
		method: 'patch',
		path: '/deals/102$',
		skip: 1,
		times: 2,
	});
	world.sandbox.addFault({ kind: 'status', status: 503, system: 'xero' });
	const statuses = [];
	for (let n = 0; n < 5; n += 1) {
		statuses.push((await rename()).status);
		await world.call('GET', PATH);
	}
	expect(statuses).toEqual([200, 500, 500, 200, 200]);
	expect(world.sandbox.faults().map(({ fired }) => fired)).toEqual([2, 0]);
	world.sandbox.clearFaults();
	expect(world.sandbox.faults()).toEqual([]);
});

test('the journal keeps every call whole and in order, and tells listeners', async () => {
	const heard: number[] = [];
	const silence = world.sandbox.onCall(({ n }) => heard.push(n));
	await rename();
	silence();
	await world.call('POST', '/crm/objects/2026-09/deals/search', {});
	expect(heard).toEqual([1]);
	expect(world.sandbox.calls).toMatchObject([
		{
			n: 1,
			system: 'hubspot',
			method: 'PATCH',
			host: 'api.hubapi.com',
			path: PATH,
			requestBody: '{"properties":{"dealname":"Renamed"}}',
			status: 200,
			account: '111',
			write: true,
			committed: true,
		},
		{ n: 2, write: false, committed: false },
	]);
	expect(JSON.parse(world.sandbox.calls[0]!.responseBody).properties.dealname).toBe('Renamed');
	world.sandbox.clearCalls();
	expect(world.sandbox.calls).toEqual([]);
});
