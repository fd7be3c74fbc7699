import type { Account } from './account.mts';
import type { AssociationType } from './associations.mts';
import type { Properties, StoredRecord } from './recordStore.mts';

/** What a read asks for. */
export interface Wanted {
	properties?: readonly string[];
	propertiesWithHistory?: readonly string[];
	associations?: readonly string[];
}

/**
 * A record as the API shows it (apis/hubspot.md 3.1): values are text, a defined but empty property that was asked for is
 * null, one that is not defined is left out. `seen` is an older state of its properties, which the search may hold.
 */
export function showRecord(
	account: Account,
	type: string,
	record: StoredRecord,
	wanted: Wanted = {},
	seen: Properties = record.properties,
): Record<string, unknown> {
	const store = account.store(type);
	const definitions = account.definitions(type);
	const asked = (wanted.properties ?? []).filter((name) => definitions.find(name));
	const always = ['createdate', store.type.modified, 'hs_object_id'];
	const names =
		asked.length > 0 || wanted.propertiesWithHistory?.length ? [...asked, ...always] : store.type.defaults;
	const withHistory = (wanted.propertiesWithHistory ?? []).filter((name) => definitions.find(name));
	const properties: Record<string, string | null> = {};
	for (const name of [...names, ...withHistory]) properties[name] = seen[name] ?? null;
	const shown: Record<string, unknown> = {
		id: record.id,
		properties,
		createdAt: new Date(record.createdAt).toISOString(),
		updatedAt: seen[store.type.modified] ?? new Date(record.updatedAt).toISOString(),
		archived: record.archivedAt !== null,
	};
	if (record.archivedAt !== null) shown['archivedAt'] = new Date(record.archivedAt).toISOString();
	if (withHistory.length > 0) {
		shown['propertiesWithHistory'] = Object.fromEntries(
			withHistory.map((name) => [
				name,
				store.historyOf(record, name).map(({ value, timestamp, sourceType, sourceId }) => ({
					value,
					timestamp: new Date(timestamp).toISOString(),
					sourceType,
					...(sourceId === null ? {} : { sourceId }),
				})),
			]),
		);
	}
	return shown;
}

/** Associations that a single read shows for each type; the rest is for the associations API (3.1). */
const ASSOCIATIONS_PAGE = 100;

/** The `associations` part of a single read, keyed with spaces as the live API does. */
export function showAssociations(
	account: Account,
	type: string,
	record: StoredRecord,
	asked: readonly string[],
): Record<string, unknown> {
	const found: Record<string, unknown> = {};
	for (const to of asked) {
		const results = account.associations
			.of(type, record.id, to)
			.flatMap(({ id, types }) => types.map((kind) => ({ id, type: kindName(account, kind) })));
		if (results.length === 0) continue;
		const page = results.slice(0, ASSOCIATIONS_PAGE);
		const last = page.at(-1)!.id;
		const more = results.length > page.length ? { paging: { next: { after: last, link: '' } } } : {};
		found[to.replaceAll('_', ' ')] = { results: page, ...more };
	}
	return found;
}

/** e.g. `deal_to_line_item`; where one can be primary, that one is `deal_to_company` and the plain one `..._unlabeled`. */
function kindName(account: Account, kind: AssociationType): string {
	const name = `${account.store(kind.from).type.singular}_to_${account.store(kind.to).type.singular}`;
	if (kind.category === 'USER_DEFINED') return kind.label!.toLowerCase().replaceAll(/\W+/g, '_');
	const rivals = account.associations.typesBetween(kind.from, kind.to).some(({ label }) => label === 'Primary');
	return rivals && kind.label === null ? `${name}_unlabeled` : name;
}
