import { createHmac, generateKeyPairSync, sign } from 'node:crypto';
import type { KeyObject } from 'node:crypto';
import type { Clock } from '../core/types.mts';
import { guid } from './ids.mts';

/** Sign-ins and what they may do: apis/xero.md sections 1 and 1.1. */

/** An app as its developer registered it. A custom connection signs in by client credentials and sees one organisation. */
export interface App {
	clientId: string;
	clientSecret: string;
	name: string;
	customConnection?: boolean;
}

/** The apps the sandbox knows from the start, for credentials that are imported ready-made. */
export const DEMO_APP: App = {
	clientId: 'CLOSEDLOOPDEMO',
	clientSecret: 'closed-loop-demo-secret',
	name: 'Closed Loop',
};
export const DEMO_CUSTOM_CONNECTION: App = {
	clientId: 'CLOSEDLOOPCUSTOM',
	clientSecret: 'closed-loop-custom-secret',
	name: 'Closed Loop (custom connection)',
	customConnection: true,
};

/** The sign-in of `DEMO_APP` that stands from the start. Its refresh token never ages; the access token does. */
export const DEMO_TOKENS = { accessToken: 'xero-demo-access-token', refreshToken: 'xero-demo-refresh-token' };

const READ_OR_WRITE = [
	...['invoices', 'payments', 'banktransactions', 'manualjournals', 'settings', 'contacts', 'attachments'],
].flatMap((name) => [`accounting.${name}`, `accounting.${name}.read`]);
const REPORTS = [
	'aged',
	'balancesheet',
	'banksummary',
	'budgetsummary',
	'executivesummary',
	'profitandloss',
	'trialbalance',
	'taxreports',
];

/** The scopes that can be asked for; broad ones are gone for new apps. */
export const SCOPES: ReadonlySet<string> = new Set([
	...[
		'openid',
		'profile',
		'email',
		'offline_access',
		'app.connections',
		'accounting.budgets.read',
		'accounting.journals.read',
	],
	...READ_OR_WRITE,
	...[...REPORTS, 'tenninetynine'].map((name) => `accounting.reports.${name}.read`),
]);

export const ACCESS_SECONDS = 1800;
const REFRESH_LIFE = 60 * 86_400_000;
const GRACE = 30 * 60_000;

export interface Grant {
	clientId: string;
	scopes: string[];
	/** When the token was issued, ms. */
	at: number;
	/** Set for codes with PKCE. */
	challenge?: string;
	redirectUri?: string;
}

export interface TokenSet {
	access_token: string;
	expires_in: number;
	token_type: 'Bearer';
	scope: string;
	refresh_token?: string;
	id_token?: string;
}

export type TokenState = 'valid' | 'expired' | 'unknown';

/**
 * Issues and reads tokens. They are signed with a key made from the seed, so that a sandbox that is started again still
 * knows the ones it gave out.
 */
export class Tokens {
	readonly userId: string;
	private readonly clock: Clock;
	private readonly seed: number;
	private readonly seeded = new Map<string, Grant>();
	private readonly expired = new Set<string>();
	private readonly revoked = new Set<string>();
	/** When a refresh token was first used: it is good for 30 more minutes, in case the answer was lost. */
	private readonly used = new Map<string, number>();
	private readonly usedCodes = new Set<string>();
	private serial = 0;
	private idKey: { privateKey: KeyObject; publicKey: KeyObject } | undefined;

	constructor(clock: Clock, seed: number) {
		this.clock = clock;
		this.seed = seed;
		this.userId = guid(`${seed}:user`);
		this.seedToken({ ...DEMO_TOKENS, clientId: DEMO_APP.clientId, scopes: [...SCOPES] });
	}

	/** Makes a pair of tokens of a test's own choosing good from now. */
	seedToken(token: { accessToken?: string; refreshToken?: string; clientId?: string; scopes?: string[] }): void {
		const { clientId = DEMO_APP.clientId, scopes = [...SCOPES] } = token;
		const grant: Grant = { clientId, scopes, at: this.clock.now() };
		if (token.accessToken) this.seeded.set(`access ${token.accessToken}`, grant);
		if (token.refreshToken) this.seeded.set(`refresh ${token.refreshToken}`, grant);
	}

