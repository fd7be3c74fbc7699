import { chunks } from '../lists';

/**
 * QuickBooks' query language (apis/quickbooks.md 5). Values are single-quoted; quotes and backslashes in them are
 * escaped by a backslash, so that no value can end its literal.
 */

/** Values of one IN list: long enough to ask once, short enough for a statement that is read at a glance. */
const IN_MOST = 200;

/** A value as it stands in a statement. Control characters cannot be part of a name and would break the line. */
export function literal(value: string): string {
	const plain = value.replace(/\p{Cc}+/gu, ' ');
	return `'${plain.replace(/[\\']/g, (letter) => `\\${letter}`)}'`;
}

/** `SELECT * FROM entity WHERE a AND b ORDERBY order`, without its page. */
export interface Select {
	entity: string;
	where?: string[];
	/** Field and direction; `Id` unless said, which no edit moves. Null for an entity that has one record. */
	order?: string | null;
}

/** The statement of one page; `start` counts from 1. */
export function statement(select: Select, start: number, size: number): string {
	const order = select.order === null ? '' : ` ORDERBY ${select.order ?? 'Id'}`;
	return `SELECT * FROM ${select.entity}${whereOf(select)}${order} STARTPOSITION ${start} MAXRESULTS ${size}`;
}

/** How many rows there are. */
export function count(select: Select): string {
	return `SELECT COUNT(*) FROM ${select.entity}${whereOf(select)}`;
}

function whereOf({ where = [] }: Select): string {
	return where.length === 0 ? '' : ` WHERE ${where.join(' AND ')}`;
}

/** List objects that were made inactive are left out unless asked for. */
export const ACTIVE_OR_NOT = 'Active IN (true, false)';

/** `field IN ('a', 'b')`, in as many conditions as the values need. */
export function inLists(field: string, values: string[]): string[] {
	return chunks([...new Set(values)], IN_MOST).map((some) => `${field} IN (${some.map(literal).join(', ')})`);
}

/** A moment as a filter takes it. */
export function moment(iso: string): string {
	return new Date(iso).toISOString().replace(/\.\d+Z$/, 'Z');
}
