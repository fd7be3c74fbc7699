import type { DecimalValue } from './decimal';
import { Decimal } from './decimal';

/** Currencies whose minor unit is not a hundredth (ISO 4217). */
const digitsByCurrency: Record<string, number> = {
	...group(0, 'BIF CLP DJF GNF ISK JPY KMF KRW PYG RWF UGX UYI VND VUV XAF XOF XPF'),
	...group(3, 'BHD IQD JOD KWD LYD OMR TND'),
	...group(4, 'CLF UYW'),
};

function group(digits: number, codes: string): Record<string, number> {
	return Object.fromEntries(codes.split(' ').map((code) => [code, digits]));
}

/** Decimals of the currency's minor unit: JPY 0, GBP 2, KWD 3. */
export function minorDigits(currency: string): number {
	return digitsByCurrency[currency.toUpperCase()] ?? 2;
}

/** Rounded half up to the currency's minor unit; a negative half goes away from zero. */
export function roundMoney(value: DecimalValue, currency: string): number {
	return withoutNegativeZero(
		new Decimal(value).toDecimalPlaces(minorDigits(currency), Decimal.ROUND_HALF_UP).toNumber(),
	);
}

/** Exact sum, rounded once. */
export function sumMoney(values: number[], currency: string): number {
	return roundMoney(
		values.reduce((sum, value) => sum.plus(value), new Decimal(0)),
		currency,
	);
}

/** True when both come to the same amount of minor units. */
export function sameMoney(a: number, b: number, currency: string): boolean {
	return roundMoney(a, currency) === roundMoney(b, currency);
}

/** For people: `1,080.00 GBP`. */
export function formatMoney(amount: number, currency: string): string {
	return `${grouped(new Decimal(amount).toFixed(minorDigits(currency)))} ${currency}`;
}

/** A price for people, without its currency and with all its decimals: `1,080.00`, `0.1234`. */
export function formatPrice(price: number, currency: string): string {
	const exact = new Decimal(price);
	return grouped(exact.toFixed(Math.max(minorDigits(currency), exact.decimalPlaces())));
}

/** With commas between thousands. */
function grouped(figure: string): string {
	const [whole = '', fraction] = figure.split('.');
	return `${whole.replace(/\B(?=(\d{3})+$)/g, ',')}${fraction === undefined ? '' : `.${fraction}`}`;
}

function withoutNegativeZero(value: number): number {
	return value === 0 ? 0 : value;
}
