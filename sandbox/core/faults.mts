import type { Fault, SystemName } from './types.mts';

/** A planted fault with its number and how often it has fired. */
export interface PlantedFault extends Fault {
	id: number;
	fired: number;
}

/** The faults that are switched on. */
export class FaultBook {
	private planted: Array<PlantedFault & { seen: number; pattern: RegExp | null }> = [];
	private nextId = 1;

	/** @throws SyntaxError when `path` is no regular expression. */
	add(fault: Fault): number {
		const id = this.nextId++;
		const pattern = fault.path === undefined ? null : new RegExp(fault.path);
		this.planted.push({ ...fault, id, fired: 0, seen: 0, pattern });
		return id;
	}

	clear(): void {
		this.planted = [];
	}

	list(): PlantedFault[] {
		return this.planted.map(({ seen: _seen, pattern: _pattern, ...fault }) => fault);
	}

	/** The first fault that hits this call, or null. Every matching fault counts the call, whether it fires or not. */
	take(system: SystemName, method: string, path: string): Fault | null {
		let hit: Fault | null = null;
		for (const fault of this.planted) {
			if (fault.system !== undefined && fault.system !== system) continue;
			if (fault.method !== undefined && fault.method.toUpperCase() !== method) continue;
			if (fault.pattern && !fault.pattern.test(path)) continue;
			fault.seen += 1;
			if (hit || fault.seen <= (fault.skip ?? 0) || fault.fired >= (fault.times ?? Infinity)) continue;
			fault.fired += 1;
			hit = fault;
		}
		return hit;
	}
}
