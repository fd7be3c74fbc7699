import { Decimal } from 'decimal.js';

/**
 * Money as QuickBooks keeps it: two decimals in every currency, yen and dinar included, each amount rounded half up
 * (apis/quickbooks.md 7.3). Exact: no binary floating point.
 */

export function cents(amount: Decimal.Value): number {
	return new Decimal(amount).toDecimalPlaces(2, Decimal.ROUND_HALF_UP).toNumber();
}

export function sum(amounts: readonly number[]): number {
	return amounts.reduce((total, amount) => total.plus(amount), new Decimal(0)).toNumber();
}

export function product(a: number, b: number): number {
	return cents(new Decimal(a).times(b));
}

/** `percent` of an amount. */
export function share(amount: Decimal.Value, percent: Decimal.Value): number {
	return cents(new Decimal(amount).times(percent).dividedBy(100));
}

/** `1,861.07`, as faults print amounts. */
export function printed(amount: number): string {
	const [whole = '', fraction = ''] = new Decimal(amount).toFixed(2).split('.');
	return `${whole.replace(/\B(?=(\d{3})+$)/g, ',')}.${fraction}`;
}
