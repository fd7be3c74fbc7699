/** What every check works on: the sandbox with its company, an n8n of its own with our package, and independent readers. */
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { believableCompany } from '../../../sandbox/company/believable.mts';
import { ledgerOf, withBooksIn } from '../../../sandbox/company/books.mts';
import { generateCompany } from '../../../sandbox/company/generate.mts';
import { routeInProcess } from '../../../sandbox/core/route.mts';
import type { Call, CompanyFile, LedgerName } from '../../../sandbox/core/types.mts';
import { ensureHost } from '../../../sandbox/host/install.mts';
import { N8n } from '../../../sandbox/host/n8n.mts';
import { installPackage, packPackage } from '../../../sandbox/host/packed.mts';
import type { Execution, Workflow } from '../../../sandbox/host/rest.mts';
import { accessTo, choicesFor, credentials, fillIn, readTemplates, type Choices } from '../../../sandbox/host/seed.mts';
import { trustBundle } from '../../../sandbox/host/trust.mts';
import { startSandbox, type Sandbox } from '../../../sandbox/index.mts';
import { checkCall } from '../../support/fieldMaps.mts';
import type { Options } from './options.mts';
import { openReaders, type Readers } from './readers.mts';

export interface Run {
	execution: Execution;
	/** What n8n asked of the systems during this run. */
	calls: Call[];
}

export interface World {
	options: Options;
	/** As the run started with it; the sandbox has a copy of its own. */
	company: CompanyFile;
	ledger: LedgerName;
	/** QuickBooks: what the run makes. The company in the United States takes invoices, the one in the UK estimates. */
	createAs: 'invoice' | 'estimate';
	choices: Choices;
	sandbox: Sandbox;
	n8n: N8n;
	read: Readers;
	/** The template of this file name with credentials and the trigger's fields filled in. */
	template(name: string): Workflow;
	/** Saves a workflow under its name (replacing an earlier one of that name) and runs it from the trigger of this name. */
	run(workflow: Workflow, trigger: string): Promise<Run>;
	/** The calls that arrived during `work`. Nothing else may read from the sandbox meanwhile. */
	callsDuring(work: () => Promise<unknown>): Promise<Call[]>;
	/** What the official clients' models do not know, over every body that went over the wire so far. */
	wireFindings: ReadonlySet<string>;
	/** What earlier checks leave for later ones. */
	memory: Memory;
	/** The accounts nobody may write to, as they stood before the first run. */
	bystandersBefore: CompanyFile['bystanders'];
	/** Ends everything; `keep` leaves n8n's folder with its log, for a look at what went wrong. */
	close(keep?: boolean): Promise<void>;
}

export interface Memory {
	/** Ids of the invoices that stood in the ledger before the first run. */
	invoicesBefore?: Set<string>;
	/** Ids of the deals that were won during the run. */
	lateDeals?: string[];
	/** The workflow that is left active for the checks of the trigger. */
	activeId?: string;
	preview?: Run;
	live?: Run;
}

/** How long HubSpot's search stays behind writes here: long enough to be met, short enough not to be waited for. */
export const SEARCH_LAG_MS = 1_000;

/** Waits until HubSpot's search has seen what was written. */
export async function settle(): Promise<void> {
	await sleep(SEARCH_LAG_MS + 200);
}

export async function startWorld(root: string, options: Options, say: (line: string) => void): Promise<World> {
	const company = chooseCompany(options);
	const folder = mkdtempSync(join(tmpdir(), 'closed-loop-e2e-'));
	say('n8n: looking for the installed host');
	const host = await ensureHost({ say });
	say('package: building, packing and installing');
	await installPackage(host, await packPackage(root, say), folder);
	say('sandbox: starting');
	const sandbox = await startSandbox({
		company: structuredClone(company),
		limits: 10,
		searchLagMs: SEARCH_LAG_MS,
		seed: options.seed,
		...(options.har !== null && { harFile: options.har }),
	});
	const wireFindings = new Set<string>();
	sandbox.onCall((call) => checkCall(call).forEach((finding) => wireFindings.add(finding)));
	const n8n = new N8n({
		host,
		userFolder: folder,
		proxyUrl: sandbox.proxyUrl,
		trustedCas: trustBundle(folder, sandbox.caPem),
	});
	const access = accessTo(company);
	const ledger = ledgerOf(company);
	const choices = choicesFor(company);
	const unroute = routeInProcess(sandbox);
	const close = async (keep = false) => {
		await n8n.stop();
		unroute();
		await sandbox.close();
		if (keep) say(`n8n's folder is kept: ${folder}`);
		else rmSync(folder, { recursive: true, force: true });
	};
	try {
		say('n8n: importing credentials and starting');
		await n8n.importCredentials(credentials(access));
		await n8n.start();
	} catch (error) {
		await close(true);
		throw error;
	}

	const templates = new Map(
		readTemplates(root, ledger).map(({ name, workflow }) => [name, fillIn(workflow, choices)]),
	);
	const saved = new Map<string, string>();
	const callsDuring: World['callsDuring'] = async (work) => {
		const first = sandbox.calls.length;
		await work();
		return sandbox.calls.slice(first);
	};
	return {
		options,
		company,
		ledger,
		createAs: options.books === 'quickbooks-uk' ? 'estimate' : 'invoice',
		choices,
		sandbox,
		n8n,
		read: openReaders(access, readersToken(sandbox)),
		template: (name) => {
			const workflow = templates.get(name);
			if (!workflow) throw new Error(`There is no template ${name} for HubSpot and ${ledger}`);
			return structuredClone(workflow);
		},
		run: async (workflow, trigger) => {
			const id = saved.get(workflow.name) ?? (await n8n.rest.create(workflow));
			if (saved.has(workflow.name)) await n8n.rest.save(id, workflow);
			saved.set(workflow.name, id);
			let execution: Execution | null = null;
			const calls = await callsDuring(async () => (execution = await n8n.rest.run(id, trigger)));
			return { execution: execution as unknown as Execution, calls };
		},
		callsDuring,
		wireFindings,
		memory: {},
		bystandersBefore: sandbox.dump().bystanders,
		close,
	};
}

/** Signs the reader in beside n8n, anew for each read: a second refresh of n8n's own sign-in would end it (apis/sage.md 1). */
function readersToken(sandbox: Sandbox): () => string {
	let reads = 0;
	return () => {
		const accessToken = `reader-${++reads}`;
		sandbox.sage.seedToken({ accessToken });
		return accessToken;
	};
}

function chooseCompany({ books, company, deals, contacts, seed }: Options): CompanyFile {
	if (company !== null) return JSON.parse(readFileSync(company, 'utf8')) as CompanyFile;
	const own =
		deals === null && contacts === null
			? believableCompany()
			: generateCompany({ deals: deals ?? 100, contacts: contacts ?? 200, seed });
	return withBooksIn(own, books);
}
