import type { Clock, HubSpotRecord } from '../core/types.mts';
import type { ObjectType } from './objectTypes.mts';

/** A past value; `timestamp` in ms. */
export interface PastValue {
	value: string;
	timestamp: number;
	sourceType: string;
	sourceId: string | null;
}

export type Properties = Readonly<Record<string, string | null>>;

/** Who writes: HubSpot's own source types. */
export interface Source {
	type: 'CRM_UI' | 'INTEGRATION' | 'IMPORT' | 'CALCULATED' | 'MERGE_OBJECTS';
	id: string | null;
}

export interface StoredRecord {
	id: string;
	/** Never changed in place, so that the search can keep an older state for nothing. */
	properties: Properties;
	/** What the search sees; null until it first does. */
	indexed: Properties | null;
	createdAt: number;
	updatedAt: number;
	archivedAt: number | null;
	/** Newest first; only for properties that were written since the start or whose past the company file tells. */
	history: ReadonlyMap<string, PastValue[]>;
}

/** Of a record that was never written: a hundred thousand of them share it. */
const NO_HISTORY: ReadonlyMap<string, PastValue[]> = new Map();

/** HubSpot keeps only some past values: about 45 on contacts and 20 elsewhere. */
const KEPT_VALUES = 20;

/** The records of one type in one account, and what the search sees of them, `lagMs` of clock time behind. */
export class RecordStore {
	readonly type: ObjectType;
	private readonly clock: Clock;
	private readonly lagMs: number;
	private readonly byId = new Map<string, StoredRecord>();
	/** Ids that merges gave up, each with the record that stands for it now. */
	private readonly merged = new Map<string, string>();
	/** Values of unique properties: property -> lower-case value -> id. */
	private readonly unique = new Map<string, Map<string, string>>();
	private ordered: StoredRecord[] = [];
	private pending: Array<{ record: StoredRecord; properties: Properties; at: number }> = [];
	private lastId = 0;

	constructor(type: ObjectType, clock: Clock, lagMs: number) {
		this.type = type;
		this.clock = clock;
		this.lagMs = lagMs;
	}

	/** Takes the records of a company file; what they leave out gets its default. */
	load(records: readonly HubSpotRecord[]): void {
		for (const given of records) {
			const { properties } = given;
			const fallback = properties['createdate'] ?? given.createdAt ?? properties['closedate'];
			const createdAt = moment(given.createdAt ?? fallback) ?? this.clock.now();
			const updatedAt = moment(given.updatedAt ?? properties[this.type.modified]) ?? createdAt;
			const stored: Record<string, string | null> = {
				hs_object_source: 'CRM_UI',
				hs_object_source_label: 'CRM_UI',
				...properties,
				hs_object_id: given.id,
				createdate: isoTime(given.createdAt ?? fallback, createdAt),
				[this.type.modified]: isoTime(given.updatedAt ?? properties[this.type.modified] ?? fallback, updatedAt),
			};
			this.insert({
				id: given.id,
				properties: stored,
				indexed: stored,
				createdAt,
				updatedAt,
				archivedAt: given.archived ? updatedAt : null,
				history: toHistory(given, createdAt),
			});
		}
		this.ordered.sort((a, b) => compareIds(a.id, b.id));
	}

	private insert(record: StoredRecord): void {
		this.byId.set(record.id, record);
		this.ordered.push(record);
		const number = Number(record.id);
		if (Number.isSafeInteger(number) && number > this.lastId) this.lastId = number;
	}

	/** The live record, also under an id that was merged into it. */
	get(id: string): StoredRecord | undefined {
		const record = this.byId.get(this.merged.get(id) ?? id);
		return record?.archivedAt === null ? record : undefined;
	}

	getArchived(id: string): StoredRecord | undefined {
		const record = this.byId.get(id);
		return record?.archivedAt === null ? undefined : record;
	}

	/** In the order of their ids. */
	list(archived = false): StoredRecord[] {
		return this.ordered.filter((record) => (record.archivedAt !== null) === archived);
	}

	/** Live and archived ones. */
	all(): readonly StoredRecord[] {
		return this.ordered;
	}

	/** `step` makes ids that do not simply count. */
	create(properties: Properties, source: Source, step: number): StoredRecord {
		const now = this.clock.now();
		const id = String((this.lastId || 10_000_000_000) + step);
		const record: StoredRecord = {
			id,
			properties: {},
			indexed: null,
			createdAt: now,
			updatedAt: now,
			archivedAt: null,
			history: NO_HISTORY,
		};
		this.insert(record);
		const origin = {
			hs_object_source: source.type,
			hs_object_source_label: source.type,
			hs_object_source_id: source.id,
			hs_object_id: id,
			createdate: new Date(now).toISOString(),
		};
		this.write(record, { ...origin, ...properties, hs_object_id: id }, source);
		return record;
	}

	/** Stores the values, notes the past ones, moves the last change, and lets the search see it when its time comes. */
	write(record: StoredRecord, values: Properties, source: Source): void {
		const now = this.clock.now();
		record.updatedAt = now;
		this.store(record, { ...values, [this.type.modified]: new Date(now).toISOString() }, source);
	}

