import { Hono } from 'hono';
import type { Context, Next } from 'hono';
import type { SeededRandom } from '../core/random.mts';
import type { QuickBooksRecord } from '../core/types.mts';
import { batchItems, runBatch } from './batch.mts';
import type { Books } from './books.mts';
import { changesSince } from './cdc.mts';
import { pacificWithMs } from './dates.mts';
import { pdfOf, sendSale } from './delivery.mts';
import { json, missing, notAuthorised, notFound, notSignedIn, refused, Refused, throttled } from './faults.mts';
import type { Limits } from './limits.mts';
import type { SaleKind } from './records.mts';
import type { Replay } from './replay.mts';
import { select } from './select.mts';
import { show } from './show.mts';
import type { App, Tokens } from './tokens.mts';
import { entityOrRefuse, perform, unsupported } from './writes.mts';

/** quickbooks.api.intuit.com: sign-in, company, limits and request ids, in this order, before each endpoint. */

export interface ApiParts {
	tokens: Tokens;
	apps: readonly App[];
	companies: readonly Books[];
	limits: Limits;
	replay: Replay;
	random: SeededRandom;
	/** True when the host is the one that these companies live on. */
	serves(host: string): boolean;
	/** Answers business faults with HTTP 200, as QuickBooks sometimes does (apis/quickbooks.md 0.10). */
	faultsAs200(): boolean;
	/** Holds an answer back, so that calls overlap as they do over the Internet. */
	delay(): Promise<void>;
}

/** What the core is told of a call besides its answer. */
export interface CallNote {
	account: string | null;
	committed: boolean;
}

interface ApiEnv {
	Bindings: { note: CallNote };
	Variables: { books: Books; body: string; include: ReadonlySet<string> };
}

type ApiContext = Context<ApiEnv>;

export function accountingApi(parts: ApiParts): Hono<ApiEnv> {
	const api = new Hono<ApiEnv>();
	const company = '/v3/company/:realm';
	api.use(`${company}/*`, (c, next) => guard(c, next, parts));
	api.get(`${company}/query`, (c) => query(c, c.req.query('query') ?? ''));
	api.post(`${company}/query`, (c) => query(c, c.get('body')));
	api.post(`${company}/batch`, (c) => {
		const items = batchItems(c.get('books'), parsed(c));
		return answer(c, { BatchItemResponse: runBatch(c.get('books'), items, parts.random) });
	});
	api.get(`${company}/cdc`, (c) => {
		const { entities, changedSince } = c.req.query();
		return answer(c, { CDCResponse: [changesSince(c.get('books'), entities, changedSince)] });
	});
	api.get(`${company}/preferences`, (c) => read(c, 'Preferences', c.get('books').preferences));
	api.get(`${company}/companyinfo/:id`, (c) => {
		const { books } = c.var;
		if (c.req.param('id') !== books.realm) throw notFound();
		return read(c, 'CompanyInfo', books.companyInfo);
	});
	api.get(`${company}/exchangerate`, exchangeRate);
	api.get(`${company}/:entity/:id`, (c) => {
		const entity = entityOrRefuse(c.req.param('entity'));
		const record = c.get('books').find(entity, numeric(c.req.param('id')));
		if (!record) throw notFound();
		return read(c, entity, record);
	});
	api.get(`${company}/:entity/:id/pdf`, (c) =>
		pdfOf(c.get('books'), saleKind(c.req.param('entity')), numeric(c.req.param('id'))),
	);
	api.post(`${company}/:entity/:id/send`, (c) => {
		const kind = saleKind(c.req.param('entity'));
		return answer(c, { [kind]: sendSale(c.get('books'), kind, numeric(c.req.param('id')), c.req.query('sendTo')) });
	});
	api.post(`${company}/:entity`, (c) => {
		const entity = entityOrRefuse(c.req.param('entity'));
		const operation = c.req.query('operation') ?? 'create';
		return answer(c, {
			[entity]: perform(c.get('books'), { entity, operation, include: c.get('include'), body: parsed(c) }),
		});
	});
	api.notFound(() => new Response('<html><body>HTTP Status 404</body></html>', { status: 404 }));
	api.onError((error, c) => {
		if (!(error instanceof Refused)) throw error;
		const time = pacificWithMs(c.get('books').clock.now());
		return json({ Fault: error.fault, time }, parts.faultsAs200() ? 200 : 400);
	});
	return api;
}

