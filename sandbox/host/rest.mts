/** A client of n8n's editor API: what a person does by clicking. Every call throws with n8n's own words when refused. */
import { randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import { parseFlatted } from './flatted.mts';

export interface Owner {
	email: string;
	password: string;
	firstName: string;
	lastName: string;
}

export interface WorkflowNode {
	id?: string;
	name: string;
	type: string;
	typeVersion: number;
	position: [number, number];
	parameters: Record<string, unknown>;
	credentials?: Record<string, { id: string; name: string }>;
	disabled?: boolean;
	onError?: string;
}

/** `connections[from].main[output] = [{node, type, index}]` */
export type Connections = Record<string, { main?: Array<Array<{ node: string; type: string; index: number }> | null> }>;

export interface Workflow {
	id?: string;
	name: string;
	nodes: WorkflowNode[];
	connections: Connections;
	settings?: Record<string, unknown>;
	active?: boolean;
	versionId?: string;
	pinData?: Record<string, unknown>;
}

export interface Item {
	json: Record<string, unknown>;
	pairedItem?: unknown;
	error?: unknown;
}

/** One run of one node: `data.main[output]` holds its items. */
export interface NodeRun {
	executionTime: number;
	executionStatus?: string;
	error?: { message: string; description?: string };
	data?: { main: Array<Item[] | null> };
}

export interface Execution {
	id: string;
	workflowId: string;
	/** `success`, `error`, `crashed`, `canceled`, `waiting`, `running`, `new`. */
	status: string;
	mode: string;
	error: { message: string; description?: string; node?: { name: string } } | null;
	runData: Record<string, NodeRun[]>;
}

const ENDED = new Set(['success', 'error', 'crashed', 'canceled']);

export class Rest {
	/** Sent at login and ever after; a browser that continues this session needs both (host.md 5). */
	readonly browserId = randomUUID();
	/** The session cookie `n8n-auth=...`, once signed in. */
	cookie = '';
	readonly base: string;

	constructor(base: string) {
		this.base = base;
	}

	/** Makes the owner where there is none yet, and signs in. */
	async signIn(owner: Owner): Promise<void> {
		const { email, password, firstName, lastName } = owner;
		const settings = await this.call<{ userManagement?: { showSetupOnFirstLoad?: boolean } }>('GET', '/settings');
		if (settings.userManagement?.showSetupOnFirstLoad) {
			await this.call('POST', '/owner/setup', { email, password, firstName, lastName });
		}
		await this.call('POST', '/login', { emailOrLdapLoginId: email, password });
	}

	async workflows(): Promise<Array<{ id: string; name: string; active: boolean }>> {
		return await this.call('GET', '/workflows?take=200');
	}

	async workflow(id: string): Promise<Workflow> {
		return await this.call('GET', `/workflows/${id}`);
	}

	/** Makes a workflow and returns its id. */
	async create(workflow: Workflow): Promise<string> {
		const { name, nodes, connections, settings = {} } = workflow;
		return (
			await this.call<{ id: string }>('POST', '/workflows', { name, nodes, connections, settings, active: false })
		).id;
	}

	/** Saves nodes, connections and settings of a workflow, as the editor's Save does. */
	async save(id: string, workflow: Workflow): Promise<void> {
		const { versionId } = await this.workflow(id);
		const { name, nodes, connections, settings = {} } = workflow;
		await this.call('PATCH', `/workflows/${id}`, { name, nodes, connections, settings, versionId });
	}

	/** Starts a saved workflow from the trigger of this name, as the editor's Execute button does; returns the execution's id. */
	async start(id: string, trigger: string): Promise<string> {
		const { executionId } = await this.call<{ executionId?: string }>('POST', `/workflows/${id}/run`, {
			triggerToStartFrom: { name: trigger },
		});
		if (!executionId) throw new Error(`n8n waits for a call to ${trigger} instead of running the workflow`);
		return executionId;
	}

	/** Starts a workflow and waits for its end. */
	async run(id: string, trigger: string, timeoutMs = 300_000): Promise<Execution> {
		return await this.ended(await this.start(id, trigger), timeoutMs);
	}

	/**
	 * Waits until an execution has ended.
	 * @throws when it is still running after `timeoutMs`
	 */
	async ended(executionId: string, timeoutMs = 300_000): Promise<Execution> {
		const until = Date.now() + timeoutMs;
		for (;;) {
			const execution = await this.execution(executionId);
			if (ENDED.has(execution.status)) return execution;
			if (Date.now() > until)
				throw new Error(`Execution ${executionId} is ${execution.status} after ${timeoutMs} ms`);
			await sleep(200);
		}
	}

	async execution(executionId: string): Promise<Execution> {
		interface Row {
			id: string;
			workflowId: string;
			status: string;
			mode: string;
			data?: string;
		}
		interface Data {
			resultData?: { runData?: Record<string, NodeRun[]>; error?: Execution['error'] };
		}
		const { id, workflowId, status, mode, data } = await this.call<Row>('GET', `/executions/${executionId}`);
		// A running execution has no data yet.
		const result = data && ENDED.has(status) ? (parseFlatted(data) as Data).resultData : undefined;
		return { id, workflowId, status, mode, error: result?.error ?? null, runData: result?.runData ?? {} };
	}

	/** The newest executions of a workflow, newest first. */
	async executions(workflowId: string, limit = 100): Promise<Array<{ id: string; status: string; mode: string }>> {
		const filter = encodeURIComponent(JSON.stringify({ workflowId }));
		const page = await this.call<{ results: Array<{ id: string; status: string; mode: string }> }>(
			'GET',
			`/executions?limit=${limit}&filter=${filter}`,
		);
		return page.results;
	}

	/**
	 * Activates a workflow and waits until its triggers live: n8n answers before that, and "active" even when it then fails.
	 * @throws with the trigger's own error when it fails
	 */
	async activate(id: string, timeoutMs = 60_000): Promise<void> {
		interface Status {
			status: string;
			triggers: Array<{ status: string; errorMessage?: string | null }>;
		}
		const { versionId } = await this.workflow(id);
		await this.call('POST', `/workflows/${id}/activate`, { versionId });
		const until = Date.now() + timeoutMs;
		for (;;) {
			const { status, triggers } = await this.call<Status>('GET', `/workflows/${id}/publication-status`);
			if (status === 'published') return;
			if (status === 'failed' || status === 'partial' || Date.now() > until) {
				const words = triggers.map((trigger) => trigger.errorMessage).filter(Boolean);
				throw new Error(`The workflow did not become active (${status}): ${words.join('; ')}`);
			}
			await sleep(200);
		}
	}

	async deactivate(id: string): Promise<void> {
		await this.call('POST', `/workflows/${id}/deactivate`, {});
	}

	/** Deletes a workflow for good. */
	async remove(id: string): Promise<void> {
		await this.call('POST', `/workflows/${id}/archive`, {});
		await this.call('DELETE', `/workflows/${id}`);
	}

	/** Makes a credential and returns its id. Tokens of OAuth2 credentials cannot be given here: import those (n8n.mts). */
	async createCredential(name: string, type: string, data: Record<string, unknown>): Promise<string> {
		return (await this.call<{ id: string }>('POST', '/credentials', { name, type, data })).id;
	}

	/** One call to the editor API; `path` is what follows `/rest`. */
	async call<T>(method: string, path: string, body?: unknown): Promise<T> {
		const response = await fetch(`${this.base}/rest${path}`, {
			method,
			headers: {
				'browser-id': this.browserId,
				...(this.cookie && { cookie: this.cookie }),
				// A connection kept open may be closed by n8n in the very moment it is used again.
				connection: 'close',
				...(body !== undefined && { 'content-type': 'application/json' }),
			},
			signal: AbortSignal.timeout(60_000),
			...(body !== undefined && { body: JSON.stringify(body) }),
		}).catch((error: Error) => {
			const why = error.cause instanceof Error ? error.cause.message : error.message;
			throw new Error(`n8n did not answer ${method} ${path}: ${why}`);
		});
		const session = response.headers.getSetCookie().find((cookie) => cookie.startsWith('n8n-auth='));
		if (session) this.cookie = session.split(';')[0] ?? '';
		const text = await response.text();
		if (!response.ok) throw new Error(`n8n refused ${method} ${path} (${response.status}): ${wordsIn(text)}`);
		const answer = JSON.parse(text) as { data?: unknown };
		return (answer.data ?? answer) as T;
	}
}

/** n8n's message in an error's body, without its stack trace. */
function wordsIn(body: string): string {
	try {
		return String((JSON.parse(body) as { message?: unknown }).message);
	} catch {
		return body.slice(0, 300);
	}
}
