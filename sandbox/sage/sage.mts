import type { Handled, SageBusinessFile, SimulatedSystem, SystemOptions } from '../core/types.mts';
import { personActions } from './actions.mts';
import type { ApiChoices, CallNote } from './api.mts';
import { apiApp } from './api.mts';
import { dumpBooks, dumpKind } from './dump.mts';
import { IdempotentAnswers } from './idempotency.mts';
import type { IdempotencyRules } from './idempotency.mts';
import { Limits } from './limits.mts';
import { openBooks } from './load.mts';
import { notFound, refusal, standardRefusal } from './problems.mts';
import { authorizeApp, tokenApp } from './signIn.mts';
import type { App, Scope } from './tokens.mts';
import { DEMO_APP, Tokens } from './tokens.mts';

export type { App } from './tokens.mts';
export { DEMO_APP, DEMO_TOKENS } from './tokens.mts';

/** Where apis/sage.md calls something unconfirmed, the careful reading unless told otherwise. */
export interface SageOptions extends SystemOptions, Partial<ApiChoices>, Partial<IdempotencyRules> {
	/** Apps beside `DEMO_APP`. */
	apps?: App[];
	/** Whether a payment or allocation moves the invoice's `updated_at`; it does unless told otherwise. */
	settlementsTouch?: boolean;
	/** How long each call is in progress, ms; 0 unless told otherwise. */
	answerTime?: number;
}

export interface SimulatedSage extends SimulatedSystem {
	readonly name: 'sage';
	/** Makes tokens of a test's own choosing good from now, by default for `DEMO_APP` with full access. */
	seedToken(token: { accessToken?: string; refreshToken?: string; clientId?: string; scope?: Scope }): void;
}

/**
 * A simulated Sage Accounting (v3.1) over these businesses; the first is the one that work is done in and the user's lead
 * business, the others are bystanders that the same sign-in can see. Faithful to apis/sage.md.
 */
export function createSage(files: SageBusinessFile[], options: SageOptions): SimulatedSage {
	const { clock, seed } = options;
	const apps = [DEMO_APP, ...(options.apps ?? [])];
	const businesses = files.map((file) => openBooks(file, clock, seed));
	for (const books of businesses) books.settlementsTouch = options.settlementsTouch ?? true;
	const tokens = new Tokens(clock, seed);
	const answerTime = options.answerTime ?? 0;
	const errorEnvelope = options.errorEnvelope ?? 'array';
	const api = apiApp({
		tokens,
		businesses,
		limits: new Limits(clock, options.limits),
		idempotency: new IdempotentAnswers(clock, {
			strict: options.strict ?? false,
			remembersFailures: options.remembersFailures ?? false,
		}),
		choices: {
			errorEnvelope,
			retryAfter: options.retryAfter ?? false,
			unknownBusiness: options.unknownBusiness ?? 403,
			numbers: options.numbers ?? false,
			wholeLists: options.wholeLists ?? false,
			deletedInChanges: options.deletedInChanges ?? false,
		},
		delay: () => (answerTime ? clock.sleep(answerTime) : Promise.resolve()),
	});
	const country = businesses[0]?.country.toLowerCase() ?? 'gb';
	const hosts: Record<string, { fetch(request: Request, env: object): Response | Promise<Response> }> = {
		'api.accounting.sage.com': api,
		'oauth.accounting.sage.com': tokenApp(tokens, apps),
		'www.sageone.com': authorizeApp(tokens, apps, country),
	};

	return {
		name: 'sage',
		hosts: Object.keys(hosts),
		async handle(request: Request): Promise<Handled> {
			const note: CallNote = { account: null, committed: false };
			const host = hosts[new URL(request.url).hostname];
			const response = host ? await host.fetch(request, { note }) : refusal(notFound(), errorEnvelope);
			response.headers.set('Date', new Date(clock.now()).toUTCString());
			return { response, ...note };
		},
		isWrite: (method, path) => path.startsWith('/v3.1/') && method !== 'GET',
		faultResponse(status, retryAfter) {
			const headers: Record<string, string> =
				retryAfter === undefined ? {} : { 'Retry-After': String(retryAfter) };
			return refusal(standardRefusal(status), errorEnvelope, headers);
		},
		expireToken(request: Request): void {
			const token = /^Bearer (.+)$/i.exec(request.headers.get('authorization') ?? '')?.[1];
			if (token) tokens.end(token);
		},
		dump: () => businesses.map(dumpBooks),
		records(kind: string): unknown[] {
			const [main] = businesses;
			return main ? dumpKind(main, kind) : [];
		},
		actions: personActions(businesses),
		seedToken: (token) => tokens.seedToken(token),
	};
}
