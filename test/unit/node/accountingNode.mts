import type { INodePropertyOptions, INodeTypeDescription } from 'n8n-workflow';
import { ClosedLoopAccounting } from '../../../nodes/ClosedLoopAccounting/ClosedLoopAccounting.node';

export const description: INodeTypeDescription = new ClosedLoopAccounting().description;

/** Every operation of a node, as `resource:operation`. */
export function operationsOf({ properties }: INodeTypeDescription): string[] {
	return properties
		.filter(({ name }) => name === 'operation')
		.flatMap(({ displayOptions, options }) => {
			const [resource] = displayOptions?.show?.['resource'] ?? [];
			return (options as INodePropertyOptions[]).map(({ value }) => `${String(resource)}:${String(value)}`);
		});
}
