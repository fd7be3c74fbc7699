/**
 * What the trigger remembers between polls: an economy and never a guard (design.md section 6). Static data may be old
 * at any time; then events are told once more, and what they lead to decides from the record.
 */
export interface Memory {
	/** Where the last look ended, ISO, by the ledger's clock; null before the first. */
	cursor: string | null;
	/** When open documents were listed last, ISO. */
	listed: string | null;
	/** By event and record. */
	known: Record<string, Known>;
}

/** What was seen of a record, as far as it matters for one event. */
export interface Known {
	version: string;
	/** When it was seen last, ISO. */
	at: string;
}

const MOST_KNOWN = 1_000;

/** Memory from n8n's static data, whatever an older version or a hand left there. */
export function memoryFrom(data: Record<string, unknown>): Memory {
	const { cursor, listed, known } = data;
	return {
		cursor: isTime(cursor) ? cursor : null,
		listed: isTime(listed) ? listed : null,
		known: typeof known === 'object' && known !== null ? { ...(known as Record<string, Known>) } : {},
	};
}

/** Notes what a record looks like for an event; says whether that is the first time it looks so. */
export function isNews(memory: Memory, event: string, id: string, version: string, now: string): boolean {
	const name = `${event} ${id}`;
	const before = memory.known[name]?.version;
	memory.known[name] = { version, at: now };
	return before !== version;
}

/** Whether the record was seen for that event. */
export function isKnown(memory: Memory, event: string, id: string): boolean {
	return memory.known[`${event} ${id}`] !== undefined;
}

/** Keeps the list bounded: what was seen last stays. */
export function bounded(memory: Memory): Memory {
	const entries = Object.entries(memory.known);
	if (entries.length <= MOST_KNOWN) return memory;
	const kept = entries.sort(([, a], [, b]) => b.at.localeCompare(a.at)).slice(0, MOST_KNOWN);
	return { ...memory, known: Object.fromEntries(kept) };
}

function isTime(value: unknown): value is string {
	return typeof value === 'string' && !Number.isNaN(Date.parse(value));
}
