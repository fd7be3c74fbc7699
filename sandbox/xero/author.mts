/** Who changes something: an app through the API, or a person in Xero. */
export interface Author {
	/** As History and Notes names them. */
	user: string;
	/** The app's client id; people have none. */
	clientId?: string;
}

/** Changes made through the API carry no person's name (apis/xero.md section 8). */
export function app(clientId: string): Author {
	return { user: 'System Generated', clientId };
}
