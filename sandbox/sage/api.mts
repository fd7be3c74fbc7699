import { Hono } from 'hono';
import type { Context } from 'hono';
import type { SageRecord } from '../core/types.mts';
import type { Books } from './books.mts';
import type { IdempotentAnswers, Outcome } from './idempotency.mts';
import type { Limits } from './limits.mts';
import { list, single } from './listing.mts';
import type { ShowOptions } from './listing.mts';
import type { ErrorEnvelope } from './problems.mts';
import { invalid, json, notFound, refusal, refusalBody, Refused, REQUIRED, standardRefusal } from './problems.mts';
import type { Resource } from './resource.mts';
import { RESOURCES } from './resources.mts';
import { SETTINGS, showBusiness } from './settings.mts';
import { base, withDecimals } from './show.mts';
import type { Grant, Tokens } from './tokens.mts';

/** api.accounting.sage.com/v3.1: sign-in, business and limits, in this order, then the resource. */

/** What the core is told of a call besides its answer. */
export interface CallNote {
	account: string | null;
	committed: boolean;
}

/** Where Sage's documents leave a choice. */
export interface ApiChoices extends ShowOptions {
	errorEnvelope: ErrorEnvelope;
	/** Whether 429 says how long to wait. */
	retryAfter: boolean;
	/** The status for a business the sign-in cannot reach. */
	unknownBusiness: 403 | 404;
	/** Decimals as JSON numbers and not as strings. */
	numbers: boolean;
}

export interface ApiParts {
	tokens: Tokens;
	businesses: readonly Books[];
	limits: Limits;
	idempotency: IdempotentAnswers;
	choices: ApiChoices;
	/** Holds an answer back, so that calls overlap as they do over the Internet. */
	delay(): Promise<void>;
}

interface SageEnv {
	Bindings: { note: CallNote };
	Variables: { books: Books; grant: Grant };
}

type SageCall = Context<SageEnv>;

export function apiApp(parts: ApiParts): Hono<SageEnv> {
	const { choices } = parts;
	const api = new Hono<SageEnv>();
	const answer = (body: unknown, status = 200): Response => json(withDecimals(body, choices.numbers), status);
	api.use('/v3.1/*', async (c, next) => {
		c.set('grant', signedIn(c, parts));
		await next();
	});
	api.get('/v3.1/businesses', () => answer(listBusinesses(parts.businesses)));
	api.get('/v3.1/businesses/:id', (c) => {
		const found = parts.businesses.find(({ id }) => id === c.req.param('id'));
		if (!found) throw notFound();
		return answer(showBusiness(found));
	});
	api.use('/v3.1/*', async (c, next) => {
		const books = businessOf(c, parts);
		const wait = parts.limits.take(books.id);
		if (wait !== null)
			return refusal(
				standardRefusal(429),
				choices.errorEnvelope,
				choices.retryAfter ? { 'Retry-After': String(wait) } : {},
			);
		if (c.req.method !== 'GET' && c.get('grant').scope !== 'full_access') throw standardRefusal(403);
		c.set('books', books);
		await parts.delay();
		return await next();
	});
	for (const [path, show] of Object.entries(SETTINGS)) api.get(`/v3.1/${path}`, (c) => answer(show(c.get('books'))));
	api.get('/v3.1/:resource', (c) => answer(list(resourceOf(c), c.get('books'), new URL(c.req.url), choices)));
	api.get('/v3.1/:resource/:id', (c) => readOne(c, answer));
	api.post('/v3.1/:resource', (c) => write(c, parts, answer));
	api.put('/v3.1/:resource/:id', (c) => write(c, parts, answer));
	api.post('/v3.1/:resource/:id/release', (c) => release(c, answer));
	api.delete('/v3.1/:resource/:id', (c) => remove(c, answer));
	api.all('/v3.1/:resource{[a-z_]+}/:id?', () => {
		throw standardRefusal(405);
	});
	api.notFound(() => refusal(notFound(), choices.errorEnvelope));
	api.onError((error) => {
		if (error instanceof Refused) return refusal(error, choices.errorEnvelope);
		throw error;
	});
	return api;
}

type Answer = (body: unknown, status?: number) => Response;

function signedIn(c: SageCall, { tokens }: ApiParts): Grant {
	const token = /^Bearer (.+)$/i.exec(c.req.header('authorization') ?? '')?.[1] ?? '';
	const grant = tokens.access(token);
	if (!grant) throw standardRefusal(401);
	return grant;
}

/** The business of the X-Business header; without one the user's lead business. */
function businessOf(c: SageCall, { businesses, choices }: ApiParts): Books {
	const asked = c.req.header('x-business');
	const books = asked ? businesses.find(({ id }) => id === asked) : businesses[0];
	if (!books) throw standardRefusal(choices.unknownBusiness);
	c.env.note.account = books.id;
	return books;
}

