import type { IAllExecuteFunctions, IHttpRequestOptions } from 'n8n-workflow';
import { sleep } from 'n8n-workflow';
import { NoAnswer } from './http';
import type { HttpRequest, HttpResponse, Send } from './http';
import type { PortContext } from './kernel';
import { SystemError } from './systemError';

/** The surroundings of a connector inside n8n: its authenticated requests, its sleep, the real clock. */
export function portContext(context: IAllExecuteFunctions, credentialType: string, account: string): PortContext {
	return { send: sendThrough(context, credentialType), sleep, now: () => Date.now(), account };
}

/**
 * Sends through n8n's authenticated helper, so that tokens are refreshed and stored by n8n and its proxy and
 * time-outs are obeyed. Errors must throw inside n8n, or its token refresh is switched off (host.md section 3).
 */
function sendThrough(context: IAllExecuteFunctions, credentialType: string): Send {
	return async (request) => {
		const outcome = await context.helpers.httpRequestWithAuthentication
			.call(context, credentialType, optionsOf(request))
			.then(
				(response: FullResponse) => ({ response }),
				(error: unknown) => ({ error }),
			);
		if ('response' in outcome) {
			const { statusCode, headers, body } = outcome.response;
			return answerOf(statusCode, headers, request.binary ? base64Of(body) : body);
		}
		const received = receivedIn(outcome.error);
		if (received) {
			return answerOf(received.status, received.headers, request.binary ? jsonOf(received.data) : received.data);
		}
		throw withoutAnswer(outcome.error);
	};
}

interface FullResponse {
	statusCode: number;
	headers: Record<string, unknown>;
	body: unknown;
}

function optionsOf(request: HttpRequest): IHttpRequestOptions {
	return {
		method: request.method,
		url: request.url,
		headers: request.headers,
		...(request.binary ? { encoding: 'arraybuffer' as const } : { json: true }),
		returnFullResponse: true,
		timeout: request.timeoutMs,
		...(request.body === undefined ? {} : { body: request.body as IHttpRequestOptions['body'] }),
	};
}

function answerOf(status: number, headers: Record<string, unknown>, body: unknown): HttpResponse {
	const lower = Object.entries(headers ?? {}).map(([name, value]) => [name.toLowerCase(), String(value)]);
	return { status, headers: Object.fromEntries(lower), body };
}

function base64Of(body: unknown): string {
	return Buffer.from(body as ArrayBuffer).toString('base64');
}

/** What refuses a file says so in JSON, which arrives as bytes like the file would. */
function jsonOf(body: unknown): unknown {
	if (!(body instanceof ArrayBuffer) && !Buffer.isBuffer(body)) return body;
	const text = Buffer.from(body as ArrayBuffer).toString('utf8');
	try {
		return JSON.parse(text) as unknown;
	} catch {
		return text;
	}
}

interface AxiosAnswer {
	status: number;
	headers: Record<string, unknown>;
	data: unknown;
}

/** The answer inside n8n's error; whole only in the cause (array bodies are lost in the error's own context). */
function receivedIn(error: unknown): AxiosAnswer | null {
	for (let at: unknown = error, depth = 0; at && depth < 5; at = (at as { cause?: unknown }).cause, depth++) {
		const response = (at as { response?: Partial<AxiosAnswer> }).response;
		if (response && typeof response.status === 'number') {
			return { status: response.status, headers: { ...response.headers }, data: response.data };
		}
	}
	return null;
}

/** Codes of a connection that broke, timed out or never came to be. */
const CONNECTION =
	/^(ECONN\w+|ETIMEDOUT|ESOCKETTIMEDOUT|EPIPE|ENOTFOUND|EAI_AGAIN|EHOSTUNREACH|ENETUNREACH|ERR_NETWORK|ERR_BAD_RESPONSE|HPE_\w+)$/;

/** NoAnswer, a refused sign-in, or whatever else n8n threw, which is a fault and surfaces as it is. */
function withoutAnswer(error: unknown): Error {
	for (let at: unknown = error, depth = 0; at && depth < 5; at = (at as { cause?: unknown }).cause, depth++) {
		const code = String((at as { code?: unknown }).code ?? '');
		if (CONNECTION.test(code)) return new NoAnswer(code);
		if (/timeout|socket hang up|aborted|ECONNRESET/i.test(String((at as Error).message ?? ''))) {
			return new NoAnswer(String((at as Error).message));
		}
	}
	const { message = '', description } = error as { description?: string | null; message?: string };
	if (!SIGN_IN.test(`${message} ${description ?? ''}`)) return error as Error;
	return new SystemError({
		code: 'sign_in',
		message,
		todo: description || 'Open the credential and connect it again',
		scope: 'run',
	});
}

/** n8n's own words when a credential is missing, not connected, or its refresh is refused. */
const SIGN_IN = /credential|oauth|token|sign.?in|authenti|authori[sz]|invalid_(client|grant|scope)|unauthori/i;
