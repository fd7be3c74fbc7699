import { Hono } from 'hono';
import type { Context, Next } from 'hono';
import { app as author } from './author.mts';
import type { Books } from './books.mts';
import type { XeroEnv } from './exchange.mts';
import { guid } from './ids.mts';
import type { IdempotentAnswers } from './idempotency.mts';
import type { Limits } from './limits.mts';
import { json, notFound, problem, Refused, text } from './problems.mts';
import { accountingRoutes } from './routes.mts';
import type { App, Tokens } from './tokens.mts';

/** api.xero.com: sign-in, tenant, scope, limits and idempotency, in this order, before each endpoint. */

export interface ApiParts {
	tokens: Tokens;
	apps: readonly App[];
	limits: Limits;
	idempotency: IdempotentAnswers;
	connections: Connections;
	/** Holds an answer back, so that calls overlap as they do over the Internet. */
	delay(): Promise<void>;
}

/** Which organisations each app may see. */
export interface Connections {
	of(app: App): Books[];
	remove(app: App, connectionId: string): boolean;
}

export function apiApp(parts: ApiParts): Hono<XeroEnv> {
	const api = new Hono<XeroEnv>();
	api.get('/connections', (c) => listConnections(c, parts));
	api.delete('/connections/:id', (c) => {
		const caller = signedIn(c, parts);
		if (caller instanceof Response) return caller;
		return parts.connections.remove(caller.app, c.req.param('id')) ? c.body(null, 204) : notFound();
	});
	api.use('/api.xro/2.0/*', (c, next) => guard(c, next, parts));
	api.route('/api.xro/2.0', accountingRoutes());
	api.notFound(() => notFound());
	api.onError((error) => {
		if (error instanceof Refused) return error.response;
		throw error;
	});
	return api;
}

type XeroCall = Context<XeroEnv>;

/** The app and scopes of the bearer token, or the refusal. */
function signedIn(c: XeroCall, { tokens, apps }: ApiParts): { app: App; scopes: readonly string[] } | Response {
	const token = /^Bearer (.+)$/i.exec(c.req.header('authorization') ?? '')?.[1] ?? '';
	const { state, grant } = tokens.access(token);
	const app = apps.find((known) => known.clientId === grant?.clientId);
	if (!grant || !app) return problem(401, 'AuthenticationUnsuccessful', instance(c));
	if (state === 'expired')
		return problem(401, `TokenExpired: token expired at ${american(grant.at + 1_800_000)}`, instance(c));
	return { app, scopes: grant.scopes };
}

async function guard(c: XeroCall, next: Next, parts: ApiParts): Promise<Response | void> {
	const caller = signedIn(c, parts);
	if (caller instanceof Response) return caller;
	const { app, scopes } = caller;
	const books = tenantOf(c, app, parts.connections);
	if (!books) return problem(403, 'AuthenticationUnsuccessful', instance(c));
	c.env.note.account = books.id;
	if (!covers(scopes, c.req.method, c.req.path)) {
		return problem(401, 'AuthorizationUnsuccessful', instance(c), {
			'WWW-Authenticate': 'Bearer error="insufficient_scope"',
		});
	}
	const refused = parts.limits.begin(books.id, app.clientId);
	if (refused) return refused;
	try {
		c.set('books', books);
		c.set('by', author(app.clientId));
		c.set('appName', app.name);
		c.set('body', await c.req.text());
		await parts.delay();
		const response = await answerOnce(c, next, app, parts.idempotency);
		c.res = withHeaders(response, {
			...parts.limits.headers(books.id, app.clientId),
			'Xero-Correlation-Id': instance(c),
		});
	} finally {
		parts.limits.end(books.id);
	}
}

/** Runs the endpoint, under its Idempotency-Key where a write has one. */
async function answerOnce(c: XeroCall, next: Next, app: App, idempotency: IdempotentAnswers): Promise<Response> {
	const work = async (): Promise<Response> => {
		const books = c.get('books');
		const before = books.changes;
		await next();
		books.settle();
		c.env.note.committed = books.changes !== before;
		return c.res;
	};
	const key = c.req.header('idempotency-key');
	const applies = key && ['PUT', 'POST', 'PATCH'].includes(c.req.method);
	if (!applies) return work();
	return idempotency.answer(app.clientId, key, `${c.req.method} ${c.req.url}\n${c.get('body')}`, work);
}

