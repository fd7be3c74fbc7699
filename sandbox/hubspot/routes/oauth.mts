import type { App } from '../app.mts';
import type { SignIns } from '../auth.mts';
import type { Account } from '../account.mts';
import { OAUTH_CLIENT } from '../auth.mts';

/** Token, introspection and revocation (apis/hubspot.md 1.2), in every version that still answers. */
export function addOauthRoutes(app: App, signIns: SignIns): void {
	app.post('/oauth/:version/token', async (c) => c.json(signIns.grant(new URLSearchParams(await c.req.text()))));

	app.post('/oauth/:version/token/introspect', async (c) => {
		const form = new URLSearchParams(await c.req.text());
		const found = signIns.introspect(form.get('token') ?? '');
		if (!found?.active) return c.json({ active: false });
		return c.json({
			active: true,
			hub_id: found.account.portalId,
			client_id: OAUTH_CLIENT.id,
			token_type: 'bearer',
		});
	});

	app.post('/oauth/:version/token/revoke', async (c) => {
		signIns.revoke(new URLSearchParams(await c.req.text()).get('token') ?? '');
		return c.body(null, 204);
	});

	app.get('/oauth/v1/refresh-tokens/:token', (c) => {
		const found = signIns.introspect(c.req.param('token'));
		if (!found) return c.json({ status: 'error', message: 'refresh token does not exist' }, 404);
		return c.json({
			token: c.req.param('token'),
			client_id: OAUTH_CLIENT.id,
			hub_id: found.account.portalId,
			user_id: 1,
			user: 'admin@example.com',
			hub_domain: 'example.com',
			scopes: ['oauth'],
			token_type: 'refresh',
		});
	});

	app.delete('/oauth/v1/refresh-tokens/:token', (c) => {
		signIns.revoke(c.req.param('token'));
		return c.body(null, 204);
	});
}

/**
 * The consent page of `app.hubspot.com`: the person agrees at once, for the account that `portal` names or the main one.
 * An address without the scope `oauth` is refused (1.2).
 */
export function authorize(url: URL, accounts: readonly Account[], signIns: SignIns): Response {
	const parameter = (name: string): string => url.searchParams.get(name) ?? '';
	const scopes = `${parameter('scope')} ${parameter('optional_scope')}`.split(/[\s+]+/).filter(Boolean);
	if (parameter('client_id') !== OAUTH_CLIENT.id) return new Response('Unknown app', { status: 400 });
	if (!scopes.includes('oauth')) {
		const text = "mismatch between the scopes in the install URL and the app's configured scopes";
		return new Response(text, { status: 400 });
	}
	const account = accounts.find(({ portalId }) => String(portalId) === parameter('portal')) ?? accounts[0]!;
	const target = new URL(parameter('redirect_uri'));
	target.searchParams.set('code', signIns.issueCode(account, parameter('redirect_uri'), scopes));
	if (url.searchParams.has('state')) target.searchParams.set('state', parameter('state'));
	return new Response(null, { status: 302, headers: { location: target.href } });
}
