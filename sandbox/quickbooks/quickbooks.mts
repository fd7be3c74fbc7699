import { createRandom } from '../core/random.mts';
import type { Handled, PersonAction, QuickBooksCompanyFile, SimulatedSystem, SystemOptions } from '../core/types.mts';
import { accountingApi } from './api.mts';
import type { CallNote } from './api.mts';
import { personActions } from './actions.mts';
import { onlyReads } from './batch.mts';
import { faultResponse } from './faults.mts';
import { Limits } from './limits.mts';
import { dumpBooks, openBooks } from './load.mts';
import { Replay } from './replay.mts';
import type { ReusedRequestId } from './replay.mts';
import { appCenter, developerApi, tokenEndpoint } from './signIn.mts';
import type { App } from './tokens.mts';
import { DEMO_APP, Tokens } from './tokens.mts';

export type { App } from './tokens.mts';
export type { ReusedRequestId } from './replay.mts';
export { DEMO_APP, DEMO_TOKENS } from './tokens.mts';

const PRODUCTION = 'quickbooks.api.intuit.com';
const SANDBOX = 'sandbox-quickbooks.api.intuit.com';

export interface QuickBooksOptions extends SystemOptions {
	/** Apps beside `DEMO_APP`. */
	apps?: App[];
	/** Where the companies live: a call to the other host is answered 403 3100. Both hosts serve them unless told. */
	environment?: 'production' | 'sandbox';
	/** How long each call is in progress, ms; 0 unless told otherwise. Calls that overlap count as concurrent. */
	answerTime?: number;
	/** Throws, instead of noting it, when a request id comes again with other content. */
	strictRequestIds?: boolean;
}

export interface SimulatedQuickBooks extends SimulatedSystem {
	readonly name: 'quickbooks';
	/** Request ids that came again with other content, and were answered with the old response. */
	readonly reusedRequestIds: readonly ReusedRequestId[];
	/** While true, business faults are answered with HTTP 200 (apis/quickbooks.md 0.10). */
	faultsAs200: boolean;
	/** The company that a person chooses at the next sign-ins; the first unless told. */
	chooseCompany(realmId: string): void;
	/** Makes tokens of a test's own choosing good from now, for the first company unless told, by default for `DEMO_APP`. */
	seedToken(token: { accessToken?: string; refreshToken?: string; clientId?: string; realmId?: string }): void;
}

/**
 * A simulated QuickBooks Online over these companies; the first is the one that work is done in, the others are bystanders.
 * Faithful to apis/quickbooks.md. A sign-in reaches one company.
 */
export function createQuickBooks(files: QuickBooksCompanyFile[], options: QuickBooksOptions): SimulatedQuickBooks {
	const { clock, seed } = options;
	const companies = files.map((file) => openBooks(file, clock));
	const first = companies[0]?.realm ?? '';
	const apps = [DEMO_APP, ...(options.apps ?? [])];
	const tokens = new Tokens(clock, seed, first);
	const replay = new Replay(clock);
	const answerTime = options.answerTime ?? 0;
	let chosen = first;
	const api = accountingApi({
		tokens,
		apps,
		companies,
		limits: new Limits(clock, options.limits),
		replay,
		random: createRandom(seed),
		serves: (host) =>
			options.environment === undefined || host === (options.environment === 'sandbox' ? SANDBOX : PRODUCTION),
		faultsAs200: () => system.faultsAs200,
		delay: () => (answerTime ? clock.sleep(answerTime) : Promise.resolve()),
	});
	const hosts: Record<string, { fetch(request: Request, env: object): Response | Promise<Response> }> = {
		[PRODUCTION]: api,
		[SANDBOX]: api,
		'oauth.platform.intuit.com': tokenEndpoint(tokens, apps),
		'appcenter.intuit.com': appCenter(tokens, apps, () => chosen),
		'developer.api.intuit.com': developerApi(tokens, apps),
	};
	const actions: PersonAction[] = personActions(companies);

	const system: SimulatedQuickBooks = {
		name: 'quickbooks',
		hosts: Object.keys(hosts),
		async handle(request: Request): Promise<Handled> {
			const note: CallNote = { account: null, committed: false };
			const host = hosts[new URL(request.url).hostname];
			const noted = replay.reused.length;
			const response = host ? await host.fetch(request, { note }) : new Response(null, { status: 404 });
			const reused = replay.reused[noted];
			if (options.strictRequestIds && reused) {
				throw new Error(`Request id ${reused.requestId} came again with other content: ${reused.path}`);
			}
			return { response, ...note };
		},
		isWrite(method, path, body): boolean {
			if (method !== 'POST' || !path.startsWith('/v3/company/')) return false;
			const endpoint = path.split('?')[0]?.split('/')[4];
			if (endpoint === 'query') return false;
			return endpoint !== 'batch' || !holdsOnlyReads(body);
		},
		faultResponse,
		expireToken(request: Request): void {
			const token = /^Bearer (.+)$/i.exec(request.headers.get('authorization') ?? '')?.[1];
			if (token) tokens.expire(token);
		},
		dump: () => companies.map(dumpBooks),
		records: (kind) => recordsOf(kind),
		actions,
		reusedRequestIds: replay.reused,
		faultsAs200: false,
		chooseCompany(realmId): void {
			if (!companies.some(({ realm }) => realm === realmId)) throw new Error(`There is no company ${realmId}`);
			chosen = realmId;
		},
		seedToken: (token) => tokens.seedToken({ realmId: first, ...token }),
	};
	const recordsOf = (kind: string): unknown[] => {
		const [books] = companies;
		return books ? [...books.all(kind as Parameters<typeof books.all>[0])] : [];
	};
	return system;
}

function holdsOnlyReads(body: string | undefined): boolean {
	try {
		const { BatchItemRequest } = JSON.parse(body ?? '') as { BatchItemRequest?: Array<Record<string, unknown>> };
		return onlyReads(BatchItemRequest ?? []);
	} catch {
		return false;
	}
}
