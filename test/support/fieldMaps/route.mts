/** Types of the bodies at one endpoint, as the clients' field maps spell types, e.g. `Contacts` or `Array<AssociationSpec>`. */
export interface Route {
	asked?: string;
	/** Type of a single element that may be asked by itself, without the list around it. */
	askedAlone?: string;
	answered?: string;
}

/** A model class of a client, or an enumeration. */
export interface Model {
	attributeTypeMap?: Array<{ baseName: string; type: string }>;
}

/** Finds what a type name means: the field map of a class, or the values of an enumeration. */
export interface Models {
	fields(type: string): Array<{ baseName: string; type: string }> | undefined;
	values(type: string): readonly unknown[] | undefined;
	/** True for texts that this API writes for a moment or a day. */
	isDate(text: string): boolean;
}
