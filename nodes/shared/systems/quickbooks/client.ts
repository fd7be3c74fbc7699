import type { Problem, Result } from '../../model/result';
import { failed, ok } from '../../model/result';
import { unreadable, untold } from '../../transport/answers';
import { thrownProblem } from '../../transport/attempt';
import { encodeQuery } from '../../transport/http';
import type { HttpResponse } from '../../transport/http';
import type { Call, PortContext } from '../../transport/kernel';
import { createKernel } from '../../transport/kernel';
import { SystemError } from '../../transport/systemError';
import type { WriteAttempt } from '../accounting';
import { elementsIn, faultAware, isExpired, timeIn } from './answers';
import { inParts } from './batchSize';
import { elementProblem } from './errors';
import { changeRequestId, createRequestId, uniqueById } from './ids';
import { BATCH_BUCKET, PAGE_SIZE, SMALL_BATCH_SIZE } from './limits';
import type { Environment } from './profile';
import { MINOR_VERSION, QUICKBOOKS, quickBooksProfile } from './profile';
import type { Select } from './query';
import { statement } from './query';
import type { WireBatchItem, WireObject, WireQueryResponse } from './wire';

/** Pages asked for at once, after a first one came full; those past the end answer empty. */
const PAGES_AT_ONCE = 4;

/** A longer address goes as a batch of one. */
const ADDRESS_MAX = 1800;

/** Which company, and on which of Intuit's environments. */
export interface CompanyAddress {
	realm: string;
	environment: Environment;
}

export type WriteEntity = 'Customer' | 'Invoice' | 'Estimate' | 'CreditMemo' | 'Payment' | 'Item';

/** One write; `void` is for invoices. */
export interface Write {
	entity: WriteEntity;
	operation: 'create' | 'update' | 'delete' | 'void';
	body: WireObject;
}

/** What makes creates the same when they are asked again; changes need none, since they name the version they change. */
export interface Creating {
	what: string;
	/** One for each write. */
	keys: string[];
	attempt: WriteAttempt;
}

/** Requests to one company: its address, minor version and request ids, QuickBooks' clock, pages read to the end. */
export interface QuickBooksClient extends CompanyAddress {
	/** Milliseconds since the epoch, our clock. */
	now(): number;
	/** QuickBooks' own time of its newest answer, ISO; null before the first. */
	clock(): string | null;
	/** The rows of each query, in order, up to `most` of each. A failed one is an error, never an empty list. */
	select<T extends WireObject>(selects: Select[], doing: string, most?: number): Promise<T[][]>;
	/** As `select`, for one kind of rows, each once. */
	rows<T extends WireObject>(selects: Select[], doing: string, most?: number): Promise<T[]>;
	/** What raw statements answer, a page each. */
	statements(texts: string[], doing: string): Promise<WireQueryResponse[]>;
	/** A read that is no query. */
	read(path: string, query: Call['query'], doing: string): Promise<unknown>;
	/** A file, base64. */
	file(path: string, accept: string, doing: string): Promise<string>;
	/** Writes in as few calls as QuickBooks takes; each has its own outcome. */
	write<T extends WireObject>(writes: Write[], doing: string, creating?: Creating): Promise<Array<Result<T>>>;
	/** A POST without a document that must not be repeated blindly. */
	post(path: string, query: Call['query'], doing: string): Promise<unknown>;
}