function listBusinesses(businesses: readonly Books[]): SageRecord {
	return {
		$total: businesses.length,
		$page: 1,
		$next: null,
		$back: null,
		$items_per_page: 2_147_483_647,
		$items: businesses.map(({ id, business }) => base('businesses', id, String(business['name'] ?? ''))),
	};
}

function resourceOf(c: SageCall): Resource {
	const resource = RESOURCES.get(c.req.param('resource') ?? '');
	if (!resource || resource.offered?.(c.get('books')) === false) throw notFound();
	return resource;
}

/** The record of the path; a deleted one is not found. */
function recordOf(c: SageCall, resource: Resource): SageRecord {
	const record = resource.get(c.get('books'), c.req.param('id') ?? '');
	if (!record || record['deleted_at']) throw notFound();
	return record;
}

/** Reading can change: an invoice is marked as sent. */
function readOne(c: SageCall, answer: Answer): Response {
	const resource = resourceOf(c);
	const books = c.get('books');
	const query = new URL(c.req.url).searchParams;
	const found = recordOf(c, resource);
	const record = committing(c, () => resource.read?.(books, found, query) ?? found);
	if (resource.pdf && c.req.header('accept')?.includes('application/pdf')) {
		const headers = { 'Content-Type': 'application/pdf' };
		return new Response(new Uint8Array(resource.pdf(books, record)), { headers });
	}
	return answer(single(resource, books, record, query));
}

/** POST and PUT, under an `idempotency_id` where the body has one. */
async function write(c: SageCall, { idempotency, choices }: ApiParts, answer: Answer): Promise<Response> {
	const resource = resourceOf(c);
	const books = c.get('books');
	const isNew = c.req.method === 'POST';
	if (!(isNew ? resource.create : resource.update)) throw standardRefusal(405);
	if (!c.req.header('content-type')?.includes('application/json')) throw standardRefusal(415);
	const text = await c.req.text();
	const { idempotency_id: key, ...fields } = unwrapped(text, resource.wrapper);
	const request = `${c.req.method} ${c.req.path}\n${text}`;
	const id = typeof key === 'string' && key !== '' ? key : undefined;
	if (id !== undefined && !/^[0-9a-f]{32}$/i.test(id)) throw invalid('idempotency_id', 'is invalid');
	const known = id === undefined ? undefined : idempotency.known(books.id, id, resource.path, request);
	const outcome =
		known ??
		outcomeOf(choices.errorEnvelope, () => {
			const record = committing(c, () =>
				isNew ? resource.create?.(books, fields) : resource.update?.(books, recordOf(c, resource), fields),
			);
			const body = single(resource, books, record ?? {}, new URL(c.req.url).searchParams);
			return { status: isNew ? 201 : 200, body };
		});
	if (id !== undefined && !known) idempotency.keep(books.id, id, resource.path, request, outcome);
	return answer(outcome.body, outcome.status);
}

function outcomeOf(envelope: ErrorEnvelope, work: () => Outcome): Outcome {
	try {
		return work();
	} catch (error) {
		if (error instanceof Refused) return { status: error.status, body: refusalBody(error, envelope) };
		throw error;
	}
}

/** A body is wrapped in the singular name of its resource. */
function unwrapped(text: string, wrapper: string): SageRecord {
	let body: unknown;
	try {
		body = JSON.parse(text);
	} catch {
		throw new Refused(400, { dataCode: 'InvalidJson', message: 'The body is not valid JSON.', source: '' });
	}
	const fields = (body as SageRecord | null)?.[wrapper];
	if (typeof fields !== 'object' || fields === null) throw invalid(wrapper, REQUIRED);
	return fields as SageRecord;
}

function release(c: SageCall, answer: Answer): Response {
	const resource = resourceOf(c);
	const books = c.get('books');
	const found = recordOf(c, resource);
	if (!resource.release) throw standardRefusal(405);
	const record = committing(c, () => resource.release?.(books, found) ?? found);
	return answer(single(resource, books, record, new URLSearchParams()), 201);
}

/** `void_reason` comes in the query or in the body. */
async function remove(c: SageCall, answer: Answer): Promise<Response> {
	const resource = resourceOf(c);
	const books = c.get('books');
	const found = recordOf(c, resource);
	if (!resource.remove) throw standardRefusal(405);
	const reason = c.req.query('void_reason') ?? reasonIn(await c.req.text());
	const record = committing(c, () => resource.remove?.(books, found, reason) ?? null);
	return record ? answer(single(resource, books, record, new URLSearchParams())) : c.body(null, 204);
}

function reasonIn(body: string): string | null {
	if (body.trim() === '') return null;
	try {
		const reason = (JSON.parse(body) as SageRecord | null)?.['void_reason'];
		return typeof reason === 'string' ? reason : null;
	} catch {
		return null;
	}
}

/** Runs a change whole or not at all, and notes whether anything was committed. */
function committing<T>(c: SageCall, work: () => T): T {
	const books = c.get('books');
	const before = books.changes;
	const result = books.attempt(work);
	c.env.note.committed = books.changes !== before;
	return result;
}
