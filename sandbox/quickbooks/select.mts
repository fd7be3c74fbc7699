import { Decimal } from 'decimal.js';
import type { QuickBooksRecord } from '../core/types.mts';
import type { Books } from './books.mts';
import { readMoment, serverDate } from './dates.mts';
import { entityNamed, propertyNamed } from './entities.mts';
import type { Entity } from './entities.mts';
import { refused } from './faults.mts';
import { parseQuery } from './query.mts';
import type { Condition, Value } from './query.mts';
import { show, valueOf } from './show.mts';

/** Answers queries: apis/quickbooks.md section 5. */

/**
 * What stands under `QueryResponse`: the rows under their entity's name, or the count.
 * @throws Refused 4000 or 4001
 */
export function select(books: Books, statement: string, include: ReadonlySet<string>): QuickBooksRecord {
	const query = parseQuery(statement);
	const entity = entityNamed(query.entity);
	if (!entity) throw refused('4001', `QueryValidationError: Entity ${query.entity} is not queryable`);
	const tests = query.where.map((condition) => test(books, entity, condition));
	const orders = query.order.map(({ property, isDescending }) => {
		const { name } = usable(entity, property, 'sortable');
		return { name, isDescending };
	});
	const mentionsActive = query.where.some(({ property }) => property.toLowerCase() === 'active');
	const hidesInactive = entity.isList && !mentionsActive;
	const found = books
		.all(entity.name)
		.filter((record) => !(hidesInactive && record['Active'] === false) && tests.every((holds) => holds(record)));
	if (query.isCount) return { totalCount: found.length };

	const sorted = inOrder(books, entity, found, orders);
	const rows = sorted.slice(query.start - 1, query.start - 1 + query.most);
	if (!rows.length) return {};
	return {
		[entity.name]: rows.map((record) => withoutEmpty(show(books, entity.name, record, include))),
		startPosition: query.start,
		maxResults: rows.length,
	};
}

/** Queries leave out what is empty. */
function withoutEmpty(record: QuickBooksRecord): QuickBooksRecord {
	return Object.fromEntries(Object.entries(record).filter(([, value]) => !Array.isArray(value) || value.length > 0));
}

/** Without an order, transactions come newest first and lists as they were made. */
function inOrder(
	books: Books,
	entity: Entity,
	records: QuickBooksRecord[],
	orders: Array<{ name: string; isDescending: boolean }>,
): QuickBooksRecord[] {
	const all = orders.length ? orders : [{ name: 'Id', isDescending: !entity.isList }];
	const keyed = records.map((record) => ({
		record,
		keys: all.map(({ name }) => comparable(name, valueOf(books, entity.name, record, name))),
	}));
	keyed.sort((a, b) => {
		for (const [place, { isDescending }] of all.entries()) {
			const order = compare(a.keys[place], b.keys[place]);
			if (order !== 0) return isDescending ? -order : order;
		}
		return 0;
	});
	return keyed.map(({ record }) => record);
}

function test(books: Books, entity: Entity, condition: Condition): (record: QuickBooksRecord) => boolean {
	const { name } = usable(entity, condition.property, 'filterable');
	const { operator } = condition;
	if (name === 'Id' && operator !== '=' && operator !== 'IN') {
		throw refused('4001', `QueryValidationError: Operator ${operator} is not supported for property Id`);
	}
	const wanted = condition.values.map((value) => wantedKey(books, name, value));
	const first = wanted[0];
	const value = (record: QuickBooksRecord): Key => comparable(name, valueOf(books, entity.name, record, name));
	switch (operator) {
		case '=':
		case 'IN': {
			const among = new Set(wanted);
			return (record) => among.has(value(record));
		}
		case 'LIKE': {
			const pattern = likePattern(condition.values[0]?.text ?? '');
			return (record) => pattern.test(String(valueOf(books, entity.name, record, name) ?? ''));
		}
		default:
			return (record) => {
				const held = value(record);
				if (held === null || first === null || first === undefined) return false;
				const order = compare(held, first);
				return operator.startsWith('<')
					? order < 0 || (order === 0 && operator === '<=')
					: order > 0 || (order === 0 && operator === '>=');
			};
	}
}

/** The property as it is spelled. @throws Refused 4001 for one that is unknown, or cannot be used so */
function usable(entity: Entity, property: string, use: 'filterable' | 'sortable'): { name: string } {
	const name = propertyNamed(entity, property);
	if (name === undefined) {
		throw refused('4001', `QueryValidationError: Property ${property} not found for Entity ${entity.name}`);
	}
	if (!entity[use].includes(name)) {
		const how = use === 'filterable' ? 'queryable' : 'sortable';
		throw refused('4001', `QueryValidationError: property '${name}' is not ${how}`);
	}
	return { name };
}

/** What is compared: numbers and moments as numbers, texts in lower case, nothing as null. */
type Key = number | string | boolean | null;

const NUMBERS = new Set(['Id', 'Balance', 'BalanceWithJobs', 'TotalAmt']);

function comparable(name: string, value: unknown): Key {
	if (value === undefined || value === null || value === '') return null;
	if (typeof value === 'boolean') return value;
	if (name.startsWith('MetaData.')) return readMoment(String(value)) ?? null;
	if (NUMBERS.has(name))
		return /^-?\d+(?:\.\d+)?$/.test(String(value)) ? new Decimal(String(value)).toNumber() : String(value);
	return String(value).toLowerCase();
}

function wantedKey(books: Books, name: string, value: Value): Key {
	const text = value.kind === 'today' ? serverDate(books.clock.now()) : value.text;
	if (text.trim() === '') return null;
	if (name === 'Active') {
		if (text !== 'true' && text !== 'false')
			throw refused('4001', `QueryValidationError: value ${text} is invalid for property Active`);
		return text === 'true';
	}
	if (name.startsWith('MetaData.') && readMoment(text) === undefined) {
		throw refused('4001', `QueryValidationError: value ${text} is invalid for property ${name}`);
	}
	return comparable(name, text);
}

function likePattern(text: string): RegExp {
	const parts = text.split('%').map((part) => part.replace(/[.*+?^${}()|[\]\\]/g, '\\$&'));
	return new RegExp(`^${parts.join('.*')}$`, 'is');
}

function compare(a: Key | undefined, b: Key | undefined): number {
	if (a === b) return 0;
	if (a === null || a === undefined) return -1;
	if (b === null || b === undefined) return 1;
	return a < b ? -1 : 1;
}
