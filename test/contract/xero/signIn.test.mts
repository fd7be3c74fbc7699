/** apis/xero.md section 1: "Authorize", "Lifetimes", "Rotation", "Grace", "Refresh failure", "Custom Connection", 1.1 scopes. */
import { createHash } from 'node:crypto';
import { createXero, DEMO_APP, DEMO_CUSTOM_CONNECTION, DEMO_TOKENS } from '../../../sandbox/xero/xero.mts';
import { open, organisations, OTHER_TENANT, sale, TENANT } from './support.mts';
import type { Answer, World } from './support.mts';

const MINUTE = 60_000;
let world: World;
beforeEach(() => (world = open()));

function token(
	form: Record<string, string>,
	app: { clientId: string; clientSecret: string } = DEMO_APP,
): Promise<Answer> {
	const basic = Buffer.from(`${app.clientId}:${app.clientSecret}`).toString('base64');
	const headers = { authorization: `Basic ${basic}`, 'content-type': 'application/x-www-form-urlencoded' };
	return world.send('POST', 'https://identity.xero.com/connect/token', new URLSearchParams(form).toString(), headers);
}

const refresh = (refreshToken: string) => token({ grant_type: 'refresh_token', refresh_token: refreshToken });
const read = (accessToken: string, path = '/Organisation') =>
	world.call('GET', path, undefined, { authorization: `Bearer ${accessToken}` });

async function authorize(query: Record<string, string>): Promise<Answer> {
	const all = {
		response_type: 'code',
		client_id: DEMO_APP.clientId,
		redirect_uri: 'http://localhost:5678/callback',
		state: 's',
		...query,
	};
	return await world.send(
		'GET',
		`https://login.xero.com/identity/connect/authorize?${new URLSearchParams(all).toString().replaceAll('+', '%20')}`,
	);
}

const redirect = (answer: Answer) => new URL(answer.headers.get('location')!).searchParams;

describe('tokens', () => {
	test('an access token lives 30 minutes, then 401 TokenExpired in a PascalCase problem', async () => {
		const { body } = await refresh(DEMO_TOKENS.refreshToken);
		expect(body).toMatchObject({ expires_in: 1800, token_type: 'Bearer' });
		world.clock.advance(30 * MINUTE - 1);
		expect((await read(body.access_token)).status).toBe(200);
		world.clock.advance(1);
		const late = await read(body.access_token);
		expect(late.status).toBe(401);
		expect(late.body).toEqual({
			Type: null,
			Title: 'Unauthorized',
			Status: 401,
			Detail: 'TokenExpired: token expired at 11/24/2026 12:30:00',
			Instance: expect.any(String),
			Extensions: {},
		});
	});

	test('each refresh gives a new pair; the spent one can be retried for 30 minutes', async () => {
		const first = (await refresh(DEMO_TOKENS.refreshToken)).body;
		const second = (await refresh(first.refresh_token)).body;
		expect(second.refresh_token).not.toBe(first.refresh_token);
		world.clock.advance(30 * MINUTE);
		expect((await refresh(first.refresh_token)).status).toBe(200);
		world.clock.advance(1);
		const late = await refresh(first.refresh_token);
		expect([late.status, late.body.error]).toEqual([400, 'invalid_grant']);
		expect((await refresh(second.refresh_token)).status).toBe(200);
	});

	test('a refresh token dies after 60 unused days, and when it is revoked', async () => {
		const { body } = await refresh(DEMO_TOKENS.refreshToken);
		const basic = Buffer.from(`${DEMO_APP.clientId}:${DEMO_APP.clientSecret}`).toString('base64');
		world.clock.advance(60 * 86_400_000 + 1);
		expect((await refresh(body.refresh_token)).body.error).toBe('invalid_grant');
		world = open();
		const revoked = await world.send(
			'POST',
			'https://identity.xero.com/connect/revocation',
			`token=${DEMO_TOKENS.refreshToken}`,
			{ authorization: `Basic ${basic}` },
		);
		expect(revoked.status).toBe(200);
		expect((await refresh(DEMO_TOKENS.refreshToken)).body.error).toBe('invalid_grant');
		// "removes all that user's connections"
		expect((await read(DEMO_TOKENS.accessToken)).status).toBe(403);
	});

	test('a wrong secret is invalid_client, an unknown token 401', async () => {
		const wrong = await token(
			{ grant_type: 'refresh_token', refresh_token: DEMO_TOKENS.refreshToken },
			{ ...DEMO_APP, clientSecret: 'no' },
		);
		expect([wrong.status, wrong.body.error]).toEqual([400, 'invalid_client']);
		expect((await read('nonsense')).status).toBe(401);
		expect((await read(`${Buffer.from('{}').toString('base64url')}.x`)).status).toBe(401);
	});

	test('a token that was tampered with is unknown', async () => {
		world.xero.seedToken({ refreshToken: 'narrow', scopes: ['accounting.contacts'] });
		const [text, mac] = (await refresh('narrow')).body.access_token.split('.');
		const grant = JSON.parse(Buffer.from(text, 'base64url').toString());
		const widened = Buffer.from(JSON.stringify({ ...grant, scopes: ['accounting.settings'] })).toString(
			'base64url',
		);
		expect((await read(`${widened}.${mac}`)).body.Detail).toBe('AuthenticationUnsuccessful');
	});

	test('tokens outlive a restart of the sandbox, and seeded ones work at once', async () => {
		const { body } = await refresh(DEMO_TOKENS.refreshToken);
		world = open();
		expect((await read(body.access_token)).status).toBe(200);
		expect((await refresh(body.refresh_token)).status).toBe(200);
		world.xero.seedToken({ accessToken: 'mine', refreshToken: 'mine too' });
		expect((await read('mine')).status).toBe(200);
		expect((await refresh('mine too')).status).toBe(200);
	});

	test('an access token expired by a fault stays expired', async () => {
		const headers = { authorization: `Bearer ${DEMO_TOKENS.accessToken}` };
		world.xero.expireToken(new Request('https://api.xero.com/', { headers }));
		expect((await read(DEMO_TOKENS.accessToken)).body.Detail).toMatch(/^TokenExpired/);
	});
});

