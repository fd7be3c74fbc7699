import { createHash } from 'node:crypto';

/** An id as Sage makes them: 32 hex digits (apis/sage.md section 3). */
export function hexId(text: string): string {
	return createHash('sha256').update(text).digest('hex').slice(0, 32);
}

/** Ids that repeat from run to run: the n-th id of a kind under one seed is always the same. */
export class IdMaker {
	private readonly seed: string;
	private readonly counts = new Map<string, number>();

	constructor(seed: string) {
		this.seed = seed;
	}

	next(kind: string): string {
		const n = (this.counts.get(kind) ?? 0) + 1;
		this.counts.set(kind, n);
		return hexId(`${this.seed}:${kind}:${n}`);
	}
}
