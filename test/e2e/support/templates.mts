/** The two templates as the e2e knows them, and the edits that a person makes to them on the canvas. */
import type { Workflow, WorkflowNode } from '../../../sandbox/host/rest.mts';
import { withSettings } from '../../../sandbox/host/seed.mts';
import type { World } from './world.mts';

export const BILL = '1-bill-won-deals';
export const SET_UP = '2-set-up';
export const PAYMENTS = '3-payment-status-to-deals';
export const PULSE = '4-financial-pulse';
export const EDITS = '5-ledger-edits-to-deals';

/** Node names of the billing template, by what they do. */
export const NODE = {
	trigger: 'When a deal is won',
	catchUp: 'Catch up',
	find: 'Find unbilled won deals',
	settings: 'Settings',
	match: 'Match products',
	customer: 'Find or create customer',
	tax: 'Tax: your own rule',
	invoice: 'Create invoice',
	writeBack: 'Write back to deal',
	billed: 'Billed?',
	problem: 'Write problem to deal',
	stop: 'Stop and Error',
} as const;

/** Above the number of deals in any company that is tried. */
const NO_CEILING = 100_000;

export interface Variant {
	previewOnly: boolean;
	stopIfMoreThan?: number;
	/** False finds the deals that are billed already as well. */
	onlyUnbilled?: boolean;
	/** Appended to the workflow's name, for one that is saved beside the others. */
	suffix?: string;
}

/** The billing template with the settings that a person would choose. */
export function billing(
	world: World,
	{ previewOnly, stopIfMoreThan = NO_CEILING, onlyUnbilled = true, suffix }: Variant,
): Workflow {
	const template = world.template(BILL);
	const found = edit(template, NODE.find, (node) => {
		node.parameters = { ...node.parameters, onlyUnbilled, limit: NO_CEILING };
	});
	const workflow = withSettings(found, { previewOnly, stopIfMoreThan, createAs: world.createAs });
	return { ...workflow, name: suffix === undefined ? template.name : `${template.name}: ${suffix}` };
}

/** Polls every `seconds`: n8n refuses an entry below a minute, but takes several with seconds of their own (host.md 3). */
export function withFastPolls(workflow: Workflow, seconds: number, parameters: Record<string, unknown> = {}): Workflow {
	const starts = Array.from({ length: Math.floor(60 / seconds) }, (_, i) => i * seconds);
	const item = starts.map((second) => ({ mode: 'custom', cronExpression: `${second} * * * * *` }));
	return edit(workflow, NODE.trigger, (node) => {
		node.parameters = { ...node.parameters, ...parameters, pollTimes: { item } };
	});
}

/** Changes one node of a copy of the workflow. @throws when there is no node of this name */
export function edit(workflow: Workflow, name: string, change: (node: WorkflowNode) => void): Workflow {
	const copy = structuredClone(workflow);
	change(nodeOf(copy, name));
	return copy;
}

export function nodeOf(workflow: Workflow, name: string): WorkflowNode {
	const node = workflow.nodes.find((candidate) => candidate.name === name);
	if (!node)
		throw new Error(
			`${workflow.name} has no node "${name}"; it has ${workflow.nodes.map((n) => n.name).join(', ')}`,
		);
	return node;
}

export interface Edge {
	from: string;
	output: number;
	to: string;
}

/** Every connection of the workflow's main lines. */
export function edges(workflow: Workflow): Edge[] {
	return Object.entries(workflow.connections).flatMap(([from, { main = [] }]) =>
		main.flatMap((targets, output) => (targets ?? []).map(({ node }) => ({ from, output, to: node }))),
	);
}

/** Which fields a person sets on a node when the step before it drops the item, and which documents stand in them. */
const BRIDGED: Record<string, readonly string[]> = {
	[NODE.match]: ['deal'],
	[NODE.customer]: ['deal'],
	[NODE.tax]: [],
	[NODE.invoice]: ['deal', 'customer'],
	[NODE.writeBack]: ['deal', 'customer', 'invoice'],
};

/** True when the node takes its documents from fields, so that a step that drops them can be bridged. */
export function canBeBridged(node: string): boolean {
	return (BRIDGED[node] ?? []).length > 0;
}

/**
 * Puts an Edit Fields step that keeps nothing of its input on one connection of a copy of the workflow. Bridged, the node
 * after it takes its documents from the node before it, as its error message advises.
 */
export function withDropAll(workflow: Workflow, { from, output, to }: Edge, bridged: boolean): Workflow {
	const copy = structuredClone(workflow);
	const target = nodeOf(copy, to);
	const [x, y] = target.position;
	const dropAll: WorkflowNode = {
		name: 'Drops everything',
		type: 'n8n-nodes-base.set',
		typeVersion: 3.4,
		position: [x - 100, y - 120],
		parameters: { mode: 'raw', jsonOutput: '{}' },
	};
	copy.nodes.push(dropAll);
	for (const connection of copy.connections[from]?.main?.[output] ?? []) {
		if (connection.node !== to) continue;
		copy.connections[dropAll.name] = { main: [[{ ...connection }]] };
		connection.node = dropAll.name;
	}
	if (bridged) {
		for (const name of BRIDGED[to] ?? []) target.parameters[name] = `={{ $('${from}').item.json.${name} }}`;
	}
	return copy;
}
