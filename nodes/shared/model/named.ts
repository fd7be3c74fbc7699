/** A record of either side by id, with its name for people. */
export interface Named {
	id: string;
	name: string;
}
