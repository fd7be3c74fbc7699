import type { Clock } from './types.mts';

/** The machine's own time. */
export const realClock: Clock = {
	now: () => Date.now(),
	sleep: async (ms) => await new Promise((resolve) => setTimeout(resolve, ms)),
};

/** Time that stands still until a test moves it. */
export interface VirtualClock extends Clock {
	/** Moves time forward and wakes, in order, every sleeper whose time has come. */
	advance(ms: number): void;
}

/**
 * A clock for tests. With `auto` a sleep moves the time itself and returns at once, so that pacing and waiting
 * cost nothing; without it sleepers wait for `advance`.
 */
export function createVirtualClock(start: number, options: { auto?: boolean } = {}): VirtualClock {
	let now = start;
	let sleepers: Array<{ at: number; wake: () => void }> = [];
	const advance = (ms: number): void => {
		now += ms;
		const due = sleepers.filter((sleeper) => sleeper.at <= now).sort((a, b) => a.at - b.at);
		sleepers = sleepers.filter((sleeper) => sleeper.at > now);
		for (const sleeper of due) sleeper.wake();
	};
	return {
		now: () => now,
		advance,
		sleep: async (ms) => {
			if (options.auto) return advance(ms);
			await new Promise<void>((wake) => sleepers.push({ at: now + ms, wake }));
		},
	};
}
