import type { SageRecord } from '../core/types.mts';
import type { Books } from './books.mts';

/** A record of a list, told apart by its raw fields before it is shown. */
export type Filter = (record: SageRecord, value: string, books: Books) => boolean;

/** One resource of the API: what can be read of it, and what can be done with it. */
export interface Resource<T extends SageRecord = SageRecord> {
	/** e.g. `contacts`. */
	path: string;
	/** Wrapper of a body, e.g. `contact`. */
	wrapper: string;
	/** Whether the business has it; always when left out. */
	offered?(books: Books): boolean;
	all(books: Books): readonly T[];
	get(books: Books, id: string): T | undefined;
	/** The whole record, its references and sub-resources as `{id, displayed_as, $path}`. */
	show(books: Books, record: T, query: URLSearchParams): SageRecord;
	/** Sub-resources that `nested_attributes` expands, whole. */
	nested?: Readonly<Record<string, (books: Books, record: T) => SageRecord | undefined>>;
	/** Whether `nested_attributes` works on the list too. */
	nestedInLists?: boolean;
	/** Parts that a list shows by name only, however many attributes are asked for. */
	brief?: readonly string[];
	/** Query parameters by which a list is narrowed. */
	filters: Readonly<Record<string, Filter>>;
	/** Attributes a list can be sorted by. */
	sorts?: readonly string[];
	/** Whether `updated_or_created_since` and `deleted_since` are known. */
	changes?: boolean;
	deletions?: boolean;
	create?(books: Books, fields: SageRecord): T;
	update?(books: Books, record: T, fields: SageRecord): T;
	/** Null when nothing is left to answer with (204), else the record as it is now (200). */
	remove?(books: Books, record: T, reason: string | null): T | null;
	/** What a single GET does besides answering. */
	read?(books: Books, record: T, query: URLSearchParams): T;
	/** The record as a PDF, where there is one. */
	pdf?(books: Books, record: T): Uint8Array;
	/** POST /{id}/release, answered with 201. */
	release?(books: Books, record: T): T;
}

/** Whether a text holds another, whatever the case. */
export function holds(text: unknown, part: string): boolean {
	return typeof text === 'string' && text.toLowerCase().includes(part.trim().toLowerCase());
}

/** Whether a reference is to this id. */
export function refersTo(reference: unknown, id: string): boolean {
	return (reference as SageRecord | undefined)?.['id'] === id;
}

export const DATE_RANGE: Readonly<Record<string, Filter>> = {
	from_date: (record, value) => String(record['date']) >= value,
	to_date: (record, value) => String(record['date']) <= value,
};
