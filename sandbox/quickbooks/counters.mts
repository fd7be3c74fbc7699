/** Numbers that count up and are never given twice, one series for each kind of record. */
export class Counters {
	private readonly last: Map<string, number>;
	private readonly first: number;

	/** `last` are those that were given before; a new series begins after `first`. */
	constructor(last: Record<string, number> | undefined, first: number) {
		this.last = new Map(Object.entries(last ?? {}));
		this.first = first;
	}

	next(kind: string): string {
		const next = (this.last.get(kind) ?? this.first) + 1;
		this.last.set(kind, next);
		return String(next);
	}

	/** Goes on after the highest of these texts of digits; others do not count. */
	startAfter(kind: string, texts: readonly string[]): void {
		const digits = texts.filter((text) => /^\d{1,15}$/.test(text)).map(Number);
		this.last.set(
			kind,
			digits.reduce((most, n) => Math.max(most, n), this.last.get(kind) ?? this.first),
		);
	}

	/** True for a series that has begun. */
	has(kind: string): boolean {
		return this.last.has(kind);
	}

	dump(): Record<string, number> {
		return Object.fromEntries(this.last);
	}
}
