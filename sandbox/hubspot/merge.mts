import type { Account } from './account.mts';
import { invalid, notFound } from './errors.mts';
import type { Source, StoredRecord } from './recordStore.mts';

/**
 * Merges two records into a new one, under whose id both old ids resolve from then on (apis/hubspot.md 3.1). The primary one's
 * values win; what it lacks comes from the other.
 * @throws HubSpotError 404, or 400 for a record and itself
 */
export function mergeRecords(
	account: Account,
	type: string,
	primaryId: string,
	otherId: string,
	source: Source,
): StoredRecord {
	const store = account.store(type);
	const primary = store.get(primaryId);
	const other = store.get(otherId);
	if (!primary || !other) throw notFound();
	if (primary === other) throw invalid('A record cannot be merged with itself');
	const values: Record<string, string | null> = { ...other.properties };
	for (const [name, value] of Object.entries(primary.properties)) if (value !== null) values[name] = value;
	values['hs_merged_object_ids'] = [primary.properties['hs_merged_object_ids'], primary.id, other.id]
		.filter(Boolean)
		.join(';');
	const survivor = store.create(values, { type: 'MERGE_OBJECTS', id: source.id }, account.nextStep());
	survivor.createdAt = Math.min(primary.createdAt, other.createdAt);
	store.mergeInto(survivor, [primary, other]);
	// The other one first, so that the primary one's own primary company stays the primary one.
	account.associations.move(type, other.id, survivor.id);
	account.associations.move(type, primary.id, survivor.id);
	account.recalculate(type, survivor);
	return survivor;
}