describe('the sign-in page', () => {
	test('hands out a code that is good once, for 5 minutes', async () => {
		const code = redirect(await authorize({ scope: 'offline_access accounting.contacts' })).get('code')!;
		const form = { grant_type: 'authorization_code', code, redirect_uri: 'http://localhost:5678/callback' };
		const { body } = await token(form);
		expect(body.scope).toBe('offline_access accounting.contacts');
		expect((await token(form)).body.error).toBe('invalid_grant');
		const other = redirect(await authorize({ scope: 'accounting.contacts' })).get('code')!;
		world.clock.advance(5 * MINUTE + 1);
		expect((await token({ ...form, code: other })).body.error).toBe('invalid_grant');
	});

	test('refuses broad scopes, 127.0.0.1 and unknown apps', async () => {
		const broad = redirect(await authorize({ scope: 'offline_access accounting.transactions' }));
		expect([broad.get('error'), broad.get('state'), broad.get('code')]).toEqual(['invalid_scope', 's', null]);
		expect((await authorize({ scope: 'openid', redirect_uri: 'http://127.0.0.1/callback' })).status).toBe(400);
		expect((await authorize({ scope: 'openid', client_id: 'nobody' })).status).toBe(400);
	});

	test('holds a code to its PKCE challenge and its redirect', async () => {
		const challenge = createHash('sha256').update('verifier').digest('base64url');
		const ask = async () =>
			redirect(
				await authorize({ scope: 'openid', code_challenge: challenge, code_challenge_method: 'S256' }),
			).get('code')!;
		const form = { grant_type: 'authorization_code', redirect_uri: 'http://localhost:5678/callback' };
		expect((await token({ ...form, code: await ask(), code_verifier: 'other' })).body.error).toBe('invalid_grant');
		expect(
			(await token({ ...form, code: await ask(), code_verifier: 'verifier', redirect_uri: 'http://localhost/' }))
				.body.error,
		).toBe('invalid_grant');
		expect((await token({ ...form, code: await ask(), code_verifier: 'verifier' })).status).toBe(200);
	});

	test('a refresh token comes with offline_access only, an id token with openid only', async () => {
		const code = redirect(await authorize({ scope: 'accounting.contacts' })).get('code')!;
		const { body } = await token({
			grant_type: 'authorization_code',
			code,
			redirect_uri: 'http://localhost:5678/callback',
		});
		expect(Object.keys(body)).toEqual(['access_token', 'expires_in', 'token_type', 'scope']);
	});
});

