/** A record of either side by id, with its name for people. */
export interface Named {
	id: string;
	name: string;
}

/** One choice of a drop-down. */
export interface ListEntry {
	value: string;
	name: string;
	description?: string;
}
