import type { DealLine, LineDiscount } from '../model/dealLine';
import type { LineFigures } from './absorb';
import { formatDate } from './dates';
import { Decimal } from './decimal';
import { minorDigits } from './money';

const namedCharacters: Record<string, string> = {
	amp: '&',
	lt: '<',
	gt: '>',
	quot: '"',
	apos: "'",
	nbsp: ' ',
	ndash: '–',
	mdash: '—',
	hellip: '…',
	bull: '•',
	euro: '€',
	pound: '£',
	copy: '©',
	reg: '®',
	trade: '™',
	lsquo: '‘',
	rsquo: '’',
	ldquo: '“',
	rdquo: '”',
	times: '×',
};

/** Text of a rich-text value: tags gone, one line per paragraph or list entry, characters decoded. */
export function plainText(html: string | null | undefined): string {
	return (html ?? '')
		.replace(/<(style|script)\b[^>]*>[\s\S]*?<\/\1\s*>/gi, ' ')
		.replace(/<!--[\s\S]*?-->/g, ' ')
		.replace(/\s+/g, ' ')
		.replace(/<li\b[^>]*>/gi, '\n- ')
		.replace(/<(?:br|hr)\b[^>]*>|<\/(?:p|div|ul|ol|tr|table|h[1-6])\s*>/gi, '\n')
		.replace(/<\/?[a-z][^<>]*>/gi, '')
		.replace(
			/&(?:#(\d{1,7})|#x([0-9a-f]{1,6})|([a-z]+));/gi,
			(whole, decimal?: string, hex?: string, name?: string) =>
				name === undefined
					? character(decimal === undefined ? parseInt(hex ?? '', 16) : Number(decimal))
					: (namedCharacters[name.toLowerCase()] ?? whole),
		)
		.split('\n')
		.map((line) => line.replace(/[\p{Cc}\s]+/gu, ' ').trim())
		.filter((line) => line !== '')
		.join('\n');
}

/**
 * What stands on the invoice for a line: its name, its description without HTML, its service dates. Cut to `max`
 * characters in the description, never in the dates. A value that is no rich text keeps its line breaks.
 */
export function lineDescription(line: DealLine, max: number): string {
	const name = oneLine(line.name);
	const told = isHtml(line.description) ? plainText(line.description) : plainLines(line.description);
	const description = told === name ? '' : told;
	const text = [name, description].filter((part) => part !== '').join('\n') || line.sku || 'As agreed';
	const dates = line.serviceDate ? `${formatDate(line.serviceDate.from)} to ${formatDate(line.serviceDate.to)}` : '';
	return withLine(text, dates === '' ? null : dates, max);
}

/**
 * `3 x 33.33 less 10 %`: what a line's amount comes from, where the ledger's own figures do not tell it; null where they do.
 */
export function figuresText(
	line: { quantity: Decimal; unitPrice: Decimal; discount: LineDiscount | null },
	figures: LineFigures,
	currency: string,
): string | null {
	const { quantity, unitPrice, discount } = line;
	const hidesDiscount = discount !== null && figures.discountPercent === null && figures.discountAmount === null;
	if (!figures.amountAlone && !hidesDiscount) return null;
	const money = (amount: Decimal) => amount.toFixed(Math.max(amount.decimalPlaces(), minorDigits(currency)));
	const less =
		discount === null
			? ''
			: 'percent' in discount
				? ` less ${new Decimal(discount.percent).toFixed()} %`
				: ` less ${money(new Decimal(discount.perUnit))} each`;
	return `${quantity.toFixed()} x ${money(unitPrice)}${less}`;
}

/** The text with one more line below, which is never cut. */
export function withLine(text: string, line: string | null, max: number): string {
	return line === null ? cut(text, max) : `${cut(text, max - line.length - 1)}\n${line}`;
}

/** Cut at `max` UTF-16 units, never within a character, the cut marked by an ellipsis. */
export function cut(text: string, max: number): string {
	if (text.length <= max) return text;
	let kept = '';
	for (const letter of text) {
		if (kept.length + letter.length > max - 1) break;
		kept += letter;
	}
	return `${kept.trimEnd()}…`;
}

function isHtml(text: string | null): boolean {
	return /<\/?[a-z][^<>]*>|&(?:#\d+|#x[0-9a-f]+|[a-z]+);/i.test(text ?? '');
}

function plainLines(text: string | null): string {
	return (text ?? '')
		.split(/\r?\n/)
		.map(oneLine)
		.filter((line) => line !== '')
		.join('\n');
}

function oneLine(text: string): string {
	return text.replace(/[\p{Cc}\s]+/gu, ' ').trim();
}

function character(code: number): string {
	return code > 0 && code <= 0x10ffff && !(code >= 0xd800 && code <= 0xdfff) ? String.fromCodePoint(code) : '';
}
