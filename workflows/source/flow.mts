/** A workflow as n8n imports it, built from names and places: the shape of a template without its noise. */
import { createHash } from 'node:crypto';

export interface FlowNode {
	id: string;
	name: string;
	type: string;
	typeVersion: number;
	position: [number, number];
	parameters: Record<string, unknown>;
	onError?: 'continueErrorOutput' | 'continueRegularOutput';
	disabled?: boolean;
	/** Only the first item is handed in. */
	executeOnce?: boolean;
	/** An empty item goes on where nothing came out. */
	alwaysOutputData?: boolean;
	notes?: string;
	notesInFlow?: boolean;
}

export interface Flow {
	name: string;
	nodes: FlowNode[];
	connections: Record<string, { main: Array<Array<{ node: string; type: 'main'; index: number }>> }>;
	settings: { executionOrder: 'v1' };
	pinData: Record<string, never>;
	meta: { templateCredsSetupCompleted: false };
}

export type NodeInput = Pick<FlowNode, 'name' | 'type' | 'typeVersion' | 'position' | 'parameters'> &
	Partial<Pick<FlowNode, 'onError' | 'disabled' | 'executeOnce' | 'alwaysOutputData' | 'notes' | 'notesInFlow'>>;

/** One arrow: from a node's output (0 unless said) to a node's input (0 unless said). */
export interface Arrow {
	from: string;
	to: string;
	output?: number;
	input?: number;
}

/** Ids follow from the names, so that generating again changes nothing. */
export function flow(name: string, nodes: NodeInput[], arrows: Arrow[]): Flow {
	const connections: Flow['connections'] = {};
	for (const { from, to, output = 0, input = 0 } of arrows) {
		const outputs = (connections[from] ??= { main: [] }).main;
		while (outputs.length <= output) outputs.push([]);
		outputs[output]?.push({ node: to, type: 'main', index: input });
	}
	return {
		name,
		nodes: nodes.map((node) => ({ id: idOf(`${name}/${node.name}`), ...node })),
		connections,
		settings: { executionOrder: 'v1' },
		pinData: {},
		meta: { templateCredsSetupCompleted: false },
	};
}

/** Arrows of a chain: each name to the next. */
export function chain(...names: string[]): Arrow[] {
	return names.slice(1).map((to, index) => ({ from: names[index] as string, to }));
}

function idOf(text: string): string {
	const hash = createHash('sha256').update(text).digest('hex');
	return [hash.slice(0, 8), hash.slice(8, 12), hash.slice(12, 16), hash.slice(16, 20), hash.slice(20, 32)].join('-');
}
