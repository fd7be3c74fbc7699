/** Time that this process and the sandbox share, and that only the week moves: a date is faked, timers are real. */
import { jest } from '@jest/globals';

const REAL = [
	...(['hrtime', 'nextTick', 'performance', 'queueMicrotask', 'setImmediate', 'clearImmediate'] as const),
	...(['setInterval', 'clearInterval', 'setTimeout', 'clearTimeout'] as const),
];

/** From now on `Date` stands still unless it is moved on. */
export function beginVirtualTime(start: number): void {
	jest.useFakeTimers({ now: start, doNotFake: [...REAL] });
}

export function moveOn(ms: number): void {
	jest.setSystemTime(Date.now() + ms);
}

export function endVirtualTime(): void {
	jest.useRealTimers();
}
