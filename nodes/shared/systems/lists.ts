/** Cuts a list into parts of at most `size`. */
export function chunks<T>(list: readonly T[], size: number): T[][] {
	const parts: T[][] = [];
	for (let start = 0; start < list.length; start += size) parts.push(list.slice(start, start + size));
	return parts;
}

/** The same list without repeats, in order of first appearance. */
export function unique<T>(list: readonly T[]): T[] {
	return [...new Set(list)];
}

/** One record of each id, the newest read: pages that shift while they are read show a record twice. */
export function uniqueBy<T>(records: readonly T[], idOf: (record: T) => string): T[] {
	return [...new Map(records.map((record) => [idOf(record), record])).values()];
}