export function createClient(context: PortContext, { realm, environment }: CompanyAddress): QuickBooksClient {
	const kernel = createKernel(quickBooksProfile(environment), { ...context, send: faultAware(context.send) });
	let newest: string | null = null;
	// A change is not the same as that of an earlier run: a refusal is remembered with its id, and may be mended by now.
	const opened = context.now();

	async function request(call: Omit<Call, 'path'> & { path: string }): Promise<HttpResponse> {
		const response = await kernel.request({
			...call,
			path: `/v3/company/${realm}${call.path}`,
			query: { ...call.query, minorversion: MINOR_VERSION },
		});
		const told = timeIn(response.body);
		if (told !== null && (newest === null || told > newest)) newest = told;
		return response;
	}

	/**
	 * Sends one batch and gives back an element for each of its requests, by its bId, never by its place. A token that expired may
	 * fail every element in an answer that is no 401 (apis/quickbooks.md 8): a plain read then renews it.
	 */
	async function batch(requests: object[], call: Pick<Call, 'repeat' | 'doing'>, requestid?: string) {
		const answers = await sendBatch(requests, call, requestid);
		if (!answers.every(({ element }) => isExpired(element))) return answers;
		await request({ method: 'GET', path: `/companyinfo/${realm}`, repeat: 'safe', doing: call.doing });
		return await sendBatch(requests, call, requestid);
	}

	async function sendBatch(requests: object[], call: Pick<Call, 'repeat' | 'doing'>, requestid?: string) {
		const response = await request({
			method: 'POST',
			path: '/batch',
			query: { requestid },
			body: { BatchItemRequest: requests.map((one, index) => ({ bId: `${index + 1}`, ...one })) },
			bucket: BATCH_BUCKET,
			...call,
		});
		const elements = elementsIn(response.body);
		if (elements === null) throw unreadable(QUICKBOOKS, call.doing);
		return requests.map((_, index) => ({
			element: elements.find(({ bId }) => bId === `${index + 1}`),
			headers: response.headers,
		}));
	}

	async function statements(texts: string[], doing: string): Promise<WireQueryResponse[]> {
		const [only] = texts;
		if (only !== undefined && texts.length === 1 && encodeQuery({ query: only }).length < ADDRESS_MAX) {
			const { body } = await request({
				method: 'GET',
				path: '/query',
				query: { query: only },
				repeat: 'safe',
				doing,
			});
			return [answered((body as WireBatchItem | null)?.QueryResponse, doing)];
		}
		return await inParts(realm, texts, async (part) => {
			const answers = await batch(
				part.map((Query) => ({ Query })),
				{ repeat: 'safe', doing },
			);
			return answers.map(({ element, headers }) => {
				if (element?.Fault) throw new SystemError(elementProblem(element.Fault, doing, headers));
				return answered(element?.QueryResponse, doing);
			});
		});
	}

	async function select<T extends WireObject>(selects: Select[], doing: string, most = Infinity): Promise<T[][]> {
		const found: T[][] = selects.map(() => []);
		const size = Math.min(PAGE_SIZE, most);
		let open = selects.map((one, index) => ({ one, index, start: 1, pages: 1 }));
		while (open.length > 0) {
			const asked = open.flatMap(({ one, start, pages }) =>
				Array.from({ length: pages }, (_, page) => statement(one, start + page * size, size)),
			);
			const answers = await statements(asked, doing);
			let at = 0;
			open = open.flatMap(({ one, index, start, pages }) => {
				const came = answers.slice(at, (at += pages)).map((answer) => rowsOf<T>(answer, one.entity));
				found[index]?.push(...came.flat());
				const more = came.at(-1)?.length === size && (found[index]?.length ?? 0) < most;
				return more ? [{ one, index, start: start + pages * size, pages: PAGES_AT_ONCE }] : [];
			});
		}
		return found.map(uniqueById);
	}

	async function single<T extends WireObject>(write: Write, doing: string, requestid: string): Promise<Result<T>> {
		const response = await request({
			method: 'POST',
			path: `/${write.entity.toLowerCase()}`,
			query: {
				requestid,
				...(write.operation === 'delete' || write.operation === 'void' ? { operation: write.operation } : {}),
			},
			body: write.body,
			repeat: 'keyed',
			doing,
		}).then(
			(answer) => answer,
			(error: unknown) => thrownProblem(error),
		);
		if ('code' in response) return failed(response);
		return taken<T>((response.body ?? undefined) as WireBatchItem | undefined, write, doing, response.headers);
	}

	async function write<T extends WireObject>(
		writes: Write[],
		doing: string,
		creating?: Creating,
	): Promise<Array<Result<T>>> {
		const requestId = (part: number[]) =>
			creating === undefined
				? changeRequestId(
						realm,
						part.map((index) => writes[index]),
						opened,
					)
				: createRequestId(
						realm,
						creating.what,
						part.map((index) => creating.keys[index] ?? ''),
						creating.attempt,
					);
		const [only] = writes;
		if (only !== undefined && writes.length === 1) return [await single<T>(only, doing, requestId([0]))];
		const indexes = writes.map((_, index) => index);
		let stop: Problem | null = null;
		return await inParts(realm, indexes, async (part) => {
			const asked = part.flatMap((index) => writes[index] ?? []);
			if (stop !== null) return asked.map(() => failed<T>(stop as Problem));
			const answers = await batch(asked.map(batchRequest), { repeat: 'keyed', doing }, requestId(part)).then(
				(elements) => elements,
				(error: unknown) => thrownProblem(error),
			);
			if (Array.isArray(answers)) {
				return asked.map((one, index) => {
					const answer = answers[index];
					return taken<T>(answer?.element, one, doing, answer?.headers ?? {});
				});
			}
			if (answers.code === 'batch_too_big' && part.length > SMALL_BATCH_SIZE) throw new SystemError(answers);
			if (answers.scope === 'run') stop = answers;
			return asked.map(() => failed<T>(answers));
		});
	}

	return {
		realm,
		environment,
		now: () => context.now(),
		clock: () => newest,
		select,
		rows: async <T extends WireObject>(selects: Select[], doing: string, most?: number) =>
			uniqueById((await select<T>(selects, doing, most)).flat()),
		statements,
		read: async (path, query, doing) => (await request({ method: 'GET', path, query, repeat: 'safe', doing })).body,
		file: async (path, accept, doing) => {
			const headers = { Accept: accept };
			const { body } = await request({ method: 'GET', path, headers, binary: true, repeat: 'safe', doing });
			return String(body);
		},
		write,
		post: async (path, query, doing) => {
			const headers = { 'Content-Type': 'application/octet-stream' };
			return (await request({ method: 'POST', path, query, headers, repeat: 'once', doing })).body;
		},
	};
}

function batchRequest({ entity, operation, body }: Write): object {
	return operation === 'void'
		? { operation: 'update', optionsData: 'void', [entity]: body }
		: { operation, [entity]: body };
}

/** What became of one write. */
function taken<T extends WireObject>(
	element: WireBatchItem | undefined,
	{ entity }: Write,
	doing: string,
	headers: HttpResponse['headers'],
): Result<T> {
	if (element?.Fault) return failed(elementProblem(element.Fault, doing, headers));
	const record = element?.[entity];
	return record === undefined ? failed(untold(QUICKBOOKS)) : ok(record as T);
}

function rowsOf<T>(answer: WireQueryResponse, entity: string): T[] {
	return (answer[entity] ?? []) as T[];
}

function answered(answer: WireQueryResponse | undefined, doing: string): WireQueryResponse {
	if (typeof answer !== 'object' || answer === null) throw unreadable(QUICKBOOKS, doing);
	return answer;
}