/** The organisation of the tenant header. A custom connection needs none: it has one organisation. */
function tenantOf(c: XeroCall, app: App, connections: Connections): Books | undefined {
	const connected = connections.of(app);
	const asked = c.req.header('xero-tenant-id');
	if (!asked && app.customConnection) return connected[0];
	return connected.find((books) => books.id === asked?.toLowerCase());
}

/** Scopes that open an endpoint; `.read` opens it for reading. apis/xero.md 1.1. */
const SCOPE_OF: Record<string, { read: string[]; write: string[] }> = {
	Contacts: both('contacts'),
	Invoices: both('invoices'),
	CreditNotes: both('invoices'),
	Quotes: both('invoices'),
	Prepayments: both('payments'),
	Overpayments: both('payments'),
	RepeatingInvoices: both('invoices'),
	Payments: both('payments'),
	Items: { read: ['settings', 'invoices'], write: ['settings'] },
};

function both(name: string): { read: string[]; write: string[] } {
	return { read: [name], write: [name] };
}

function covers(scopes: readonly string[], method: string, path: string): boolean {
	const endpoint = path.split('/')[3] ?? '';
	const needed = SCOPE_OF[endpoint] ?? both('settings');
	const reading = method === 'GET';
	const names = reading ? needed.read.flatMap((name) => [name, `${name}.read`]) : needed.write;
	return names.some((name) => scopes.includes(`accounting.${name}`));
}

function listConnections(c: XeroCall, parts: ApiParts): Response {
	const caller = signedIn(c, parts);
	if (caller instanceof Response) return caller;
	const event = guid(`authentication event ${caller.app.clientId}`);
	if ((c.req.query('authEventId') ?? event) !== event) return json([]);
	return json(
		parts.connections.of(caller.app).map((books) => ({
			id: connectionId(caller.app, books),
			authEventId: event,
			tenantId: books.id,
			tenantType: 'ORGANISATION',
			tenantName: books.organisation['Name'],
			createdDateUtc: '2026-01-05T09:00:00.0000000',
			updatedDateUtc: '2026-01-05T09:00:00.0000000',
		})),
	);
}

/** A connection's id, which is not the tenant's. */
export function connectionId(app: App, books: Books): string {
	return guid(`connection ${app.clientId} ${books.id}`);
}

function withHeaders(response: Response, headers: Record<string, string>): Response {
	const all = new Headers(response.headers);
	for (const [name, value] of Object.entries(headers)) all.set(name, value);
	return new Response(response.body, { status: response.status, headers: all });
}

function instance(c: XeroCall): string {
	return guid(`call ${c.req.method} ${c.req.url}`);
}

/** `MM/DD/YYYY hh:mm:ss`, as in Xero's message. */
function american(ms: number): string {
	const iso = new Date(ms).toISOString();
	return `${iso.slice(5, 7)}/${iso.slice(8, 10)}/${iso.slice(0, 4)} ${iso.slice(11, 19)}`;
}

/** The answer of a planted fault in Xero's own words: apis/xero.md sections 2 and 10. */
export function faultResponse(status: number, retryAfter?: number): Response {
	const wait: Record<string, string> = retryAfter === undefined ? {} : { 'Retry-After': String(retryAfter) };
	switch (status) {
		case 401:
			return problem(401, 'TokenExpired: token expired at 01/01/2001 00:00:00', guid('fault'));
		case 403:
			return problem(403, 'AuthenticationUnsuccessful', guid('fault'));
		case 404:
			return notFound();
		case 429:
			return withHeaders(
				text(429, ''),
				retryAfter === undefined ? TOO_MANY_AT_ONCE : { ...MINUTE_USED_UP, ...wait },
			);
		case 503:
			return withHeaders(text(503, 'The Xero API is temporarily unavailable'), wait);
		default:
			return withHeaders(
				text(status, 'An unhandled error with the Xero API occurred. Contact the Xero API team.'),
				wait,
			);
	}
}

const MINUTE_USED_UP = {
	'X-Rate-Limit-Problem': 'minute',
	'X-MinLimit-Remaining': '0',
	'X-DayLimit-Remaining': '4539',
	'X-AppMinLimit-Remaining': '9938',
};

/** The limit that tells no Retry-After. */
const TOO_MANY_AT_ONCE = { ...MINUTE_USED_UP, 'X-Rate-Limit-Problem': 'concurrent', 'X-MinLimit-Remaining': '31' };
