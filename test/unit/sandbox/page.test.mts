import { startSandbox, type Sandbox } from '../../../sandbox/index.mts';
import { tinyCompany } from '../../contract/hubspot/support.mts';

let sandbox: Sandbox;
beforeAll(async () => (sandbox = await startSandbox({ company: tinyCompany() })));
afterAll(async () => await sandbox.close());

const ask = async (path: string, init: RequestInit = {}) => await fetch(sandbox.pageUrl + path, init);
const post = async (path: string, body: object, headers: Record<string, string> = {}) =>
	await ask(path, { method: 'POST', body: JSON.stringify(body), headers });
const overview = async () => (await (await ask('/overview')).json()) as any;

test('needs nothing from elsewhere', async () => {
	const page = await (await ask('/')).text();
	expect(page).toContain('<title>Tiny · sandbox</title>');
	expect(page.replace('href="data:,"', '')).not.toMatch(/(?:src|href)=|https?:|@import|url\(/);
	const [, script = ''] = /<script>([\s\S]*)<\/script>/.exec(page) ?? [];
	expect(() => new Function(script)).not.toThrow();
});

test('shows deals by stage, won ones first, and says when nothing changed', async () => {
	const { stages, version } = await overview();
	expect(stages.map(({ title, total }: any) => [title, total])).toEqual([
		['Closed Won', 1],
		['Qualified', 1],
		['Closed Lost', 1],
	]);
	expect(stages[0].deals[0]).toMatchObject({
		name: 'Won',
		customer: 'Acme Ltd.',
		currency: 'GBP',
		lines: [{ text: 'DSK · Desk', amount: '20.00' }, {}],
	});
	expect((await ask(`/overview?version=${version}`)).status).toBe(204);
});

test('shows how billing of a deal stands as HubSpot shows it', async () => {
	const company = tinyCompany();
	const { hubspot } = company;
	const options = [{ label: 'Draft with finance', value: 'draft' }];
	hubspot.properties = {
		deals: [{ name: 'closed_loop_billing_status', label: 'Billing status', type: 'enumeration', options }],
	};
	const [won] = hubspot.deals;
	Object.assign(won?.properties ?? {}, { closed_loop_billing_status: 'draft', closed_loop_invoice_id: '7c8e' });
	const other = await startSandbox({ company });
	try {
		const { stages } = (await (await fetch(`${other.pageUrl}/overview`)).json()) as any;
		const shown = { status: 'Draft with finance', invoice: 'without a number yet' };
		expect(stages[0].deals[0]).toMatchObject(shown);
	} finally {
		await other.close();
	}
});

test('does what a person does, and tells what is refused', async () => {
	expect((await post('/act', { system: 'hubspot', action: 'winDeal', id: '102' })).status).toBe(200);
	expect((await overview()).stages[0].total).toBe(2);
	const refused = await post('/act', { system: 'hubspot', action: 'winDeal', id: '999' });
	expect([refused.status, await refused.json()]).toEqual([400, { message: 'HubSpot has no deal 999' }]);
	expect((await post('/act', { system: 'xero', action: 'dance', id: '1' })).status).toBe(400);
});

test('plants faults and lists calls', async () => {
	await post('/faults', { kind: 'status', status: 503, times: 1 });
	await sandbox.fetch(new Request('https://api.hubapi.com/account-info/2026-09/details'));
	const { calls, faults } = (await (await ask('/calls?after=0')).json()) as any;
	expect(calls.at(-1)).toMatchObject({ status: 503, fault: 'status' });
	expect(faults).toMatchObject([{ fired: 1 }]);
	await ask('/faults', { method: 'DELETE' });
	expect(sandbox.faults()).toEqual([]);
	expect(((await (await ask(`/calls?after=${calls.at(-1).n}`)).json()) as any).calls).toEqual([]);
});

test('answers no page of another origin', async () => {
	expect((await post('/act', {}, { origin: 'https://evil.example' })).status).toBe(403);
	expect((await post('/faults', { kind: 'slow' }, { origin: sandbox.pageUrl })).status).toBe(200);
	sandbox.clearFaults();
});
