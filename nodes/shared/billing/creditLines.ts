import type { InvoiceDraftLine, InvoiceLine } from '../model/invoice';
import { Decimal } from './decimal';
import { largestRemainder } from './largestRemainder';
import { minorDigits, sameMoney } from './money';

/** Lines that credit an invoice whole: its own, with quantity and price where these alone give the amount. */
export function wholeCreditLines(lines: InvoiceLine[], currency: string): InvoiceDraftLine[] {
	return lines
		.filter(({ amount }) => amount !== 0)
		.map((line) => {
			const plain =
				line.quantity > 0 &&
				sameMoney(new Decimal(line.quantity).times(line.unitPrice).toNumber(), line.amount, currency);
			return plain
				? creditLine(line, line.description, line.quantity, line.unitPrice, line.amount)
				: creditLine(line, line.description, 1, line.amount, line.amount);
		});
}

/**
 * Lines that credit a part: the amount is shared over the invoice's lines by their amounts, by largest remainder, so that each tax
 * rate is credited in its share and the sum is exact.
 */
export function partCreditLines(lines: InvoiceLine[], amount: number, currency: string): InvoiceDraftLine[] {
	const unit = new Decimal(10).pow(minorDigits(currency));
	const shares = largestRemainder(
		new Decimal(amount).times(unit),
		lines.map((line) => new Decimal(line.amount)),
	);
	return lines.flatMap((line, index) => {
		const money = (shares[index] ?? new Decimal(0)).div(unit).toNumber();
		return money === 0 ? [] : [creditLine(line, `Part of: ${line.description}`, 1, money, money)];
	});
}

function creditLine(
	line: InvoiceLine,
	description: string,
	quantity: number,
	unitPrice: number,
	amount: number,
): InvoiceDraftLine {
	const { itemCode, account, taxCode } = line;
	return {
		dealLineId: null,
		description,
		quantity,
		unitPrice,
		discountPercent: null,
		discountAmount: null,
		amountAlone: false,
		itemCode,
		account,
		taxCode,
		taxReason: 'As on the invoice',
		amount,
	};
}
