/**
 * Stand-ins for the few nodes of n8n's own that our templates use: they live in the host, not among our packages. They do
 * what the real ones do for the parameters the templates set; the e2e run uses the real ones.
 */
import type { IDataObject, IExecuteFunctions, INodeExecutionData, INodeType, INodeTypeDescription } from 'n8n-workflow';
import { NodeOperationError } from 'n8n-workflow';

interface Assignment {
	name: string;
	value: unknown;
	type: string;
}

export const standIns: Record<string, INodeType> = {
	'n8n-nodes-base.manualTrigger': node('manualTrigger', [], async function () {
		return [this.getInputData()];
	}),
	'n8n-nodes-base.scheduleTrigger': node('scheduleTrigger', [], async function () {
		return [this.getInputData()];
	}),
	'n8n-nodes-base.executeWorkflowTrigger': node('executeWorkflowTrigger', [], async function () {
		return [this.getInputData()];
	}),
	'n8n-nodes-base.noOp': node('noOp', [], async function () {
		return [this.getInputData()];
	}),
	'n8n-nodes-base.stickyNote': node('stickyNote', [], async function () {
		return [[]];
	}),
	'n8n-nodes-base.set': node('set', ['assignments', 'includeOtherFields'], async function () {
		return [
			this.getInputData().map((item, index) => {
				const { assignments = [] } = this.getNodeParameter('assignments', index, {}) as {
					assignments?: Assignment[];
				};
				const others = this.getNodeParameter('includeOtherFields', index, false) === true ? item.json : {};
				const set = Object.fromEntries(assignments.map(({ name, value }) => [name, value]));
				return { json: { ...others, ...set } as INodeExecutionData['json'], pairedItem: { item: index } };
			}),
		];
	}),
	'n8n-nodes-base.if': node(
		'if',
		['conditions'],
		async function () {
			return [kept(this, true), kept(this, false)];
		},
		2,
	),
	'n8n-nodes-base.filter': node('filter', ['conditions'], async function () {
		return [kept(this, true)];
	}),
	'n8n-nodes-base.merge': node(
		'merge',
		['numberInputs'],
		async function () {
			const count = this.getNodeParameter('numberInputs', 0, 2) as number;
			return [Array.from({ length: count }, (_, input) => this.getInputData(input) ?? []).flat()];
		},
		1,
		6,
	),
	'n8n-nodes-base.splitOut': node('splitOut', ['fieldToSplitOut'], async function () {
		return [
			this.getInputData().flatMap((item, index) => {
				const list = item.json[this.getNodeParameter('fieldToSplitOut', index) as string] as IDataObject[];
				return list.map((json) => ({ json, pairedItem: { item: index } }));
			}),
		];
	}),
	// A register that knows whatever number it is asked for; like n8n's own node it replaces the item by its answer.
	'n8n-nodes-base.httpRequest': node('httpRequest', ['jsonBody'], async function () {
		return [
			this.getInputData().map((_, item) => {
				const asked = this.getNodeParameter('jsonBody', item) as IDataObject;
				const json = { ...asked, valid: asked['vatNumber'] !== '', requestDate: '2026-11-03T09:00:00.000Z' };
				return { json, pairedItem: { item } };
			}),
		];
	}),
	'n8n-nodes-base.emailSend': node('emailSend', [], async function () {
		throw new Error('no mail leaves a test');
	}),
	'n8n-nodes-base.stopAndError': node('stopAndError', ['errorMessage'], async function () {
		throw new NodeOperationError(this.getNode(), String(this.getNodeParameter('errorMessage', 0, 'stopped')));
	}),
};

function node(
	name: string,
	parameters: string[],
	execute: (this: IExecuteFunctions) => Promise<INodeExecutionData[][]>,
	outputs = 1,
	inputs = 1,
): INodeType {
	const starts = name.endsWith('Trigger');
	const description = {
		displayName: name,
		name,
		group: [starts ? 'trigger' : 'transform'],
		version: [1, 2, 2.2, 3, 3.4],
		description: name,
		defaults: { name },
		inputs: starts ? [] : Array.from({ length: inputs }, () => 'main'),
		...(inputs > 1 ? { requiredInputs: 1 } : {}),
		outputs: Array.from({ length: outputs }, () => 'main'),
		properties: parameters.map((parameter) => ({
			displayName: parameter,
			name: parameter,
			type: 'json',
			default: {},
		})),
	} as unknown as INodeTypeDescription;
	return { description, execute };
}

/** Items for which all conditions hold (`passing`), or the others. */
function kept(context: IExecuteFunctions, passing: boolean): INodeExecutionData[] {
	return context.getInputData().flatMap((item, index) => {
		const { conditions = [] } = context.getNodeParameter('conditions', index, {}) as {
			conditions?: Array<{ leftValue: unknown }>;
		};
		const holds = conditions.every(({ leftValue }) => leftValue === true);
		return holds === passing ? [{ ...item, pairedItem: { item: index } }] : [];
	});
}
