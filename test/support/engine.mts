/**
 * Runs workflows on the real engine of n8n (n8n-core) in this process: expressions, paired items, error outputs, credentials
 * and token refresh are n8n's own. Recipe: host.md section 1.
 */
import { ExecutionLifecycleHooks, PollContext, WorkflowExecute } from 'n8n-core';
import type {
	ICredentialDataDecryptedObject,
	ICredentialType,
	IDataObject,
	IHttpRequestOptions,
	INode,
	INodeCredentialsDetails,
	INodeExecutionData,
	INodeParameters,
	INodeProperties,
	INodeType,
	INodeTypes,
	IRun,
	IWorkflowExecuteAdditionalData,
	IWorkflowBase,
} from 'n8n-workflow';
import { createRunExecutionData, ICredentialsHelper, NodeHelpers, Workflow } from 'n8n-workflow';
import { ClosedLoopHubSpotApi } from '../../credentials/ClosedLoopHubSpotApi.credentials';
import { ClosedLoopHubSpotOAuth2Api } from '../../credentials/ClosedLoopHubSpotOAuth2Api.credentials';
import { ClosedLoopQuickBooksOAuth2Api } from '../../credentials/ClosedLoopQuickBooksOAuth2Api.credentials';
import { ClosedLoopSageOAuth2Api } from '../../credentials/ClosedLoopSageOAuth2Api.credentials';
import { ClosedLoopXeroCustomConnectionOAuth2Api } from '../../credentials/ClosedLoopXeroCustomConnectionOAuth2Api.credentials';
import { ClosedLoopXeroOAuth2Api } from '../../credentials/ClosedLoopXeroOAuth2Api.credentials';
import { ClosedLoopAccounting } from '../../nodes/ClosedLoopAccounting/ClosedLoopAccounting.node';
import { ClosedLoopCrm } from '../../nodes/ClosedLoopCrm/ClosedLoopCrm.node';
import { ClosedLoopAccountingTrigger } from '../../nodes/ClosedLoopAccountingTrigger/ClosedLoopAccountingTrigger.node';
import { ClosedLoopCrmTrigger } from '../../nodes/ClosedLoopCrmTrigger/ClosedLoopCrmTrigger.node';
import { standIns } from './standIns.mts';

const PACKAGE = 'n8n-nodes-closed-loop';

/** What was stored for a credential, by its id; refreshed tokens are written back here. */
export type StoredCredentials = Record<string, { type: string; data: ICredentialDataDecryptedObject }>;

export interface NodeRun {
	/** Items by output; the last output of a node with an error output is that one. */
	outputs: INodeExecutionData[][];
	error: Error | null;
}

export interface RunOutcome {
	executionId: string;
	status: IRun['status'];
	error: Error | null;
	/** By node name, every run of it. */
	nodes: Record<string, NodeRun[]>;
	/** Items on the first output of the last run of a node. */
	items(node: string, output?: number): IDataObject[];
}

export interface Engine {
	/** Runs from the named trigger; `items` is what a trigger hands on (manual triggers: one empty item). */
	run(workflow: Flow, start: string, items?: INodeExecutionData[]): Promise<RunOutcome>;
	/**
	 * One poll of a trigger; null when it has nothing. Static data goes on in `workflow.staticData`; what a restarted n8n would
	 * find is `savedStaticData`.
	 */
	poll(workflow: Flow, trigger: string, mode?: 'trigger' | 'manual'): Promise<INodeExecutionData[] | null>;
	readonly credentials: StoredCredentials;
}

/** A workflow as it stands in a file. */
export type Flow = Pick<IWorkflowBase, 'name' | 'nodes' | 'connections'> &
	Partial<IWorkflowBase> & { savedStaticData?: IDataObject };

const nodeTypes: INodeTypes = (() => {
	const own: Record<string, INodeType> = {
		[`${PACKAGE}.closedLoopCrm`]: new ClosedLoopCrm(),
		[`${PACKAGE}.closedLoopAccounting`]: new ClosedLoopAccounting(),
		[`${PACKAGE}.closedLoopAccountingTrigger`]: new ClosedLoopAccountingTrigger(),
		[`${PACKAGE}.closedLoopCrmTrigger`]: new ClosedLoopCrmTrigger(),
		...standIns,
	};
	const find = (type: string): INodeType => {
		const found = own[type];
		if (!found) throw new Error(`The test engine has no node type ${type}`);
		return found;
	};
	return { getByName: find, getByNameAndVersion: find, getKnownTypes: () => ({}) };
})();

