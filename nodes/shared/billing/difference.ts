import type { CreditNote } from '../model/creditNote';
import type { Invoice, InvoiceDraft, InvoiceDraftLine, InvoiceLine } from '../model/invoice';
import { Decimal } from './decimal';
import { cut } from './lineText';
import { formatMoney, sameMoney, sumMoney } from './money';

/**
 * *Bill the difference* (rules.md sections 1 and 8): what a deal promises now, less what its invoices bill and its credit notes took
 * back. Amounts are net or gross as the draft's `amountsAre` says; each side's sum is exact to the minor unit.
 */
export type Difference =
	/** Lines of positive amounts, of a further invoice (`more`) or of a credit note (`less`); `net` is their sum. */
	| { kind: 'more' | 'less'; lines: InvoiceDraftLine[]; net: number }
	/** Nothing is left to bill; `alike` where the lines agree too. */
	| { kind: 'none'; alike: boolean }
	/** No document can say it, and why. */
	| { kind: 'by_hand'; why: string };

/** One line of either side, with the place where its money stands. */
interface Slot {
	itemCode: string | null;
	account: string | null;
	taxCode: string | null;
	wanted: InvoiceDraftLine[];
	/** What stands, credits with a minus. */
	billed: Array<{ line: InvoiceLine; sign: 1 | -1 }>;
}

/** `descriptionMax` is the longest text of a line (LedgerTraits). */
export function differenceOf(
	draft: InvoiceDraft,
	invoices: Invoice[],
	notes: CreditNote[],
	descriptionMax: number,
): Difference {
	const why = cannotCompare(draft, [...invoices, ...notes]);
	if (why !== null) return { kind: 'by_hand', why };
	const slots = slotsOf(draft, invoices, notes);
	const { currency } = draft;
	const net = sumMoney(
		slots.map((slot) => amountOf(slot, currency)),
		currency,
	);
	if (net === 0) return { kind: 'none', alike: slots.every((slot) => amountOf(slot, currency) === 0) };
	const sign = net > 0 ? 1 : -1;
	const lines = linesOf(slots, sign, currency) ?? linesByTax(slots, sign, currency);
	if (lines === null) {
		return { kind: 'by_hand', why: 'at one tax rate it comes to more and at another to less than was billed' };
	}
	const cutLines = lines.map((line) => ({ ...line, description: cut(line.description, descriptionMax) }));
	return { kind: sign > 0 ? 'more' : 'less', lines: cutLines, net: Math.abs(net) };
}

/** What invoices bill less what credit notes took back. */
export function billedNet(invoices: Invoice[], notes: CreditNote[], currency: string): number {
	const of = ({ lines }: Invoice | CreditNote) =>
		sumMoney(
			lines.map(({ amount }) => amount),
			currency,
		);
	return sumMoney([...invoices.map(of), ...notes.map((note) => -of(note))], currency);
}

function cannotCompare(draft: InvoiceDraft, documents: Array<Invoice | CreditNote>): string | null {
	for (const { number, currency, customer, amountsAre, total, lines } of documents) {
		const name = number ?? 'a document';
		if (currency !== draft.currency) return `${name} is in ${currency}, the deal in ${draft.currency}`;
		if (customer.ledgerId !== draft.customerId) return `${name} is on ${customer.name}, another customer`;
		if (amountsAre !== draft.amountsAre) return `the prices of ${name} hold tax otherwise than the deal's would`;
		if (lines.length === 0 && total !== 0) return `the lines of ${name} could not be read`;
	}
	return null;
}

function slotsOf(draft: InvoiceDraft, invoices: Invoice[], notes: CreditNote[]): Slot[] {
	const slots: Slot[] = [];
	for (const line of draft.lines) slotFor(slots, line, same).wanted.push(line);
	const billed = [
		...invoices.flatMap(({ lines }) => lines.map((line) => ({ line, sign: 1 as const }))),
		...notes.flatMap(({ lines }) => lines.map((line) => ({ line, sign: -1 as const }))),
	];
	for (const one of billed) if (one.line.amount !== 0) slotFor(slots, one.line, agrees).billed.push(one);
	return slots;
}

type Place = Pick<Slot, 'itemCode' | 'account' | 'taxCode'>;

function slotFor(slots: Slot[], line: Place, fits: (slot: Place, line: Place) => boolean): Slot {
	const known = slots.find((slot) => fits(slot, line));
	if (known !== undefined) return known;
	const { itemCode, account, taxCode } = line;
	const slot: Slot = { itemCode, account, taxCode, wanted: [], billed: [] };
	slots.push(slot);
	return slot;
}

