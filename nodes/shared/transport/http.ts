/** One HTTP request as the kernel sends it. `url` is absolute; `query` is encoded by `encodeQuery`. */
export interface HttpRequest {
	method: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';
	url: string;
	headers: Record<string, string>;
	/** A JSON document; absent for none. */
	body?: unknown;
	/** The answer is a file: a success carries its bytes in base64 as `body`. */
	binary?: boolean;
	timeoutMs: number;
}

/** An answer that came, whatever its status. Header names are lower case; `body` is parsed JSON or text. */
export interface HttpResponse {
	status: number;
	headers: Record<string, string>;
	body: unknown;
}

/**
 * Puts one request on the wire with the credential's sign-in. Resolves for every answer that came; rejects with
 * NoAnswer when none came, with SystemError when the sign-in itself is refused.
 */
export type Send = (request: HttpRequest) => Promise<HttpResponse>;

/** No answer came: the request may or may not have been carried out. */
export class NoAnswer extends Error {
	constructor(readonly cause: string) {
		super(`No answer came: ${cause}`);
		this.name = 'NoAnswer';
	}
}

/** Percent-encodes names and values; a space is `%20`, never `+` (Xero's filters want that). */
export function encodeQuery(query: Record<string, string | number | boolean | undefined>): string {
	const parts = Object.entries(query)
		.filter((entry): entry is [string, string | number | boolean] => entry[1] !== undefined)
		.map(([name, value]) => `${encodeURIComponent(name)}=${encodeURIComponent(String(value))}`);
	return parts.length > 0 ? `?${parts.join('&')}` : '';
}
