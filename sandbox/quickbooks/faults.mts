/** How QuickBooks refuses: apis/quickbooks.md sections 2, 3 and 12. */

/** One entry of a business fault. */
export interface FaultEntry {
	Message: string;
	Detail: string;
	code: string;
	element?: string;
}

/** A business rule is broken. Thrown by the rules; answered as a fault of the call or of one element of a batch. */
export class Refused extends Error {
	readonly entry: FaultEntry;
	readonly type: string;

	constructor(entry: FaultEntry, type = 'ValidationFault') {
		super(`${entry.Message} (${entry.code}): ${entry.Detail}`);
		this.entry = entry;
		this.type = type;
	}

	/** The value under `Fault`. */
	get fault(): { Error: FaultEntry[]; type: string } {
		return { Error: [this.entry], type: this.type };
	}
}

const MESSAGES: Record<string, string> = {
	'500': 'Unsupported Operation',
	'610': 'Object Not Found',
	'620': 'Transaction cannot be linked',
	'800': 'Delete blocked by dependent transactions',
	'1040': 'Batch size exceeded',
	'2010': 'Request has invalid or unsupported property',
	'2020': 'Required param missing, need to supply the required value for the API',
	'2030': 'Invalid ID',
	'2040': 'Name has invalid characters',
	'2050': 'String length is either shorter or longer than supported by specification',
	'2060': 'Invalid Date',
	'2080': 'Invalid Number',
	'2130': 'Invalid Request Id Format',
	'2170': 'Invalid Enumeration',
	'2210': 'Invalid Email Address format',
	'2250': 'Transaction has no lines',
	'2500': 'Invalid Reference Id',
	'4000': 'Error parsing query',
	'4001': 'Invalid query',
	'5010': 'Stale Object Error',
	'6000': 'A business validation error has occurred while processing your request',
	'6070': 'Amount calculation incorrect in the request',
	'6090': 'Discount information missing',
	'6100': 'Invalid tax code',
	'6140': 'Duplicate Document Number Error',
	'6170': 'Tax detail conflict',
	'6180': 'Too many levels of sub-customers',
	'6200': 'Account Period Closed, Cannot Update Through Services API',
	'6240': 'Duplicate Name Exists Error',
	'6270': 'Transaction date is prior to start date for inventory item',
	'6420': 'Email address required',
	'6520': 'Quantity required for inventory item',
};

/** A refusal with the message of its code. */
export function refused(code: string, detail: string, element?: string): Refused {
	const Message = MESSAGES[code] ?? 'Business Validation Error';
	return new Refused({ Message, Detail: detail, code, ...(element === undefined ? {} : { element }) });
}

/** 2020. */
export function missing(parameter: string): Refused {
	return refused('2020', `Required parameter ${parameter} is missing in the request`, parameter);
}

/** 610, of an id that does not exist or exists no longer, and of a record that was made inactive. */
export function notFound(): Refused {
	const detail =
		"Object Not Found : Something you're trying to use has been made inactive. Check the fields with accounts, customers, items, vendors or employees.";
	return refused('610', detail);
}

/** 2500, of a reference to nothing. */
export function invalidReference(element: string, id: string): Refused {
	return refused('2500', `Invalid Reference Id : ${element} element id ${id} not found`, element);
}

/** 6000 in free words. */
export function businessRule(words: string): Refused {
	return refused('6000', `Business Validation Error: ${words}`);
}

/** A fault of the gateway, in lower case: sign-in and company. */
function gatewayFault(
	status: number,
	entry: { message: string; detail: string; code: string },
	type: string,
): Response {
	const body = {
		warnings: null,
		intuitObject: null,
		fault: { error: [{ ...entry, element: null }], type },
		report: null,
		queryResponse: null,
		batchItemResponse: [],
		attachableResponse: [],
		syncErrorResponse: null,
		requestId: null,
		time: 1_730_024_394_085,
		status: null,
		cdcresponse: [],
	};
	return json(body, status);
}

/** 401 3200. */
export function notSignedIn(detail: string): Response {
	const message = 'message=AuthenticationFailed; errorCode=003200; statusCode=401';
	return gatewayFault(401, { message, detail, code: '3200' }, 'AUTHENTICATION');
}

/** 403 3100: another company's token, or the other environment's. */
export function notAuthorised(): Response {
	const message = 'message=ApplicationAuthorizationFailed; errorCode=003100; statusCode=403';
	return gatewayFault(403, { message, detail: '', code: '3100' }, 'SERVICE');
}

/** 429 3001; no Retry-After of its own (its presence is unconfirmed: apis/quickbooks.md section 3). */
export function throttled(retryAfter?: number): Response {
	const Message = 'message=ThrottleExceeded; errorCode=003001; statusCode=429';
	const Fault = { Error: [{ Message, Detail: 'The request limit was reached.', code: '3001' }], type: 'SERVICE' };
	return json({ Fault }, 429, waiting(retryAfter));
}

/** The answer of a planted fault in QuickBooks' own words. */
export function faultResponse(status: number, retryAfter?: number): Response {
	switch (status) {
		case 401:
			return notSignedIn('Token expired: AB01');
		case 403:
			return notAuthorised();
		case 429:
			return throttled(retryAfter);
		case 503:
		case 504: {
			const words = status === 503 ? 'Service Unavailable' : 'Gateway Time-out';
			const headers = { 'Content-Type': 'text/html', ...waiting(retryAfter) };
			return new Response(`<html><body><h1>${status} ${words}</h1></body></html>`, { status, headers });
		}
		default: {
			const entry = { Message: 'An application error has occurred while processing your request', code: '10000' };
			const Detail = 'System Failure Error: An unexpected error occurred';
			return json({ Fault: { Error: [{ ...entry, Detail }], type: 'SystemFault' } }, status, waiting(retryAfter));
		}
	}
}

export function json(body: unknown, status = 200, headers: Record<string, string> = {}): Response {
	const all = { 'Content-Type': 'application/json;charset=UTF-8', ...headers };
	return new Response(JSON.stringify(body), { status, headers: all });
}

function waiting(retryAfter: number | undefined): Record<string, string> {
	return retryAfter === undefined ? {} : { 'Retry-After': String(retryAfter) };
}