function same(slot: Place, line: Place): boolean {
	return slot.itemCode === line.itemCode && slot.account === line.account && slot.taxCode === line.taxCode;
}

/** What the deal's line leaves to the ledger may stand there as anything. */
function agrees(slot: Place, line: Place): boolean {
	const isEqual = (asked: string | null, stands: string | null) => asked === null || asked === stands;
	return (
		slot.itemCode === line.itemCode && isEqual(slot.account, line.account) && isEqual(slot.taxCode, line.taxCode)
	);
}

function amountOf({ wanted, billed }: Slot, currency: string): number {
	return sumMoney(
		[...wanted.map(({ amount }) => amount), ...billed.map(({ line, sign }) => -line.amount * sign)],
		currency,
	);
}

/** A line for each place, where all of them go the same way; null where some go up and some go down. */
function linesOf(slots: Slot[], sign: 1 | -1, currency: string): InvoiceDraftLine[] | null {
	const lines: InvoiceDraftLine[] = [];
	for (const slot of slots) {
		const amount = amountOf(slot, currency) * sign;
		if (amount < 0) return null;
		if (amount > 0) lines.push(lineOf(slot, amount, quantityOf(slot, amount, sign, currency)));
	}
	return lines;
}

/** One line per tax code, since no ledger takes negative lines alike; null where even these go both ways. */
function linesByTax(slots: Slot[], sign: 1 | -1, currency: string): InvoiceDraftLine[] | null {
	const lines: InvoiceDraftLine[] = [];
	for (const taxCode of new Set(slots.map((slot) => slot.taxCode))) {
		const alike = slots.filter((slot) => slot.taxCode === taxCode);
		const amount = sumMoney(
			alike.map((slot) => amountOf(slot, currency) * sign),
			currency,
		);
		if (amount < 0) return null;
		const largest = [...alike].sort((a, b) => (amountOf(b, currency) - amountOf(a, currency)) * sign)[0];
		if (amount > 0 && largest !== undefined) lines.push(lineOf(largest, amount, null));
	}
	return lines;
}

/** Quantity and price where the quantity alone changed: every line of the place has the same price and no discount. */
function quantityOf(
	{ wanted, billed }: Slot,
	amount: number,
	sign: 1 | -1,
	currency: string,
): { quantity: number; unitPrice: number } | null {
	const all = [...wanted, ...billed.map(({ line }) => line)];
	const unitPrice = all[0]?.unitPrice ?? 0;
	const isPlain = all.every(
		(line) =>
			line.unitPrice === unitPrice &&
			sameMoney(new Decimal(line.quantity).times(unitPrice).toNumber(), line.amount, currency),
	);
	if (!isPlain || unitPrice <= 0) return null;
	const before = billed.reduce(
		(sum, { line, sign }) => sum.plus(new Decimal(line.quantity).times(sign)),
		new Decimal(0),
	);
	const now = wanted.reduce((sum, { quantity }) => sum.plus(quantity), new Decimal(0));
	const quantity = now.minus(before).times(sign);
	const gives = quantity.greaterThan(0) && quantity.times(unitPrice).equals(amount);
	return gives ? { quantity: quantity.toNumber(), unitPrice } : null;
}

function lineOf(slot: Slot, amount: number, figures: { quantity: number; unitPrice: number } | null): InvoiceDraftLine {
	const { itemCode, account } = slot;
	const [asked] = slot.wanted;
	const stands = slot.billed[0]?.line;
	const text = asked?.description ?? stands?.description ?? '';
	return {
		dealLineId: asked?.dealLineId ?? null,
		description: figures === null && slot.billed.length > 0 ? changeText(text) : text,
		...(figures ?? { quantity: 1, unitPrice: amount }),
		discountPercent: null,
		discountAmount: null,
		amountAlone: false,
		itemCode,
		account: account ?? (asked === undefined ? (stands?.account ?? null) : null),
		taxCode: slot.taxCode,
		taxReason: asked?.taxReason ?? 'As on the invoice',
		amount,
	};
}

const CHANGE = 'Change to: ';

function changeText(text: string): string {
	return text.startsWith(CHANGE) ? text : `${CHANGE}${text}`;
}

/** The two sums in words, for a person who has to look. */
export function sumsText(draft: InvoiceDraft, billed: number): string {
	return `the deal comes to ${formatMoney(draft.net, draft.currency)}, billed are ${formatMoney(billed, draft.currency)}`;
}
