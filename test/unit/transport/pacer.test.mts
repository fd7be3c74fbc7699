import { Pacer } from '../../../nodes/shared/transport/pacer';

describe('a limit that the system tells', () => {
	const told = () => new Pacer([{ bucket: 'every', max: 60, windowMs: 60_000, remainingHeader: 'left', reserve: 5 }]);

	it('lets calls go at once while enough is left', () => {
		const pacer = told();
		pacer.hear('default', { left: '6' }, 0);
		expect([1, 2, 3].map(() => pacer.book('default', 0))).toEqual([0, 0, 0]);
	});

	it('goes at the sustained pace from the reserve on, until the window has passed', () => {
		const pacer = told();
		pacer.hear('default', { left: '5' }, 0);
		expect([1, 2, 3].map(() => pacer.book('default', 0))).toEqual([0, 1_000, 2_000]);
		expect(pacer.book('default', 60_000)).toBe(0);
	});
});

describe('a limit that the system does not tell', () => {
	it('counts its own calls in a rolling window, and only those of its bucket', () => {
		const pacer = new Pacer([{ bucket: 'search', max: 2, windowMs: 1_000, reserve: 0 }]);
		expect([1, 2, 3, 4].map(() => pacer.book('search', 0))).toEqual([0, 0, 1_000, 1_000]);
		expect(pacer.book('default', 0)).toBe(0);
		expect(pacer.book('search', 2_500)).toBe(0);
	});
});
