/** Output schemas as n8n reads them: objects, lists and plain types. What a document leaves empty (null) fits any type. */
export interface OutputSchema {
	type: string;
	properties?: Record<string, OutputSchema>;
	items?: OutputSchema;
}

/** Where an output is not as its schema says: `invoice.lines[].amount: string, not number`, or a field it does not know. */
export function misfits(value: unknown, schema: OutputSchema, path = ''): string[] {
	if (value === null || value === undefined) return [];
	const type = Array.isArray(value) ? 'array' : typeof value;
	const fits = type === schema.type || (schema.type === 'integer' && Number.isInteger(value));
	if (!fits) return [`${path}: ${type}, not ${schema.type}`];
	if (Array.isArray(value)) {
		const { items } = schema;
		if (items === undefined) return [];
		return [...new Set(value.flatMap((one) => misfits(one, items, `${path}[]`)))];
	}
	const { properties } = schema;
	if (type !== 'object' || properties === undefined) return [];
	return Object.entries(value as object).flatMap(([name, inner]) => {
		const at = path === '' ? name : `${path}.${name}`;
		const own = Object.hasOwn(properties, name) ? properties[name] : undefined;
		return own === undefined ? [`${at}: not in the schema`] : misfits(inner, own, at);
	});
}

/** Fields of a schema that none of the outputs has, empty or not. */
export function unseen(values: unknown[], schema: OutputSchema, path = ''): string[] {
	if (schema.items !== undefined)
		return unseen(
			values.flatMap((value) => (Array.isArray(value) ? value : [])),
			schema.items,
			`${path}[]`,
		);
	const objects = values.filter((value): value is object => typeof value === 'object' && value !== null);
	if (objects.length === 0) return [];
	return Object.entries(schema.properties ?? {}).flatMap(([name, inner]) => {
		const at = path === '' ? name : `${path}.${name}`;
		const having = objects.filter((value) => Object.hasOwn(value, name));
		if (having.length === 0) return [at];
		return unseen(
			having.map((value) => (value as Record<string, unknown>)[name]),
			inner,
			at,
		);
	});
}
