import type { Account } from './account.mts';
import { invalid } from './errors.mts';
import { pluralName } from './associations.mts';
import { compareIds, type Properties, type StoredRecord } from './recordStore.mts';
import { showRecord } from './show.mts';
import { toMoment } from './values.mts';

/** Limits of one search (apis/hubspot.md 3.4). */
const SEARCH_LIMITS = {
	groups: 5,
	filtersPerGroup: 6,
	filters: 18,
	bodyLength: 3000,
	pageSize: 200,
	total: 10_000,
} as const;

interface Filter {
	propertyName: string;
	operator: string;
	value?: string;
	values?: string[];
	highValue?: string;
}

interface SearchBody {
	filterGroups?: Array<{ filters?: Filter[] }>;
	filters?: Filter[];
	sorts?: Array<string | { propertyName?: string; direction?: string }>;
	query?: string;
	properties?: string[];
	limit?: number;
	after?: string | number;
}

type Found = StoredRecord & { indexed: Properties };
type Test = (record: Found) => boolean;

/** Answers a search from what the index has seen. @throws HubSpotError 400 beyond a limit or for a malformed filter */
export function search(account: Account, type: string, text: string): Record<string, unknown> {
	if (text.length > SEARCH_LIMITS.bodyLength) {
		throw invalid(`The request body is too long: at most ${SEARCH_LIMITS.bodyLength} characters are allowed.`);
	}
	const body = parseBody(text);
	const tests = compile(account, type, body);
	const limit = Number(body.limit ?? 10);
	const offset = Number(body.after ?? 0);
	if (!Number.isInteger(limit) || limit < 1 || limit > SEARCH_LIMITS.pageSize) {
		throw invalid(`limit must be between 1 and ${SEARCH_LIMITS.pageSize}`);
	}
	if (!Number.isInteger(offset) || offset < 0) throw invalid('after must be an offset');
	if (offset + limit > SEARCH_LIMITS.total && offset > 0) {
		throw invalid(`Paging past the first ${SEARCH_LIMITS.total} results is not possible`);
	}
	const found = account
		.store(type)
		.searchable()
		.filter((record) => tests.every((test) => test(record)));
	found.sort(compileSort(account, type, body));
	const page = found.slice(offset, offset + limit);
	const next = offset + page.length;
	const wanted = body.properties ? { properties: body.properties } : {};
	return {
		total: found.length,
		results: page.map((record) => showRecord(account, type, record, wanted, record.indexed)),
		...(next < found.length ? { paging: { next: { after: String(next) } } } : {}),
	};
}

function parseBody(text: string): SearchBody {
	try {
		return (text === '' ? {} : JSON.parse(text)) as SearchBody;
	} catch {
		throw invalid('Invalid input JSON');
	}
}

function compile(account: Account, type: string, body: SearchBody): Test[] {
	const groups = body.filterGroups ?? (body.filters ? [{ filters: body.filters }] : []);
	const counts = groups.map(({ filters }) => filters?.length ?? 0);
	if (groups.length > SEARCH_LIMITS.groups) throw invalid(`At most ${SEARCH_LIMITS.groups} filterGroups are allowed`);
	if (Math.max(0, ...counts) > SEARCH_LIMITS.filtersPerGroup) {
		throw invalid(`At most ${SEARCH_LIMITS.filtersPerGroup} filters are allowed in a filterGroup`);
	}
	if (counts.reduce((sum, count) => sum + count, 0) > SEARCH_LIMITS.filters) {
		throw invalid(`At most ${SEARCH_LIMITS.filters} filters are allowed in a search`);
	}
	const compiled = groups.map(({ filters }) => (filters ?? []).map((filter) => compileFilter(account, type, filter)));
	const tests: Test[] = [];
	if (compiled.length > 0) tests.push((record) => compiled.some((group) => group.every((test) => test(record))));
	const words = (body.query ?? '').toLowerCase().split(/\s+/).filter(Boolean);
	const { searched } = account.store(type).type;
	if (words.length > 0) {
		tests.push(({ indexed }) => {
			const text = searched.map((name) => indexed[name]?.toLowerCase() ?? '').join(' ');
			return words.every((word) => text.includes(word));
		});
	}
	return tests;
}

