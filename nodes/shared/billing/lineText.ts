import type { DealLine } from '../model/dealLine';
import { formatDate } from './dates';

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
	if (dates === '') return cut(text, max);
	return `${cut(text, max - dates.length - 1)}\n${dates}`;
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
