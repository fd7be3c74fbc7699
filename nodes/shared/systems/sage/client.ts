import type { Result } from '../../model/result';
import { ok } from '../../model/result';
import { answeredAt, unreadable } from '../../transport/answers';
import { ifFound } from '../../transport/attempt';
import type { HttpResponse } from '../../transport/http';
import type { Call, PortContext } from '../../transport/kernel';
import { createKernel } from '../../transport/kernel';
import { SystemError } from '../../transport/systemError';
import { each as eachOf } from '../batches';
import { uniqueBy } from '../lists';
import { CONCURRENCY } from './limits';
import type { SignInFacts } from '../system';
import { SAGE, sageProfile } from './profile';
import { withSharedSignIn } from './sharedSignIn';
import type { WireList, WireRef } from './wire';

/** Path of the API. */
const API = '/v3.1';

/** Sage's largest page (apis/sage.md 3). */
export const PAGE_SIZE = 200;

export type Query = Record<string, string | number | boolean | undefined>;

/** One read. */
export interface Read {
	/** Below the API's path, e.g. `/sales_invoices`. */
	path: string;
	query?: Query;
	doing: string;
}

/** One write of one record: Sage has no batch (apis/sage.md 3). */
export interface Write {
	method: 'POST' | 'PUT' | 'DELETE';
	path: string;
	query?: Query;
	/** Singular name that wraps the body, e.g. `sales_invoice`; none where there is no body. */
	name?: string;
	body?: Record<string, unknown>;
	/** Goes inside the record. Without it a repeat must do the same thing again, or nothing. */
	idempotencyId?: string;
	doing: string;
}

/** Requests to one business: its header, Sage's clock, pages read to the end. */
export interface SageClient {
	readonly businessId: string;
	/** Milliseconds since the epoch, our clock. */
	now(): number;
	/** Sage's own time of its newest answer, ISO; null before the first. */
	clock(): string | null;
	/** Every page of a listing, each record once; up to `most` records. An answer without a list is an error, never empty. */
	pages<T extends WireRef>(read: Read, most?: number): Promise<T[]>;
	/** Every page, or null after the first one where there are more records than `limit`. */
	pagesUpTo<T extends WireRef>(read: Read, limit: number): Promise<T[] | null>;
	/** Page after page until `enough` of what has come. */
	pagesUntil<T extends WireRef>(read: Read, enough: (records: T[]) => boolean): Promise<T[]>;
	/** One record by its path; null where Sage has none there (404). */
	one<T>(read: Read): Promise<T | null>;
	/** The record as Sage answers it; null where it answers nothing (204). */
	write<T>(write: Write): Promise<T | null>;
	/** The PDF of a document, base64. */
	pdf(path: string, doing: string): Promise<string>;
}

