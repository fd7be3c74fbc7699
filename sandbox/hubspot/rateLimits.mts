import { calendarDay, DailyLimit, RollingWindow, scaled, type Allowance } from '../core/limits.mts';
import type { Clock, LimitScale } from '../core/types.mts';
import type { Account } from './account.mts';
import { HubSpotError } from './errors.mts';
import type { Token } from './auth.mts';

/** Real limits (apis/hubspot.md section 2) of an account with a Professional plan. */
export const LIMITS = {
	intervalMs: 10_000,
	/** Service key or private app, for each app. */
	keyPerInterval: 190,
	/** OAuth app, for each account it is installed in. */
	oauthPerInterval: 110,
	/** For each account; resets at midnight in the account's time zone. */
	daily: 625_000,
	/** Search, for each account; told by no header. */
	searchPerSecond: 5,
} as const;

/** Counts the calls of all accounts. */
export class RateLimits {
	private readonly key: RollingWindow;
	private readonly oauth: RollingWindow;
	private readonly search: RollingWindow;
	private readonly daily = new Map<number, DailyLimit>();
	private readonly clock: Clock;
	private readonly scale: LimitScale;

	constructor(clock: Clock, scale: LimitScale) {
		this.clock = clock;
		this.scale = scale;
		this.key = new RollingWindow(clock, scaled(LIMITS.keyPerInterval, scale), LIMITS.intervalMs);
		this.oauth = new RollingWindow(clock, scaled(LIMITS.oauthPerInterval, scale), LIMITS.intervalMs);
		this.search = new RollingWindow(clock, scaled(LIMITS.searchPerSecond, scale), 1000);
	}

	/**
	 * Counts one call and gives the headers its answer carries; a search has none.
	 * @throws HubSpotError 429 in the form of section 2
	 */
	take(token: Token, isSearch: boolean): Record<string, string> {
		const account = token.account.portalId;
		const perDay = this.dailyOf(token.account).take(String(account));
		if (!perDay.allowed) throw rateLimited('DAILY', 'You have reached your daily limit.');
		if (isSearch) {
			if (!this.search.take(String(account)).allowed)
				throw rateLimited('SECONDLY', 'You have reached your secondly limit.');
			if (token.kind === 'oauth') return {};
		}
		const window = token.kind === 'oauth' ? this.oauth : this.key;
		const perInterval = window.take(String(account));
		if (!perInterval.allowed) {
			throw rateLimited('TEN_SECONDLY_ROLLING', 'You have reached your ten_secondly_rolling limit.');
		}
		return isSearch ? {} : headers(perInterval, token.kind === 'oauth' ? null : perDay);
	}

	private dailyOf(account: Account): DailyLimit {
		let limit = this.daily.get(account.portalId);
		if (!limit) {
			limit = new DailyLimit(
				this.clock,
				scaled(LIMITS.daily, this.scale),
				calendarDay(account.file.account.timeZone),
			);
			this.daily.set(account.portalId, limit);
		}
		return limit;
	}
}

function headers(perInterval: Allowance, perDay: Allowance | null): Record<string, string> {
	if (perInterval.limit === null) return {};
	return {
		'x-hubspot-ratelimit-max': String(perInterval.limit),
		'x-hubspot-ratelimit-remaining': String(perInterval.remaining),
		'x-hubspot-ratelimit-interval-milliseconds': String(LIMITS.intervalMs),
		...(perDay?.limit == null
			? {}
			: {
					'x-hubspot-ratelimit-daily': String(perDay.limit),
					'x-hubspot-ratelimit-daily-remaining': String(perDay.remaining),
				}),
	};
}

/** A 429, whose envelope has a form of its own. */
export class RateLimited extends HubSpotError {
	readonly policyName: string;

	constructor(policyName: string, message: string) {
		super(429, 'RATE_LIMITS', message);
		this.policyName = policyName;
	}

	override envelope(correlationId: string): Record<string, unknown> {
		const { message, policyName } = this;
		return {
			status: 'error',
			message,
			errorType: 'RATE_LIMIT',
			correlationId,
			policyName,
			requestId: correlationId,
		};
	}
}

function rateLimited(policyName: string, message: string): RateLimited {
	return new RateLimited(policyName, message);
}
