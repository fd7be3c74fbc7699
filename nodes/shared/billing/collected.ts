import type { Invoice } from '../model/invoice';
import { Decimal } from './decimal';
import { largestRemainder } from './largestRemainder';
import { minorDigits, roundMoney } from './money';

/** Money of one invoice, in the base currency. */
export interface Received {
	/** `YYYY-MM-DD`. */
	date: string;
	/** Net of tax: payment x net / gross. */
	net: number;
	gross: number;
}

/**
 * An amount in the base currency at the document's own rate (units of its currency for one of the base); null where the rate
 * is not known.
 */
export function inBase(
	amount: Decimal | number,
	{ currency, currencyRate }: Pick<Invoice, 'currency' | 'currencyRate'>,
	baseCurrency: string,
): number | null {
	if (currency === baseCurrency) return roundMoney(amount, baseCurrency);
	return currencyRate === null || currencyRate === 0
		? null
		: roundMoney(new Decimal(amount).div(currencyRate), baseCurrency);
}

/** Money that was set against an invoice, at its own dates. A ledger that lists none tells one sum, dated when it was paid in full. */
export function paymentsOf(invoice: Invoice): Array<{ date: string; amount: number }> {
	if (invoice.payments !== undefined) return invoice.payments;
	if (invoice.paid <= 0) return [];
	return [{ date: invoice.paidOn ?? invoice.updatedAt?.slice(0, 10) ?? invoice.issueDate, amount: invoice.paid }];
}

/** What was neither paid nor is still due: credit notes. A prepayment that was set against it is money, whatever a ledger calls it. */
export function creditedOf(invoice: Invoice): Decimal {
	if (invoice.payments === undefined) return new Decimal(invoice.credited);
	const paid = invoice.payments.reduce((sum, { amount }) => sum.plus(amount), new Decimal(0));
	return Decimal.max(0, new Decimal(invoice.total).minus(invoice.due).minus(paid));
}

/** Net of an invoice less the share that credit notes took back, in its own currency. */
export function billedNet(invoice: Invoice): Decimal {
	if (invoice.total === 0) return new Decimal(0);
	return new Decimal(invoice.subtotal)
		.times(new Decimal(invoice.total).minus(creditedOf(invoice)))
		.div(invoice.total);
}

/**
 * What was collected on an invoice, payment by payment (rules.md section 9): the net shares sum to the net of all that was paid, to
 * the minor unit. Null where the rate of its currency is not known.
 */
export function receivedOn(invoice: Invoice, baseCurrency: string): Received[] | null {
	const payments = paymentsOf(invoice);
	if (payments.length === 0) return [];
	const unit = new Decimal(10).pow(minorDigits(invoice.currency));
	const paid = payments.reduce((sum, { amount }) => sum.plus(amount), new Decimal(0));
	const net = invoice.total === 0 ? new Decimal(0) : paid.times(invoice.subtotal).div(invoice.total);
	const shares = largestRemainder(
		net.times(unit).toDecimalPlaces(0, Decimal.ROUND_HALF_UP),
		payments.map(({ amount }) => new Decimal(amount)),
	);
	const received: Received[] = [];
	for (const [index, { date, amount }] of payments.entries()) {
		const inNet = inBase((shares[index] ?? new Decimal(0)).div(unit), invoice, baseCurrency);
		const inGross = inBase(amount, invoice, baseCurrency);
		if (inNet === null || inGross === null) return null;
		received.push({ date, net: inNet, gross: inGross });
	}
	return received;
}
