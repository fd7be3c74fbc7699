/** One field that somebody changed, in words and figures for people. */
export interface Change {
	/** e.g. `price of Premium Consulting`, `total`, `due date`. */
	field: string;
	/** Null where there was none; empty where it is not known any more. */
	before: string | null;
	/** Null where there is none now. */
	after: string | null;
}

/** What was changed on an invoice in its ledger between two versions that were seen of it. */
export interface LedgerEdit {
	/** Made of invoice, version before and version after. */
	id: string;
	/** ISO, when the ledger has the later version from; null where it does not tell (a deleted document). */
	at: string | null;
	/** Who, where the ledger tells. */
	by: string | null;
	/** The run of ours that wrote it and was cut before it could tell; null for a person's edit. */
	execution: string | null;
	changes: Change[];
	/** The entry as *Ledger edits* has it, without its id. */
	text: string;
}