	/** As `write`, for what HubSpot computes itself: the record's last change stays. */
	store(record: StoredRecord, values: Properties, source: Source): void {
		const now = this.clock.now();
		for (const [name, value] of Object.entries(values)) {
			const before = record.properties[name] ?? null;
			if (before === value) continue;
			this.reindexUnique(record, name, before, value);
			if (name === this.type.modified || source.type === 'CALCULATED') continue;
			const past = record.history.get(name) ?? (before === null ? [] : [this.firstValue(record, before)]);
			const entry = { value: value ?? '', timestamp: now, sourceType: source.type, sourceId: source.id };
			this.tellHistory(record, name, [entry, ...past]);
		}
		record.properties = { ...record.properties, ...values };
		this.pending.push({ record, properties: record.properties, at: now + this.lagMs });
	}

	/** Sets the past of one property, newest first. */
	tellHistory(record: StoredRecord, name: string, past: PastValue[]): void {
		record.history = new Map(record.history).set(name, past.slice(0, KEPT_VALUES));
	}

	private firstValue(record: StoredRecord, value: string): PastValue {
		return { value, timestamp: record.createdAt, sourceType: 'CRM_UI', sourceId: null };
	}

	/** Past values of one property, newest first. */
	historyOf(record: StoredRecord, name: string): PastValue[] {
		const value = record.properties[name] ?? null;
		return record.history.get(name) ?? (value === null ? [] : [this.firstValue(record, value)]);
	}

	archive(record: StoredRecord): void {
		record.archivedAt = this.clock.now();
		for (const [name, values] of this.unique) {
			const value = record.properties[name]?.toLowerCase();
			if (value !== undefined && values.get(value) === record.id) values.delete(value);
		}
	}

	/** From now on the ids of `gone` stand for `survivor`. */
	mergeInto(survivor: StoredRecord, gone: readonly StoredRecord[]): void {
		for (const record of gone) {
			this.archive(record);
			this.merged.set(record.id, survivor.id);
			for (const [id, target] of this.merged) if (target === record.id) this.merged.set(id, survivor.id);
		}
	}

	/** The record that holds this value of a unique property. */
	findByUnique(name: string, value: string): StoredRecord | undefined {
		const id = this.uniqueValues(name).get(value.toLowerCase());
		return id === undefined ? undefined : this.get(id);
	}

	private uniqueValues(name: string): Map<string, string> {
		let values = this.unique.get(name);
		if (!values) {
			values = new Map();
			for (const record of this.ordered) {
				const value = record.properties[name];
				if (value && record.archivedAt === null) values.set(value.toLowerCase(), record.id);
			}
			this.unique.set(name, values);
		}
		return values;
	}

	private reindexUnique(record: StoredRecord, name: string, before: string | null, after: string | null): void {
		const values = this.unique.get(name);
		if (!values) return;
		if (before !== null && values.get(before.toLowerCase()) === record.id) values.delete(before.toLowerCase());
		if (after !== null) values.set(after.toLowerCase(), record.id);
	}

	/** Live records with what the search sees of them, in the order of their ids. */
	searchable(): Array<StoredRecord & { indexed: Properties }> {
		this.catchUp();
		return this.ordered.filter(
			(record): record is StoredRecord & { indexed: Properties } =>
				record.archivedAt === null && record.indexed !== null,
		);
	}

	/** Lets the search see everything now: what a company file brings was written long ago. */
	settle(): void {
		for (const { record, properties } of this.pending) record.indexed = properties;
		this.pending = [];
	}

	private catchUp(): void {
		const now = this.clock.now();
		let done = 0;
		for (const { record, properties, at } of this.pending) {
			if (at > now) break;
			record.indexed = properties;
			done += 1;
		}
		if (done > 0) this.pending.splice(0, done);
	}
}

/** Orders ids as numbers, whatever their length. */
export function compareIds(a: string, b: string): number {
	return a.length - b.length || (a < b ? -1 : a > b ? 1 : 0);
}

function toHistory({ propertiesWithHistory }: HubSpotRecord, createdAt: number): StoredRecord['history'] {
	if (!propertiesWithHistory) return NO_HISTORY;
	return new Map(
		Object.entries(propertiesWithHistory).map(([name, values]) => [
			name,
			values.map(({ value, timestamp, sourceType }) => ({
				value,
				timestamp: moment(timestamp) ?? createdAt,
				sourceType: sourceType ?? 'CRM_UI',
				sourceId: null,
			})),
		]),
	);
}

/** The text itself where it has the API's form already. */
function isoTime(text: string | null | undefined, at: number): string {
	return text?.length === 24 && text.endsWith('Z') ? text : new Date(at).toISOString();
}

function moment(text: string | null | undefined): number | null {
	if (text === null || text === undefined || text === '') return null;
	const at = /^\d+$/.test(text) ? Number(text) : Date.parse(text);
	return Number.isNaN(at) ? null : at;
}
