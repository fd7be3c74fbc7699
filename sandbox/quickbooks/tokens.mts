import { createHmac } from 'node:crypto';
import type { Clock } from '../core/types.mts';

/** Sign-ins and which company they reach: apis/quickbooks.md section 2. One grant is good for one company. */

/** An app as its developer registered it. */
export interface App {
	clientId: string;
	clientSecret: string;
}

/** The app the sandbox knows from the start. */
export const DEMO_APP: App = {
	clientId: 'CLOSEDLOOPQUICKBOOKSDEMO',
	clientSecret: 'closed-loop-quickbooks-demo-secret',
};

/** The sign-in of `DEMO_APP` to the first company, good from the start. */
export const DEMO_TOKENS = {
	accessToken: 'quickbooks-demo-access-token',
	refreshToken: 'quickbooks-demo-refresh-token',
};

export const SCOPE = 'com.intuit.quickbooks.accounting';

const DAY = 86_400_000;
const ACCESS_SECONDS = 3600;
const REFRESH_SECONDS = 8_726_400;
const HARD_SECONDS = 157_680_000;
/** A refresh token that was replaced is good for this long after. */
const GRACE = DAY;

export interface Grant {
	clientId: string;
	realmId: string;
	/** When the token was issued, ms. */
	at: number;
	/** When the user connected, ms: five years later nothing is refreshed any more. */
	since: number;
	redirectUri?: string;
}

export interface TokenSet {
	token_type: 'bearer';
	access_token: string;
	refresh_token: string;
	expires_in: number;
	x_refresh_token_expires_in: number;
	x_refresh_token_hard_expires_in?: number;
}

/**
 * Issues and reads tokens. They are signed with a key made from the seed, so that a sandbox that is started again still knows
 * the ones it gave out.
 */
export class Tokens {
	private readonly clock: Clock;
	private readonly seed: number;
	private readonly seeded = new Map<string, Grant>();
	private readonly expired = new Set<string>();
	private readonly revoked = new Set<string>();
	/** When a refresh token was first used, and so replaced. */
	private readonly replaced = new Map<string, number>();
	private readonly usedCodes = new Set<string>();
	private serial = 0;

	constructor(clock: Clock, seed: number, demoRealm: string) {
		this.clock = clock;
		this.seed = seed;
		this.seedToken({ ...DEMO_TOKENS, realmId: demoRealm });
	}

	/** Makes tokens of a test's own choosing good from now. */
	seedToken(token: { accessToken?: string; refreshToken?: string; clientId?: string; realmId: string }): void {
		const { clientId = DEMO_APP.clientId, realmId } = token;
		const now = this.clock.now();
		const grant: Grant = { clientId, realmId, at: now, since: now };
		if (token.accessToken) this.seeded.set(`access ${token.accessToken}`, grant);
		if (token.refreshToken) this.seeded.set(`refresh ${token.refreshToken}`, grant);
	}

	/** New tokens; `since` is when the user connected, `tellHardEnd` whether the app asked when that ends. */
	issue(grant: { clientId: string; realmId: string; since?: number }, tellHardEnd: boolean): TokenSet {
		const at = this.clock.now();
		const { clientId, realmId, since = at } = grant;
		const whole: Grant = { clientId, realmId, since, at };
		const hardEnd = Math.round((since - at) / 1000) + HARD_SECONDS;
		return {
			token_type: 'bearer',
			access_token: this.pack('access', whole),
			refresh_token: this.pack('refresh', whole),
			expires_in: ACCESS_SECONDS,
			x_refresh_token_expires_in: Math.min(REFRESH_SECONDS, hardEnd),
			...(tellHardEnd && { x_refresh_token_hard_expires_in: hardEnd }),
		};
	}

	code(grant: { clientId: string; realmId: string; redirectUri: string }): string {
		const at = this.clock.now();
		return this.pack('code', { ...grant, at, since: at });
	}

	/** Spends a code: good once, for 5 minutes. */
	spendCode(code: string): Grant | undefined {
		const grant = this.read('code', code);
		if (!grant || this.usedCodes.has(code) || this.clock.now() - grant.at > 5 * 60_000) return undefined;
		this.usedCodes.add(code);
		return grant;
	}

	/** The grant of a refresh token that is still good; using it replaces it, and it dies 24 hours later. */
	spendRefresh(token: string): Grant | undefined {
		const grant = this.seeded.get(`refresh ${token}`) ?? this.read('refresh', token);
		const now = this.clock.now();
		const first = this.replaced.get(token) ?? now;
		if (!grant || this.revoked.has(token)) return undefined;
		if (now - grant.at > REFRESH_SECONDS * 1000 || now - grant.since > HARD_SECONDS * 1000) return undefined;
		if (now - first > GRACE) return undefined;
		this.replaced.set(token, first);
		return grant;
	}

	revoke(token: string): void {
		this.revoked.add(token);
	}

	/** Expires an access token for good. */
	expire(token: string): void {
		this.expired.add(token);
	}

	/** The grant of an access token; undefined for one that is unknown, revoked or expired. */
	access(token: string): Grant | undefined {
		const grant = this.seeded.get(`access ${token}`) ?? this.read('access', token);
		if (!grant || this.expired.has(token) || this.revoked.has(token)) return undefined;
		return this.clock.now() - grant.at < ACCESS_SECONDS * 1000 ? grant : undefined;
	}

	private pack(kind: string, grant: Grant): string {
		const text = Buffer.from(JSON.stringify({ kind, ...grant, n: ++this.serial })).toString('base64url');
		return `${text}.${this.mac(text)}`;
	}

	private read(kind: string, token: string): Grant | undefined {
		const [text = '', mac = ''] = token.split('.');
		if (mac === '' || mac !== this.mac(text)) return undefined;
		const grant = JSON.parse(Buffer.from(text, 'base64url').toString()) as Grant & { kind: string };
		return grant.kind === kind ? grant : undefined;
	}

	private mac(text: string): string {
		return createHmac('sha256', `sandbox quickbooks ${this.seed}`).update(text).digest('base64url');
	}
}
