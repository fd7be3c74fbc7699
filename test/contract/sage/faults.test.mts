/** apis/sage.md section 12.10: "503 bursts; lost responses after commit", as the sandbox's faults make them. */
import { createVirtualClock } from '../../../sandbox/core/clock.mts';
import type { CompanyFile } from '../../../sandbox/core/types.mts';
import { startSandbox } from '../../../sandbox/index.mts';
import type { Sandbox } from '../../../sandbox/index.mts';
import { gbBusiness } from '../../../sandbox/sage/businesses.mts';
import { API, business, DEMO_TOKENS, START } from './support.mts';

const KEY = '0123456789abcdef0123456789abcdef';
let sandbox: Sandbox;
beforeEach(async () => {
	const account = { portalId: 1, timeZone: 'Europe/London', companyCurrency: 'GBP' };
	const lists = ['owners', 'pipelines', 'products', 'companies', 'contacts', 'deals', 'line_items', 'quotes'];
	const hubspot = {
		account,
		...Object.fromEntries(lists.map((list) => [list, []])),
	} as unknown as CompanyFile['hubspot'];
	const company = { hubspot, sage: business(), bystanders: { sage: [gbBusiness('Other Ltd')] } };
	sandbox = await startSandbox({ company, limits: 'off', listen: false, clock: createVirtualClock(START) });
});
afterEach(() => sandbox.close());

async function send(method: string, path: string, body?: object): Promise<{ status: number; body: any }> {
	const headers = { authorization: `Bearer ${DEMO_TOKENS.accessToken}`, 'content-type': 'application/json' };
	const response = await sandbox.fetch(
		new Request(`${API}${path}`, { method, headers, body: body ? JSON.stringify(body) : null }),
	);
	return { status: response.status, body: await response.json() };
}

const create = () =>
	send('POST', '/contacts', { contact: { name: 'New', contact_type_ids: ['CUSTOMER'], idempotency_id: KEY } });
const count = async () => (await send('GET', '/contacts?search=new')).body.$total;

test('a burst of 503 commits nothing, with Retry-After or without', async () => {
	sandbox.addFault({ kind: 'status', system: 'sage', status: 503, times: 2, retryAfter: 3 });
	const burst = [await create(), await create(), await create()];
	expect(burst.map(({ status }) => status)).toEqual([503, 503, 201]);
	expect(burst[0]?.body[0].$dataCode).toBe('ServiceUnavailable');
	expect(sandbox.calls.map(({ committed, responseHeaders }) => [committed, responseHeaders['retry-after']])).toEqual([
		[false, '3'],
		[false, '3'],
		[true, undefined],
	]);
	expect(await count()).toBe(1);
});

test.each(['timeoutAfter', 'resetAfter'] as const)('%s: the record stands, and the same id finds it', async (kind) => {
	sandbox.addFault({ kind, system: 'sage', method: 'POST', times: 1 });
	await expect(create()).rejects.toThrow('gave no answer');
	const again = await create();
	expect([again.status, await count()]).toEqual([201, 1]);
	expect(sandbox.calls.slice(0, 2).map(({ committed }) => committed)).toEqual([true, false]);
});

test('an expired token stays expired: 401', async () => {
	sandbox.addFault({ kind: 'expiredToken', system: 'sage', times: 1 });
	expect((await send('GET', '/contacts')).status).toBe(401);
	expect((await send('GET', '/contacts')).status).toBe(401);
});

test('calls tell their business, and which of them write', async () => {
	await create();
	await send('GET', '/contacts');
	const id = String((sandbox.dump().sage as NonNullable<CompanyFile['sage']>).business.id);
	expect(sandbox.calls.map(({ system, account, write }) => [system, account, write])).toEqual([
		['sage', id, true],
		['sage', id, false],
	]);
	expect(sandbox.dump().bystanders?.sage).toHaveLength(1);
});
