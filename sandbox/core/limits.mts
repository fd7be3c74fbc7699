import type { Clock, LimitScale } from './types.mts';

/** What a limiter says about one call. `remaining` counts what is left after it. */
export interface Allowance {
	allowed: boolean;
	/** The limit in force, already scaled; null when there is none. */
	limit: number | null;
	remaining: number;
	/** Until the next call would be let through; 0 when this one was. */
	retryAfterMs: number;
}

/** A system's real limit at the scale asked for; null means none. */
export function scaled(real: number, scale: LimitScale): number | null {
	if (scale === 'off') return null;
	return scale === 'real' ? real : Math.max(1, Math.round(real * scale));
}

const UNLIMITED: Allowance = { allowed: true, limit: null, remaining: Number.MAX_SAFE_INTEGER, retryAfterMs: 0 };

/** At most `limit` calls in any window of `windowMs`, counted for each key on its own. Refused calls do not count. */
export class RollingWindow {
	private readonly calls = new Map<string, number[]>();
	private readonly clock: Clock;
	private readonly limit: number | null;
	private readonly windowMs: number;

	constructor(clock: Clock, limit: number | null, windowMs: number) {
		this.clock = clock;
		this.limit = limit;
		this.windowMs = windowMs;
	}

	take(key: string): Allowance {
		if (this.limit === null) return UNLIMITED;
		const now = this.clock.now();
		const recent = (this.calls.get(key) ?? []).filter((at) => at > now - this.windowMs);
		const allowed = recent.length < this.limit;
		if (allowed) recent.push(now);
		this.calls.set(key, recent);
		const oldest = recent[0] ?? now;
		return {
			allowed,
			limit: this.limit,
			remaining: this.limit - recent.length,
			retryAfterMs: allowed ? 0 : oldest + this.windowMs - now,
		};
	}
}

/** At most `limit` calls a day for each key; `day` gives the name of the day a moment lies in and when that day ends. */
export class DailyLimit {
	private readonly counts = new Map<string, { day: string; used: number }>();
	private readonly clock: Clock;
	private readonly limit: number | null;
	private readonly day: (ms: number) => { name: string; endsAt: number };

	constructor(clock: Clock, limit: number | null, day: (ms: number) => { name: string; endsAt: number }) {
		this.clock = clock;
		this.limit = limit;
		this.day = day;
	}

	take(key: string): Allowance {
		if (this.limit === null) return UNLIMITED;
		const now = this.clock.now();
		const { name, endsAt } = this.day(now);
		let count = this.counts.get(key);
		if (!count || count.day !== name) this.counts.set(key, (count = { day: name, used: 0 }));
		const allowed = count.used < this.limit;
		if (allowed) count.used += 1;
		return {
			allowed,
			limit: this.limit,
			remaining: this.limit - count.used,
			retryAfterMs: allowed ? 0 : endsAt - now,
		};
	}
}

/** At most `limit` calls under way at once for each key. */
export class Concurrency {
	private readonly running = new Map<string, number>();
	private readonly limit: number | null;

	constructor(limit: number | null) {
		this.limit = limit;
	}

	/** True when the call may go on; then `leave` must follow. */
	enter(key: string): boolean {
		const running = this.running.get(key) ?? 0;
		if (this.limit !== null && running >= this.limit) return false;
		this.running.set(key, running + 1);
		return true;
	}

	leave(key: string): void {
		this.running.set(key, (this.running.get(key) ?? 1) - 1);
	}
}

/** The calendar day of a time zone, for limits that reset at its midnight. `UTC` for those that reset at 00:00 UTC. */
export function calendarDay(timeZone: string): (ms: number) => { name: string; endsAt: number } {
	const format = new Intl.DateTimeFormat('en-CA', {
		timeZone,
		year: 'numeric',
		month: '2-digit',
		day: '2-digit',
		hour: '2-digit',
		minute: '2-digit',
		second: '2-digit',
		hourCycle: 'h23',
	});
	return (ms) => {
		const part = Object.fromEntries(format.formatToParts(ms).map(({ type, value }) => [type, value]));
		const elapsed = (Number(part['hour']) * 3600 + Number(part['minute']) * 60 + Number(part['second'])) * 1000;
		return {
			name: `${part['year']}-${part['month']}-${part['day']}`,
			endsAt: ms - (ms % 1000) - elapsed + 86_400_000,
		};
	};
}
