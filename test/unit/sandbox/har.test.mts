import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { OAUTH_CLIENT } from '../../../sandbox/hubspot/auth.mts';
import { startSandbox, type Sandbox } from '../../../sandbox/index.mts';
import { tinyCompany } from '../../contract/hubspot/support.mts';

let folder: string;
let sandbox: Sandbox;
beforeEach(async () => {
	folder = mkdtempSync(join(tmpdir(), 'har-'));
	sandbox = await startSandbox({ company: tinyCompany(), listen: false, harFile: join(folder, 'traffic.har') });
});
afterEach(async () => {
	await sandbox.close();
	rmSync(folder, { recursive: true });
});

const read = () => JSON.parse(readFileSync(join(folder, 'traffic.har'), 'utf8')).log;
const api = (path: string, init: RequestInit) => sandbox.fetch(new Request(`https://api.hubapi.com${path}`, init));

test('is a valid HAR 1.2 file at every moment, before the first call and after each', async () => {
	expect(read()).toMatchObject({ version: '1.2', entries: [] });
	for (let count = 1; count <= 3; count += 1) {
		await api(`/crm/objects/2026-09/companies/201?properties=name`, {
			headers: { authorization: `Bearer ${sandbox.hubspot.token}` },
		});
		expect(read().entries).toHaveLength(count);
	}
	const [entry] = read().entries;
	expect(entry.request).toMatchObject({
		method: 'GET',
		url: 'https://api.hubapi.com/crm/objects/2026-09/companies/201?properties=name',
		queryString: [{ name: 'properties', value: 'name' }],
	});
	expect(JSON.parse(entry.response.content.text).properties.name).toBe('Acme Ltd.');
	for (const field of ['startedDateTime', 'time', 'cache', 'timings']) expect(entry).toHaveProperty(field);
});

test('masks secrets and keeps everything else whole', async () => {
	const redirectUri = 'https://n8n.example/callback';
	const consent = `https://app.hubspot.com/oauth/authorize?client_id=${OAUTH_CLIENT.id}&redirect_uri=${redirectUri}&scope=oauth+crm.objects.companies.write`;
	const code = new URL((await sandbox.fetch(new Request(consent))).headers.get('location')!).searchParams.get(
		'code',
	)!;
	const form = {
		grant_type: 'authorization_code',
		client_id: OAUTH_CLIENT.id,
		client_secret: OAUTH_CLIENT.secret,
		redirect_uri: redirectUri,
		code,
	};
	const tokens: any = await (
		await api('/oauth/2026-03/token', { method: 'POST', body: new URLSearchParams(form) })
	).json();
	const name = 'Große Straße & Söhne';
	await api('/crm/objects/2026-09/companies', {
		method: 'POST',
		body: JSON.stringify({ properties: { name } }),
		headers: { authorization: `Bearer ${tokens.access_token}` },
	});

	const file = readFileSync(join(folder, 'traffic.har'), 'utf8');
	for (const secret of [code, OAUTH_CLIENT.secret, tokens.access_token, tokens.refresh_token])
		expect(file).not.toContain(secret);
	const { entries } = read();
	expect(entries[1].request.postData.text).toContain('grant_type=authorization_code');
	expect(JSON.parse(entries[2].request.postData.text).properties.name).toBe(name);
	expect(JSON.parse(entries[2].response.content.text).properties.name).toBe(name);
});

test('tells a call without an answer', async () => {
	sandbox.addFault({ kind: 'timeoutAfter' });
	await expect(api('/account-info/2026-09/details', {})).rejects.toThrow('no answer');
	expect(read().entries[0]).toMatchObject({
		response: { status: 0 },
		comment: expect.stringContaining('timeoutAfter'),
	});
});
