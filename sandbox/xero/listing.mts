import type { XeroRecord } from '../core/types.mts';
import type { Books } from './books.mts';
import { readMoment } from './dates.mts';
import type { FieldKind } from './fields.mts';
import { fieldsOf, OPTIMISED } from './fields.mts';
import { badRequest, queryProblem, Refused } from './problems.mts';
import { fold } from './text.mts';
import type { Fields } from './where.mts';
import { parseWhere } from './where.mts';

/** Above this many rows Xero refuses (apis/xero.md section 2). */
const MAX_ROWS = 100_000;

export interface Page<T> {
	records: readonly T[];
	/** Only when paging. */
	pagination?: { page: number; pageSize: number; pageCount: number; itemCount: number };
}

export interface Listing<T> {
	kind: FieldKind;
	/** Which records are looked through; the same array as long as nothing changed, so that its order is worked out once. */
	records: readonly T[];
	idField: string;
	/** Records that are listed unless asked away by `where` or another parameter. */
	keep?: (record: T) => boolean;
	/** Texts that `searchTerm` looks in. */
	searched?: (record: T) => Array<unknown>;
	/** True where parameters other than `page` and `pageSize` make Xero page. */
	forcePaging?: boolean;
	/** False for lists that Xero never pages. */
	paged?: boolean;
}

/**
 * Lists records as the query says: where, order, IDs, searchTerm, If-Modified-Since, page and pageSize.
 * @throws Refused 400 for a where or order that cannot be read, or too many rows
 */
export function list<T extends XeroRecord>(
	books: Books,
	query: URLSearchParams,
	since: string | null,
	of: Listing<T>,
): Page<T> {
	const fields = fieldsOf<T>(of.kind, books);
	const tests: Array<(record: T) => boolean> = [];
	if (of.keep) tests.push(of.keep);
	const source = query.get('where')?.trim();
	if (source) {
		const where = parseWhere(source, fields);
		const slow = [...where.uses].some((use) => !OPTIMISED[of.kind].has(use));
		if (slow && of.records.length > MAX_ROWS) throw tooManyRows(of.kind);
		tests.push(where.test);
	}
	const ids = commaList(query.get('IDs'));
	if (ids) tests.push((record) => ids.has(String(record[of.idField]).toLowerCase()));
	const modified = sinceTest<T>(since);
	if (modified) tests.push(modified);
	const term = query.get('searchTerm');
	if (term && of.searched) tests.push(searchTest(fold(term), of.searched));

	// The order of all records is kept, so it is used where it is known; else few records are found first and then sorted.
	const known = ordered.get(of.records) as T[] | undefined;
	const found = tests.length
		? (known ?? of.records).filter((record) => tests.every((test) => test(record)))
		: of.records;
	const order = query.get('order')?.trim();
	const records = order
		? sortBy(found, order, fields)
		: known && tests.length
			? found
			: inDefaultOrder(found, of.idField);

	const paging = of.paged !== false && (query.has('page') || query.has('pageSize') || of.forcePaging === true);
	if (!paging) {
		if (records.length > MAX_ROWS) throw tooManyRows(of.kind);
		return { records };
	}
	const page = clamp(query.get('page'), 1, Number.MAX_SAFE_INTEGER, 1);
	const pageSize = clamp(query.get('pageSize'), 1, 1000, 100);
	const pagination = { page, pageSize, pageCount: Math.ceil(records.length / pageSize), itemCount: records.length };
	return { records: records.slice((page - 1) * pageSize, page * pageSize), pagination };
}

/** A comma list as a set of lower-case texts; undefined when the parameter is not given. */
export function commaList(text: string | null): Set<string> | undefined {
	if (!text) return undefined;
	return new Set(text.split(',').map((part) => part.trim().toLowerCase()));
}

function searchTest<T>(term: string, searched: (record: T) => Array<unknown>): (record: T) => boolean {
	return (record) => searched(record).some((value) => typeof value === 'string' && fold(value).includes(term));
}

/** If-Modified-Since counts whole seconds, in UTC. */
function sinceTest<T extends XeroRecord>(since: string | null): ((record: T) => boolean) | undefined {
	if (!since) return undefined;
	const from = readMoment(since) ?? Date.parse(since);
	if (Number.isNaN(from)) return undefined;
	const second = Math.floor(from / 1000) * 1000;
	return (record) => Date.parse(String(record['UpdatedDateUTC'])) >= second;
}

const ordered = new WeakMap<readonly object[], object[]>();

/** UpdatedDateUTC, then id, both ascending (apis/xero.md 7.7). */
function inDefaultOrder<T extends XeroRecord>(records: readonly T[], idField: string): T[] {
	const known = ordered.get(records) as T[] | undefined;
	if (known) return known;
	const key = (record: T): string => `${String(record['UpdatedDateUTC'] ?? '')} ${String(record[idField] ?? '')}`;
	const keyed = records.map((record): [string, T] => [key(record), record]);
	const sorted = keyed.sort(([a], [b]) => (a < b ? -1 : a > b ? 1 : 0)).map(([, record]) => record);
	ordered.set(records, sorted);
	return sorted;
}

function sortBy<T>(records: readonly T[], order: string, fields: Fields<T>): T[] {
	const rules = order.split(',').map((rule) => {
		const [name = '', direction = 'ASC'] = rule.trim().split(/\s+/);
		const field = fields.get(name.toLowerCase());
		if (!field) throw queryProblem(`No property or field '${name}' exists in this type`);
		return { field, sign: /^desc/i.test(direction) ? -1 : 1 };
	});
	return [...records].sort((a, b) => {
		for (const { field, sign } of rules) {
			const [left, right] = [field.read(a) ?? '', field.read(b) ?? ''];
			if (left !== right) return left < right ? -sign : sign;
		}
		return 0;
	});
}

/** Out of range is clamped, not refused. */
function clamp(text: string | null, least: number, most: number, otherwise: number): number {
	const value = Number.parseInt(text ?? '', 10);
	return Number.isNaN(value) ? otherwise : Math.min(most, Math.max(least, value));
}

function tooManyRows(kind: string): Refused {
	const message = `The request for ${kind} touches more than ${MAX_ROWS} records. Narrow it with paging and optimised filters.`;
	return new Refused(badRequest(10, 'ValidationException', message));
}
