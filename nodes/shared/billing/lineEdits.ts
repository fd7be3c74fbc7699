import type { Change } from '../model/change';
import type { InvoiceLine } from '../model/invoice';
import type { SeenLine } from './lastSeen';
import { formatPrice } from './money';

/** A line as it stands now: as the map keeps it, and as people call it. */
export interface NamedLine {
	line: SeenLine;
	name: string;
}

/** Longest name of a line in a sentence. */
const NAME_MAX = 60;

/**
 * What changed between the lines of two versions of an invoice. Lines are paired by the ledger's own id; those whose id is
 * not found again by what they bill.
 */
export function lineChanges(before: SeenLine[], now: NamedLine[], currency: string): Change[] {
	const [removed, added] = [new Set(before), new Set(now)];
	const pairs = new Map<NamedLine, SeenLine>();
	for (const alike of likenesses) {
		for (const one of added) {
			const found = [...removed].find((other) => alike(other, one.line));
			if (found === undefined) continue;
			pairs.set(one, found);
			removed.delete(found);
			added.delete(one);
		}
	}
	return [
		...now.flatMap((one) => {
			const found = pairs.get(one);
			return found === undefined ? [] : changesOf(found, one, currency);
		}),
		...[...added].map(({ line, name }) => ({ field: `line ${name}`, before: null, after: billed(line, currency) })),
		...[...removed].map((line) => ({ field: goneName(line), before: billed(line, currency), after: null })),
	];
}

/** What a line is called: the first words of its text, else its item. */
export function lineName({ description, itemCode }: InvoiceLine): string {
	const first = description.split('\n')[0]?.replace(/\s+/g, ' ').trim() || itemCode || 'without a text';
	return first.length > NAME_MAX ? `${first.slice(0, NAME_MAX - 1)}…` : first;
}

/** From the surest to the least sure: our own writes replace lines, and then the ledger gives them new ids. */
const likenesses: Array<(a: SeenLine, b: SeenLine) => boolean> = [
	([id], [other]) => id !== null && id === other,
	([, ...a], [, ...b]) => JSON.stringify(a) === JSON.stringify(b),
	(a, b) => a[1] === b[1] && a[7] === b[7],
	(a, b) => a[1] !== null && a[1] === b[1] && a[6] === b[6],
	(a, b) => a[7] === b[7],
	(a, b) => a[1] !== null && a[1] === b[1],
];

function changesOf(before: SeenLine, { line, name }: NamedLine, currency: string): Change[] {
	const [, item, quantity, price, discount, tax, amount, text] = before;
	const [, itemNow, quantityNow, priceNow, discountNow, taxNow, amountNow, textNow] = line;
	const figure = (value: number) => formatPrice(value, currency);
	const changes = [
		change(`item of ${name}`, item ?? 'none', itemNow ?? 'none'),
		change(`quantity of ${name}`, String(quantity), String(quantityNow)),
		change(`price of ${name}`, figure(price), figure(priceNow)),
		change(`discount of ${name}`, discountText(discount, currency), discountText(discountNow, currency)),
	].flat();
	// Where quantity, price or discount say it, the amount follows from them.
	const explained = changes.some(({ field }) => !field.startsWith('item '));
	return [
		...changes,
		...(explained ? [] : change(`amount of ${name}`, figure(amount), figure(amountNow))),
		...change(`tax code of ${name}`, tax ?? 'none', taxNow ?? 'none'),
		// What it was is not kept (rules.md section 8).
		...(text === textNow ? [] : [{ field: `text of ${name}`, before: '', after: 'changed' }]),
	];
}

/** Nothing where both are alike. */
export function change(field: string, before: string | null, after: string | null): Change[] {
	return before === after ? [] : [{ field, before, after }];
}

function goneName([, item, , , , , amount]: SeenLine): string {
	return item === null ? `line over ${amount}` : `line ${item}`;
}

function billed([, , quantity, price, discount, , amount]: SeenLine, currency: string): string {
	const less = discountText(discount, currency);
	return `${quantity} x ${formatPrice(price, currency)}${less === 'none' ? '' : ` less ${less}`} = ${formatPrice(amount, currency)}`;
}

function discountText(discount: string, currency: string): string {
	if (Number.parseFloat(discount) === 0) return 'none';
	return discount.endsWith('%') ? discount : formatPrice(Number(discount), currency);
}
