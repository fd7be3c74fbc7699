import type { Handled, PersonAction, SimulatedSystem, SystemOptions, XeroOrganisationFile } from '../core/types.mts';
import { personActions } from './actions.mts';
import { apiApp, connectionId, faultResponse } from './api.mts';
import type { Connections } from './api.mts';
import type { Books } from './books.mts';
import type { CallNote } from './exchange.mts';
import { IdempotentAnswers } from './idempotency.mts';
import { Limits } from './limits.mts';
import { dumpBooks, openBooks } from './load.mts';
import { notFound } from './problems.mts';
import { identityApp, loginApp } from './signIn.mts';
import type { App } from './tokens.mts';
import { DEMO_APP, DEMO_CUSTOM_CONNECTION, Tokens } from './tokens.mts';

export type { App } from './tokens.mts';
export { DEMO_APP, DEMO_CUSTOM_CONNECTION, DEMO_TOKENS } from './tokens.mts';

/** Above this a URL answers 404, which reads as "none found" (apis/xero.md 7.7). */
const MAX_URL = 2091;

export interface XeroOptions extends SystemOptions {
	/** Apps beside `DEMO_APP` and `DEMO_CUSTOM_CONNECTION`. */
	apps?: App[];
	/** The app's daily limit by its tier; 5,000 unless told otherwise. */
	dayLimit?: 1000 | 5000;
	/** How long each call is in progress, ms; 0 unless told otherwise. Calls that overlap count as concurrent. */
	answerTime?: number;
}

export interface SimulatedXero extends SimulatedSystem {
	readonly name: 'xero';
	/** Makes tokens of a test's own choosing good from now, by default for `DEMO_APP` with every scope. */
	seedToken(token: { accessToken?: string; refreshToken?: string; clientId?: string; scopes?: string[] }): void;
}

/**
 * A simulated Xero over these organisations; the first is the one that work is done in, the others are bystanders that the same
 * sign-in can see. Faithful to apis/xero.md. A custom connection sees the first only.
 */
export function createXero(files: XeroOrganisationFile[], options: XeroOptions): SimulatedXero {
	const { clock, seed } = options;
	const apps = [DEMO_APP, DEMO_CUSTOM_CONNECTION, ...(options.apps ?? [])];
	const tenants = files.map((file) => openBooks(file, clock, seed));
	const tokens = new Tokens(clock, seed);
	const connections = connectionsTo(tenants);
	const answerTime = options.answerTime ?? 0;
	const api = apiApp({
		tokens,
		apps,
		limits: new Limits(clock, options.limits, options.dayLimit ?? 5000),
		idempotency: new IdempotentAnswers(clock),
		connections,
		delay: () => (answerTime ? clock.sleep(answerTime) : Promise.resolve()),
	});
	const hosts: Record<string, { fetch(request: Request, env: object): Response | Promise<Response> }> = {
		'api.xero.com': api,
		'identity.xero.com': identityApp(tokens, apps, (clientId) => connections.removeAll(clientId)),
		'login.xero.com': loginApp(tokens, apps),
	};
	const actions: PersonAction[] = personActions(tenants);

	return {
		name: 'xero',
		hosts: Object.keys(hosts),
		async handle(request: Request): Promise<Handled> {
			const note: CallNote = { account: null, committed: false };
			const host = hosts[new URL(request.url).hostname];
			const response = host && request.url.length <= MAX_URL ? await host.fetch(request, { note }) : notFound();
			return { response, ...note };
		},
		isWrite: (method, path) => path.startsWith('/api.xro/') && method !== 'GET',
		faultResponse,
		expireToken(request: Request): void {
			const token = /^Bearer (.+)$/i.exec(request.headers.get('authorization') ?? '')?.[1];
			if (token) tokens.expire(token);
		},
		dump: () => tenants.map(dumpBooks),
		actions,
		seedToken: (token) => tokens.seedToken(token),
	};
}

function connectionsTo(tenants: Books[]): Connections & { removeAll(clientId: string): void } {
	const removed = new Set<string>();
	const of = (app: App): Books[] => {
		const seen = app.customConnection ? tenants.slice(0, 1) : tenants;
		return seen.filter((books) => !removed.has(connectionId(app, books)));
	};
	return {
		of,
		remove(app, id) {
			const held = of(app).some((books) => connectionId(app, books) === id);
			if (held) removed.add(id);
			return held;
		},
		removeAll(clientId) {
			for (const books of tenants) removed.add(connectionId({ clientId, clientSecret: '', name: '' }, books));
		},
	};
}
