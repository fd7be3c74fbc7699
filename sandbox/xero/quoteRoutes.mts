import type { Hono } from 'hono';
import type { XeroRecord } from '../core/types.mts';
import { readDate } from './dates.mts';
import { writeElements } from './elements.mts';
import { envelope } from './exchange.mts';
import type { XeroContext, XeroEnv } from './exchange.mts';
import { isGuid } from './ids.mts';
import { pdf } from './pdf.mts';
import { notFound } from './problems.mts';
import { findQuote, showQuote, writeQuote } from './quotes.mts';
import type { Quote } from './records.mts';

/** Quotes: apis/xero.md section 8. A list of its own parameters, 100 a page, without `where`. */

const QUOTES = { plural: 'Quotes', idField: 'QuoteID' } as const;
const PAGE = 100;

export function quoteRoutes(routes: Hono<XeroEnv>): void {
	routes.get('/Quotes', (c) => {
		const books = c.get('books');
		const page = Math.max(1, Number.parseInt(c.req.query('page') ?? '1', 10) || 1);
		const kept = books.quotes.all().filter(keep(c));
		const records = [...kept].sort((a, b) => (a.QuoteNumber < b.QuoteNumber ? -1 : 1));
		const shown = records.slice((page - 1) * PAGE, page * PAGE).map((quote) => showQuote(books, quote, false));
		return envelope(c, { Quotes: shown });
	});
	routes.get('/Quotes/:id', (c) => {
		const quote = quoteAt(c);
		if (!quote) return notFound();
		if (c.req.header('accept')?.includes('application/pdf')) {
			return c.body(pdf(`Quote ${quote.QuoteNumber}`), 200, { 'Content-Type': 'application/pdf' });
		}
		return envelope(c, { Quotes: [showQuote(c.get('books'), quote, true)] });
	});
	routes.on(['PUT', 'POST'], '/Quotes', (c) => writeQuotes(c));
	routes.post('/Quotes/:id', (c) => {
		const quote = quoteAt(c);
		return quote ? writeQuotes(c, { QuoteID: quote.QuoteID }) : notFound();
	});
}

function writeQuotes(c: XeroContext, given: XeroRecord = {}): Response {
	const books = c.get('books');
	const method = c.req.method === 'PUT' ? 'PUT' : 'POST';
	const write = (fields: XeroRecord) => ({
		shown: showQuote(books, writeQuote(books, fields, method, c.get('by')), true),
	});
	return writeElements(c, QUOTES, write, given);
}

/** The list's own parameters, all of them narrowing. */
function keep(c: XeroContext): (quote: Quote) => boolean {
	const { DateFrom, DateTo, ExpiryDateFrom, ExpiryDateTo, ContactID, Status, QuoteNumber } = c.req.query();
	const within = (day: string | undefined, from?: string, to?: string): boolean =>
		(!from || (day !== undefined && day >= (readDate(from) ?? ''))) &&
		(!to || (day !== undefined && day <= (readDate(to) ?? '9999')));
	return (quote) =>
		within(quote.Date, DateFrom, DateTo) &&
		within(quote.ExpiryDate, ExpiryDateFrom, ExpiryDateTo) &&
		(!ContactID || quote.Contact.ContactID === ContactID.toLowerCase()) &&
		(!Status || quote.Status === Status.toUpperCase()) &&
		(!QuoteNumber || quote.QuoteNumber.toLowerCase() === QuoteNumber.toLowerCase());
}

function quoteAt(c: XeroContext): Quote | undefined {
	const id = c.req.param('id') ?? '';
	return findQuote(c.get('books'), isGuid(id) ? { QuoteID: id } : { QuoteNumber: id });
}
