/** True under `npm run whole`: nothing that `npm test` samples is left out. */
export const whole = Boolean(process.env['CLOSED_LOOP_WHOLE']);

/** Places 0 to `count` - 1, all of them or, where that takes too long for `npm test`, every `every`-th from `start` on. */
export function sampled(count: number, every: number, start = 0): number[] {
	const step = whole ? 1 : every;
	return Array.from({ length: count }, (_, place) => place).filter((place) => place % step === start % step);
}
