import type { Undo } from './collection.mts';

/** Takes down how each change is undone, so that work is done whole or not at all. Books of a ledger are one. */
export class Journal {
	/** Number of changes so far. A request that leaves it where it was committed nothing. */
	changes = 0;
	private undos: Undo[] = [];
	private depth = 0;

	/** Takes down a change. */
	changed(undo: Undo): void {
		this.changes++;
		this.undos.push(undo);
	}

	/** Takes down what goes with a change and is none itself. */
	undoneBy(undo: Undo): void {
		this.undos.push(undo);
	}

	/** Runs `work` whole or, when it throws, leaves everything as it was. Attempts nest. */
	attempt<T>(work: () => T): T {
		const outer = this.undos;
		const before = this.changes;
		this.undos = [];
		this.depth++;
		try {
			const result = work();
			if (this.depth > 1) outer.push(...this.undos);
			return result;
		} catch (error) {
			for (const undo of this.undos.reverse()) undo();
			this.changes = before;
			throw error;
		} finally {
			this.depth--;
			this.undos = outer;
		}
	}

	/** Forgets how to undo what was done so far: a request that is over is not undone. */
	settle(): void {
		this.undos = [];
	}
}