function compileFilter(account: Account, type: string, filter: Filter): Test {
	const { propertyName: name, operator } = filter;
	if (name?.startsWith('associations.')) return compileAssociation(account, type, filter);
	const definition = account.definitions(type).find(name);
	if (!definition) throw invalid(`Property '${name}' does not exist on ${type}`);
	const need = (value: string | undefined, field: string): string => {
		if (value === undefined || value === null) throw invalid(`operator ${operator} requires ${field}`);
		return String(value);
	};
	const list = (): string[] => {
		if (!Array.isArray(filter.values)) throw invalid(`operator ${operator} requires values`);
		return filter.values.map(String);
	};
	const key = toKey(definition.type);
	const wanted = (value: string | undefined, field = 'value'): string | number => {
		const given = key(need(value, field));
		if (typeof given === 'number' && Number.isNaN(given))
			throw invalid(`"${value}" is not a valid value for ${name}`);
		return given;
	};
	const compared = (accept: (value: string | number) => boolean): Test => {
		return ({ indexed }) => {
			const value = indexed[name];
			return value !== null && value !== undefined && value !== '' && accept(key(value));
		};
	};
	switch (operator) {
		case 'EQ': {
			const value = wanted(filter.value);
			return compared((own) => own === value);
		}
		case 'NEQ': {
			const value = wanted(filter.value);
			return compared((own) => own !== value);
		}
		case 'LT': {
			const value = wanted(filter.value);
			return compared((own) => own < value);
		}
		case 'LTE': {
			const value = wanted(filter.value);
			return compared((own) => own <= value);
		}
		case 'GT': {
			const value = wanted(filter.value);
			return compared((own) => own > value);
		}
		case 'GTE': {
			const value = wanted(filter.value);
			return compared((own) => own >= value);
		}
		case 'BETWEEN': {
			const low = wanted(filter.value);
			const high = wanted(filter.highValue, 'highValue');
			return compared((own) => own >= low && own <= high);
		}
		// Texts are held in lower case, and these two do not fold what they are given (3.4).
		case 'IN':
		case 'NOT_IN': {
			const values = new Set(list().map((value) => (isText(definition.type) ? value : key(value))));
			return compared((own) => values.has(own) === (operator === 'IN'));
		}
		case 'HAS_PROPERTY':
			return compared(() => true);
		case 'NOT_HAS_PROPERTY':
			return ({ indexed }) => !indexed[name];
		case 'CONTAINS_TOKEN':
		case 'NOT_CONTAINS_TOKEN': {
			const pattern = tokenPattern(need(filter.value, 'value'));
			return compared((own) => pattern.test(String(own)) === (operator === 'CONTAINS_TOKEN'));
		}
		default:
			throw invalid(`operator "${operator}" is not valid`);
	}
}

function compileAssociation(account: Account, type: string, filter: Filter): Test {
	const to = pluralName(filter.propertyName.slice('associations.'.length));
	const ids =
		filter.operator === 'EQ'
			? [String(filter.value)]
			: filter.operator === 'IN'
				? (filter.values ?? []).map(String)
				: null;
	if (!ids) throw invalid(`operator "${filter.operator}" is not valid for ${filter.propertyName}`);
	return ({ id }) => ids.some((other) => account.associations.has(type, id, to, other));
}

function isText(type: string): boolean {
	return type === 'string' || type === 'phone_number';
}

/** How values of a type compare: numbers and moments as numbers, texts in lower case, options as they are. */
function toKey(type: string): (value: string) => string | number {
	switch (type) {
		case 'number':
			return (value) => (value.trim() === '' ? NaN : Number(value));
		case 'date':
		case 'datetime':
			return (value) => toMoment(value) ?? NaN;
		case 'enumeration':
			return (value) => value;
		default:
			return (value) => value.toLowerCase();
	}
}

/** A word, or its start or end where it carries `*`; several words must follow each other. */
function tokenPattern(value: string): RegExp {
	const escaped = value
		.toLowerCase()
		.trim()
		.replaceAll(/[.+?^${}()|[\]\\]/g, '\\$&')
		.replaceAll('*', '[\\p{L}\\p{N}]*')
		.replaceAll(/\s+/g, '[^\\p{L}\\p{N}]+');
	return new RegExp(`(?<![\\p{L}\\p{N}])${escaped}(?![\\p{L}\\p{N}])`, 'iu');
}

function compileSort(account: Account, type: string, body: SearchBody): (a: Found, b: Found) => number {
	const sorts = body.sorts ?? [];
	if (sorts.length > 1) throw invalid('Only one sort is allowed');
	const [sort] = sorts;
	if (sort === undefined) return (a, b) => a.createdAt - b.createdAt || compareIds(a.id, b.id);
	const name = typeof sort === 'string' ? sort.replace(/^-/, '') : (sort.propertyName ?? '');
	const descending = typeof sort === 'string' ? sort.startsWith('-') : sort.direction === 'DESCENDING';
	const definition = account.definitions(type).find(name);
	if (!definition) throw invalid(`Property '${name}' does not exist on ${type}`);
	if (name === 'hs_object_id') return (a, b) => (descending ? compareIds(b.id, a.id) : compareIds(a.id, b.id));
	const key = toKey(definition.type);
	const keys = new Map<Found, string | number | null>();
	const keyOf = (record: Found): string | number | null => {
		let found = keys.get(record);
		if (found === undefined) {
			const value = record.indexed[name];
			keys.set(record, (found = value === null || value === undefined || value === '' ? null : key(value)));
		}
		return found;
	};
	return (a, b) => {
		const left = keyOf(a);
		const right = keyOf(b);
		// Empty values come last, whichever way the others are sorted.
		if (left === null || right === null)
			return Number(left === null) - Number(right === null) || compareIds(a.id, b.id);
		const order = left < right ? -1 : left > right ? 1 : 0;
		return (descending ? -order : order) || compareIds(a.id, b.id);
	};
}
