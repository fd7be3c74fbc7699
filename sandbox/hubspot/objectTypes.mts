/** A type of record and how it differs from the others. */
export interface ObjectType {
	/** Plural name, as it stands in paths and in company files. */
	name: string;
	singular: string;
	/** e.g. `0-3`. */
	id: string;
	/** Scope middle part: `crm.objects.<scope>.read`. */
	scope: string;
	/** Contacts alone call it `lastmodifieddate` (apis/hubspot.md 3.4). */
	modified: 'hs_lastmodifieddate' | 'lastmodifieddate';
	/** Properties that an answer shows when none are asked for (3.4). */
	defaults: readonly string[];
	/** Properties that the `query` of a search looks into (3.4). */
	searched: readonly string[];
}

function type(
	name: string,
	singular: string,
	id: string,
	defaults: string[] = [],
	searched: string[] = [],
	scope = name,
): ObjectType {
	const modified = name === 'contacts' ? 'lastmodifieddate' : 'hs_lastmodifieddate';
	return {
		name,
		singular,
		id,
		scope,
		modified,
		defaults: [...defaults, 'createdate', modified, 'hs_object_id'],
		searched,
	};
}

/** Ids: apis/hubspot.md 3.1. Notes and tasks hang on the scopes of contacts (1.3), taxes on those of line items. */
export const OBJECT_TYPES: readonly ObjectType[] = [
	type(
		'contacts',
		'contact',
		'0-1',
		['firstname', 'lastname', 'email'],
		['firstname', 'lastname', 'email', 'phone', 'company'],
	),
	type('companies', 'company', '0-2', ['name', 'domain'], ['website', 'phone', 'name', 'domain']),
	type(
		'deals',
		'deal',
		'0-3',
		['dealname', 'amount', 'closedate', 'pipeline', 'dealstage'],
		['dealname', 'pipeline', 'dealstage', 'description', 'dealtype'],
	),
	type('products', 'product', '0-7', ['name', 'description', 'price'], ['name', 'description', 'price', 'hs_sku']),
	type('line_items', 'line_item', '0-8', ['quantity', 'amount', 'price'], ['name', 'hs_sku', 'description']),
	type('quotes', 'quote', '0-14', ['hs_title', 'hs_status', 'hs_expiration_date', 'hs_public_url_key'], ['hs_title']),
	type('tasks', 'task', '0-27', [], ['hs_task_subject', 'hs_task_body'], 'contacts'),
	type('notes', 'note', '0-46', [], ['hs_note_body'], 'contacts'),
	type('invoices', 'invoice', '0-53', [], ['hs_number', 'hs_title']),
	type('taxes', 'tax', '0-86', [], [], 'line_items'),
];

const BY_NAME = new Map(OBJECT_TYPES.flatMap((t) => [t.name, t.singular, t.id].map((key) => [key, t] as const)));

/** By plural name, singular or id, in any case; undefined for one that is not simulated. */
export function findObjectType(name: string): ObjectType | undefined {
	return BY_NAME.get(name.toLowerCase());
}
