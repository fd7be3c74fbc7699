import type { RateLimit, SystemProfile } from './profile';

interface LimitState {
	limit: RateLimit;
	/** Times of own calls inside the window; only for limits the system does not tell. */
	sent: number[];
	/** What the system last said is left, and when. */
	told: { remaining: number; at: number } | null;
	/** Earliest time of the next call at the sustained pace. */
	next: number;
}

/**
 * Spaces calls so that limits are not hit. State is an economy shared by the nodes of this process and never a guard:
 * other workers are seen by the remaining count in the answers, and by a 429.
 */
export class Pacer {
	private readonly states: LimitState[];

	constructor(limits: RateLimit[]) {
		this.states = limits.map((limit) => ({ limit, sent: [], told: null, next: 0 }));
	}

	/** Books a place for one call and says how long to wait for it, in milliseconds. */
	book(bucket: string, now: number): number {
		return Math.max(
			0,
			...this.states.filter((state) => applies(state.limit, bucket)).map((state) => place(state, now)),
		);
	}

	/** Takes in what the answer's headers tell. */
	hear(bucket: string, headers: Record<string, string>, now: number): void {
		for (const state of this.states) {
			const header = state.limit.remainingHeader;
			if (!header || !applies(state.limit, bucket)) continue;
			const remaining = Number(headers[header] ?? Number.NaN);
			if (Number.isFinite(remaining)) state.told = { remaining, at: now };
		}
	}
}

function applies(limit: RateLimit, bucket: string): boolean {
	return limit.bucket === bucket || limit.bucket === 'every';
}

function place(state: LimitState, now: number): number {
	const { limit } = state;
	if (limit.remainingHeader) {
		const scarce =
			state.told !== null && now - state.told.at < limit.windowMs && state.told.remaining <= limit.reserve;
		if (!scarce) return 0;
		const at = Math.max(now, state.next);
		state.next = at + limit.windowMs / limit.max;
		return at - now;
	}
	state.sent = state.sent.filter((time) => now - time < limit.windowMs);
	const oldest = state.sent[state.sent.length - limit.max];
	const at = oldest === undefined ? now : Math.max(now, oldest + limit.windowMs);
	state.sent.push(at);
	return at - now;
}

const pacers = new Map<string, Pacer>();
const MOST_PACERS = 200;

/** The pacer of one account of one system, shared by the nodes of this process. */
export function pacerOf(profile: SystemProfile, account: string): Pacer {
	const name = `${profile.system}:${account}`;
	const known = pacers.get(name);
	if (known) return known;
	if (pacers.size >= MOST_PACERS) pacers.clear();
	const pacer = new Pacer(profile.limits);
	pacers.set(name, pacer);
	return pacer;
}
