import { createVirtualClock } from '../../../sandbox/core/clock.mts';
import { calendarDay, Concurrency, DailyLimit, RollingWindow, scaled } from '../../../sandbox/core/limits.mts';
import { createRandom } from '../../../sandbox/core/random.mts';

test('limits scale', () => {
	expect([scaled(60, 'real'), scaled(60, 10), scaled(60, 0.001), scaled(60, 'off')]).toEqual([60, 600, 1, null]);
});

test('a rolling window lets a call through when the oldest one leaves it', () => {
	const clock = createVirtualClock(0);
	const window = new RollingWindow(clock, 2, 1000);
	window.take('a');
	clock.advance(600);
	window.take('a');
	expect(window.take('a')).toMatchObject({ allowed: false, remaining: 0, retryAfterMs: 400 });
	expect(window.take('b').allowed).toBe(true);
	clock.advance(400);
	expect(window.take('a')).toMatchObject({ allowed: true, retryAfterMs: 0 });
	expect(window.take('a').allowed).toBe(false);
});

test('a daily limit ends at midnight of its time zone', () => {
	const clock = createVirtualClock(Date.UTC(2026, 10, 24, 4, 30));
	const limit = new DailyLimit(clock, 1, calendarDay('America/New_York'));
	expect(limit.take('a').allowed).toBe(true);
	expect(limit.take('a')).toMatchObject({ allowed: false, retryAfterMs: 30 * 60_000 });
	clock.advance(30 * 60_000);
	expect(limit.take('a').allowed).toBe(true);
});

test('concurrency counts what is under way', () => {
	const gate = new Concurrency(1);
	expect([gate.enter('a'), gate.enter('a'), gate.enter('b')]).toEqual([true, false, true]);
	gate.leave('a');
	expect(gate.enter('a')).toBe(true);
});

test('a virtual clock wakes sleepers in the order of their times', async () => {
	const clock = createVirtualClock(0);
	const woken: string[] = [];
	const late = clock.sleep(20).then(() => woken.push('late'));
	const early = clock.sleep(10).then(() => woken.push('early'));
	clock.advance(30);
	await Promise.all([late, early]);
	expect([clock.now(), woken]).toEqual([30, ['early', 'late']]);
	const auto = createVirtualClock(0, { auto: true });
	await auto.sleep(50);
	expect(auto.now()).toBe(50);
});

test('the same seed gives the same ids', () => {
	expect(createRandom(5).uuid()).toBe(createRandom(5).uuid());
	expect(createRandom(5).uuid()).not.toBe(createRandom(6).uuid());
	expect(createRandom(1).uuid()).toMatch(/^[\da-f]{8}-[\da-f]{4}-4[\da-f]{3}-[89ab][\da-f]{3}-[\da-f]{12}$/);
});
