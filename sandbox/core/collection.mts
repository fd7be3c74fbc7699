/** Undoes one change. */
export type Undo = () => void;

/**
 * Records of one kind in one organisation, found by id and by further keys. Records are replaced, never changed in place, so
 * that a change is undone by putting the old record back.
 */
export class Collection<T extends object> {
	/** Rises with every change; what was derived from the records is stale when it differs. */
	version = 0;
	private listed: { version: number; records: T[] } | undefined;
	private readonly records = new Map<string, T>();
	private readonly indexes: Array<{ key: (record: T) => string | undefined; ids: Map<string, string[]> }>;
	private readonly idOf: (record: T) => string;
	private readonly changed: (undo: Undo) => void;

	/** `changed` is told how to undo each change; `keys` are further keys to find records by, addressed by their place. */
	constructor(
		changed: (undo: Undo) => void,
		idOf: (record: T) => string,
		keys: Array<(record: T) => string | undefined> = [],
	) {
		this.changed = changed;
		this.idOf = idOf;
		this.indexes = keys.map((key) => ({ key, ids: new Map() }));
	}

	get size(): number {
		return this.records.size;
	}

	get(id: string): T | undefined {
		return this.records.get(id);
	}

	/** Every record. The same array until something changes. */
	all(): readonly T[] {
		if (this.listed?.version !== this.version)
			this.listed = { version: this.version, records: [...this.records.values()] };
		return this.listed.records;
	}

	/** The records whose key number `index` is `value`, in the order they came. */
	by(index: number, value: string): T[] {
		const ids = this.indexes[index]?.ids.get(value) ?? [];
		return ids.map((id) => this.records.get(id)).filter((record) => record !== undefined);
	}

	/** Adds the record or puts it in the place of the one with its id. */
	put(record: T): void {
		const id = this.idOf(record);
		const before = this.records.get(id);
		this.set(id, record);
		this.changed(() => this.set(id, before));
	}

	remove(id: string): void {
		const before = this.records.get(id);
		if (!before) return;
		this.set(id, undefined);
		this.changed(() => this.set(id, before));
	}

	private set(id: string, record: T | undefined): void {
		const before = this.records.get(id);
		this.version++;
		for (const { key, ids } of this.indexes) {
			const was = before && key(before);
			const is = record && key(record);
			if (was === is) continue;
			if (was !== undefined) forget(ids, was, id);
			if (is === undefined) continue;
			const held = ids.get(is);
			if (held) held.push(id);
			else ids.set(is, [id]);
		}
		if (record) this.records.set(id, record);
		else this.records.delete(id);
	}
}

function forget(ids: Map<string, string[]>, key: string, id: string): void {
	const left = (ids.get(key) ?? []).filter((other) => other !== id);
	if (left.length) ids.set(key, left);
	else ids.delete(key);
}
