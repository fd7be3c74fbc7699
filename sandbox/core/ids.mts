/** Ids that repeat from run to run: the n-th id of a kind under one seed is always the same. */
export class IdMaker {
	private readonly seed: string;
	private readonly form: (text: string) => string;
	private readonly counts = new Map<string, number>();

	/** `form` makes an id, as the system's look, from a text. */
	constructor(seed: string, form: (text: string) => string) {
		this.seed = seed;
		this.form = form;
	}

	/** A new id that `among` does not have. */
	next(kind: string, among: { get(id: string): unknown } = { get: () => undefined }): string {
		for (;;) {
			const n = (this.counts.get(kind) ?? 0) + 1;
			this.counts.set(kind, n);
			const id = this.form(`${this.seed}:${kind}:${n}`);
			if (!among.get(id)) return id;
		}
	}
}
