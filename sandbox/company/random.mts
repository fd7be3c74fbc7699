/** A seeded source of chance (mulberry32), so that one seed always makes the same company. */
export class Random {
	private state: number;

	constructor(seed: number) {
		this.state = seed >>> 0;
	}

	/** The next 32 bits, as an unsigned integer. */
	bits(): number {
		this.state = (this.state + 0x6d2b79f5) >>> 0;
		let mixed = Math.imul(this.state ^ (this.state >>> 15), this.state | 1);
		mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
		return (mixed ^ (mixed >>> 14)) >>> 0;
	}

	/** A whole number from `low` to `high`, both included. */
	int(low: number, high: number): number {
		return low + (this.bits() % (high - low + 1));
	}

	/** True in `percent` of 100 calls. */
	chance(percent: number): boolean {
		return this.int(0, 99) < percent;
	}

	/** One of the given values. */
	pick<T>(values: readonly T[]): T {
		if (values.length === 0) throw new Error('Nothing to pick from');
		return values[this.int(0, values.length - 1)] as T;
	}

	/** The same values in another order (Fisher-Yates); the given array is left alone. */
	shuffled<T>(values: readonly T[]): T[] {
		const out = [...values];
		for (let last = out.length - 1; last > 0; last--) {
			const other = this.int(0, last);
			[out[last], out[other]] = [out[other] as T, out[last] as T];
		}
		return out;
	}

	/** A version 4 GUID, as Xero gives its records. */
	guid(): string {
		const hex = [this.bits(), this.bits(), this.bits(), this.bits()]
			.map((part) => part.toString(16).padStart(8, '0'))
			.join('');
		return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-4${hex.slice(13, 16)}-a${hex.slice(17, 20)}-${hex.slice(20)}`;
	}
}
