import type { DecimalValue } from '../../billing/decimal';
import { Decimal } from '../../billing/decimal';

/** QuickBooks keeps two decimals of every amount, whatever the currency (apis/quickbooks.md 7.3). */
export function cents(value: DecimalValue): Decimal {
	return new Decimal(value).toDecimalPlaces(2, Decimal.ROUND_HALF_UP);
}

export function total(values: DecimalValue[]): Decimal {
	return values.reduce((sum: Decimal, value) => sum.plus(value), new Decimal(0));
}

/** A JSON number without a negative zero. */
export function plain(value: Decimal): number {
	return value.isZero() ? 0 : value.toNumber();
}

/**
 * `amount` shared by weights to the cent, so that the shares come to the whole: each gets what is whole of its share, and the
 * cents that remain go to the largest remainders, the first among equals.
 */
export function share(amount: DecimalValue, weights: DecimalValue[]): number[] {
	const whole = cents(amount).times(100);
	const sum = total(weights);
	if (weights.length === 0) return [];
	if (sum.isZero()) return weights.map((_, index) => (index === 0 ? plain(whole.div(100)) : 0));
	const exact = weights.map((weight) => whole.times(weight).div(sum));
	const floors = exact.map((part) => part.floor());
	const left = whole.minus(total(floors)).toNumber();
	const order = exact
		.map((part, index) => ({ index, rest: part.minus(floors[index] ?? 0) }))
		.sort((a, b) => b.rest.comparedTo(a.rest) || a.index - b.index);
	const more = new Set(order.slice(0, left).map(({ index }) => index));
	return floors.map((floor, index) => plain(floor.plus(more.has(index) ? 1 : 0).div(100)));
}
