/** Folding other than ASCII is slow, and the same names are looked through again and again. */
const folds = new Map<string, string>();
const MOST_KEPT = 200_000;

/** A text without case and accents, as Xero's database compares texts. */
export function fold(text: string): string {
	if (/^[\x00-\x7f]*$/.test(text)) return text.toLowerCase();
	const known = folds.get(text);
	if (known !== undefined) return known;
	if (folds.size >= MOST_KEPT) folds.clear();
	const folded = text.normalize('NFD').replace(/\p{M}/gu, '').toLowerCase();
	folds.set(text, folded);
	return folded;
}
