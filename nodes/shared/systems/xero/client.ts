import { answeredAt, unreadable } from '../../transport/answers';
import { ifFound } from '../../transport/attempt';
import type { HttpResponse } from '../../transport/http';
import type { Call, Kernel, PortContext } from '../../transport/kernel';
import { createKernel } from '../../transport/kernel';
import { moment } from './dates';
import { xeroProfile } from './profile';
import type { Query } from './where';
import type { WireEnvelope } from './wire';

/** Path of the Accounting API; connections stand beside it. */
export const API = '/api.xro/2.0';

/** Xero's largest page (apis/xero.md 4). */
export const PAGE_SIZE = 1000;

/** The first part of every URL, for counting its length. */
export const urlBase = (path: string) => `${xeroProfile.base}${API}${path}`;

/** One read of the Accounting API. */
export interface Read {
	/** Below the API's path, e.g. `/Invoices`. */
	path: string;
	query?: Query;
	/** Value of If-Modified-Since. */
	since?: string;
	doing: string;
}

/** Requests to one organisation: its tenant header, Xero's clock, envelopes opened, pages read to the end. */
export interface XeroClient {
	readonly organisationId: string;
	/** Milliseconds since the epoch, our clock. */
	now(): number;
	/** Xero's own time of its newest answer, ISO; null before the first. */
	clock(): string | null;
	/** The records under `name`. An answer without them is an error, never an empty list. */
	list<T>(read: Read, name: string): Promise<T[]>;
	/** One page with the number of records there are. */
	page<T>(read: Read, name: string, page: number, pageSize?: number): Promise<{ records: T[]; total: number }>;
	/** Every page of each read, in order, up to `most` records of each. */
	pages<T>(reads: Read[], name: string, most?: number): Promise<T[]>;
	/** The records under `name` of one document; null where Xero has no such document (404). */
	listOf<T>(read: Read, name: string): Promise<T[] | null>;
	/** One record by its path; null where Xero has none there (404). */
	one<T>(read: Read, name: string): Promise<T | null>;
	/** The PDF of a document, base64. */
	pdf(path: string, doing: string): Promise<string>;
	/** Has something done that answers nothing; not repeated when no answer comes. */
	act(path: string, doing: string): Promise<void>;
	/** What a call outside the Accounting API answers. */
	plain(path: string, doing: string): Promise<unknown>;
	/** Sends one batch and gives back its elements as Xero answered them. */
	write<T>(call: BatchWrite): Promise<T[]>;
}

export interface BatchWrite {
	/** PUT creates only; POST changes what the id names (apis/xero.md 0.3). */
	method: 'PUT' | 'POST';
	path: string;
	/** Name of the list in body and answer, e.g. `Invoices`. */
	name: string;
	elements: unknown[];
	/** Only for creates: full-state updates carry none, or an edit back would replay an old answer (apis/xero.md 3). */
	idempotencyKey?: string;
	query?: Query;
	doing: string;
}

export function createClient(context: PortContext, organisationId: string): XeroClient {
	const kernel = createKernel(xeroProfile, context);
	let newest: string | null = null;

	function opened<T>(response: HttpResponse, name: string, doing: string): { records: T[]; envelope: WireEnvelope } {
		const envelope = (response.body ?? {}) as WireEnvelope & Record<string, unknown>;
		const records = envelope[name];
		if (!Array.isArray(records)) throw unreadable(xeroProfile, doing);
		const told = moment(envelope.DateTimeUTC) ?? answeredAt(response);
		if (told !== null && (newest === null || told > newest)) newest = told;
		return { records: records as T[], envelope };
	}

	const callOf = (read: Read, query: Query = {}): Call => ({
		method: 'GET',
		path: `${API}${read.path}`,
		query: { ...read.query, ...query },
		headers: { ...tenant(organisationId), ...(read.since ? { 'If-Modified-Since': read.since } : {}) },
		repeat: 'safe',
		doing: read.doing,
	});

	async function page<T>(read: Read, name: string, number: number, pageSize = PAGE_SIZE) {
		const response = await kernel.request(callOf(read, { page: number, pageSize }));
		const { records, envelope } = opened<T>(response, name, read.doing);
		if (envelope.pagination === undefined) throw unreadable(xeroProfile, read.doing);
		return { records, total: envelope.pagination.itemCount };
	}

	async function pages<T>(reads: Read[], name: string, most = Infinity): Promise<T[]> {
		const read = await Promise.all(reads.map((one) => allPages<T>(kernel, callOf, opened, one, name, most)));
		return read.flat();
	}

	async function listOf<T>(read: Read, name: string): Promise<T[] | null> {
		const response = await ifFound(kernel.request(callOf(read)));
		return response === null ? null : opened<T>(response, name, read.doing).records;
	}

	return {
		organisationId,
		now: () => context.now(),
		clock: () => newest,
		list: async (read, name) => {
			const response = await kernel.request(callOf(read));
			return opened<never>(response, name, read.doing).records;
		},
		page,
		pages,
		listOf,
		one: async <T>(read: Read, name: string) => (await listOf<T>(read, name))?.[0] ?? null,
		pdf: async (path, doing) => {
			const headers = { ...tenant(organisationId), Accept: 'application/pdf' };
			const call: Call = { method: 'GET', path: `${API}${path}`, headers, binary: true, repeat: 'safe', doing };
			return (await kernel.request(call)).body as string;
		},
		act: async (path, doing) => {
			const headers = tenant(organisationId);
			await kernel.request({ method: 'POST', path: `${API}${path}`, headers, body: {}, repeat: 'once', doing });
		},
		plain: async (path, doing) => {
			const response = await kernel.request({ method: 'GET', path, repeat: 'safe', doing });
			return response.body;
		},
		write: async (call) => {
			const response = await kernel.request({
				method: call.method,
				path: `${API}${call.path}`,
				query: { summarizeErrors: false, ...call.query },
				body: { [call.name]: call.elements },
				headers: {
					...tenant(organisationId),
					...(call.idempotencyKey ? { 'Idempotency-Key': call.idempotencyKey } : {}),
				},
				repeat: call.idempotencyKey ? 'keyed' : 'safe',
				doing: call.doing,
			});
			return opened<never>(response, call.name, call.doing).records;
		},
	};
}

type Opened = <T>(response: HttpResponse, name: string, doing: string) => { records: T[]; envelope: WireEnvelope };

/** The first page tells how many there are; the others follow a few at once. */
async function allPages<T>(
	kernel: Kernel,
	callOf: (read: Read, query?: Query) => Call,
	opened: Opened,
	read: Read,
	name: string,
	most: number,
): Promise<T[]> {
	const first = opened<T>(await kernel.request(callOf(read, { page: 1, pageSize: PAGE_SIZE })), name, read.doing);
	if (first.envelope.pagination === undefined) throw unreadable(xeroProfile, read.doing);
	const wanted = Math.min(first.envelope.pagination.pageCount, Math.ceil(most / PAGE_SIZE));
	const rest = Array.from({ length: Math.max(0, wanted - 1) }, (_, index) =>
		callOf(read, { page: index + 2, pageSize: PAGE_SIZE }),
	);
	const answers = await kernel.all(rest);
	return [...first.records, ...answers.flatMap((answer) => opened<T>(answer, name, read.doing).records)];
}

function tenant(organisationId: string): Record<string, string> {
	return organisationId === '' ? {} : { 'xero-tenant-id': organisationId };
}
