import { Decimal } from 'decimal.js';

/** Sage's arithmetic: two decimals, half up (apis/sage.md sections 3 and 9). */

/** Reads a number that may come as JSON number or string; undefined where none was given or it cannot be read. */
export function decimal(value: unknown): Decimal | undefined {
	if (typeof value !== 'number' && typeof value !== 'string') return undefined;
	if (typeof value === 'string' && !/^-?\d+(\.\d+)?$/.test(value.trim())) return undefined;
	return new Decimal(typeof value === 'string' ? value.trim() : value);
}

/** `value` rounded half up to two decimals, as every amount is kept. */
export function money(value: Decimal.Value): number {
	return new Decimal(value).toDecimalPlaces(2, Decimal.ROUND_HALF_UP).toNumber();
}

/** Exact sum of amounts. */
export function sum(amounts: ReadonlyArray<number | undefined>): number {
	return amounts.reduce<Decimal>((total, amount) => total.plus(amount ?? 0), new Decimal(0)).toNumber();
}

/** An amount in the base currency; the rate is units of the foreign currency for one of the base currency. */
export function inBase(amount: number, exchangeRate: number): number {
	return money(new Decimal(amount).div(exchangeRate));
}

/** A share of an amount: `amount` x `percent` / 100. */
export function percentOf(amount: Decimal.Value, percent: Decimal.Value): number {
	return money(new Decimal(amount).times(percent).div(100));
}

export function times(a: Decimal.Value, b: Decimal.Value): number {
	return money(new Decimal(a).times(b));
}
