import { Decimal } from '../../billing/decimal';
import type { LedgerTaxRate } from '../../model/organisation';
import type { SageClient } from './client';
import type { WireTaxRate } from './wire';
import { number, optionalNumber, text } from './wire';

/** Tax rates by their ids (`GB_STANDARD`). The percentage comes with `attributes=all` alone (apis/sage.md 9). */
export async function readTaxRates(client: SageClient): Promise<LedgerTaxRate[]> {
	const wires = await client.pages<WireTaxRate>({
		path: '/tax_rates',
		query: { usage: 'sales' },
		doing: 'reading tax rates',
	});
	const today = new Date(client.now()).toISOString().slice(0, 10);
	return wires.map((wire) => ({
		code: wire.id ?? '',
		name: text(wire.name) ?? text(wire.displayed_as) ?? wire.id ?? '',
		percent: percentOf(wire, today),
		active: wire.is_visible !== false,
		forSales: true,
	}));
}

/** The current one; where only the dated list is told, the one that holds today. */
function percentOf(wire: WireTaxRate, today: string): number {
	const current = optionalNumber(wire.percentage);
	if (current !== null) return current;
	const dated = (wire.percentages ?? []).find(
		({ from_date: from, to_date: to }) =>
			(text(from) === null || (from ?? '') <= today) && (text(to) === null || (to ?? '') >= today),
	);
	return number(dated?.percentage);
}

/** Rates that mean "no tax at all" rather than a rate of nought, e.g. `GB_NO_TAX`. */
export function noTaxRate(rates: LedgerTaxRate[]): string | null {
	return rates.find(({ code, percent }) => percent === 0 && /(^|_)NO_(TAX|VAT)$/i.test(code))?.code ?? null;
}

/**
 * Tax of one line, which the client computes for Sage (apis/sage.md 9): per line, two decimals, half up. `amount` contains it
 * where `inclusive`.
 */
export function lineTax(amount: number, percent: number, inclusive: boolean): number {
	const whole = inclusive ? new Decimal(100).plus(percent) : new Decimal(100);
	const tax = new Decimal(amount).times(percent).div(whole).toDecimalPlaces(2, Decimal.ROUND_HALF_UP);
	return tax.isZero() ? 0 : tax.toNumber();
}
