import type { Context } from 'hono';
import type { XeroRecord } from '../core/types.mts';
import type { Author } from './author.mts';
import type { Books } from './books.mts';
import { guid } from './ids.mts';
import type { Listing } from './listing.mts';
import { list } from './listing.mts';
import { badRequest, Refused } from './problems.mts';
import { answer } from './wire.mts';

/** What the core is told of a call besides its answer. */
export interface CallNote {
	account: string | null;
	committed: boolean;
}

/** One call to api.xero.com/api.xro/2.0 after sign-in, tenant and limits were checked. */
export interface XeroEnv {
	Bindings: { note: CallNote };
	Variables: { books: Books; by: Author; appName: string; body: string };
}

export type XeroContext = Context<XeroEnv>;

/** The envelope of every answer (apis/xero.md section 4). */
export function envelope(c: XeroContext, parts: Record<string, unknown>, status = 200): Response {
	const books = c.get('books');
	const head = {
		Id: guid(`answer ${books.clock.now()} ${c.req.url}`),
		Status: 'OK',
		ProviderName: c.get('appName'),
		DateTimeUTC: books.now(),
	};
	return answer({ ...head, ...parts }, c.req.header('accept'), status);
}

/** Decimals of unit amounts the caller asked for: 4 with unitdp=4, else 2. */
export function places(c: XeroContext): number {
	return c.req.query('unitdp') === '4' ? 4 : 2;
}

/** Lists records and answers with them as `show` shows them; tells of paging where there is any. */
export function answerList<T extends XeroRecord>(
	c: XeroContext,
	plural: string,
	of: Listing<T>,
	show: (record: T, paged: boolean) => XeroRecord,
): Response {
	const query = new URL(c.req.url).searchParams;
	const { records, pagination } = list(c.get('books'), query, c.req.header('if-modified-since') ?? null, of);
	const shown = records.map((record) => show(record, pagination !== undefined));
	return envelope(c, { ...(pagination && { pagination }), [plural]: shown });
}

/**
 * The elements of a write: `{"Contacts":[...]}`, or one object by itself.
 * @throws Refused PostDataInvalidException when the body is not JSON or holds no element
 */
export function elementsOf(c: XeroContext, plural: string): XeroRecord[] {
	const body = parse(c.get('body'));
	const inner = body?.[plural];
	const elements = Array.isArray(inner) ? inner : Array.isArray(body) ? body : inner ? [inner] : body && [body];
	const whole = elements?.every((element) => typeof element === 'object' && element !== null);
	if (!elements?.length || !whole) {
		throw new Refused(badRequest(17, 'PostDataInvalidException', `The body holds no ${plural} that can be read`));
	}
	return elements as XeroRecord[];
}

function parse(body: string): XeroRecord | undefined {
	try {
		const value: unknown = JSON.parse(body);
		return typeof value === 'object' && value !== null ? (value as XeroRecord) : undefined;
	} catch {
		throw new Refused(badRequest(17, 'PostDataInvalidException', 'The body could not be read as JSON'));
	}
}
