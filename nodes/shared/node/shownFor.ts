import type { INodeProperties } from 'n8n-workflow';

/** The same fields, shown only for these operations of a resource; what a field asks for itself stays. */
export function shownFor(resource: string, operations: string[], fields: INodeProperties[]): INodeProperties[] {
	return fields.map((field) => ({
		...field,
		displayOptions: {
			...field.displayOptions,
			show: { resource: [resource], operation: operations, ...field.displayOptions?.show },
		},
	}));
}
