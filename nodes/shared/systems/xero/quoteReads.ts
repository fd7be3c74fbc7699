import type { Organisation } from '../../model/organisation';
import type { Quote } from '../../model/quote';
import type { Result } from '../../model/result';
import { ok } from '../../model/result';
import { each } from '../batches';
import { uniqueBy } from '../lists';
import type { XeroClient } from './client';
import { isGuid } from './ids';
import { toQuote } from './quotes';
import type { Query } from './where';
import type { WireQuote } from './wire';

const PATH = '/Quotes';
const DOING = 'reading quotes';

/** Quotes come 100 a page, and nothing tells how many there are (apis/xero.md 4). */
const PAGE = 100;

/** Up to this many customers are asked for one by one; of more, all quotes since that day are read. */
const ONE_BY_ONE = 3;

/** One call each: Xero lists quotes by no ids (apis/xero.md 8). */
export async function quotesById(
	client: XeroClient,
	organisation: Organisation,
	ids: string[],
): Promise<Array<Result<Quote | null>>> {
	return await each<string, Quote | null>(ids, 1, async (id) => {
		if (!isGuid(id)) return ok(null);
		const wire = await client.one<WireQuote>({ path: `${PATH}/${id}`, doing: DOING }, 'Quotes');
		return ok(wire === null ? null : toQuote(wire, organisation, client.now()));
	});
}

/** Quotes of these contacts dated from that day on, every status. */
export async function quotesOfContacts(
	client: XeroClient,
	organisation: Organisation,
	contactIds: string[],
	since: string,
): Promise<Quote[]> {
	const wanted = new Set(contactIds.map((id) => id.toLowerCase()).filter(isGuid));
	if (wanted.size === 0) return [];
	const queries: Query[] = wanted.size > ONE_BY_ONE ? [{}] : [...wanted].map((ContactID) => ({ ContactID }));
	const read = await Promise.all(queries.map(async (query) => await readAll(client, { ...query, DateFrom: since })));
	const wires = uniqueBy(read.flat(), (wire) => (wire.QuoteID ?? '').toLowerCase());
	return wires
		.map((wire) => toQuote(wire, organisation, client.now()))
		.filter((quote) => wanted.has(quote.customer.ledgerId?.toLowerCase() ?? ''));
}

/** Page after page until one is not full. */
async function readAll(client: XeroClient, query: Query): Promise<WireQuote[]> {
	const quotes: WireQuote[] = [];
	for (let page = 1; ; page++) {
		const read = { path: PATH, query: { ...query, page, order: 'QuoteNumber' }, doing: DOING };
		const records = await client.list<WireQuote>(read, 'Quotes');
		quotes.push(...records);
		if (records.length < PAGE) return quotes;
	}
}
