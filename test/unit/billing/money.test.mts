import fc from 'fast-check';
import { formatMoney, minorDigits, roundMoney, sameMoney, sumMoney } from '../../../nodes/shared/billing/money';

it('knows minor units', () => {
	expect(['JPY', 'GBP', 'KWD', 'CLF', 'jpy', 'XYZ'].map(minorDigits)).toEqual([0, 2, 3, 4, 0, 2]);
});

it.each<[number | string, string, number]>([
	[1.005, 'GBP', 1.01],
	[2.675, 'GBP', 2.68],
	[-1.005, 'GBP', -1.01],
	[0.5, 'JPY', 1],
	[0.49999999, 'JPY', 0],
	[1.0005, 'KWD', 1.001],
	[-0.001, 'GBP', 0],
	['0.1234567890123456789012345', 'GBP', 0.12],
])('%s %s rounds to %s', (value, currency, rounded) => {
	expect(roundMoney(value, currency)).toBe(rounded);
});

it('sums without the errors of binary fractions', () => {
	expect(sumMoney([0.1, 0.2], 'GBP')).toBe(0.3);
	expect(sumMoney([], 'GBP')).toBe(0);
	fc.assert(
		fc.property(fc.array(fc.integer({ min: -10_000_000, max: 10_000_000 })), (cents) => {
			const sum = cents.reduce((a, b) => a + b, 0);
			expect(
				Math.round(
					sumMoney(
						cents.map((cent) => cent / 100),
						'GBP',
					) * 100,
				),
			).toBe(sum);
		}),
	);
});

it('compares by the minor unit', () => {
	expect(sameMoney(1.004, 1, 'GBP')).toBe(true);
	expect(sameMoney(1.004, 1, 'KWD')).toBe(false);
});

it.each<[number, string, string]>([
	[1080, 'GBP', '1,080.00 GBP'],
	[-1234567.5, 'USD', '-1,234,567.50 USD'],
	[999, 'JPY', '999 JPY'],
	[1000000, 'JPY', '1,000,000 JPY'],
	[0.1, 'KWD', '0.100 KWD'],
])('%s %s is written %s', (amount, currency, text) => {
	expect(formatMoney(amount, currency)).toBe(text);
});
