import { Decimal } from 'decimal.js';

const minorUnits = new Map<string, number>();

/** Decimals of a currency's minor unit: JPY 0, USD 2, KWD 3; 2 for a code nobody knows. */
function minorUnit(currency: string): number {
	let digits = minorUnits.get(currency);
	if (digits === undefined) {
		try {
			const format = new Intl.NumberFormat('en', { style: 'currency', currency });
			digits = format.resolvedOptions().maximumFractionDigits ?? 2;
		} catch {
			digits = 2;
		}
		minorUnits.set(currency, digits);
	}
	return digits;
}

/** Rounded half up, with all digits of the minor unit. */
export function toMoney(amount: Decimal, currency: string): string {
	return amount.toFixed(minorUnit(currency), Decimal.ROUND_HALF_UP);
}

/** Zero for what is no number. */
export function decimal(value: string | null | undefined): Decimal {
	return new Decimal(value === null || value === undefined || value === '' ? 0 : value);
}

/**
 * US dollars for one unit, as an account's rate table would hold them; a currency outside the table counts as one dollar.
 * Only the home-currency amounts hang on it.
 */
const USD_RATES: Record<string, string> = {
	USD: '1',
	EUR: '1.08',
	GBP: '1.27',
	CHF: '1.13',
	AUD: '0.66',
	NZD: '0.61',
	CAD: '0.73',
	JPY: '0.0067',
	KWD: '3.25',
	SEK: '0.095',
	NOK: '0.094',
	DKK: '0.145',
	SGD: '0.74',
	INR: '0.012',
};

/** How many units of `to` one unit of `from` is, to six places. */
export function exchangeRate(from: string, to: string): Decimal {
	const rate = new Decimal(USD_RATES[from] ?? '1').div(USD_RATES[to] ?? '1');
	return rate.toDecimalPlaces(6);
}
