/** apis/sage.md section 1: hosts, sign-in, tokens, businesses. */
import { DEMO_APP } from '../../../sandbox/sage/sage.mts';
import { gbBusiness } from '../../../sandbox/sage/businesses.mts';
import { API, business, DEMO_TOKENS, open } from './support.mts';
import type { Answer, World } from './support.mts';

const MINUTE = 60_000;
const CALLBACK = 'http://localhost:5678/rest/oauth2-credential/callback';
let world: World;
beforeEach(() => (world = open()));

function token(form: Record<string, string>, app = DEMO_APP): Promise<Answer> {
	const all = { client_id: app.clientId, client_secret: app.clientSecret, ...form };
	return world.send('POST', 'https://oauth.accounting.sage.com/token', new URLSearchParams(all).toString(), {
		'content-type': 'application/x-www-form-urlencoded',
	});
}

const refresh = (refreshToken: string) => token({ grant_type: 'refresh_token', refresh_token: refreshToken });
const exchange = (code: string, redirectUri = CALLBACK) =>
	token({ grant_type: 'authorization_code', code, redirect_uri: redirectUri });
const read = (accessToken: string, headers: Record<string, string> = {}) =>
	world.send('GET', `${API}/contacts`, undefined, { authorization: `Bearer ${accessToken}`, ...headers });

async function authorize(query: Record<string, string> = {}): Promise<Answer> {
	const all = {
		filter: 'apiv3.1',
		response_type: 'code',
		client_id: DEMO_APP.clientId,
		redirect_uri: CALLBACK,
		scope: 'full_access',
		state: 's',
		...query,
	};
	return await world.send(
		'GET',
		`https://www.sageone.com/oauth2/auth/central?${new URLSearchParams(all).toString()}`,
	);
}

const back = (answer: Answer) => new URL(answer.headers.get('location')!).searchParams;

describe('the sign-in page', () => {
	test('"callback brings `code`, `country`, `state`"', async () => {
		const answer = await authorize();
		expect(answer.status).toBe(302);
		expect(Object.fromEntries(back(answer))).toEqual({ code: expect.any(String), country: 'gb', state: 's' });
	});

	test('"redirect_uri (must match registration exactly, case sensitive)"', async () => {
		const app = { clientId: 'one', clientSecret: 'x', name: 'One', redirectUris: [CALLBACK] };
		world = open({ apps: [app] });
		expect((await authorize({ client_id: 'one' })).status).toBe(302);
		expect((await authorize({ client_id: 'one', redirect_uri: CALLBACK.toUpperCase() })).status).toBe(400);
	});

	test('"country ... a mismatch with the business country fails"', async () => {
		expect(back(await authorize({ country: 'gb' })).get('code')).not.toBeNull();
		const wrong = back(await authorize({ country: 'us' }));
		expect([wrong.get('code'), wrong.get('reason')]).toEqual([null, 'Email already in use']);
	});

	test('"scopes `readonly` or `full_access`", any other is refused; the filter apiv3.1 and a known app are asked for', async () => {
		expect(back(await authorize({ scope: 'everything' })).get('code')).toBeNull();
		expect((await authorize({ filter: 'apiv3' })).status).toBe(400);
		expect((await authorize({ client_id: 'nobody' })).status).toBe(400);
	});
});