async function guard(c: ApiContext, next: Next, parts: ApiParts): Promise<Response | void> {
	const token = /^Bearer (.+)$/i.exec(c.req.header('authorization') ?? '')?.[1] ?? '';
	const grant = parts.tokens.access(token);
	const app = parts.apps.find(({ clientId }) => clientId === grant?.clientId);
	if (!grant || !app) return notSignedIn(token === '' ? 'Token not found' : `Token expired: ${token.slice(0, 4)}`);
	const realm = c.req.param('realm');
	const books = parts.companies.find((one) => one.realm === realm);
	if (!books || grant.realmId !== realm || !parts.serves(new URL(c.req.url).hostname)) return notAuthorised();
	c.env.note.account = realm;
	const isBatch = c.req.path.endsWith('/batch');
	if (!parts.limits.begin(realm, app.clientId, isBatch)) return throttled();
	try {
		c.set('books', books);
		c.set('include', new Set((c.req.query('include') ?? '').toLowerCase().split(',').filter(Boolean)));
		c.set('body', await text(c));
		await parts.delay();
		const response = await answerOnce(c, next, parts.replay);
		const headers = new Headers(response.headers);
		headers.set('intuit_tid', trace(parts.random));
		headers.set('QBO-Version', '1999.100');
		c.res = undefined;
		c.res = new Response(response.body, { status: response.status, headers });
	} finally {
		parts.limits.end(realm, app.clientId);
	}
}

/** Runs the endpoint, under its request id where a write has one. */
async function answerOnce(c: ApiContext, next: Next, replay: Replay): Promise<Response> {
	const books = c.get('books');
	const work = async (): Promise<Response> => {
		const before = books.changes;
		await next();
		books.settle();
		c.env.note.committed = books.changes !== before;
		return c.res;
	};
	const requestId = c.req.query('requestid');
	const isRead = c.req.method === 'GET' || c.req.path.endsWith('/query');
	if (requestId === undefined || requestId === '' || isRead) return await work();
	const bIds = c.req.path.endsWith('/batch') ? bIdsOf(parsed(c)) : null;
	const operation = c.req.query('operation') ?? 'create';
	const content = `${c.req.path} ${operation} ${[...c.get('include')].join()}\n${c.get('body')}`;
	return await replay.answer({ realm: books.realm, requestId, bIds, path: c.req.path, content }, work);
}

function bIdsOf(body: QuickBooksRecord): string[] {
	const items = body['BatchItemRequest'];
	return (Array.isArray(items) ? (items as QuickBooksRecord[]) : []).map(({ bId }) => String(bId ?? ''));
}

function query(c: ApiContext, statement: string): Response {
	return answer(c, { QueryResponse: select(c.get('books'), statement, c.get('include')) });
}

function read(c: ApiContext, entity: Parameters<typeof show>[1], record: QuickBooksRecord): Response {
	return answer(c, { [entity]: show(c.get('books'), entity, record, c.get('include')) });
}

function exchangeRate(c: ApiContext): Response {
	const books = c.get('books');
	const SourceCurrencyCode = c.req.query('sourcecurrencycode');
	if (!SourceCurrencyCode) throw missing('sourcecurrencycode');
	const AsOfDate = c.req.query('asofdate') ?? books.today();
	const Rate = books.exchangeRate(SourceCurrencyCode, AsOfDate);
	const ExchangeRate = { SourceCurrencyCode, TargetCurrencyCode: books.homeCurrency, Rate, AsOfDate };
	return answer(c, { ExchangeRate: { ...ExchangeRate, domain: 'QBO', sparse: false } });
}

/** Every answer ends with the server's time. */
function answer(c: ApiContext, parts: QuickBooksRecord): Response {
	return json({ ...parts, time: pacificWithMs(c.get('books').clock.now()) });
}

/** The body in JSON. @throws Refused 2010 for what is none, 500 for what is not UTF-8 */
function parsed(c: ApiContext): QuickBooksRecord {
	try {
		const value: unknown = JSON.parse(c.get('body'));
		if (typeof value === 'object' && value !== null) return value as QuickBooksRecord;
	} catch {
		// Refused below, like a body that is no object.
	}
	throw refused('2010', 'The request body is not a JSON object');
}

async function text(c: ApiContext): Promise<string> {
	try {
		return new TextDecoder('utf-8', { fatal: true }).decode(await c.req.arrayBuffer());
	} catch {
		throw unsupported('MalformedByteSequenceException: Invalid byte of UTF-8 sequence');
	}
}

/** @throws Refused 500 for an id that is no number */
function numeric(id: string): string {
	if (!/^\d+$/.test(id) && id !== 'TAX' && id !== 'NON') throw unsupported(`on id ${id}`);
	return id;
}

function saleKind(name: string): SaleKind {
	const entity = entityOrRefuse(name);
	if (entity === 'Invoice' || entity === 'Estimate' || entity === 'CreditMemo') return entity;
	throw unsupported(name);
}

/** Names an answer to Intuit's support. */
function trace(random: SeededRandom): string {
	const [first = '', second = ''] = random.uuid().split('-');
	return `1-${first}-${second}${random.uuid().replace(/-/g, '').slice(0, 20)}`;
}
