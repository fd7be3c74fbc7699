import { createHmac } from 'node:crypto';
import type { Clock } from '../core/types.mts';
import { hexId } from './ids.mts';

/** Sign-ins and what they may do: apis/sage.md section 1. */

/** An app as its developer registered it. */
export interface App {
	clientId: string;
	clientSecret: string;
	name: string;
	/** Registered callbacks, matched character for character; any when left out. */
	redirectUris?: string[];
}

/** The app the sandbox knows from the start, for credentials that are imported ready-made. */
export const DEMO_APP: App = {
	clientId: 'closed-loop-sage-demo',
	clientSecret: 'closed-loop-sage-demo-secret',
	name: 'Closed Loop',
};

/** The sign-in of `DEMO_APP` that stands from the start. Its refresh token does not age, but it is spent by use like any other. */
export const DEMO_TOKENS = { accessToken: 'sage-demo-access-token', refreshToken: 'sage-demo-refresh-token' };

export const SCOPES = ['full_access', 'readonly'] as const;
export type Scope = (typeof SCOPES)[number];

const ACCESS_SECONDS = 300;
const REFRESH_SECONDS = 31 * 86_400;
const CODE_SECONDS = 60;

export interface Grant {
	clientId: string;
	scope: Scope;
	/** When the token was issued, ms. */
	at: number;
	redirectUri?: string;
}

export interface TokenSet {
	access_token: string;
	expires_in: number;
	token_type: 'bearer';
	refresh_token: string;
	refresh_token_expires_in: number;
	scope: Scope;
	requested_by_id: string;
	resource_owner_id: string;
}

/**
 * Issues and reads tokens. They are signed with a key made from the seed, so that a sandbox that is started again still
 * knows the ones it gave out. A refresh kills the token it was made with at once: of two at the same time one is refused.
 */
export class Tokens {
	private readonly clock: Clock;
	private readonly seed: number;
	private readonly seeded = new Map<string, Grant & { ageless: boolean }>();
	private readonly dead = new Set<string>();
	private serial = 0;

	constructor(clock: Clock, seed: number) {
		this.clock = clock;
		this.seed = seed;
		this.grantTo(DEMO_TOKENS, DEMO_APP.clientId, 'full_access', true);
	}

	/** Makes a pair of tokens of a test's own choosing good from now. */
	seedToken(token: { accessToken?: string; refreshToken?: string; clientId?: string; scope?: Scope }): void {
		this.grantTo(token, token.clientId ?? DEMO_APP.clientId, token.scope ?? 'full_access', false);
	}

	code(grant: Omit<Grant, 'at'>): string {
		return this.pack('code', { ...grant, at: this.clock.now() });
	}

	/** Spends a code: good once, for a minute. */
	spendCode(code: string): Grant | undefined {
		return this.spend(code, this.read('code', code), CODE_SECONDS);
	}

	/** Spends a refresh token. */
	spendRefresh(token: string): Grant | undefined {
		const seeded = this.seeded.get(`refresh ${token}`);
		const life = seeded?.ageless ? Infinity : REFRESH_SECONDS;
		return this.spend(token, seeded ?? this.read('refresh', token), life);
	}

	issue(clientId: string, scope: Scope): TokenSet {
		const grant: Grant = { clientId, scope, at: this.clock.now() };
		const user = hexId(`user ${this.seed}`);
		return {
			access_token: this.pack('access', grant),
			expires_in: ACCESS_SECONDS,
			token_type: 'bearer',
			refresh_token: this.pack('refresh', grant),
			refresh_token_expires_in: REFRESH_SECONDS,
			scope,
			requested_by_id: user,
			resource_owner_id: user,
		};
	}

	/** The grant of an access token that is good now. */
	access(token: string): Grant | undefined {
		const grant = this.seeded.get(`access ${token}`) ?? this.read('access', token);
		return grant && this.isAlive(token, grant, ACCESS_SECONDS) ? grant : undefined;
	}

	/** Ends a token for good. */
	end(token: string): void {
		this.dead.add(token);
	}

	private grantTo(
		token: { accessToken?: string; refreshToken?: string },
		clientId: string,
		scope: Scope,
		ageless: boolean,
	): void {
		const grant = { clientId, scope, at: this.clock.now(), ageless };
		if (token.accessToken) this.seeded.set(`access ${token.accessToken}`, grant);
		if (token.refreshToken) this.seeded.set(`refresh ${token.refreshToken}`, grant);
	}

	private spend(token: string, grant: Grant | undefined, seconds: number): Grant | undefined {
		if (!grant || !this.isAlive(token, grant, seconds)) return undefined;
		this.dead.add(token);
		return grant;
	}

	private isAlive(token: string, grant: Grant, seconds: number): boolean {
		return !this.dead.has(token) && this.clock.now() - grant.at < seconds * 1000;
	}

	/** A JWT: the claims tell what kind of token it is. */
	private pack(kind: string, grant: Grant): string {
		const head = encode({ alg: 'HS256', typ: 'JWT' });
		const text = `${head}.${encode({ kind, ...grant, n: ++this.serial })}`;
		return `${text}.${this.mac(text)}`;
	}

	private read(kind: string, token: string): Grant | undefined {
		const [head = '', claims = '', mac = ''] = token.split('.');
		if (mac === '' || mac !== this.mac(`${head}.${claims}`)) return undefined;
		const { kind: was, ...grant } = JSON.parse(Buffer.from(claims, 'base64url').toString()) as Grant & {
			kind: string;
		};
		return was === kind ? grant : undefined;
	}

	private mac(text: string): string {
		return createHmac('sha256', `sage sandbox ${this.seed}`).update(text).digest('base64url');
	}
}

function encode(value: unknown): string {
	return Buffer.from(JSON.stringify(value)).toString('base64url');
}