const credentialTypes: Record<string, ICredentialType> = Object.fromEntries(
	[
		new ClosedLoopHubSpotApi(),
		new ClosedLoopHubSpotOAuth2Api(),
		new ClosedLoopXeroOAuth2Api(),
		new ClosedLoopXeroCustomConnectionOAuth2Api(),
		new ClosedLoopQuickBooksOAuth2Api(),
		new ClosedLoopSageOAuth2Api(),
	].map((type) => [type.name, type as ICredentialType]),
);

/** For tests that add to what is shipped: a credential type the engine shall know from now on. */
export function knowCredentialType(type: ICredentialType): void {
	credentialTypes[type.name] = type;
}

/** The engine's own instance of one of our nodes, e.g. `closedLoopAccounting`, whose description a test may add to. */
export function nodeOf(name: string): INodeType {
	return nodeTypes.getByName(`${PACKAGE}.${name}`) as INodeType;
}

let executions = 1000;

export function createEngine(credentials: StoredCredentials): Engine {
	const helper = new MemoryCredentials(credentials);

	return {
		credentials,
		async run(flow, start, items = [{ json: {} }]) {
			const executionId = String(++executions);
			const workflow = toWorkflow(flow);
			const startNode = workflow.getNode(start);
			if (!startNode) throw new Error(`No node named ${start}`);
			const execution = createRunExecutionData({
				startData: {},
				resultData: { runData: {} },
				executionData: {
					contextData: {},
					metadata: {},
					waitingExecution: {},
					waitingExecutionSource: {},
					nodeExecutionStack: [{ node: startNode, data: { main: [items] }, source: null }],
				},
			});
			const run = await new WorkflowExecute(
				{
					...additionalData(helper, executionId),
					// The engine refuses to run without; nobody listens.
					hooks: new ExecutionLifecycleHooks('trigger', executionId, flow as IWorkflowBase),
				},
				'trigger',
				execution,
			).processRunExecutionData(workflow);
			return outcomeOf(executionId, run);
		},
		async poll(flow, trigger, mode = 'trigger') {
			const workflow = toWorkflow(flow);
			const node = workflow.getNode(trigger);
			if (!node) throw new Error(`No node named ${trigger}`);
			const type = nodeTypes.getByNameAndVersion(node.type);
			const context = new PollContext(
				workflow,
				node,
				additionalData(helper, String(++executions)),
				mode,
				'manual',
			);
			const result = (await type.poll?.call(context)) ?? null;
			// As n8n does: static data goes on in memory, but a poll that returns null does not save it (host.md section 1).
			flow.staticData = JSON.parse(JSON.stringify(workflow.staticData)) as IDataObject;
			if (result) flow.savedStaticData = flow.staticData;
			return result?.[0] ?? null;
		},
	};
}

function toWorkflow(flow: Flow): Workflow {
	const nodes = JSON.parse(JSON.stringify(flow.nodes)) as INode[];
	for (const node of nodes) {
		const properties = nodeTypes.getByNameAndVersion(node.type).description.properties;
		node.parameters = (NodeHelpers.getNodeParameters(properties, node.parameters, true, false, node, null) ??
			{}) as INodeParameters;
	}
	return new Workflow({
		id: flow.id ?? 'workflow-1',
		name: flow.name,
		nodes,
		connections: flow.connections,
		active: true,
		nodeTypes,
		staticData: JSON.parse(JSON.stringify(flow.staticData ?? {})) as IDataObject,
		settings: { executionOrder: 'v1', ...flow.settings },
	});
}

