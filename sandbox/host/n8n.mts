/** One n8n on SQLite with a user folder of its own, started in the background and stopped by its process id. */
import { spawn, type ChildProcess } from 'node:child_process';
import { closeSync, mkdirSync, openSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { run } from './command.mts';
import { hostEnv, type Host } from './install.mts';
import { freePort } from './ports.mts';
import { Rest, type Owner, type Workflow } from './rest.mts';

/** The owner of every n8n started here. It listens on loopback only, so the password is no secret. */
export const OWNER: Owner = {
	email: 'owner@closed-loop.test',
	password: 'ClosedLoop1',
	firstName: 'Olivia',
	lastName: 'Owner',
};

export interface N8nOptions {
	host: Host;
	/** Everything of this instance: `.n8n` (database, installed packages), logs, files to import. */
	userFolder: string;
	/** The sandbox's HTTPS proxy; without it n8n reaches the internet as usual. */
	proxyUrl?: string;
	/** File of certificates to trust beside the usual ones (trust.mts). */
	trustedCas?: string;
	/** Port of the editor; another one is taken when it is not free. */
	port?: number;
	/** Further environment of the n8n process. */
	env?: Record<string, string>;
}

export interface CredentialImport {
	id: string;
	name: string;
	type: string;
	/** Plain; n8n encrypts it on import. */
	data: Record<string, unknown>;
}

export class N8n {
	readonly logFile: string;
	/** `http://localhost:<port>`, for a person; valid after `start`. */
	url = '';
	/** The same by number: a client need not try several addresses, which a busy machine makes fail. */
	private address = '';
	/** Signed in as `OWNER` after `start`. */
	rest = new Rest('');
	private readonly options: N8nOptions;
	private child: ChildProcess | null = null;
	/** So that n8n never outlives the process that started it. */
	private readonly killOnExit = () => this.signalGroup();

	constructor(options: N8nOptions) {
		this.options = options;
		this.logFile = join(options.userFolder, 'n8n.log');
		mkdirSync(options.userFolder, { recursive: true });
	}

	/** Process id of the running n8n. */
	get pid(): number | null {
		return this.child?.pid ?? null;
	}

	/**
	 * Starts n8n, waits until it answers (20 seconds the first time, for the migrations), and signs in.
	 * @throws with the end of the log when n8n ends or is not ready within `timeoutMs`
	 */
	async start(timeoutMs = 180_000): Promise<void> {
		const port = await freePort(this.options.port);
		const env = { ...this.env(), N8N_PORT: String(port), N8N_RUNNERS_BROKER_PORT: String(await freePort()) };
		this.url = `http://localhost:${port}`;
		this.address = `http://127.0.0.1:${port}`;
		const { node, script } = this.options.host;
		const log = openSync(this.logFile, 'a');
		// A process group of its own, so that stop() reaches n8n's task runner too, and Ctrl-C in a terminal reaches only us.
		const child = spawn(node, [script, 'start'], {
			env,
			cwd: this.options.userFolder,
			stdio: ['ignore', log, log],
			detached: true,
		});
		closeSync(log);
		this.child = child;
		process.once('exit', this.killOnExit);
		await this.ready(child, timeoutMs);
		this.rest = new Rest(this.address);
		await this.rest.signIn(OWNER);
	}

	private async ready(child: ChildProcess, timeoutMs: number): Promise<void> {
		const until = Date.now() + timeoutMs;
		let failure: Error | null = null;
		child.once('error', (error) => (failure = error));
		while (failure === null && child.exitCode === null && child.signalCode === null && Date.now() < until) {
			try {
				if ((await fetch(`${this.address}/healthz/readiness`, { signal: AbortSignal.timeout(2_000) })).ok)
					return;
			} catch {
				// Not listening yet.
			}
			await sleep(200);
		}
		await this.stop();
		throw new Error(`n8n did not become ready. ${failure ?? ''}\n${this.logTail()}\nWhole log: ${this.logFile}`);
	}

	/** Ends n8n: asks first, and insists after `graceMs`. Does nothing when it is not running. */
	async stop(graceMs = 15_000): Promise<void> {
		const child = this.child;
		if (!child) return;
		if (child.exitCode === null && child.signalCode === null) {
			const ended = new Promise<void>((resolve) => child.once('exit', () => resolve()));
			if (graceMs > 0) child.kill('SIGTERM');
			await Promise.race([ended, sleep(graceMs, undefined, { ref: false })]);
			this.signalGroup();
			await ended;
		}
		this.signalGroup();
		process.off('exit', this.killOnExit);
		this.child = null;
	}

	/** Kills whatever is left of n8n's process group: the server and its task runner. */
	private signalGroup(): void {
		try {
			if (this.child?.pid) process.kill(-this.child.pid, 'SIGKILL');
		} catch {
			// Nothing is left.
		}
	}

	/** Kills n8n at once, as a power cut does. */
	async kill(): Promise<void> {
		await this.stop(0);
	}

	/** Imports credentials with their tokens; an id that exists is replaced. Works whether n8n runs or not. */
	async importCredentials(credentials: CredentialImport[]): Promise<void> {
		await this.import('credentials', credentials);
	}

	/** Imports workflows under their own ids, inactive; an id that exists is replaced. Works whether n8n runs or not. */
	async importWorkflows(workflows: Array<Workflow & { id: string }>): Promise<void> {
		await this.import(
			'workflow',
			workflows.map((workflow) => ({ ...workflow, active: false })),
		);
	}

	private async import(what: 'credentials' | 'workflow', records: unknown[]): Promise<void> {
		const file = join(this.options.userFolder, `import-${what}.json`);
		writeFileSync(file, JSON.stringify(records), { mode: 0o600 });
		await this.command(`import:${what}`, `--input=${file}`);
	}

	/** Runs one of n8n's commands beside the server. */
	async command(...args: string[]): Promise<string> {
		const { node, script } = this.options.host;
		const env = { ...this.env(), N8N_RUNNERS_BROKER_PORT: String(await freePort()) };
		const log = join(this.options.userFolder, 'commands.log');
		return await run(node, [script, ...args], {
			cwd: this.options.userFolder,
			env,
			log,
			what: `n8n ${args[0]}`,
			timeoutMs: 180_000,
		});
	}

	private logTail(): string {
		return readFileSync(this.logFile, 'utf8').trimEnd().split('\n').slice(-20).join('\n');
	}

	private env(): NodeJS.ProcessEnv {
		const { host, userFolder, proxyUrl, trustedCas, env = {} } = this.options;
		return {
			...hostEnv(host.folder),
			...(proxyUrl && { HTTPS_PROXY: proxyUrl, HTTP_PROXY: proxyUrl, NO_PROXY: '127.0.0.1,localhost' }),
			...(trustedCas && { NODE_EXTRA_CA_CERTS: trustedCas }),
			N8N_USER_FOLDER: userFolder,
			N8N_LISTEN_ADDRESS: '127.0.0.1',
			// Fixed, so that a user folder can be opened by any start; it guards nothing but simulated accounts.
			N8N_ENCRYPTION_KEY: 'closed-loop-sandbox',
			N8N_SECURE_COOKIE: 'false',
			N8N_PERSONALIZATION_ENABLED: 'false',
			N8N_HIRING_BANNER_ENABLED: 'false',
			N8N_DYNAMIC_BANNERS_ENABLED: 'false',
			N8N_VERSION_NOTIFICATIONS_ENABLED: 'false',
			N8N_DIAGNOSTICS_ENABLED: 'false',
			N8N_TEMPLATES_ENABLED: 'false',
			GENERIC_TIMEZONE: 'UTC',
			...env,
		};
	}
}
