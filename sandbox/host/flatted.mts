/**
 * Reads the form in which n8n's editor API hands out execution data: one JSON array in which every string is the
 * index of another element, and element 0 is the root. Shared and circular parts stay shared.
 */

type Flat = string | number | boolean | null | { [key: string]: Flat } | Flat[];

/** @throws SyntaxError when `text` is not JSON */
export function parseFlatted(text: string): unknown {
	const elements = JSON.parse(text) as Flat[];
	const done = new Map<number, unknown>();

	const element = (index: number): unknown => {
		if (done.has(index)) return done.get(index);
		const flat = elements[index];
		if (flat === null || typeof flat !== 'object') return flat;
		const target: unknown[] | Record<string, unknown> = Array.isArray(flat) ? [] : {};
		done.set(index, target);
		for (const [key, value] of Object.entries(flat)) {
			(target as Record<string, unknown>)[key] = typeof value === 'string' ? element(Number(value)) : value;
		}
		return target;
	};
	return element(0);
}
