import { createHash } from 'node:crypto';
import { Hono } from 'hono';
import { json } from './problems.mts';
import type { App, Tokens } from './tokens.mts';
import { SCOPES } from './tokens.mts';

/** login.xero.com and identity.xero.com: apis/xero.md section 1. */

/** The sign-in page. Consent is taken as given, so it answers with the redirect at once. */
export function loginApp(tokens: Tokens, apps: readonly App[]): Hono {
	const login = new Hono();
	login.get('/identity/connect/authorize', (c) => {
		const query = c.req.query();
		const app = apps.find((known) => known.clientId === query['client_id'] && !known.customConnection);
		const redirectUri = query['redirect_uri'] ?? '';
		if (!app || query['response_type'] !== 'code') return c.text('unauthorized_client', 400);
		if (!/^https:\/\/|^http:\/\/localhost(?:[:/]|$)/.test(redirectUri)) return c.text('Invalid redirect_uri', 400);
		const target = new URL(redirectUri);
		if (query['state'] !== undefined) target.searchParams.set('state', query['state']);
		const scopes = (query['scope'] ?? '').split(/[\s+]+/).filter(Boolean);
		if (!scopes.length || !scopes.every((scope) => SCOPES.has(scope))) {
			target.searchParams.set('error', 'invalid_scope');
			return c.redirect(target.href);
		}
		target.searchParams.set(
			'code',
			tokens.code({ clientId: app.clientId, scopes, redirectUri, challenge: query['code_challenge'] }),
		);
		return c.redirect(target.href);
	});
	return login;
}

/** Token endpoint, revocation, and what clients discover about them. */
export function identityApp(tokens: Tokens, apps: readonly App[], disconnect: (clientId: string) => void): Hono {
	const identity = new Hono();
	identity.post('/connect/token', async (c) => {
		const form = new URLSearchParams(await c.req.text());
		const app = clientOf(c.req.header('authorization'), form, apps);
		return app ? token(tokens, app, form) : refuse('invalid_client');
	});
	identity.post('/connect/revocation', async (c) => {
		const form = new URLSearchParams(await c.req.text());
		const app = clientOf(c.req.header('authorization'), form, apps);
		if (!app) return refuse('invalid_client');
		tokens.revoke(form.get('token') ?? '');
		disconnect(app.clientId);
		return c.body(null, 200);
	});
	identity.get('/.well-known/openid-configuration', () => json(DISCOVERY));
	identity.get('/.well-known/openid-configuration/jwks', () => json(tokens.keys()));
	return identity;
}

const DISCOVERY = {
	issuer: 'https://identity.xero.com',
	jwks_uri: 'https://identity.xero.com/.well-known/openid-configuration/jwks',
	authorization_endpoint: 'https://login.xero.com/identity/connect/authorize',
	token_endpoint: 'https://identity.xero.com/connect/token',
	revocation_endpoint: 'https://identity.xero.com/connect/revocation',
	response_types_supported: ['code'],
	id_token_signing_alg_values_supported: ['RS256'],
	subject_types_supported: ['public'],
	token_endpoint_auth_methods_supported: ['client_secret_basic', 'client_secret_post'],
};

function token(tokens: Tokens, app: App, form: URLSearchParams): Response {
	switch (form.get('grant_type')) {
		case 'authorization_code': {
			const grant = tokens.spendCode(form.get('code') ?? '');
			const redirected = grant?.redirectUri === form.get('redirect_uri');
			if (
				grant?.clientId !== app.clientId ||
				!redirected ||
				!provesChallenge(grant.challenge, form.get('code_verifier'))
			) {
				return refuse('invalid_grant');
			}
			return json(tokens.issue(app.clientId, grant.scopes, true));
		}
		case 'refresh_token': {
			const grant = tokens.spendRefresh(form.get('refresh_token') ?? '');
			if (grant?.clientId !== app.clientId) return refuse('invalid_grant');
			return json(tokens.issue(app.clientId, grant.scopes, true));
		}
		case 'client_credentials': {
			if (!app.customConnection) return refuse('unauthorized_client');
			const asked = (form.get('scope') ?? '').split(/\s+/).filter(Boolean);
			if (!asked.every((scope) => SCOPES.has(scope))) return refuse('invalid_scope');
			return json(tokens.issue(app.clientId, asked.length ? asked : [...SCOPES], false));
		}
		default:
			return refuse('unsupported_grant_type');
	}
}

/** PKCE with S256: the verifier's hash must be the challenge of the sign-in. */
function provesChallenge(challenge: string | undefined, verifier: string | null): boolean {
	if (challenge === undefined) return true;
	return (
		createHash('sha256')
			.update(verifier ?? '')
			.digest('base64url') === challenge
	);
}

/** The app whose id and secret came in the Basic header or the form. */
function clientOf(header: string | undefined, form: URLSearchParams, apps: readonly App[]): App | undefined {
	const basic = /^Basic (.+)$/i.exec(header ?? '')?.[1];
	const [id, secret] = basic
		? Buffer.from(basic, 'base64').toString().split(':').map(decodeURIComponent)
		: [form.get('client_id'), form.get('client_secret')];
	return apps.find((app) => app.clientId === id && app.clientSecret === secret);
}

function refuse(error: string): Response {
	return json({ error }, 400);
}
