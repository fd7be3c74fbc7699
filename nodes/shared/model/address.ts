/** A postal address; an empty part is null. */
export interface Address {
	line1: string | null;
	line2: string | null;
	city: string | null;
	region: string | null;
	postalCode: string | null;
	/** As written in its system: a name or an ISO code. */
	country: string | null;
}
