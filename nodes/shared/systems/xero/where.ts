import { encodeQuery } from '../../transport/http';

/**
 * Xero answers 404 to a URL above about 2,091 characters, which reads like "none found" (apis/xero.md 7.7). No URL of
 * ours comes near it.
 */
const URL_MAX = 2000;

export type Query = Record<string, string | number | boolean | undefined>;

/**
 * A string literal of Xero's filter language, or null for a value that cannot be written safely: how a quote or
 * a backslash is escaped is documented nowhere, so such a value never reaches a filter.
 */
export function literal(value: string): string | null {
	return /["\\\p{Cc}]/u.test(value) ? null : `"${value}"`;
}

/**
 * Cuts `values` into chunks whose whole URL (`base` + query of the chunk) stays below URL_MAX and which have at most
 * `most` values. A value that is too long alone stands alone: Xero then refuses it, and the caller says so.
 */
export function chunkByUrl<T>(values: T[], base: string, query: (chunk: T[]) => Query, most = Infinity): T[][] {
	const chunks: T[][] = [];
	let chunk: T[] = [];
	for (const value of values) {
		const longer = [...chunk, value];
		const fits = longer.length <= most && base.length + encodeQuery(query(longer)).length < URL_MAX;
		if (fits || chunk.length === 0) {
			chunk = longer;
		} else {
			chunks.push(chunk);
			chunk = [value];
		}
	}
	if (chunk.length > 0) chunks.push(chunk);
	return chunks;
}
