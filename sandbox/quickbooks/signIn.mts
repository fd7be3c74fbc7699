import { Hono } from 'hono';
import { json } from './faults.mts';
import type { App, Tokens } from './tokens.mts';
import { SCOPE } from './tokens.mts';

/** Intuit's sign-in: appcenter, oauth.platform and developer.api. apis/quickbooks.md section 2. */

/** The sign-in page. Consent is taken as given, to the company that `realmId` tells, so it answers with the redirect at once. */
export function appCenter(tokens: Tokens, apps: readonly App[], realmId: () => string): Hono {
	const page = new Hono();
	page.get('/connect/oauth2', (c) => {
		const query = c.req.query();
		const redirectUri = query['redirect_uri'] ?? '';
		const app = apps.find((known) => known.clientId === query['client_id']);
		const scopes = (query['scope'] ?? '').split(/[\s+]+/);
		if (!app || query['response_type'] !== 'code' || !scopes.includes(SCOPE)) return c.text('invalid_request', 400);
		if (!/^https:\/\/|^http:\/\/localhost(?:[:/]|$)/.test(redirectUri)) return c.text('invalid redirect_uri', 400);
		const target = new URL(redirectUri);
		const company = realmId();
		target.searchParams.set('code', tokens.code({ clientId: app.clientId, realmId: company, redirectUri }));
		if (query['state'] !== undefined) target.searchParams.set('state', query['state']);
		target.searchParams.set('realmId', company);
		return c.redirect(target.href);
	});
	return page;
}

/** Token endpoint. The company is told in the redirect only, never here. */
export function tokenEndpoint(tokens: Tokens, apps: readonly App[]): Hono {
	const platform = new Hono();
	platform.post('/oauth2/v1/tokens/bearer', async (c) => {
		const app = clientOf(c.req.header('authorization'), apps);
		if (!app) return json({ error: 'invalid_client' }, 401);
		const form = new URLSearchParams(await c.req.text());
		const tellHardEnd = c.req.header('x-include-refresh-token-hard-expires-in') === 'true';
		switch (form.get('grant_type')) {
			case 'authorization_code': {
				const grant = tokens.spendCode(form.get('code') ?? '');
				if (grant?.clientId !== app.clientId || grant.redirectUri !== form.get('redirect_uri')) {
					return json({ error: 'invalid_grant' }, 400);
				}
				return json(tokens.issue({ clientId: app.clientId, realmId: grant.realmId }, tellHardEnd));
			}
			case 'refresh_token': {
				const grant = tokens.spendRefresh(form.get('refresh_token') ?? '');
				if (grant?.clientId !== app.clientId) return json({ error: 'invalid_grant' }, 400);
				return json(tokens.issue(grant, tellHardEnd));
			}
			default:
				return json({ error: 'unsupported_grant_type' }, 400);
		}
	});
	return platform;
}

/** Revocation, and what clients discover. */
export function developerApi(tokens: Tokens, apps: readonly App[]): Hono {
	const developer = new Hono();
	developer.post('/v2/oauth2/tokens/revoke', async (c) => {
		const app = clientOf(c.req.header('authorization'), apps);
		if (!app) return json({ error: 'invalid_client' }, 401);
		tokens.revoke(tokenIn(await c.req.text()));
		return c.body(null, 200);
	});
	for (const name of ['openid_configuration', 'openid_sandbox_configuration']) {
		developer.get(`/.well-known/${name}`, () => json(DISCOVERY));
		developer.get(`/.well-known/${name}/`, () => json(DISCOVERY));
	}
	return developer;
}

const DISCOVERY = {
	issuer: 'https://oauth.platform.intuit.com/op/v1',
	authorization_endpoint: 'https://appcenter.intuit.com/connect/oauth2',
	token_endpoint: 'https://oauth.platform.intuit.com/oauth2/v1/tokens/bearer',
	userinfo_endpoint: 'https://accounts.platform.intuit.com/v1/openid_connect/userinfo',
	revocation_endpoint: 'https://developer.api.intuit.com/v2/oauth2/tokens/revoke',
	jwks_uri: 'https://oauth.platform.intuit.com/op/v1/jwks',
	response_types_supported: ['code'],
	subject_types_supported: ['public'],
	id_token_signing_alg_values_supported: ['RS256'],
	scopes_supported: ['openid', 'email', 'profile', 'address', 'phone', SCOPE],
	token_endpoint_auth_methods_supported: ['client_secret_post', 'client_secret_basic'],
};

/** The token of a body in JSON, or of a form, which clients send as well. */
function tokenIn(body: string): string {
	try {
		return String((JSON.parse(body) as { token?: unknown }).token ?? '');
	} catch {
		return new URLSearchParams(body).get('token') ?? '';
	}
}

/** The app whose id and secret came in the Basic header. */
function clientOf(header: string | undefined, apps: readonly App[]): App | undefined {
	const basic = /^Basic (.+)$/i.exec(header ?? '')?.[1] ?? '';
	const [id, secret] = Buffer.from(basic, 'base64').toString().split(':').map(decodeURIComponent);
	return apps.find((app) => app.clientId === id && app.clientSecret === secret);
}
