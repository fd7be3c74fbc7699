import { loadCa } from './core/ca.mts';
import { realClock } from './core/clock.mts';
import { FaultBook, type PlantedFault } from './core/faults.mts';
import { createHarWriter } from './core/har.mts';
import { createPipeline } from './core/pipeline.mts';
import { startProxy } from './core/proxy.mts';
import type {
	Call,
	Clock,
	CompanyFile,
	Fault,
	HubSpotAccountFile,
	LedgerName,
	LimitScale,
	SimulatedSystem,
	SystemName,
	SystemOptions,
} from './core/types.mts';
import { createHubSpot, type HubSpotSystem } from './hubspot/hubspot.mts';
import type { PageSandbox } from './page/app.mts';
import { startPage } from './page/page.mts';
import { createQuickBooks, type SimulatedQuickBooks } from './quickbooks/quickbooks.mts';
import { createSage, type SimulatedSage } from './sage/sage.mts';
import { createXero, type SimulatedXero } from './xero/xero.mts';

export interface SandboxOptions {
	company: CompanyFile;
	/** Default `real`. */
	limits?: LimitScale;
	/** Seeds the ids that the systems make. Default 1. */
	seed?: number;
	/** Default: the machine's own time. */
	clock?: Clock;
	/** How long HubSpot's search stays behind a write. Default 3,000. */
	searchLagMs?: number;
	/** Writes all traffic there, secrets masked. */
	harFile?: string;
	/** Default true; false leaves the proxy and the page away, for tests that call `fetch` here. */
	listen?: boolean;
	/** Of the page; default any free one. */
	port?: number;
	proxyPort?: number;
}

export interface Sandbox {
	readonly name: string;
	readonly hosts: readonly string[];
	/**
	 * One request through faults, system and journal, under the real host name.
	 * @throws NoAnswer where a planted fault leaves the caller without an answer
	 */
	fetch(request: Request): Promise<Response>;
	/** Every call so far, in order of arrival; one still under way has status 0. */
	readonly calls: readonly Call[];
	clearCalls(): void;
	/** Calls the listener with every call as it ends; returns what ends that. */
	onCall(listener: (call: Call) => void): () => void;
	addFault(fault: Fault): number;
	clearFaults(): void;
	faults(): PlantedFault[];
	readonly hubspot: HubSpotSystem;
	/** The ledgers whose books the company file holds. */
	readonly ledgers: readonly SimulatedSystem[];
	/** @throws Error where the company keeps no books there, like the next two */
	readonly xero: SimulatedXero;
	readonly quickbooks: SimulatedQuickBooks;
	readonly sage: SimulatedSage;
	/** The present state as a company file that starts the same company again. */
	dump(): CompanyFile;
	/** Does what a person does in a system's own user interface. @throws Error for an unknown action or record */
	act(system: SystemName, action: string, id: string, input?: Record<string, string>): Promise<void>;
	/** Certificate of the authority that signs for the simulated hosts; empty when not listening, like the next three. */
	readonly caPem: string;
	/** For HTTPS_PROXY. */
	readonly proxyUrl: string;
	readonly pageUrl: string;
	/** 0 when not listening. */
	readonly tlsPort: number;
	close(): Promise<void>;
}

