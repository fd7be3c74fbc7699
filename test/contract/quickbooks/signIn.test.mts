/** apis/quickbooks.md section 2: OAuth 2.0, and who reaches which company. */
import { DEMO_APP, DEMO_TOKENS } from '../../../sandbox/quickbooks/quickbooks.mts';
import { open, uk, us } from './support.mts';
import type { World } from './support.mts';

const HOUR = 3_600_000;
const REDIRECT = 'https://n8n.example/rest/oauth2-credential/callback';
const AUTHORIZE = 'https://appcenter.intuit.com/connect/oauth2';
const TOKEN = 'https://oauth.platform.intuit.com/oauth2/v1/tokens/bearer';
const REVOKE = 'https://developer.api.intuit.com/v2/oauth2/tokens/revoke';
const basic = `Basic ${Buffer.from(`${DEMO_APP.clientId}:${DEMO_APP.clientSecret}`).toString('base64')}`;

let world: World;
beforeEach(() => {
	world = open({ files: [uk(), us()] });
});

const consent = async (changes: Record<string, string> = {}) => {
	const query = new URLSearchParams({
		client_id: DEMO_APP.clientId,
		response_type: 'code',
		scope: 'com.intuit.quickbooks.accounting',
		redirect_uri: REDIRECT,
		state: 'st',
		...changes,
	});
	return await world.send('GET', `${AUTHORIZE}?${query}`);
};
const token = async (form: Record<string, string>, headers: Record<string, string> = {}) =>
	await world.send('POST', TOKEN, new URLSearchParams(form).toString(), {
		authorization: basic,
		'content-type': 'application/x-www-form-urlencoded',
		...headers,
	});
const signedIn = async () => {
	const { headers } = await consent();
	const code = new URL(headers.get('location')!).searchParams.get('code')!;
	return await token({ grant_type: 'authorization_code', code, redirect_uri: REDIRECT });
};
const refreshed = async (refresh_token: string) => await token({ grant_type: 'refresh_token', refresh_token });
const read = async (accessToken: string, realm = world.realm) => {
	const url = `https://quickbooks.api.intuit.com/v3/company/${realm}/companyinfo/${realm}`;
	return await world.send('GET', url, undefined, { authorization: `Bearer ${accessToken}` });
};

test('"Callback: redirect_uri?code=...&state=...&realmId=..."', async () => {
	const { status, headers } = await consent();
	const { searchParams } = new URL(headers.get('location')!);
	expect([status, searchParams.get('state'), searchParams.get('realmId')]).toEqual([302, 'st', world.realm]);
});

test('a sign-in that Intuit would refuse', async () => {
	expect((await consent({ client_id: 'nobody' })).status).toBe(400);
	expect((await consent({ scope: 'openid' })).status).toBe(400);
	expect((await consent({ redirect_uri: 'http://n8n.example/' })).status).toBe(400);
	expect((await consent({ response_type: 'token' })).status).toBe(400);
});

test('"realmId is only in the callback, never in the token response"; lives as told', async () => {
	const { body } = await signedIn();
	expect(body).toEqual({
		token_type: 'bearer',
		access_token: expect.any(String),
		refresh_token: expect.any(String),
		expires_in: 3600,
		x_refresh_token_expires_in: 8_726_400,
	});
	expect((await read(body.access_token)).body.CompanyInfo.CompanyName).toBe('Tiny');
});

test('x_refresh_token_hard_expires_in where it is asked for', async () => {
	const asked = { 'x-include-refresh-token-hard-expires-in': 'true' };
	const { body } = await token({ grant_type: 'refresh_token', refresh_token: DEMO_TOKENS.refreshToken }, asked);
	expect(body.x_refresh_token_hard_expires_in).toBe(157_680_000);
});

test('a code is good once, for 5 minutes, for its redirect', async () => {
	const { headers } = await consent();
	const code = new URL(headers.get('location')!).searchParams.get('code')!;
	const spend = (redirect_uri = REDIRECT) => token({ grant_type: 'authorization_code', code, redirect_uri });
	expect((await spend()).status).toBe(200);
	expect((await spend()).body).toEqual({ error: 'invalid_grant' });
	const late = new URL((await consent()).headers.get('location')!).searchParams.get('code')!;
	world.clock.advance(5 * 60_000 + 1);
	expect((await token({ grant_type: 'authorization_code', code: late, redirect_uri: REDIRECT })).status).toBe(400);
});

test('"Access token 1 h": then 401 in lower case', async () => {
	const { body } = await signedIn();
	world.clock.advance(HOUR - 1);
	expect((await read(body.access_token)).status).toBe(200);
	world.clock.advance(1);
	const expired = await read(body.access_token);
	expect([expired.status, expired.account]).toEqual([401, null]);
	expect(expired.body.fault).toEqual({
		error: [
			{
				message: 'message=AuthenticationFailed; errorCode=003200; statusCode=401',
				detail: expect.stringMatching(/^Token expired: /),
				code: '3200',
				element: null,
			},
		],
		type: 'AUTHENTICATION',
	});
	expect(expired.body).toMatchObject({ warnings: null, batchItemResponse: [], cdcresponse: [] });
});

