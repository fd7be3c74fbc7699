import type { HubSpotAccountFile, HubSpotRecord, SimulatedSystem, SystemOptions } from '../core/types.mts';
import { Account } from './account.mts';
import { createActions } from './actions.mts';
import { createApp, normalisePath, type CallNote } from './app.mts';
import { defaultToken, SignIns } from './auth.mts';
import { dumpAccount, dumpRecord } from './dump.mts';
import { HubSpotError } from './errors.mts';
import { RateLimited, RateLimits } from './rateLimits.mts';
import { addAssociationRoutes } from './routes/associations.mts';
import { addBatchRoutes } from './routes/batch.mts';
import { addOauthRoutes, authorize } from './routes/oauth.mts';
import { addObjectRoutes } from './routes/objects.mts';
import { addPropertyRoutes } from './routes/properties.mts';
import { addSettingsRoutes } from './routes/settings.mts';

export interface HubSpotOptions extends SystemOptions {
	/** How long the search stays behind a write, in ms of clock time. */
	searchLagMs: number;
}

export interface HubSpotSystem extends SimulatedSystem {
	readonly name: 'hubspot';
	/** The main account's service key. */
	readonly token: string;
	/** A further service key with these scopes only, for the main account. */
	issueKey(scopes: readonly string[]): string;
	/** Live records of one type in the main account, as a company file holds them. */
	records(kind: string): HubSpotRecord[];
	record(kind: string, id: string): HubSpotRecord | undefined;
	/** How HubSpot's pages show the value of a property that is chosen from a list; the value itself for any other. */
	shownValue(kind: string, property: string, value: string): string;
	/** Of the main account. */
	readonly companyCurrency: string;
	/** Of the main account. */
	pipelines(): HubSpotAccountFile['pipelines'];
}

const API_HOSTS = ['api.hubapi.com', 'api.hubspot.com'];
const UI_HOSTS = ['app.hubspot.com', 'app-eu1.hubspot.com'];

/** HubSpot as apis/hubspot.md tells it, for the main account and the bystanders, each reached by a token of its own. */
export function createHubSpot(files: HubSpotAccountFile[], options: HubSpotOptions): HubSpotSystem {
	const accounts = files.map((file) => new Account(file, options));
	const [main] = accounts;
	if (!main) throw new Error('HubSpot needs at least one account');
	const signIns = new SignIns(accounts, options.clock, options.seed);
	const app = createApp({ accounts, signIns, limits: new RateLimits(options.clock, options.limits) });
	addBatchRoutes(app);
	addObjectRoutes(app);
	addAssociationRoutes(app);
	addPropertyRoutes(app);
	addSettingsRoutes(app);
	addOauthRoutes(app, signIns);

	return {
		name: 'hubspot',
		hosts: [...API_HOSTS, ...UI_HOSTS],
		token: main.file.token ?? defaultToken(main.portalId),
		handle: async (request) => {
			const note: CallNote = { account: null, committed: false };
			const url = new URL(request.url);
			const consent = UI_HOSTS.includes(url.hostname) && url.pathname === '/oauth/authorize';
			const response = consent ? authorize(url, accounts, signIns) : await app.fetch(request, note);
			return { response, ...note };
		},
		isWrite: (method, path) => {
			const [route = ''] = normalisePath(path.split('?')[0] ?? '').split('?');
			if (method === 'GET' || method === 'HEAD' || !route.startsWith('/crm/')) return false;
			return !/\/(search|batch\/read)$/.test(route);
		},
		faultResponse: (status, retryAfter) => faultResponse(main, status, retryAfter),
		expireToken: (request) => signIns.expire(request),
		dump: () => accounts.map(dumpAccount),
		records: (kind) =>
			main
				.store(kind)
				.list()
				.map((record) => dumpRecord(main, kind, record)),
		record: (kind, id) => {
			const record = main.store(kind).get(id);
			return record && dumpRecord(main, kind, record);
		},
		shownValue: (kind, property, value) =>
			main
				.definitions(kind)
				.find(property)
				?.options.find((option) => option.value === value)?.label ?? value,
		companyCurrency: main.file.account.companyCurrency,
		pipelines: () => main.pipelines,
		actions: createActions(main),
		issueKey: (scopes) => signIns.issueKey(main, scopes),
	};
}

/** The refusals of apis/hubspot.md sections 2 and 6 that come from HubSpot's own state rather than from the request. */
function faultResponse(account: Account, status: number, retryAfter?: number): Response {
	const errors: Record<number, HubSpotError> = {
		400: new HubSpotError(400, 'VALIDATION_ERROR', 'There was a problem with the request.'),
		401: new HubSpotError(401, 'EXPIRED_AUTHENTICATION', 'The OAuth token used to make this call expired.'),
		403: new HubSpotError(
			403,
			'MISSING_SCOPES',
			"This app hasn't been granted all required scopes to make this call.",
		),
		404: new HubSpotError(404, 'OBJECT_NOT_FOUND', 'resource not found'),
		423: new HubSpotError(
			423,
			'LOCKED',
			'The resource is locked while it is being written. Try again in 2 seconds.',
		),
		429: new RateLimited('TEN_SECONDLY_ROLLING', 'You have reached your ten_secondly_rolling limit.'),
		477: new HubSpotError(477, 'MIGRATION_IN_PROGRESS', 'The account is being moved to another data centre.'),
	};
	const error = errors[status] ?? new HubSpotError(status, 'INTERNAL_ERROR', 'internal error');
	const headers = {
		'content-type': 'application/json',
		...(retryAfter === undefined ? {} : { 'retry-after': String(retryAfter) }),
	};
	return new Response(JSON.stringify(error.envelope(account.random.uuid())), { status, headers });
}
