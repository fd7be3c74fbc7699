import type { Books } from './books.mts';
import { refused } from './faults.mts';
import type { SaleKind } from './records.mts';

/** Numbers of sales: apis/quickbooks.md 7.3. */

/**
 * The number of a new sale. With the company's own series the server gives the last plus one; a number that is sent is stored and
 * does not move the series. With custom numbers it is what is sent, or none.
 * @throws Refused 6140 for a doubled number, where the company warns of that
 */
export function numberFor(
	books: Books,
	kind: SaleKind,
	sent: { DocNumber?: unknown; AutoDocNumber?: unknown },
	allowsDoubled: boolean,
): string | undefined {
	const isCustom = books.prefs('SalesFormsPrefs')['CustomTxnNumbers'] === true;
	const asked = typeof sent.DocNumber === 'string' && sent.DocNumber !== '' ? sent.DocNumber : undefined;
	if (sent.AutoDocNumber === true || (!isCustom && asked === undefined)) return books.numbers.next(kind);
	if (asked !== undefined) checkDoubled(books, kind, asked, undefined, allowsDoubled);
	return asked;
}

/** @throws Refused 6140, when custom numbers are on and the company warns of doubled ones */
export function checkDoubled(
	books: Books,
	kind: SaleKind,
	number: string,
	own: string | undefined,
	allowsDoubled: boolean,
): void {
	const isCustom = books.prefs('SalesFormsPrefs')['CustomTxnNumbers'] === true;
	if (!isCustom || allowsDoubled || !books.behaviour.warnsOfDoubledNumbers) return;
	const other = books.numbered(kind, number).find(({ Id }) => Id !== own);
	if (!other) return;
	const assigned = `DocNumber=${number} is assigned to TxnType=${kind} with TxnId=${other.Id}`;
	throw refused(
		'6140',
		`Duplicate Document Number Error : You must specify a different number. This number has already been used. ${assigned}`,
	);
}