/** Starts the simulated systems with the given company, and unless told otherwise the proxy and the page on loopback. */
export async function startSandbox(options: SandboxOptions): Promise<Sandbox> {
	const { company } = options;
	const clock = options.clock ?? realClock;
	const shared = { clock, limits: options.limits ?? 'real', seed: options.seed ?? 1 };
	const hubspot = createHubSpot([company.hubspot, ...(company.bystanders?.hubspot ?? [])], {
		...shared,
		searchLagMs: options.searchLagMs ?? 3000,
	});
	const ledgers = openLedgers(company, shared);
	const systems: readonly SimulatedSystem[] = [hubspot, ...Object.values(ledgers)];
	const hosts = systems.flatMap((system) => [...system.hosts]);

	const faults = new FaultBook();
	const calls: Call[] = [];
	const listeners = new Set<(call: Call) => void>();
	const har = options.harFile === undefined ? null : createHarWriter(options.harFile);
	if (har) listeners.add((call) => har.write(call));
	let arrivals = 0;
	const fetch = createPipeline({
		systems,
		clock,
		faults,
		nextNumber: () => ++arrivals,
		arrived: (call) => calls.push(call),
		ended: (call) => listeners.forEach((listener) => listener(call)),
	});

	const dump = (): CompanyFile => {
		const [hubspotMain, ...hubspotRest] = hubspot.dump() as HubSpotAccountFile[];
		if (!hubspotMain) throw new Error('HubSpot has no main account');
		const dumped = Object.values(ledgers).map(({ name, dump }) => [name, dump()] as const);
		return {
			...(company.name === undefined ? {} : { name: company.name }),
			hubspot: hubspotMain,
			...Object.fromEntries(dumped.map(([name, [main]]) => [name, main])),
			bystanders: {
				hubspot: hubspotRest,
				...Object.fromEntries(dumped.map(([name, [, ...rest]]) => [name, rest])),
			},
		};
	};
	const act: Sandbox['act'] = async (name, action, id, input = {}) => {
		const system = systems.find((candidate) => candidate.name === name);
		if (!system) throw new Error(`This company has no ${name}`);
		const found = system.actions.find((candidate) => candidate.name === action);
		if (!found)
			throw new Error(
				`${name} has no action "${action}"; it has ${system.actions.map((a) => a.name).join(', ')}`,
			);
		await found.run(id, input);
	};

	const listening = options.listen ?? true;
	const ca = listening ? loadCa() : null;
	const proxy = ca ? await startProxy({ ca, hosts, fetch, port: options.proxyPort ?? 0 }) : null;
	const inProcess: PageSandbox & Omit<Sandbox, LedgerName | 'pageUrl' | 'close'> & Ledgers = {
		name: company.name ?? 'Company',
		hosts,
		fetch,
		calls,
		clearCalls: () => void calls.splice(0),
		onCall: (listener: (call: Call) => void) => {
			listeners.add(listener);
			return () => void listeners.delete(listener);
		},
		addFault: (fault: Fault) => faults.add(fault),
		clearFaults: () => faults.clear(),
		faults: () => faults.list(),
		hubspot,
		ledgers: Object.values(ledgers),
		...ledgers,
		dump,
		act,
		caPem: ca?.cert ?? '',
		proxyUrl: proxy?.url ?? '',
		tlsPort: proxy?.tlsPort ?? 0,
	};
	const page = listening ? await startPage(inProcess, options.port ?? 0) : null;
	return withoutMissing({
		...inProcess,
		pageUrl: page?.url ?? '',
		close: async () => {
			await Promise.all([proxy?.close(), page?.close()]);
			har?.close();
		},
	});
}

interface Ledgers {
	xero?: SimulatedXero;
	quickbooks?: SimulatedQuickBooks;
	sage?: SimulatedSage;
}

/** A ledger for each kind of books in the company file; the first of each are the company's own. */
function openLedgers({ xero, quickbooks, sage, bystanders }: CompanyFile, shared: SystemOptions): Ledgers {
	return {
		...(xero && { xero: createXero([xero, ...(bystanders?.xero ?? [])], shared) }),
		...(quickbooks && { quickbooks: createQuickBooks([quickbooks, ...(bystanders?.quickbooks ?? [])], shared) }),
		...(sage && { sage: createSage([sage, ...(bystanders?.sage ?? [])], shared) }),
	};
}

/** Asking for a ledger that the company does not keep is a mistake in the caller, and said at once. */
function withoutMissing(sandbox: Omit<Sandbox, LedgerName> & Ledgers): Sandbox {
	for (const name of ['xero', 'quickbooks', 'sage'] as const) {
		if (sandbox[name]) continue;
		Object.defineProperty(sandbox, name, {
			get: () => {
				throw new Error(`This company keeps no books in ${name}`);
			},
		});
	}
	return sandbox as Sandbox;
}
