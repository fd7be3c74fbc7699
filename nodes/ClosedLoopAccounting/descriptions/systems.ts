import type { INodeProperties } from 'n8n-workflow';

/** The same field, shown only for these ledgers; what it asks for itself stays. Within a collection see `optionFor`. */
export function onlyFor(systems: string[], field: INodeProperties): INodeProperties {
	return {
		...field,
		displayOptions: { ...field.displayOptions, show: { ...field.displayOptions?.show, system: systems } },
	};
}

/** As `onlyFor`, within a collection: there a name without a slash means a field of the collection. */
export function optionFor(systems: string[], field: INodeProperties): INodeProperties {
	return {
		...field,
		displayOptions: { ...field.displayOptions, show: { ...field.displayOptions?.show, '/system': systems } },
	};
}
