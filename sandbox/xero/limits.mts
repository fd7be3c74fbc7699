import type { Clock, LimitScale } from '../core/types.mts';

/** Xero's limits: apis/xero.md section 2. Windows are fixed; those of a tenant start at a time of its own. */
const REAL = { concurrent: 5, minute: 60, day: 5000, appMinute: 10_000 };

/** What the headers tell where there are no limits: more than anybody uses. */
const UNLIMITED = 1_000_000;

const MINUTE = 60_000;
const DAY = 86_400_000;

interface Window {
	/** Which window of its length this is since the epoch. */
	index: number;
	used: number;
}

/** Counts the calls of each tenant and each app. */
export class Limits {
	private readonly clock: Clock;
	private readonly most: typeof REAL;
	private readonly windows = new Map<string, Window>();
	private readonly running = new Map<string, number>();

	/** `day`: the app's daily limit by its tier, 1,000 or 5,000. */
	constructor(clock: Clock, scale: LimitScale, day: number) {
		const times = scale === 'real' ? 1 : scale === 'off' ? 0 : scale;
		const scaled = (real: number): number => (times === 0 ? UNLIMITED : real * times);
		this.clock = clock;
		this.most = {
			concurrent: scaled(REAL.concurrent),
			minute: scaled(REAL.minute),
			day: scaled(day),
			appMinute: scaled(REAL.appMinute),
		};
		this.counts = times !== 0;
	}

	private readonly counts: boolean;

	/** Begins a call: its place among those in progress must be given back with `end`. A refusal needs no `end`. */
	begin(tenant: string, app: string): Response | undefined {
		const running = this.running.get(tenant) ?? 0;
		if (running >= this.most.concurrent) return this.refuse(tenant, app, 'concurrent');
		const minute = this.window(tenant, MINUTE);
		const day = this.window(tenant, DAY);
		const appMinute = this.window(app, MINUTE);
		if (day.used >= this.most.day) return this.refuse(tenant, app, 'day', this.untilReset(tenant, DAY));
		if (minute.used >= this.most.minute) return this.refuse(tenant, app, 'minute', this.untilReset(tenant, MINUTE));
		if (appMinute.used >= this.most.appMinute) return this.refuse(tenant, app, 'appminute');
		if (this.counts) for (const window of [minute, day, appMinute]) window.used++;
		this.running.set(tenant, running + 1);
		return undefined;
	}

	end(tenant: string): void {
		this.running.set(tenant, (this.running.get(tenant) ?? 1) - 1);
	}

	/** What every answer tells of what is left. */
	headers(tenant: string, app: string): Record<string, string> {
		return {
			'X-MinLimit-Remaining': String(this.most.minute - this.window(tenant, MINUTE).used),
			'X-DayLimit-Remaining': String(this.most.day - this.window(tenant, DAY).used),
			'X-AppMinLimit-Remaining': String(this.most.appMinute - this.window(app, MINUTE).used),
		};
	}

	/** 429, with a Retry-After in seconds for the limits that have one. */
	private refuse(tenant: string, app: string, limit: string, retryAfter?: number): Response {
		const headers = { ...this.headers(tenant, app), 'X-Rate-Limit-Problem': limit };
		return new Response('', {
			status: 429,
			headers: retryAfter === undefined ? headers : { ...headers, 'Retry-After': String(retryAfter) },
		});
	}

	private window(owner: string, length: number): Window {
		const index = Math.floor((this.clock.now() + shift(owner, length)) / length);
		const key = `${length} ${owner}`;
		const window = this.windows.get(key);
		if (window?.index === index) return window;
		const next = { index, used: 0 };
		this.windows.set(key, next);
		return next;
	}

	private untilReset(owner: string, length: number): number {
		return Math.ceil((length - ((this.clock.now() + shift(owner, length)) % length)) / 1000);
	}
}

/** How far an owner's windows are shifted, made from its name. */
function shift(owner: string, length: number): number {
	let sum = 0;
	for (const character of owner) sum = (sum * 31 + (character.codePointAt(0) ?? 0)) % 86_399_989;
	return (sum * 1000) % length;
}
