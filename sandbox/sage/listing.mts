import type { SageRecord } from '../core/types.mts';
import type { Books } from './books.mts';
import { invalid } from './problems.mts';
import type { Resource } from './resource.mts';

/** Lists and single records as the query asks for them: apis/sage.md section 3. */

const DEFAULT_PAGE = 20;
const MAX_PAGE = 200;

export interface ShowOptions {
	/** Whether a list shows the parts in `Resource.brief` whole. */
	wholeLists: boolean;
	/** Whether `updated_or_created_since` lists what was deleted too. */
	deletedInChanges: boolean;
}

/** The list envelope. @throws Refused 422 for a parameter that cannot be read */
export function list(resource: Resource, books: Books, url: URL, options: ShowOptions): SageRecord {
	const query = url.searchParams;
	const found = sorted(resource, narrowed(resource, books, query, options), query.get('sort'));
	const size = Math.min(whole(query.get('items_per_page'), DEFAULT_PAGE), MAX_PAGE);
	const last = Math.max(1, Math.ceil(found.length / size));
	const page = Math.min(whole(query.get('page'), 1), last);
	const items = found.slice((page - 1) * size, page * size);
	const go = (to: number): string => {
		const params = new URLSearchParams(query);
		params.set('page', String(to));
		params.set('items_per_page', String(size));
		return `/${resource.path}?${params.toString()}`;
	};
	return {
		$total: found.length,
		$page: page,
		$next: page < last ? go(page + 1) : null,
		$back: page > 1 ? go(page - 1) : null,
		$items_per_page: size,
		$items: items.map((record) => listed(resource, books, record, query, options)),
	};
}

function whole(value: string | null, fallback: number): number {
	return value !== null && /^[1-9]\d*$/.test(value) ? Number(value) : fallback;
}

function narrowed(
	resource: Resource,
	books: Books,
	query: URLSearchParams,
	{ deletedInChanges }: ShowOptions,
): readonly SageRecord[] {
	const deletedSince = resource.deletions ? query.get('deleted_since') : null;
	const changedSince = resource.changes ? query.get('updated_or_created_since') : null;
	const deletedAfter = deletedSince === null ? undefined : moment('deleted_since', deletedSince);
	const changedFrom = changedSince === null ? undefined : moment('updated_or_created_since', changedSince);
	const filters = Object.entries(resource.filters).flatMap(([name, filter]) => {
		const value = query.get(name);
		return value === null || value === '' ? [] : [(record: SageRecord) => filter(record, value, books)];
	});
	return resource.all(books).filter((record) => {
		const deletedAt = record['deleted_at'] as string | undefined;
		if (deletedAfter !== undefined) {
			if (deletedAt === undefined || Date.parse(deletedAt) <= deletedAfter) return false;
		} else if (deletedAt !== undefined && !(deletedInChanges && changedFrom !== undefined)) return false;
		if (changedFrom !== undefined && Date.parse(String(record['updated_at'])) < changedFrom) return false;
		return filters.every((filter) => filter(record));
	});
}

/** Milliseconds of an ISO 8601 moment with offset, or of a day's beginning in UTC. */
function moment(name: string, value: string): number {
	// A plus sign that was not encoded arrives as a space.
	const text = value.trim().replace(/ (\d\d:\d\d)$/, '+$1');
	const known = /^\d{4}-\d\d-\d\d(T\d\d:\d\d:\d\d(\.\d+)?(Z|[+-]\d\d:\d\d))?$/.test(text);
	const ms = known ? Date.parse(text) : NaN;
	if (Number.isNaN(ms)) throw invalid(name, 'is not a valid date-time');
	return ms;
}

function sorted(resource: Resource, records: readonly SageRecord[], sort: string | null): readonly SageRecord[] {
	if (sort === null) return records;
	const [name = '', direction = 'asc'] = sort.split(':');
	if (!resource.sorts?.includes(name)) throw invalid('sort', `cannot sort by ${name}`);
	const sign = direction === 'desc' ? -1 : 1;
	return [...records].sort((a, b) => {
		const [left, right] = [String(a[name] ?? ''), String(b[name] ?? '')];
		return left < right ? -sign : left > right ? sign : 0;
	});
}

function listed(
	resource: Resource,
	books: Books,
	record: SageRecord,
	query: URLSearchParams,
	options: ShowOptions,
): SageRecord {
	const full = resource.show(books, record, query);
	const attributes = query.get('attributes');
	if (attributes === null || attributes === '') return named(full);
	if (!options.wholeLists) for (const part of resource.brief ?? []) full[part] = briefly(full[part]);
	if (resource.nestedInLists) expand(resource, books, record, full, query);
	return picked(full, attributes);
}

/** One record: everything unless `attributes` asks for less. */
export function single(resource: Resource, books: Books, record: SageRecord, query: URLSearchParams): SageRecord {
	const full = resource.show(books, record, query);
	expand(resource, books, record, full, query);
	return picked(full, query.get('attributes') || 'all');
}

/** Puts whole sub-resources, or the attributes of them that were asked for, in the place of their references. */
function expand(resource: Resource, books: Books, record: SageRecord, full: SageRecord, query: URLSearchParams): void {
	const attributes = query.get('nested_attributes');
	if (!attributes) return;
	for (const [name, whole] of Object.entries(resource.nested ?? {})) {
		const nested = whole(books, record);
		if (nested) full[name] = picked(nested, attributes);
	}
}

const NAME = ['id', 'displayed_as', '$path'];

function picked(full: SageRecord, attributes: string): SageRecord {
	if (attributes === 'all') return full;
	const names = new Set([...NAME, ...attributes.split(',').map((name) => name.trim())]);
	return Object.fromEntries(Object.entries(full).filter(([name]) => names.has(name)));
}

/** The skeleton: id, name and path. */
function named(full: SageRecord): SageRecord {
	return Object.fromEntries(Object.entries(full).filter(([name]) => NAME.includes(name)));
}

function briefly(part: unknown): unknown {
	return Array.isArray(part) ? part.map((item) => named(item as SageRecord)) : part;
}