describe('tenants and scopes', () => {
	const signIn = (scopes: string[]) => world.xero.seedToken({ accessToken: 'narrow', scopes });

	test('both organisations are seen by one sign-in; dates of connections are ISO', async () => {
		const { body } = await world.send('GET', 'https://api.xero.com/connections', undefined, {
			authorization: `Bearer ${DEMO_TOKENS.accessToken}`,
		});
		expect(body.map((one: { tenantId: string }) => one.tenantId)).toEqual([TENANT, OTHER_TENANT]);
		expect(body[0]).toMatchObject({
			tenantType: 'ORGANISATION',
			tenantName: 'Tiny',
			createdDateUtc: expect.stringMatching(/^\d{4}-\d{2}-\d{2}T/),
		});
		expect(body[0].id).not.toBe(TENANT);
	});

	test('a missing or unknown tenant is 403, and so is one that was disconnected', async () => {
		for (const tenant of ['', '00000000-0000-4000-8000-000000000000']) {
			const { status, body } = await world.call('GET', '/Organisation', undefined, { 'xero-tenant-id': tenant });
			expect([status, body.Detail]).toEqual([403, 'AuthenticationUnsuccessful']);
		}
		const headers = { authorization: `Bearer ${DEMO_TOKENS.accessToken}` };
		const [mine] = (await world.send('GET', 'https://api.xero.com/connections', undefined, headers)).body;
		expect(
			(await world.send('DELETE', `https://api.xero.com/connections/${mine.id}`, undefined, headers)).status,
		).toBe(204);
		expect(
			(await world.send('DELETE', `https://api.xero.com/connections/${mine.id}`, undefined, headers)).status,
		).toBe(404);
		expect((await world.call('GET', '/Organisation')).status).toBe(403);
		expect((await world.call('GET', '/Organisation', undefined, { 'xero-tenant-id': OTHER_TENANT })).status).toBe(
			200,
		);
	});

	test('a record stays in its tenant', async () => {
		const made = await world.call('PUT', '/Invoices', sale());
		expect(made.account).toBe(TENANT);
		const id = made.body.Invoices[0].InvoiceID;
		const there = await world.call('GET', `/Invoices/${id}`, undefined, { 'xero-tenant-id': OTHER_TENANT });
		expect([there.status, there.account]).toEqual([404, OTHER_TENANT]);
	});

	test.each([
		[['accounting.contacts.read'], 'GET', '/Contacts', 200],
		[['accounting.contacts.read'], 'PUT', '/Contacts', 401],
		[['accounting.contacts'], 'GET', '/Invoices', 401],
		[['accounting.invoices'], 'GET', '/Items', 200],
		[['accounting.invoices'], 'PUT', '/Items', 401],
		[['accounting.invoices'], 'GET', '/Payments', 401],
		[['accounting.settings.read'], 'GET', '/TaxRates', 200],
	])('with %j %s %s is %d', async (scopes, method, path, status) => {
		signIn(scopes);
		const answer = await world.call(method, path, method === 'PUT' ? { Name: 'A' } : undefined, {
			authorization: 'Bearer narrow',
		});
		expect(answer.status).toBe(status);
		if (status === 401) {
			expect(answer.body.Detail).toBe('AuthorizationUnsuccessful');
			expect(answer.headers.get('www-authenticate')).toContain('insufficient_scope');
		}
	});
});

describe('a custom connection', () => {
	const signIn = (scope?: string) =>
		token({ grant_type: 'client_credentials', ...(scope && { scope }) }, DEMO_CUSTOM_CONNECTION);

	test('has no refresh token, needs no tenant header, and sees one organisation', async () => {
		const { body } = await signIn('accounting.settings.read');
		expect(Object.keys(body)).toEqual(['access_token', 'expires_in', 'token_type', 'scope']);
		const headers = { authorization: `Bearer ${body.access_token}`, accept: 'application/json' };
		const organisation = await world.send(
			'GET',
			'https://api.xero.com/api.xro/2.0/Organisation',
			undefined,
			headers,
		);
		expect(organisation.account).toBe(TENANT);
		const other = await world.call('GET', '/Organisation', undefined, {
			...headers,
			'xero-tenant-id': OTHER_TENANT,
		});
		expect(other.status).toBe(403);
	});

	test('refuses scopes it does not know, and other apps', async () => {
		expect((await signIn('accounting.transactions')).body.error).toBe('invalid_scope');
		expect((await token({ grant_type: 'client_credentials' })).body.error).toBe('unauthorized_client');
	});
});

test('ids repeat from run to run', async () => {
	const ids = async () => (await open().call('PUT', '/Invoices', sale())).body.Invoices[0].InvoiceID;
	expect(await ids()).toBe(await ids());
	const clock = world.clock;
	const other = createXero(organisations(), { clock, limits: 'off', seed: 2 });
	expect((other.dump()[0] as { Organisation: object }).Organisation).toMatchObject({ OrganisationID: TENANT });
});
