/**
 * README's table of what each ledger lacks, made of the connectors' own lists. `node test/package/gapTable.mts` writes it;
 * test/unit/node/gapTable.test.mts says when it is behind.
 */
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { quickBooksGaps } from '../../nodes/shared/systems/quickbooks/gaps.ts';
import type { Gap } from '../../nodes/shared/systems/system.ts';
import { sageGaps } from '../../nodes/shared/systems/sage/gaps.ts';
import { xeroGaps } from '../../nodes/shared/systems/xero/gaps.ts';

export const GAPS: Record<string, Gap[]> = {
	'QuickBooks Online': quickBooksGaps,
	Sage: sageGaps,
	Xero: xeroGaps,
};

const START = '<!-- what each ledger lacks: node test/package/gapTable.mts -->';
const END = '<!-- end -->';

/** One row for each gap, by operation and then by ledger. */
export function gapTable(gaps: Record<string, Gap[]> = GAPS): string {
	const rows = Object.entries(gaps).flatMap(([ledger, list]) => list.map((gap) => ({ ledger, ...gap })));
	rows.sort((a, b) => a.what.localeCompare(b.what) || a.ledger.localeCompare(b.ledger));
	return [
		'| operation | ledger | what is done instead | known from |',
		'|---|---|---|---|',
		...rows.map(
			({ what, ledger, offered, instead, fact }) =>
				`| ${nameOf(what)} | ${ledger} | ${offered ? '' : 'Not offered. '}${cell(instead)} | ${cell(fact)} |`,
		),
	].join('\n');
}

/** The README with the table in its place. @throws Error where the README has no place for it */
export function withTable(readme: string): string {
	const [start, end] = [readme.indexOf(START), readme.indexOf(END)];
	if (start < 0 || end < start) throw new Error('The README has no place for the table of gaps');
	return `${readme.slice(0, start + START.length)}\n\n${gapTable()}\n\n${readme.slice(end)}`;
}

/** `invoice:voidOrDelete Reason` as `Invoice: Void or Delete, *Reason*`. */
function nameOf(what: string): string {
	const [operation = '', ...rest] = what.split(' ');
	const [resource = '', verb = ''] = operation.split(':');
	const field = rest.length > 0 ? `, *${rest.join(' ')}*` : '';
	return `${words(resource)}: ${words(verb)}${field}`;
}

function words(name: string): string {
	return name
		.replace(/([A-Z])/g, ' $1')
		.split(' ')
		.map((word) => (/^(or|to|of)$/i.test(word) ? word.toLowerCase() : word.charAt(0).toUpperCase() + word.slice(1)))
		.join(' ')
		.replace('Pdf', 'PDF');
}

function cell(text: string): string {
	return text.replace(/\|/g, '\\|').replace(/\n/g, ' ');
}

if (process.argv[1]?.endsWith('gapTable.mts')) {
	const file = join(process.cwd(), 'README.md');
	writeFileSync(file, withTable(readFileSync(file, 'utf8')));
}
