/** The demo: sandbox and n8n together, with a state on disk that the next start takes up again. */
import { existsSync, mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { believableCompany } from '../company/believable.mts';
import { BOOKS, ledgerOf, withBooksIn, type BooksIn } from '../company/books.mts';
import type { CompanyFile, LedgerName } from '../core/types.mts';
import { startSandbox, type Sandbox } from '../index.mts';
import { demoFolder } from './cache.mts';
import { ensureHost } from './install.mts';
import { isRunning } from './lock.mts';
import { N8n } from './n8n.mts';
import { installPackage, packPackage } from './packed.mts';
import { freePort } from './ports.mts';
import type { Rest } from './rest.mts';
import { accessTo, choicesFor, credentials, fillIn, readTemplates, withSettings } from './seed.mts';
import { trustBundle } from './trust.mts';

/** What stands in `running.json` while a demo runs. */
export interface Addresses {
	/** Where the company that is shown keeps its books. */
	books: BooksIn;
	pid: number;
	n8n: string;
	page: string;
}

export interface Demo extends Addresses {
	rest: Rest;
	/** Id of the workflow that each template became, by file name. */
	workflows: Record<string, string>;
	/** Stops n8n, keeps the state for the next start, and ends the sandbox. */
	stop(): Promise<void>;
}

/** Ledgers as people call them. */
export const LEDGER_NAMES: Record<LedgerName, string> = { xero: 'Xero', quickbooks: 'QuickBooks', sage: 'Sage' };

const SAVE_EVERY_MS = 15_000;

/** Which workflow each template became; written when the first start has got that far. */
const IMPORTED = 'imported.json';

/** Stop If More Than of the demo: it bills all won deals of the believable company at once. */
const DEMO_CEILING = 200;

/** The demo of this checkout and these books that runs at the moment, if one does. */
export function runningDemo(root: string, books: BooksIn): Addresses | null {
	const file = join(demoFolder(root, books), 'running.json');
	if (!existsSync(file)) return null;
	const addresses = JSON.parse(readFileSync(file, 'utf8')) as Addresses;
	return isRunning(addresses.pid) ? addresses : null;
}

/** Every demo of this checkout that runs at the moment. */
export function runningDemos(root: string): Addresses[] {
	return BOOKS.flatMap((books) => runningDemo(root, books) ?? []);
}

/** Forgets the state of every demo: the next start begins with the believable company and an empty n8n. */
export function resetDemos(root: string): void {
	for (const books of BOOKS) rmSync(demoFolder(root, books), { recursive: true, force: true });
}

/** Sets up whatever is missing and starts the demo, by default with this checkout's state; `say` is told each step. */
export async function startDemo(
	root: string,
	books: BooksIn,
	say: (line: string) => void,
	folder = demoFolder(root, books),
): Promise<Demo> {
	const userFolder = join(folder, 'n8n');
	mkdirSync(folder, { recursive: true });

	say('n8n: looking for the installed host');
	const host = await ensureHost({ say });
	say('Package: building and packing');
	const tarball = await packPackage(root, say);
	await installPackage(host, tarball, userFolder);

	const company = loadCompany(folder, books);
	say(`Sandbox: starting HubSpot and ${LEDGER_NAMES[ledgerOf(company)]}`);
	const sandbox = await startSandbox({
		company,
		limits: 10,
		port: await freePort(5680),
		proxyPort: await freePort(),
		harFile: join(folder, 'traffic.har'),
	});
	const save = keepSaving(sandbox, folder);

	const n8n = new N8n({
		host,
		userFolder,
		port: 5678,
		proxyUrl: sandbox.proxyUrl,
		trustedCas: trustBundle(folder, sandbox.caPem),
	});
	try {
		if (!existsSync(join(folder, IMPORTED))) {
			say('n8n: making its database and the two credentials');
			await n8n.importCredentials(credentials(accessTo(company)));
		}
		say('n8n: starting');
		await n8n.start();
		const workflows = await importTemplates(n8n.rest, root, folder, company);
		const addresses: Addresses = { books, pid: process.pid, n8n: n8n.url, page: sandbox.pageUrl };
		writeFileSync(join(folder, 'running.json'), JSON.stringify(addresses));
		return {
			...addresses,
			rest: n8n.rest,
			workflows,
			stop: async () => {
				await n8n.stop();
				save();
				await sandbox.close();
				rmSync(join(folder, 'running.json'), { force: true });
			},
		};
	} catch (error) {
		await n8n.stop();
		await sandbox.close();
		throw error;
	}
}

function loadCompany(folder: string, books: BooksIn): CompanyFile {
	const file = join(folder, 'company.json');
	if (existsSync(file)) return JSON.parse(readFileSync(file, 'utf8')) as CompanyFile;
	return withBooksIn(believableCompany(), books);
}

/** Saves the company now and then, and returns what saves it a last time. */
function keepSaving(sandbox: Sandbox, folder: string): () => void {
	const file = join(folder, 'company.json');
	let saved = '';
	const save = () => {
		const now = JSON.stringify(sandbox.dump());
		if (now === saved) return;
		writeFileSync(`${file}.new`, now);
		renameSync(`${file}.new`, file);
		saved = now;
	};
	save();
	const timer = setInterval(save, SAVE_EVERY_MS);
	timer.unref();
	return () => {
		clearInterval(timer);
		save();
	};
}

/** Imports the templates that no earlier start has imported, so that a person's own edits stay. */
async function importTemplates(
	rest: Rest,
	root: string,
	folder: string,
	company: CompanyFile,
): Promise<Record<string, string>> {
	const file = join(folder, IMPORTED);
	const known = existsSync(file) ? (JSON.parse(readFileSync(file, 'utf8')) as Record<string, string>) : {};
	const present = new Set((await rest.workflows()).map(({ id }) => id));
	const choices = choicesFor(company);
	for (const { name, workflow } of readTemplates(root, ledgerOf(company))) {
		if (present.has(known[name] ?? '')) continue;
		known[name] = await rest.create(withSettings(fillIn(workflow, choices), { stopIfMoreThan: DEMO_CEILING }));
	}
	writeFileSync(file, JSON.stringify(known));
	return known;
}
