import type { INodeProperties } from 'n8n-workflow';

/** The same field, shown only for these ledgers; what it asks for itself stays. */
export function onlyFor(systems: string[], field: INodeProperties): INodeProperties {
	return {
		...field,
		displayOptions: { ...field.displayOptions, show: { ...field.displayOptions?.show, system: systems } },
	};
}
