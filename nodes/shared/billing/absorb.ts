import type { LedgerTraits } from '../model/ledgerTraits';
import type { LineDiscount } from '../model/dealLine';
import type { InvoiceDraftLine } from '../model/invoice';
import { Decimal } from './decimal';

/** The figures of a line as a ledger takes them. */
export type LineFigures = Pick<
	InvoiceDraftLine,
	'quantity' | 'unitPrice' | 'discountPercent' | 'discountAmount' | 'amountAlone'
>;

type Precision = Pick<
	LedgerTraits,
	| 'unitPriceDecimals'
	| 'quantityDecimals'
	| 'totalDecimals'
	| 'discountPercentDecimals'
	| 'lineDiscountPercent'
	| 'lineDiscountAmount'
	| 'lineAmountAlone'
>;

interface Told {
	quantity: Decimal;
	unitPrice: Decimal;
}

/**
 * Quantity, price and discount with which the ledger's own arithmetic gives exactly `net` (rules.md section 5, the
 * promise). As in the CRM where that does; else a discount in the currency takes up what rounding leaves; where the ledger
 * takes none, quantity x the price net of it, where that is exact; else the amount alone, which an item in stock cannot
 * carry. Null where nothing does.
 */
export function exactFigures(
	line: { quantity: Decimal; unitPrice: Decimal; discount: LineDiscount | null; net: number },
	traits: Precision,
	stocked = false,
): LineFigures | null {
	const asTold = {
		quantity: line.quantity.toDecimalPlaces(traits.quantityDecimals),
		unitPrice: line.unitPrice.toDecimalPlaces(traits.unitPriceDecimals),
	};
	const percent = percentOf(line.discount, traits);
	if (percent !== null && givesByPercent(asTold, percent, line.net, traits)) {
		return figures(asTold, percent.isZero() ? null : percent, null);
	}
	return traits.lineDiscountAmount ? byDiscount(line, asTold, traits) : byPrice(line, asTold, traits, stocked);
}

/**
 * Where a figure has more decimals than the ledger keeps it goes up, so that the discount can take it back; what comes to
 * nothing is given away whole.
 */
function byDiscount(line: Told & { net: number }, asTold: Told, traits: Precision): LineFigures | null {
	const roundedUp = {
		quantity: line.quantity.toDecimalPlaces(traits.quantityDecimals, Decimal.ROUND_UP),
		unitPrice: line.unitPrice.toDecimalPlaces(traits.unitPriceDecimals, Decimal.ROUND_UP),
	};
	for (const told of [asTold, { ...asTold, unitPrice: roundedUp.unitPrice }, roundedUp]) {
		const discount = ledgerAmount(told, null, traits).minus(line.net);
		if (discount.isNegative() || discount.greaterThan(told.quantity.times(told.unitPrice))) continue;
		if (!ledgerAmount(told, { amount: discount }, traits).equals(line.net)) continue;
		return figures(told, null, discount.isZero() ? null : discount);
	}
	return line.net === 0 && traits.lineDiscountPercent ? figures(asTold, new Decimal(100), null) : null;
}

/** The discount within the price, exactly; else the amount alone; else the nearest price that comes to it. */
function byPrice(line: { net: number }, asTold: Told, traits: Precision, stocked: boolean): LineFigures | null {
	const { quantity } = asTold;
	const price = quantity.isZero() ? new Decimal(0) : new Decimal(line.net).div(quantity);
	const kept = price.toDecimalPlaces(traits.unitPriceDecimals);
	const gives = ledgerAmount({ quantity, unitPrice: kept }, null, traits).equals(line.net);
	if (gives && kept.equals(price)) return figures({ quantity, unitPrice: kept }, null, null);
	if (traits.lineAmountAlone && !stocked) return { ...figures(asTold, null, null), amountAlone: true };
	return gives ? figures({ quantity, unitPrice: kept }, null, null) : null;
}

/** Whichever comes first in the ledger, the discount or the rounding. */
function givesByPercent(told: Told, percent: Decimal, net: number, traits: Precision): boolean {
	const off = ledgerAmount(told, null, traits).times(percent).div(100);
	const apart = ledgerAmount(told, { amount: off.toDecimalPlaces(traits.totalDecimals) }, traits);
	return ledgerAmount(told, { percent }, traits).equals(net) && apart.equals(net);
}

/** What the ledger makes of a line, rounded to the decimals it keeps (apis/xero.md 7.2). */
function ledgerAmount(
	line: Told,
	discount: { percent: Decimal } | { amount: Decimal } | null,
	traits: Pick<LedgerTraits, 'totalDecimals'>,
): Decimal {
	const gross = line.quantity.times(line.unitPrice);
	const net =
		discount === null
			? gross
			: 'percent' in discount
				? gross.times(new Decimal(100).minus(discount.percent)).div(100)
				: gross.minus(discount.amount);
	return net.toDecimalPlaces(traits.totalDecimals, Decimal.ROUND_HALF_UP);
}

/** Zero without a discount; null for one that no percentage of the ledger's precision tells. */
function percentOf(discount: LineDiscount | null, traits: Precision): Decimal | null {
	if (discount === null) return new Decimal(0);
	if (!('percent' in discount) || !traits.lineDiscountPercent) return null;
	const percent = new Decimal(discount.percent);
	return percent.decimalPlaces() <= traits.discountPercentDecimals ? percent : null;
}

function figures(told: Told, percent: Decimal | null, amount: Decimal | null): LineFigures {
	return {
		quantity: told.quantity.toNumber(),
		unitPrice: told.unitPrice.toNumber(),
		discountPercent: percent?.toNumber() ?? null,
		discountAmount: amount?.toNumber() ?? null,
		amountAlone: false,
	};
}
