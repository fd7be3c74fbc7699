import type { ILoadOptionsFunctions, INodePropertyOptions } from 'n8n-workflow';
import type { ListEntry } from '../model/named';
import { nodeError } from './nodeError';

/** Fills a drop-down; `this` is how n8n calls it. */
export type Load = (this: ILoadOptionsFunctions) => Promise<INodePropertyOptions[]>;

/** A drop-down's entries as n8n shows them; what stood in the way is told in its place. */
export async function dropDown(
	context: ILoadOptionsFunctions,
	list: () => Promise<ListEntry[]>,
): Promise<INodePropertyOptions[]> {
	const entries = await list().catch((error: unknown) => nodeError(context.getNode(), error));
	return entries.map(({ value, name, description }) => ({ value, name, ...(description ? { description } : {}) }));
}
