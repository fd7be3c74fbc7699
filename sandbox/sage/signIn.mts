import { Hono } from 'hono';
import { json } from './problems.mts';
import type { App, Scope, Tokens } from './tokens.mts';
import { SCOPES } from './tokens.mts';

/** www.sageone.com and oauth.accounting.sage.com: apis/sage.md section 1. */

/** The sign-in page. Consent is taken as given, so it answers with the redirect at once. `country` is the lead business's. */
export function authorizeApp(tokens: Tokens, apps: readonly App[], country: string): Hono {
	const authorize = new Hono();
	authorize.get('/oauth2/auth/central', (c) => {
		const query = c.req.query();
		const app = apps.find(({ clientId }) => clientId === query['client_id']);
		const redirectUri = query['redirect_uri'] ?? '';
		if (!app || query['response_type'] !== 'code') return c.text('Unknown application', 400);
		if (query['filter'] !== 'apiv3.1') return c.text('The filter must be apiv3.1', 400);
		if (!isCallback(app, redirectUri)) return c.text('The redirect_uri does not match the registered one', 400);
		const back = new URL(redirectUri);
		if (query['state'] !== undefined) back.searchParams.set('state', query['state']);
		const scope = SCOPES.find((known) => known === (query['scope'] ?? 'readonly'));
		const asked = query['country']?.toLowerCase();
		if (!scope || (asked !== undefined && asked !== country)) {
			back.searchParams.set('error', 'Invalid request');
			back.searchParams.set('reason', scope ? 'Email already in use' : 'Invalid scope');
			return c.redirect(back.href);
		}
		back.searchParams.set('code', tokens.code({ clientId: app.clientId, scope, redirectUri }));
		back.searchParams.set('country', country);
		return c.redirect(back.href);
	});
	return authorize;
}

function isCallback(app: App, redirectUri: string): boolean {
	return app.redirectUris?.includes(redirectUri) ?? URL.canParse(redirectUri);
}

/** Token endpoint and revocation. The app's id and secret come in the form. */
export function tokenApp(tokens: Tokens, apps: readonly App[]): Hono {
	const oauth = new Hono();
	oauth.post('/token', async (c) => {
		const form = new URLSearchParams(await c.req.text());
		const app = clientOf(form, apps);
		return app ? token(tokens, app, form) : refuse('invalid_client');
	});
	oauth.post('/revoke', async (c) => {
		const form = new URLSearchParams(await c.req.text());
		if (!clientOf(form, apps)) return refuse('invalid_client');
		tokens.end(form.get('token') ?? '');
		return c.body(null, 200);
	});
	return oauth;
}

function token(tokens: Tokens, app: App, form: URLSearchParams): Response {
	switch (form.get('grant_type')) {
		case 'authorization_code': {
			const grant = tokens.spendCode(form.get('code') ?? '');
			const fits = grant?.clientId === app.clientId && grant.redirectUri === form.get('redirect_uri');
			return fits ? issued(tokens, app, grant.scope) : refuse('invalid_grant');
		}
		case 'refresh_token': {
			const grant = tokens.spendRefresh(form.get('refresh_token') ?? '');
			return grant?.clientId === app.clientId ? issued(tokens, app, grant.scope) : refuse('invalid_grant');
		}
		default:
			return refuse('unsupported_grant_type');
	}
}

function issued(tokens: Tokens, app: App, scope: Scope): Response {
	return json(tokens.issue(app.clientId, scope));
}

function clientOf(form: URLSearchParams, apps: readonly App[]): App | undefined {
	return apps.find(
		({ clientId, clientSecret }) =>
			clientId === form.get('client_id') && clientSecret === form.get('client_secret'),
	);
}

function refuse(error: string): Response {
	return json({ error }, 400);
}