	/** New tokens for a grant; a refresh token only with `offline_access`, an id token only with `openid`. */
	issue(clientId: string, scopes: string[], refreshable: boolean): TokenSet {
		const at = this.clock.now();
		const grant: Grant = { clientId, scopes, at };
		return {
			access_token: this.pack('access', grant),
			expires_in: ACCESS_SECONDS,
			token_type: 'Bearer',
			scope: scopes.join(' '),
			...(refreshable && scopes.includes('offline_access') && { refresh_token: this.pack('refresh', grant) }),
			...(refreshable && scopes.includes('openid') && { id_token: this.idToken(clientId) }),
		};
	}

	code(grant: Omit<Grant, 'at'>): string {
		return this.pack('code', { ...grant, at: this.clock.now() });
	}

	/** Spends a code: good once, for 5 minutes. */
	spendCode(code: string): Grant | undefined {
		const grant = this.read('code', code);
		if (!grant || this.usedCodes.has(code) || this.clock.now() - grant.at > 5 * 60_000) return undefined;
		this.usedCodes.add(code);
		return grant;
	}

	/** Spends a refresh token; a spent one is good for 30 minutes after its first use. */
	spendRefresh(token: string): Grant | undefined {
		const grant = this.seeded.get(`refresh ${token}`) ?? this.read('refresh', token);
		const first = this.used.get(token);
		const now = this.clock.now();
		if (!grant || this.revoked.has(token) || now - grant.at > REFRESH_LIFE) return undefined;
		if (first !== undefined && now - first > GRACE) return undefined;
		if (first === undefined) this.used.set(token, now);
		return grant;
	}

	revoke(token: string): void {
		this.revoked.add(token);
	}

	/** Expires an access token for good. */
	expire(token: string): void {
		this.expired.add(token);
	}

	access(token: string): { state: TokenState; grant?: Grant } {
		const grant = this.seeded.get(`access ${token}`) ?? this.read('access', token);
		if (!grant) return { state: 'unknown' };
		const old = this.clock.now() - grant.at >= ACCESS_SECONDS * 1000;
		return { state: old || this.expired.has(token) ? 'expired' : 'valid', grant };
	}

	/** The keys that id tokens are signed with, for clients that check them. */
	keys(): { keys: unknown[] } {
		return {
			keys: [
				{ ...this.signingKey().publicKey.export({ format: 'jwk' }), kid: 'sandbox', use: 'sig', alg: 'RS256' },
			],
		};
	}

	private pack(kind: string, grant: Grant): string {
		const text = encode({ kind, ...grant, n: ++this.serial });
		return `${text}.${this.mac(text)}`;
	}

	private read(kind: string, token: string): Grant | undefined {
		const [text = '', mac = ''] = token.split('.');
		if (mac === '' || mac !== this.mac(text)) return undefined;
		const { kind: was, ...grant } = JSON.parse(Buffer.from(text, 'base64url').toString()) as Grant & {
			kind: string;
		};
		return was === kind ? grant : undefined;
	}

	private mac(text: string): string {
		return createHmac('sha256', `sandbox ${this.seed}`).update(text).digest('base64url');
	}

	private idToken(clientId: string): string {
		const now = Math.floor(this.clock.now() / 1000);
		const claims = { iss: 'https://identity.xero.com', aud: clientId, iat: now, exp: now + 300, sub: this.userId };
		const text = `${encode({ alg: 'RS256', kid: 'sandbox', typ: 'JWT' })}.${encode({ ...claims, xero_userid: this.userId })}`;
		return `${text}.${sign('sha256', Buffer.from(text), this.signingKey().privateKey).toString('base64url')}`;
	}

	private signingKey(): { privateKey: KeyObject; publicKey: KeyObject } {
		this.idKey ??= generateKeyPairSync('rsa', { modulusLength: 2048 });
		return this.idKey;
	}
}

function encode(value: unknown): string {
	return Buffer.from(JSON.stringify(value)).toString('base64url');
}
