/** A source of numbers that repeats for the same seed, so that a run can be repeated to the last id. */
export interface SeededRandom {
	/** 0 <= x < 1. */
	next(): number;
	/** A whole number, both ends included. */
	int(from: number, to: number): number;
	/** A version 4 shaped UUID. */
	uuid(): string;
}

/** Mulberry32: small, quick and good enough for ids and test data; never for secrets. */
export function createRandom(seed: number): SeededRandom {
	let state = seed >>> 0;
	const next = (): number => {
		state = (state + 0x6d2b79f5) >>> 0;
		let t = state;
		t = Math.imul(t ^ (t >>> 15), t | 1);
		t ^= t + Math.imul(t ^ (t >>> 7), t | 61);
		return ((t ^ (t >>> 14)) >>> 0) / 2 ** 32;
	};
	const hex = (length: number): string => Array.from({ length }, () => Math.floor(next() * 16).toString(16)).join('');
	return {
		next,
		int: (from, to) => from + Math.floor(next() * (to - from + 1)),
		uuid: () => `${hex(8)}-${hex(4)}-4${hex(3)}-${'89ab'[Math.floor(next() * 4)]}${hex(3)}-${hex(12)}`,
	};
}
