import { Decimal } from '../../billing/decimal';
import type { Organisation } from '../../model/organisation';
import type { Catalogue } from './catalogue';
import { contactName } from './contacts';
import type { LineBooks } from './lines';
import type { Numeric, WireArtefact, WireLine, WirePaymentAllocation } from './wire';
import { number, optionalNumber, refId, text } from './wire';

/** What Sage's sales documents have in common (apis/sage.md 7, 8): "artefacts" in Sage's own word. */

/** Accounts and items are read only where a line names one. */
export async function booksFor(catalogue: Catalogue, lines: WireLine[]): Promise<LineBooks> {
	const namesItem = lines.some((line) => refId(line.product) !== null || refId(line.service) !== null);
	const [organisation, accounts, items] = await Promise.all([
		catalogue.organisation(),
		lines.some((line) => refId(line.ledger_account) !== null) ? catalogue.accounts() : null,
		namesItem ? catalogue.items() : null,
	]);
	return { organisation, accounts, items };
}

/** The document keeps the name that the contact had. */
export function customerOf(wire: WireArtefact): { ledgerId: string | null; name: string } {
	return { ledgerId: refId(wire.contact), name: text(wire.contact_name) ?? contactName(wire.contact) };
}

export function currencyOf(wire: { currency?: WireArtefact['currency'] }, organisation: Organisation): string {
	return refId(wire.currency) ?? organisation.baseCurrency;
}

/**
 * Units of the document's currency for one of the base currency. Which way Sage's `exchange_rate` goes is told nowhere; the total in
 * both currencies tells.
 */
export function currencyRateOf(
	wire: {
		currency?: WireArtefact['currency'];
		exchange_rate?: Numeric;
		total_amount?: Numeric;
		base_currency_total_amount?: Numeric;
	},
	organisation: Organisation,
): number | null {
	if (currencyOf(wire, organisation) === organisation.baseCurrency) return 1;
	const rate = optionalNumber(wire.exchange_rate);
	const total = number(wire.total_amount);
	const base = number(wire.base_currency_total_amount);
	if (total === 0 || base === 0) return rate === 0 ? null : rate;
	const told = new Decimal(total).div(base).abs();
	if (rate === null || rate === 0) return told.toDecimalPlaces(6).toNumber();
	const inverse = new Decimal(1).div(rate);
	const distance = (candidate: Decimal) => candidate.minus(told).abs();
	return distance(inverse).lessThan(distance(new Decimal(rate))) ? inverse.toDecimalPlaces(10).toNumber() : rate;
}

/** One thing set against a document. */
export interface Settlement {
	/** Money, or a credit note, or a discount that was allowed. */
	kind: 'payment' | 'credit';
	date: string;
	amount: number;
	/** Id of the receipt behind money, where it is told. */
	paymentId: string | null;
	/** Id of the document on the other side of an allocation, where it is told. */
	artefactId: string | null;
}

/**
 * What was set against a document, from `show_payments_allocations=true` (apis/sage.md 7). An allocation pairs two documents: with a
 * receipt that stood on account it is money, with a credit note it is credit.
 */
export function settlementsOf(wire: WireArtefact): Settlement[] {
	return (wire.payments_allocations ?? []).flatMap((entry) => {
		const common = {
			date: text(entry.date)?.slice(0, 10) ?? '',
			paymentId: refId(entry.contact_payment),
			artefactId: refId(entry.artefact),
		};
		const amount = Math.abs(number(entry.amount));
		const discount = Math.abs(number(entry.discount));
		return [
			...(amount === 0 ? [] : [{ ...common, kind: kindOf(entry), amount }]),
			...(discount === 0 ? [] : [{ ...common, kind: 'credit' as const, amount: discount, paymentId: null }]),
		];
	});
}

function kindOf(entry: WirePaymentAllocation): Settlement['kind'] {
	if (refId(entry.contact_payment) !== null) return 'payment';
	const told = [entry.artefact?.$path, entry.artefact?.displayed_as, entry.type].filter(Boolean).join(' ');
	if (/credit/i.test(told)) return 'credit';
	if (/payment|receipt/i.test(told)) return 'payment';
	return refId(entry.contact_allocation) === null ? 'payment' : 'credit';
}

export function sumOf(settlements: Settlement[], kind: Settlement['kind']): number {
	return settlements
		.filter((one) => one.kind === kind)
		.reduce((sum, one) => sum.plus(one.amount), new Decimal(0))
		.toNumber();
}

/** Exact difference of two amounts. */
export function minus(a: number, b: number): number {
	const left = new Decimal(a).minus(b);
	return left.isZero() ? 0 : left.toNumber();
}