function additionalData(helper: ICredentialsHelper, executionId: string): IWorkflowExecuteAdditionalData {
	const address = 'http://127.0.0.1/none';
	return {
		credentialsHelper: helper,
		executionId,
		currentNodeExecutionIndex: 0,
		restApiUrl: address,
		instanceBaseUrl: address,
		formBaseUrl: address,
		formWaitingBaseUrl: address,
		formTestBaseUrl: address,
		webhookBaseUrl: address,
		webhookWaitingBaseUrl: address,
		webhookTestBaseUrl: address,
		mcpBaseUrl: address,
		mcpTestBaseUrl: address,
		variables: {},
		logAiEvent: () => undefined,
		setExecutionStatus: () => undefined,
		getRunExecutionData: async () => undefined,
		getRuntimeCredential: async () => undefined,
		executeWorkflow: async () => {
			throw new Error('no sub-workflows in tests');
		},
		startRunnerTask: async () => {
			throw new Error('no task runner in tests');
		},
	} as unknown as IWorkflowExecuteAdditionalData;
}

function outcomeOf(executionId: string, run: IRun): RunOutcome {
	const nodes = Object.fromEntries(
		Object.entries(run.data.resultData.runData).map(([name, tasks]) => [
			name,
			tasks.map((task) => ({
				outputs: (task.data?.['main'] ?? []).map((output) => output ?? []),
				error: (task.error as Error | undefined) ?? null,
			})),
		]),
	);
	return {
		executionId,
		status: run.status,
		error: (run.data.resultData.error as Error | undefined) ?? null,
		nodes,
		items: (node, output = 0) => (nodes[node]?.at(-1)?.outputs[output] ?? []).map((item) => item.json),
	};
}

/** Credentials in memory; n8n itself refreshes OAuth2 tokens and hands the new ones to `updateCredentialsOauthTokenData`. */
class MemoryCredentials extends ICredentialsHelper {
	private readonly stored: StoredCredentials;

	constructor(stored: StoredCredentials) {
		super();
		this.stored = stored;
	}

	getParentTypes(name: string): string[] {
		return credentialTypes[name]?.extends ?? [];
	}

	isCredentialUsableByNode(): boolean {
		return true;
	}

	async authenticate(
		credentials: ICredentialDataDecryptedObject,
		typeName: string,
		options: IHttpRequestOptions,
	): Promise<IHttpRequestOptions> {
		const authenticate = credentialTypes[typeName]?.authenticate;
		if (!authenticate) return options;
		if (typeof authenticate === 'function') return await authenticate(credentials, options);
		const headers = Object.entries(authenticate.properties.headers ?? {}).map(([name, value]) => [
			name,
			String(value)
				.replace(/^=/, '')
				.replace(/\{\{\s*\$credentials\.(\w+)(?:\.trim\(\))?\s*\}\}/g, (_, field: string) =>
					String(credentials[field]).trim(),
				),
		]);
		return { ...options, headers: { ...options.headers, ...Object.fromEntries(headers) } };
	}

	async preAuthentication(): Promise<undefined> {
		return undefined;
	}

	async runPreAuthentication(): Promise<undefined> {
		return undefined;
	}

	async getCredentials(): Promise<never> {
		throw new Error('not used by nodes');
	}

	async getDecrypted(
		_additionalData: IWorkflowExecuteAdditionalData,
		details: INodeCredentialsDetails,
		type: string,
	): Promise<ICredentialDataDecryptedObject> {
		const found = details.id ? this.stored[details.id] : undefined;
		if (!found || found.type !== type) throw new Error(`No credential ${details.id} of type ${type}`);
		return { ...this.defaults(type), ...structuredClone(found.data) };
	}

	async updateCredentials(): Promise<void> {
		throw new Error('not used by nodes');
	}

	async updateCredentialsOauthTokenData(
		details: INodeCredentialsDetails,
		type: string,
		data: ICredentialDataDecryptedObject,
	): Promise<void> {
		this.stored[String(details.id)] = { type, data: structuredClone(data) };
	}

	getCredentialsProperties(type: string): INodeProperties[] {
		return credentialTypes[type]?.properties ?? [];
	}

	/** Hidden fields of the credential (addresses, grant type); scope expressions are of no use to a running node. */
	private defaults(type: string): ICredentialDataDecryptedObject {
		return Object.fromEntries(
			this.getCredentialsProperties(type).map((property) => [
				property.name,
				String(property.default).startsWith('=') ? '' : (property.default as string),
			]),
		);
	}
}
