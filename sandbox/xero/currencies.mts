import { Decimal } from 'decimal.js';
import type { Books } from './books.mts';
import type { Invoice } from './records.mts';

/** Units of each currency for one British pound: a day's rates that never change, so that runs repeat. */
const PER_POUND: Record<string, string> = {
	...{
		GBP: '1',
		USD: '1.27',
		EUR: '1.17',
		AUD: '1.93',
		NZD: '2.11',
		CAD: '1.74',
		JPY: '191',
		CHF: '1.12',
		SEK: '13.4',
	},
	...{
		NOK: '13.6',
		DKK: '8.73',
		ZAR: '23.1',
		INR: '106',
		SGD: '1.71',
		HKD: '9.9',
		KWD: '0.39',
		AED: '4.66',
		PLN: '5.05',
	},
};

/** Units of `currency` for one unit of the base currency, six decimals, as Xero takes them from its rate service. */
export function dayRate(base: string, currency: string): number {
	return rateOf(base, currency).toNumber();
}

function rateOf(base: string, currency: string): Decimal {
	return new Decimal(PER_POUND[currency] ?? '1').div(PER_POUND[base] ?? '1').toDecimalPlaces(6);
}

/** Since April 2026 a rate far from the day's own is warned about (apis/xero.md section 8). */
export function oddRate(books: Books, invoice: Invoice): string[] {
	const usual = rateOf(books.baseCurrency, invoice.CurrencyCode);
	const far = usual.minus(invoice.CurrencyRate).abs().greaterThan(usual.div(2));
	return far
		? [`The currency rate ${invoice.CurrencyRate} differs widely from the rate of the day, ${usual.toString()}`]
		: [];
}
