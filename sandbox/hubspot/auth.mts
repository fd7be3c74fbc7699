import { createRandom, type SeededRandom } from '../core/random.mts';
import type { Clock } from '../core/types.mts';
import type { Account } from './account.mts';
import { HubSpotError } from './errors.mts';

/** The one OAuth app that the sandbox knows. */
export const OAUTH_CLIENT = { id: 'closed-loop-sandbox', secret: 'closed-loop-sandbox-secret' } as const;

/** The service key of an account whose company file names none. */
export function defaultToken(portalId: number): string {
	return `pat-na1-sandbox-${portalId}`;
}

/** Access tokens live half an hour (apis/hubspot.md 1.2). */
const TOKEN_LIFE_S = 1800;

export interface Token {
	account: Account;
	/** Null: all scopes. */
	scopes: readonly string[] | null;
	/** Null: never, as for a service key. */
	expiresAt: number | null;
	kind: 'key' | 'oauth';
}

/** All sign-ins of the simulated HubSpot. */
export class SignIns {
	private readonly clock: Clock;
	private readonly random: SeededRandom;
	private readonly tokens = new Map<string, Token>();
	private readonly refreshTokens = new Map<string, { account: Account; scopes: readonly string[] | null }>();
	private readonly codes = new Map<
		string,
		{ account: Account; redirectUri: string; scopes: readonly string[] | null }
	>();

	constructor(accounts: readonly Account[], clock: Clock, seed: number) {
		this.clock = clock;
		this.random = createRandom(seed + 7);
		for (const account of accounts) {
			const token = account.file.token ?? defaultToken(account.portalId);
			this.tokens.set(token, { account, scopes: null, expiresAt: null, kind: 'key' });
			this.refreshTokens.set(`na1-refresh-${account.portalId}`, { account, scopes: null });
		}
	}

	/** A further service key, for tests of missing scopes. */
	issueKey(account: Account, scopes: readonly string[]): string {
		const token = `pat-na1-${this.random.uuid()}`;
		this.tokens.set(token, { account, scopes, expiresAt: null, kind: 'key' });
		return token;
	}

	/** The token that a request carries. @throws HubSpotError 401 */
	authenticate(request: Request): Token {
		const [, bearer] = /^Bearer (.+)$/i.exec(request.headers.get('authorization') ?? '') ?? [];
		const token = bearer === undefined ? undefined : this.tokens.get(bearer);
		if (!token) {
			throw new HubSpotError(
				401,
				'INVALID_AUTHENTICATION',
				'Authentication credentials not found. This API supports OAuth 2.0 authentication and you can find more details at https://developers.hubspot.com/docs/methods/auth/oauth-overview',
			);
		}
		if (token.expiresAt !== null && token.expiresAt <= this.clock.now()) {
			const minutes = Math.floor((this.clock.now() - token.expiresAt) / 60_000);
			throw new HubSpotError(
				401,
				'EXPIRED_AUTHENTICATION',
				`The OAuth token used to make this call expired ${minutes} minute(s) ago.`,
			);
		}
		return token;
	}

	/** Ends the token that a request carries, a service key included. */
	expire(request: Request): void {
		const [, bearer] = /^Bearer (.+)$/i.exec(request.headers.get('authorization') ?? '') ?? [];
		const token = bearer === undefined ? undefined : this.tokens.get(bearer);
		if (token) token.expiresAt = this.clock.now();
	}

	/** What a person's consent gives. */
	issueCode(account: Account, redirectUri: string, scopes: readonly string[]): string {
		const code = this.random.uuid();
		this.codes.set(code, { account, redirectUri, scopes });
		return code;
	}

	/** The token endpoint (1.2). @throws HubSpotError 400 as HubSpot refuses a grant */
	grant(form: URLSearchParams): Record<string, unknown> {
		if (form.get('client_id') !== OAUTH_CLIENT.id || form.get('client_secret') !== OAUTH_CLIENT.secret) {
			throw new HubSpotError(400, 'BAD_CLIENT_ID', 'missing or unknown client id or client secret');
		}
		switch (form.get('grant_type')) {
			case 'authorization_code': {
				const granted = this.codes.get(form.get('code') ?? '');
				if (!granted || granted.redirectUri !== form.get('redirect_uri')) {
					throw new HubSpotError(400, 'BAD_AUTH_CODE', 'missing or unknown auth code');
				}
				this.codes.delete(form.get('code')!);
				const refreshToken = `na1-${this.random.uuid()}`;
				this.refreshTokens.set(refreshToken, granted);
				return this.issue(granted, refreshToken);
			}
			case 'refresh_token': {
				const refreshToken = form.get('refresh_token') ?? '';
				const granted = this.refreshTokens.get(refreshToken);
				if (!granted) throw new HubSpotError(400, 'BAD_REFRESH_TOKEN', 'missing or invalid refresh token');
				return this.issue(granted, refreshToken);
			}
			default:
				throw new HubSpotError(400, 'BAD_GRANT_TYPE', 'missing or unknown grant type');
		}
	}

	private issue(
		granted: { account: Account; scopes: readonly string[] | null },
		refreshToken: string,
	): Record<string, unknown> {
		const accessToken = `CL${this.random.uuid().replaceAll('-', '')}${this.random.uuid()}`;
		const expiresAt = this.clock.now() + TOKEN_LIFE_S * 1000;
		this.tokens.set(accessToken, { ...granted, expiresAt, kind: 'oauth' });
		return {
			token_type: 'bearer',
			access_token: accessToken,
			refresh_token: refreshToken,
			expires_in: TOKEN_LIFE_S,
		};
	}

	revoke(refreshToken: string): void {
		this.refreshTokens.delete(refreshToken);
	}

	/** Whom a refresh token belongs to. */
	introspect(token: string): { account: Account; active: boolean } | null {
		const access = this.tokens.get(token);
		if (access)
			return {
				account: access.account,
				active: access.expiresAt === null || access.expiresAt > this.clock.now(),
			};
		const refresh = this.refreshTokens.get(token);
		return refresh ? { account: refresh.account, active: true } : null;
	}
}

/** @throws HubSpotError 403 naming the scope that is missing */
export function requireScope(token: Token, ...anyOf: string[]): void {
	if (token.scopes === null || anyOf.some((scope) => token.scopes!.includes(scope))) return;
	throw new HubSpotError(
		403,
		'MISSING_SCOPES',
		`This app hasn't been granted all required scopes to make this call. Read more about required scopes here: https://developers.hubspot.com/scopes. Required: [${anyOf.join(', ')}]`,
		{
			context: { missingScopes: anyOf },
			details: [
				{
					message: 'One or more of the following scopes are required.',
					context: { requiredGranularScopes: anyOf },
				},
			],
		},
	);
}
