import type { HubSpotAccountFile, HubSpotRecord } from '../core/types.mts';
import type { Account } from './account.mts';
import { OBJECT_TYPES } from './objectTypes.mts';
import type { StoredRecord } from './recordStore.mts';

/** Which associations stand on which record of a company file, so that each is written once. */
const WRITTEN: Record<string, readonly string[]> = {
	contacts: ['companies'],
	deals: ['companies', 'contacts', 'line_items', 'quotes'],
	quotes: ['line_items', 'contacts', 'companies'],
	notes: ['contacts', 'companies', 'deals'],
	tasks: ['contacts', 'companies', 'deals'],
	invoices: ['deals', 'contacts', 'companies', 'line_items'],
};

/** The account as the part of a company file that starts it again. */
export function dumpAccount(account: Account): HubSpotAccountFile {
	const properties: Record<string, Array<Record<string, unknown>>> = {};
	const records: Record<string, HubSpotRecord[]> = {};
	for (const { name } of OBJECT_TYPES) {
		const custom = account.definitions(name).custom();
		if (custom.length > 0) properties[name] = custom as unknown as Array<Record<string, unknown>>;
		const all = account.store(name).all();
		if (all.length > 0 || name in account.file)
			records[name] = all.map((record) => dumpRecord(account, name, record));
	}
	return { ...account.file, pipelines: account.pipelines, properties, ...records };
}

/** One record as a company file holds it. */
export function dumpRecord(account: Account, type: string, record: StoredRecord): HubSpotRecord {
	const properties = Object.fromEntries(Object.entries(record.properties).filter(([, value]) => value !== null));
	const dumped: HubSpotRecord = {
		id: record.id,
		properties,
		createdAt: new Date(record.createdAt).toISOString(),
		updatedAt: new Date(record.updatedAt).toISOString(),
	};
	const associations: NonNullable<HubSpotRecord['associations']> = {};
	for (const to of WRITTEN[type] ?? []) {
		const found = account.associations.of(type, record.id, to);
		// The primary one comes first.
		found.sort(
			(a, b) => Number(b.types.some(({ primary }) => primary)) - Number(a.types.some(({ primary }) => primary)),
		);
		if (found.length === 0) continue;
		associations[to] = found.flatMap(({ id, types }): Array<string | { id: string; label: string }> => {
			const labels = types
				.filter(({ category }) => category === 'USER_DEFINED')
				.map(({ label }) => ({ id, label: label! }));
			return labels.length > 0 ? labels : [id];
		});
	}
	if (Object.keys(associations).length > 0) dumped.associations = associations;
	if (record.history.size > 0) {
		dumped.propertiesWithHistory = Object.fromEntries(
			[...record.history].map(([name, values]) => [
				name,
				values.map(({ value, timestamp, sourceType }) => ({
					value,
					timestamp: new Date(timestamp).toISOString(),
					sourceType,
				})),
			]),
		);
	}
	if (record.archivedAt !== null) dumped.archived = true;
	return dumped;
}
