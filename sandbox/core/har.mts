import { closeSync, openSync, writeSync } from 'node:fs';
import { isText } from './bodies.mts';
import type { Call } from './types.mts';

const MASK = '***';
const SECRET_HEADERS = /^(authorization|proxy-authorization|cookie|set-cookie)$/i;
const SECRET_FIELDS =
	/^(access_token|refresh_token|id_token|token|client_secret|client_assertion|code|code_verifier|assertion|password|hapikey)$/i;
/** Where the sign-in services live: HubSpot `/oauth/...`, Xero `/connect/...` and `/identity/...`. */
const SIGN_IN = /^\/(oauth|connect|identity)\//i;
const FOOTER = '\n]}}\n';

/** Writes calls to a HAR 1.2 file, which is complete and valid after every entry, so that a cut leaves no broken file. */
export interface HarWriter {
	write(call: Call): void;
	close(): void;
}

/** Starts the file anew. Secrets are masked (headers, token bodies, codes in addresses); other bodies stand whole. */
export function createHarWriter(file: string): HarWriter {
	const descriptor = openSync(file, 'w', 0o600);
	const creator = { name: 'n8n-nodes-closed-loop sandbox', version: '1' };
	let end = writeSync(descriptor, `{"log":{"version":"1.2","creator":${JSON.stringify(creator)},"entries":[`, 0);
	writeSync(descriptor, FOOTER, end);
	let separator = '\n';
	return {
		write(call) {
			// The footer is written over and again in one call: the file never lacks it.
			const entry = separator + JSON.stringify(toEntry(call));
			writeSync(descriptor, entry + FOOTER, end);
			end += Buffer.byteLength(entry);
			separator = ',\n';
		},
		close: () => closeSync(descriptor),
	};
}

/** One call as a HAR entry, secrets masked. */
function toEntry(call: Call): Record<string, unknown> {
	const url = maskUrl(`https://${call.host}${call.path}`);
	const signIn = SIGN_IN.test(call.path);
	const requestType = call.requestHeaders['content-type'];
	const responseType = call.responseHeaders['content-type'];
	const requestBody = signIn ? maskBody(call.requestBody) : call.requestBody;
	const responseBody = signIn ? maskBody(call.responseBody) : call.responseBody;
	const location = call.responseHeaders['location'];
	return {
		startedDateTime: new Date(call.at).toISOString(),
		time: call.ms,
		request: {
			method: call.method,
			url,
			httpVersion: 'HTTP/1.1',
			cookies: [],
			headers: maskHeaders(call.requestHeaders),
			queryString: [...new URL(url).searchParams].map(([name, value]) => ({ name, value })),
			...(requestBody === '' ? {} : { postData: { mimeType: requestType ?? '', text: requestBody } }),
			headersSize: -1,
			bodySize: Buffer.byteLength(call.requestBody),
		},
		response: {
			status: call.status,
			statusText: '',
			httpVersion: 'HTTP/1.1',
			cookies: [],
			headers: maskHeaders(call.responseHeaders),
			content: {
				size: Buffer.byteLength(call.responseBody),
				mimeType: responseType ?? '',
				text: responseBody,
				...(isText(responseType) ? {} : { encoding: 'base64' }),
			},
			redirectURL: location === undefined ? '' : maskUrl(location),
			headersSize: -1,
			bodySize: Buffer.byteLength(call.responseBody),
		},
		cache: {},
		timings: { send: 0, wait: call.ms, receive: 0 },
		comment: [`call ${call.n}`, call.account ?? '', call.fault ? `fault ${call.fault}` : '']
			.filter(Boolean)
			.join(', '),
	};
}

function maskHeaders(headers: Record<string, string>): Array<{ name: string; value: string }> {
	return Object.entries(headers).map(([name, value]) => ({
		name,
		value: SECRET_HEADERS.test(name) ? MASK : name === 'location' ? maskUrl(value) : value,
	}));
}

function maskUrl(url: string): string {
	if (!URL.canParse(url)) return url;
	const masked = new URL(url);
	for (const name of [...masked.searchParams.keys()]) {
		if (SECRET_FIELDS.test(name)) masked.searchParams.set(name, MASK);
	}
	return masked.href;
}

function maskBody(body: string): string {
	try {
		return JSON.stringify(JSON.parse(body), (name, value: unknown) => (SECRET_FIELDS.test(name) ? MASK : value));
	} catch {
		// Not JSON: the form body of a token request.
	}
	const form = new URLSearchParams(body);
	for (const name of [...form.keys()]) if (SECRET_FIELDS.test(name)) form.set(name, MASK);
	return form.toString();
}