describe('tokens', () => {
	test('a code gives "access_token (JWT), expires_in=300, token_type=bearer, refresh_token, refresh_token_expires_in=2678400"', async () => {
		const { status, body } = await exchange(back(await authorize()).get('code')!);
		expect(status).toBe(200);
		expect(body).toMatchObject({
			expires_in: 300,
			token_type: 'bearer',
			refresh_token_expires_in: 2_678_400,
			scope: 'full_access',
		});
		expect(body).toMatchObject({ requested_by_id: expect.any(String), resource_owner_id: expect.any(String) });
		expect(body.access_token.split('.')).toHaveLength(3);
		expect((await read(body.access_token)).status).toBe(200);
	});

	test('a code is good once, for a minute, for its own redirect_uri: else 400 invalid_grant', async () => {
		const code = back(await authorize()).get('code')!;
		world.clock.advance(MINUTE - 1);
		expect((await exchange(code)).status).toBe(200);
		expect((await exchange(code)).body).toEqual({ error: 'invalid_grant' });
		const late = back(await authorize()).get('code')!;
		world.clock.advance(MINUTE);
		expect((await exchange(late)).status).toBe(400);
		expect((await exchange(back(await authorize()).get('code')!, `${CALLBACK}/`)).status).toBe(400);
	});

	test('"access token life: 5 minutes", then 401', async () => {
		const { body } = await refresh(DEMO_TOKENS.refreshToken);
		world.clock.advance(5 * MINUTE - 1);
		expect((await read(body.access_token)).status).toBe(200);
		world.clock.advance(1);
		expect((await read(body.access_token)).status).toBe(401);
		expect((await read('nonsense')).status).toBe(401);
	});

	test('"Refresh rotates": the old refresh token is dead at once, the new one good', async () => {
		const first = (await refresh(DEMO_TOKENS.refreshToken)).body;
		expect(first.refresh_token).not.toBe(DEMO_TOKENS.refreshToken);
		const again = await refresh(DEMO_TOKENS.refreshToken);
		expect([again.status, again.body]).toEqual([400, { error: 'invalid_grant' }]);
		expect((await refresh(first.refresh_token)).status).toBe(200);
		expect((await refresh(first.refresh_token)).status).toBe(400);
	});

	test('"two parallel refreshes = one dead connection"', async () => {
		const answers = await Promise.all([refresh(DEMO_TOKENS.refreshToken), refresh(DEMO_TOKENS.refreshToken)]);
		expect(answers.map(({ status }) => status)).toEqual([200, 400]);
	});

	test('"refresh token life: 31 days"; the demo\'s does not age', async () => {
		world.sage.seedToken({ refreshToken: 'mine' });
		const { body } = await refresh('mine');
		world.clock.advance(31 * 86_400_000 - 1);
		const next = (await refresh(body.refresh_token)).body;
		world.clock.advance(31 * 86_400_000);
		expect((await refresh(next.refresh_token)).status).toBe(400);
		expect((await refresh(DEMO_TOKENS.refreshToken)).status).toBe(200);
	});

	test('revoking ends a token; a wrong secret or grant type is refused', async () => {
		const body = new URLSearchParams({
			client_id: DEMO_APP.clientId,
			client_secret: DEMO_APP.clientSecret,
			token: DEMO_TOKENS.refreshToken,
		});
		expect((await world.send('POST', 'https://oauth.accounting.sage.com/revoke', body.toString())).status).toBe(
			200,
		);
		expect((await refresh(DEMO_TOKENS.refreshToken)).status).toBe(400);
		expect((await token({ grant_type: 'refresh_token' }, { ...DEMO_APP, clientSecret: 'no' })).body.error).toBe(
			'invalid_client',
		);
		expect((await token({ grant_type: 'client_credentials' })).body.error).toBe('unsupported_grant_type');
	});

	test('a token that was tampered with, or is of another kind, is unknown', async () => {
		world.sage.seedToken({ refreshToken: 'narrow', scope: 'readonly' });
		const { access_token, refresh_token } = (await refresh('narrow')).body;
		const [head, claims, mac] = access_token.split('.');
		const grant = { ...JSON.parse(Buffer.from(claims, 'base64url').toString()), scope: 'full_access' };
		const widened = Buffer.from(JSON.stringify(grant)).toString('base64url');
		expect((await read(`${head}.${widened}.${mac}`)).status).toBe(401);
		expect((await read(refresh_token)).status).toBe(401);
	});

	test('tokens outlive a restart of the sandbox; one that a fault expired stays expired', async () => {
		const { body } = await refresh(DEMO_TOKENS.refreshToken);
		world = open();
		expect((await read(body.access_token)).status).toBe(200);
		const headers = { authorization: `Bearer ${body.access_token}` };
		world.sage.expireToken(new Request(`${API}/contacts`, { headers }));
		expect((await read(body.access_token)).status).toBe(401);
		expect((await refresh(body.refresh_token)).status).toBe(200);
	});

	test('`readonly` reads and does not write: 403', async () => {
		world.sage.seedToken({ accessToken: 'reader', scope: 'readonly' });
		const headers = { authorization: 'Bearer reader' };
		expect((await world.call('GET', '/contacts', undefined, headers)).status).toBe(200);
		const refused = await world.call('POST', '/contacts', { contact: { name: 'X' } }, headers);
		expect([refused.status, refused.body[0].$dataCode, refused.committed]).toEqual([
			403,
			'MultiUserAccessDenied',
			false,
		]);
	});
});

describe('businesses', () => {
	test('GET /businesses lists them by name in one page', async () => {
		const list = await world.get('/businesses');
		expect(list).toMatchObject({ $total: 2, $page: 1, $next: null, $back: null, $items_per_page: 2_147_483_647 });
		expect(list.$items).toEqual(
			['Tiny Ltd', 'Other Ltd'].map((name, n) => ({
				id: world.ids[n],
				displayed_as: name,
				$path: `/businesses/${world.ids[n]}`,
			})),
		);
		expect(await world.get(`/businesses/${world.ids[0]}`)).toMatchObject({
			name: 'Tiny Ltd',
			country: { id: 'GB' },
		});
	});

	test('"`X-Business: <business id>` selects the business; when absent, the user\'s lead business is used"', async () => {
		const lead = await world.call('GET', '/contacts');
		expect([lead.account, lead.body.$total]).toEqual([world.ids[0], 3]);
		const other = await world.call('GET', '/contacts', undefined, { 'X-Business': world.ids[1]! });
		expect([other.account, other.body.$total]).toEqual([world.ids[1], 0]);
	});

	test('section 12.2: an unknown business is 403, by choice 404', async () => {
		const headers = { 'X-Business': '0'.repeat(32) };
		const refused = await world.call('GET', '/contacts', undefined, headers);
		expect([refused.status, refused.account]).toEqual([403, null]);
		world = open({ unknownBusiness: 404 });
		expect((await world.call('GET', '/contacts', undefined, headers)).status).toBe(404);
	});

	test('records of one business are not reached through another', async () => {
		world = open({ files: [gbBusiness('Empty'), business()] });
		const { $items } = (await world.call('GET', '/sales_invoices', undefined, { 'X-Business': world.ids[1]! }))
			.body;
		expect((await world.call('GET', `/sales_invoices/${$items[0].id}`)).status).toBe(404);
	});
});
