import { Decimal } from 'decimal.js';
import { Invalid } from './problems.mts';
import type { LineItem } from './records.mts';

/** The arithmetic of a document: apis/xero.md 7.2 and 7.3. Half up; totals two decimals; tax rounded per line, then summed. */

const MAX_LINE_AMOUNT = new Decimal('9999999999.99');

export interface LineFigures {
	Quantity?: number;
	UnitAmount?: number;
	LineAmount: number;
	TaxAmount: number;
}

export interface Totals {
	SubTotal: number;
	TotalTax: number;
	Total: number;
	TotalDiscount: number;
}

export function round(value: Decimal.Value, places: number): Decimal {
	return new Decimal(value).toDecimalPlaces(places, Decimal.ROUND_HALF_UP);
}

/** Exact sum of amounts of at most two decimals, in whole cents. */
export function sum(amounts: number[]): number {
	return amounts.reduce((cents, amount) => cents + Math.round(amount * 100), 0) / 100;
}

/**
 * Figures of one line. `rate` is its tax in percent, `places` the decimals kept of a unit amount (4 with unitdp=4, else 2).
 * @throws Invalid when a LineAmount was sent that is not quantity x unit amount less discount
 */
export function lineFigures(
	line: Partial<LineItem>,
	rate: Decimal.Value,
	lineAmountTypes: string,
	places: number,
): LineFigures {
	const sent = line.LineAmount === undefined ? undefined : round(line.LineAmount, 2);
	if (line.UnitAmount === undefined && sent === undefined)
		return { Quantity: line.Quantity, LineAmount: 0, TaxAmount: 0 };
	const quantity = round(line.Quantity ?? 1, 4);
	const unit = round(line.UnitAmount ?? (quantity.isZero() ? 0 : (sent ?? new Decimal(0)).div(quantity)), places);
	const gross = quantity.times(unit);
	const expected = round(
		line.DiscountAmount
			? gross.minus(line.DiscountAmount)
			: gross.times(new Decimal(100).minus(line.DiscountRate ?? 0)).div(100),
		2,
	);
	if (sent && line.UnitAmount !== undefined && !sent.equals(expected)) {
		throw new Invalid(
			`The line total ${sent.toFixed(2)} does not match the expected line total ${expected.toFixed(2)}`,
		);
	}
	const amount = line.UnitAmount === undefined && sent ? sent : expected;
	if (amount.abs().greaterThan(MAX_LINE_AMOUNT))
		throw new Invalid('The line amount must be at most 9,999,999,999.99');
	return {
		Quantity: quantity.toNumber(),
		UnitAmount: unit.toNumber(),
		LineAmount: amount.toNumber(),
		TaxAmount: taxOf(line.TaxAmount, amount, rate, lineAmountTypes).toNumber(),
	};
}

/** Tax of a line: what was sent overrides what the rate gives. */
function taxOf(sent: number | undefined, amount: Decimal, rate: Decimal.Value, lineAmountTypes: string): Decimal {
	if (lineAmountTypes === 'NoTax') return new Decimal(0);
	if (sent !== undefined) return round(sent, 2);
	const base = lineAmountTypes === 'Inclusive' ? new Decimal(100).plus(rate) : new Decimal(100);
	return round(amount.times(rate).div(base), 2);
}

/** Totals of a document from its lines. With `Inclusive` the line amounts hold the tax. */
export function totals(lines: LineItem[], lineAmountTypes: string): Totals {
	const amount = sum(lines.map((line) => line.LineAmount));
	const tax = sum(lines.map((line) => line.TaxAmount));
	const net = lineAmountTypes === 'Inclusive' ? sum([amount, -tax]) : amount;
	return { SubTotal: net, TotalTax: tax, Total: sum([net, tax]), TotalDiscount: sum(lines.map(discountOf)) };
}

function discountOf(line: LineItem): number {
	if (line.DiscountAmount) return line.DiscountAmount;
	if (!line.DiscountRate) return 0;
	return round(new Decimal(line.Quantity ?? 1).times(line.UnitAmount ?? 0).minus(line.LineAmount), 2).toNumber();
}
