import { Hono, type Context } from 'hono';
import { HubSpotError, invalid, notFound } from './errors.mts';
import type { Account } from './account.mts';
import type { SignIns, Token } from './auth.mts';
import { findObjectType, type ObjectType } from './objectTypes.mts';
import type { RateLimits } from './rateLimits.mts';

/** What one call leaves behind for the core. */
export interface CallNote {
	account: string | null;
	committed: boolean;
}

/** The environment of every route. */
export interface Env {
	Bindings: CallNote;
	Variables: { token: Token; account: Account };
}

export type Route = Context<Env>;
export type App = Hono<Env>;

export interface Parts {
	accounts: readonly Account[];
	signIns: SignIns;
	limits: RateLimits;
}

/** Versions a path may carry; `v3` and `v4` stand before the area there, dated ones behind it (apis/hubspot.md 1.4). */
export const DATED = ['2025-09', '2026-03', '2026-09'];

/** `/crm/v3/objects/...` becomes `/crm/objects/v3/...`, so that each route is written once; a slash at the end is dropped. */
export function normalisePath(path: string): string {
	return path.replace(/^\/crm\/(v\d)\/(\w+)/, '/crm/$2/$1').replace(/(.)\/+$/, '$1');
}

/** @throws HubSpotError 404 for a version that this area does not have */
export function checkVersion(c: Route, ...classic: string[]): string {
	const version = c.req.param('version') ?? '';
	if (!DATED.includes(version) && !classic.includes(version)) throw notFound(`No such version: ${version}`);
	return version;
}

/** True from the version on that enforces the portal's own rules on every write (1.4). */
export function enforcesRules(version: string): boolean {
	return version >= '2026-09' && !version.startsWith('v');
}

/** The type of record a path names. @throws HubSpotError 400 as HubSpot answers an unknown one */
export function objectType(c: Route, name = 'type'): ObjectType {
	const given = c.req.param(name) ?? '';
	const found = findObjectType(given);
	if (!found) throw invalid(`Unable to infer object type from: ${given}`);
	return found;
}

/** @throws HubSpotError 400 when the body is no JSON object */
export async function readBody(c: Route): Promise<Record<string, unknown>> {
	const text = await c.req.text();
	let body: unknown;
	try {
		body = JSON.parse(text);
	} catch {
		throw invalid('Invalid input JSON');
	}
	if (typeof body !== 'object' || body === null) throw invalid('Invalid input JSON');
	return body as Record<string, unknown>;
}

/** The `inputs` of a batch. @throws HubSpotError 400 when there are none or too many */
export function readInputs(body: Record<string, unknown>, max: number): Array<Record<string, unknown>> {
	const { inputs } = body;
	if (!Array.isArray(inputs)) throw invalid('inputs is required');
	if (inputs.length > max) throw invalid(`The maximum number of inputs supported in a batch request is ${max}`);
	return inputs as Array<Record<string, unknown>>;
}

/** Says that something was really written. */
export function committed(c: Route): void {
	c.env.committed = true;
}

/** The text of a time as the API writes it. */
export function now(c: Route): string {
	return new Date(c.get('account').clock.now()).toISOString();
}

/** A batch answer (3.1): with errors it is a 207 and counts them. */
export function batchAnswer(
	c: Route,
	results: readonly unknown[],
	errors: readonly unknown[] = [],
	status: 200 | 201 = 200,
): Response {
	const at = now(c);
	const body = { status: 'COMPLETE', results, startedAt: at, completedAt: at };
	if (errors.length === 0) return c.json(body, status);
	return c.json({ ...body, numErrors: errors.length, errors }, 207);
}

/** The application with its frame: sign-in, limits, errors in HubSpot's words. Routes are added by the caller. */
export function createApp(parts: Parts): App {
	const app = new Hono<Env>({ getPath: (request) => normalisePath(new URL(request.url).pathname) });
	app.use('*', async (c, next) => {
		if (c.req.path.startsWith('/oauth/')) return await next();
		const token = parts.signIns.authenticate(c.req.raw);
		c.set('token', token);
		c.set('account', token.account);
		c.env.account = String(token.account.portalId);
		const headers = parts.limits.take(token, c.req.path.endsWith('/search'));
		await next();
		for (const [name, value] of Object.entries(headers)) c.res.headers.set(name, value);
	});
	app.onError((error, c) => {
		if (!(error instanceof HubSpotError)) throw error;
		const random = parts.accounts[0]!.random;
		return c.json(error.envelope(random.uuid()), error.status as 400);
	});
	app.notFound((c) =>
		c.html('<html><head><title>Error 404 Not Found</title></head><body>Not Found</body></html>', 404),
	);
	return app;
}