export function createClient(context: PortContext & { signIn?: SignInFacts }, businessId: string): SageClient {
	const kernel = createKernel(sageProfile(context.signIn?.callsPerMinute), withSharedSignIn(context));
	const headers: Record<string, string> = businessId === '' ? {} : { 'X-Business': businessId };
	let newest: string | null = null;

	async function request(call: Omit<Call, 'headers'>, more: Record<string, string> = {}): Promise<HttpResponse> {
		const response = await kernel.request({ ...call, headers: { ...headers, ...more } });
		const told = answeredAt(response);
		if (told !== null && (newest === null || told > newest)) newest = told;
		return response;
	}

	async function listed(read: Read, page: number): Promise<WireList & { $items: unknown[] }> {
		const query = { attributes: 'all', ...read.query, items_per_page: PAGE_SIZE, page };
		const response = await request({
			method: 'GET',
			path: API + read.path,
			query,
			repeat: 'safe',
			doing: read.doing,
		});
		const list = response.body as WireList | null;
		if (!Array.isArray(list?.$items)) throw unreadable(SAGE, read.doing);
		return { ...list, $items: list.$items };
	}

	/**
	 * The first page tells how many there are, the others follow a few at once. A page past the end would be the last one again
	 * (apis/sage.md 3), so nothing is asked for beyond the count unless the last page names a next one.
	 */
	async function pages<T extends WireRef>(read: Read, most: number, limit = Infinity): Promise<T[] | null> {
		const first = await listed(read, 1);
		if ((first.$total ?? 0) > limit) return null;
		const lists = [first];
		if (more(first)) {
			const size = first.$items_per_page ?? first.$itemsPerPage ?? PAGE_SIZE;
			const wanted = Math.ceil(Math.min(first.$total ?? 0, most) / Math.min(size, PAGE_SIZE));
			const numbers = Array.from({ length: Math.max(0, wanted - 1) }, (_, index) => index + 2);
			lists.push(...(await Promise.all(numbers.map(async (number) => await listed(read, number)))));
			for (let last = lists.at(-1) ?? first; more(last) && countOf(lists) < most; last = lists.at(-1) ?? last) {
				const next = await listed(read, lists.length + 1);
				if (next.$page !== undefined && next.$page <= lists.length) break;
				lists.push(next);
			}
		}
		return uniqueBy(
			lists.flatMap((list) => list.$items as T[]),
			(record) => record.id ?? record.$path ?? '',
		);
	}

	return {
		businessId,
		now: () => context.now(),
		clock: () => newest,
		pages: async (read, most = Infinity) => (await pages<never>(read, most)) ?? [],
		pagesUntil: async (read, enough) => {
			const records: never[] = [];
			for (let number = 1; ; number++) {
				const list = await listed(read, number);
				if ((list.$page ?? number) < number) return records;
				records.push(...(list.$items as never[]));
				if (!more(list) || enough(records)) return records;
			}
		},
		pagesUpTo: async (read, limit) => await pages<never>(read, Infinity, limit),
		one: async (read) => {
			const { path, query, doing } = read;
			const response = await ifFound(request({ method: 'GET', path: API + path, query, repeat: 'safe', doing }));
			if (response === null) return null;
			if (typeof response.body !== 'object' || response.body === null) throw unreadable(SAGE, doing);
			return response.body as never;
		},
		write: async (write) => {
			const id = write.idempotencyId === undefined ? {} : { idempotency_id: write.idempotencyId };
			const body = write.name === undefined ? undefined : { [write.name]: { ...id, ...write.body } };
			const response = await request({
				method: write.method,
				path: API + write.path,
				query: write.query,
				body,
				repeat: write.idempotencyId === undefined ? 'safe' : 'keyed',
				doing: write.doing,
			});
			const answer = response.body;
			return typeof answer === 'object' && answer !== null && 'id' in answer ? (answer as never) : null;
		},
		pdf: async (path, doing) => {
			const query = { mark_as_sent: false };
			const call = { method: 'GET', path: API + path, query, binary: true, repeat: 'safe', doing } as const;
			const file = String((await request(call, { Accept: 'application/pdf' })).body ?? '');
			// Sage's own description of its API knows JSON only (apis/sage.md 7): what came instead is no PDF.
			if (!file.startsWith(PDF_BEGINS)) throw noPdf();
			return file;
		},
	};
}

/** One piece of work for each input, as many at once as Sage takes. */
export async function each<Input, Output>(
	inputs: Input[],
	work: (input: Input) => Promise<Result<Output>>,
): Promise<Array<Result<Output>>> {
	return await eachOf(inputs, CONCURRENCY, work);
}

/** One read for each distinct id; null for what does not exist and for what is no id. */
export async function eachId<T>(
	ids: string[],
	isId: (id: string) => boolean,
	read: (id: string) => Promise<T | null>,
): Promise<Array<Result<T | null>>> {
	const wanted = [...new Set(ids.map((id) => id.toLowerCase()).filter(isId))];
	const found = await each(wanted, async (id) => ok(await read(id)));
	return ids.map((id) => found[wanted.indexOf(id.toLowerCase())] ?? ok(null));
}

/** `%PDF` in base64. */
const PDF_BEGINS = 'JVBERi';

function noPdf(): SystemError {
	return new SystemError({
		code: 'no_pdf',
		message: 'Sage gave no PDF of the document',
		todo: 'Download it in Sage; if it stays so, report it with these words',
		scope: 'item',
		system: 'sage',
	});
}

function more(list: WireList): boolean {
	return typeof list.$next === 'string' && list.$next !== '';
}

function countOf(lists: Array<{ $items: unknown[] }>): number {
	return lists.reduce((count, list) => count + list.$items.length, 0);
}