test('"the old value dies 24 h after the new one is issued"', async () => {
	const first = (await signedIn()).body.refresh_token;
	const second = (await refreshed(first)).body.refresh_token;
	expect(second).not.toBe(first);
	world.clock.advance(24 * HOUR);
	expect((await refreshed(first)).status).toBe(200);
	world.clock.advance(1);
	expect((await refreshed(first)).body).toEqual({ error: 'invalid_grant' });
	expect((await refreshed(second)).status).toBe(200);
});

test('"rolling 100 days, plus a hard cap of 5 years"', async () => {
	let held = (await signedIn()).body.refresh_token;
	world.clock.advance(8_726_400_000 + 1);
	expect((await refreshed(held)).status).toBe(400);
	held = (await signedIn()).body.refresh_token;
	const connected = world.clock.now();
	while (world.clock.now() - connected < 157_680_000_000 - 100 * 24 * HOUR) {
		world.clock.advance(100 * 24 * HOUR);
		held = (await refreshed(held)).body.refresh_token;
	}
	world.clock.advance(100 * 24 * HOUR);
	expect((await refreshed(held)).body).toEqual({ error: 'invalid_grant' });
});

test('another app, a wrong secret, another grant', async () => {
	const wrong = { authorization: `Basic ${Buffer.from('a:b').toString('base64')}` };
	expect((await token({ grant_type: 'refresh_token', refresh_token: 'x' }, wrong)).status).toBe(401);
	expect((await token({ grant_type: 'client_credentials' })).body).toEqual({ error: 'unsupported_grant_type' });
});

test('"Revoke: POST ... body {"token":"..."}"', async () => {
	const { access_token, refresh_token } = (await signedIn()).body;
	for (const dead of [access_token, refresh_token]) {
		const { status } = await world.send('POST', REVOKE, JSON.stringify({ token: dead }), { authorization: basic });
		expect(status).toBe(200);
	}
	expect((await read(access_token)).status).toBe(401);
	expect((await refreshed(refresh_token)).status).toBe(400);
});

test('discovery names the endpoints', async () => {
	const { body } = await world.send('GET', 'https://developer.api.intuit.com/.well-known/openid_configuration');
	expect(body).toMatchObject({
		authorization_endpoint: AUTHORIZE,
		token_endpoint: TOKEN,
		revocation_endpoint: REVOKE,
	});
});

describe('"Wrong company or missing grant: HTTP 403"', () => {
	const other = String(us().CompanyInfo['Id']);

	test('one grant reaches one company', async () => {
		const refused = await read(DEMO_TOKENS.accessToken, other);
		expect([refused.status, refused.body.fault.error[0].code, refused.body.fault.type]).toEqual([
			403,
			'3100',
			'SERVICE',
		]);
		expect((await read(DEMO_TOKENS.accessToken, '123')).status).toBe(403);
		world.quickbooks.seedToken({ accessToken: 'theirs', realmId: other });
		expect((await read('theirs', other)).body.CompanyInfo.CompanyName).toBe('Tiny Inc');
		expect((await read('theirs')).status).toBe(403);
	});

	test('the company that a person chooses at the sign-in', async () => {
		world.quickbooks.chooseCompany(other);
		const { access_token } = (await signedIn()).body;
		expect((await read(access_token, other)).status).toBe(200);
		expect(() => world.quickbooks.chooseCompany('123')).toThrow('no company');
	});

	test('"sandbox token on production host"', async () => {
		world = open({ environment: 'sandbox' });
		expect((await read(DEMO_TOKENS.accessToken)).status).toBe(403);
		const url = `https://sandbox-quickbooks.api.intuit.com/v3/company/${world.realm}/preferences`;
		const headers = { authorization: `Bearer ${DEMO_TOKENS.accessToken}` };
		expect((await world.send('GET', url, undefined, headers)).status).toBe(200);
	});
});

test("every answer of a company bears intuit_tid and ends with the server's time", async () => {
	const { headers, body } = await read(DEMO_TOKENS.accessToken);
	expect(headers.get('intuit_tid')).toMatch(/^1-[0-9a-f]{8}-[0-9a-f]{24}$/);
	expect(headers.get('content-type')).toBe('application/json;charset=UTF-8');
	expect(body.time).toBe('2026-11-24T04:00:00.000-08:00');
});

test('a fault plants an expired token for good', async () => {
	const request = new Request('https://quickbooks.api.intuit.com/', {
		headers: { authorization: `Bearer ${DEMO_TOKENS.accessToken}` },
	});
	world.quickbooks.expireToken(request);
	expect((await read(DEMO_TOKENS.accessToken)).status).toBe(401);
});
