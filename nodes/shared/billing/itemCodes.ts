/** How a SKU and the code of an item are compared (rules.md section 5), wherever they are. */

/** What counts of a code: trimmed, without case. */
export function foldedCode(code: string): string {
	return code.trim().toLowerCase();
}

/** Its letters and digits alone. */
export function bareCode(code: string): string {
	return code.toLowerCase().replace(/[^\p{L}\p{N}]/gu, '');
}

/**
 * True for two bare codes of which one is probably the other mistyped: the same letters and digits, O for 0 or I and L for 1,
 * one letter more, less or else, two letters swapped. Never another digit: PLAN-10 and PLAN-12 are two products.
 */
export function areNear(a: string, b: string): boolean {
	if (a === '' || b === '') return false;
	if (a === b) return true;
	if (Math.min(a.length, b.length) >= 4 && lookAlike(a) === lookAlike(b)) return true;
	if (Math.min(a.length, b.length) < 4 || Math.max(a.length, b.length) < 5) return false;
	const [left, right] = apart(a, b);
	if (/\d/.test(left + right)) return false;
	return left.length <= 1 && right.length <= 1 ? true : isSwapped(left, right);
}

/**
 * Keys of which two near bare codes share at least one, so that near ones are found without comparing each with each: the code as
 * it looks, and that with any one character left out.
 */
export function nearKeys(bare: string): string[] {
	const look = lookAlike(bare);
	if (look.length < 4) return [look];
	return [look, ...Array.from(look, (_, at) => look.slice(0, at) + look.slice(at + 1))];
}

function lookAlike(bare: string): string {
	return bare.replace(/o/g, '0').replace(/[il]/g, '1');
}

/** What is left of two codes without their common beginning and end. */
function apart(a: string, b: string): [string, string] {
	const shorter = Math.min(a.length, b.length);
	let start = 0;
	while (start < shorter && a[start] === b[start]) start += 1;
	let end = 0;
	while (end < shorter - start && a[a.length - 1 - end] === b[b.length - 1 - end]) end += 1;
	return [a.slice(start, a.length - end), b.slice(start, b.length - end)];
}

function isSwapped(left: string, right: string): boolean {
	return left.length === 2 && right.length === 2 && left[0] === right[1] && left[1] === right[0];
}
