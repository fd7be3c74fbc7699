import type { Hono } from 'hono';
import type { Books } from './books.mts';
import { elementsOf, envelope } from './exchange.mts';
import type { XeroContext, XeroEnv } from './exchange.mts';
import { notFound, refuse } from './problems.mts';

/** History and Notes: apis/xero.md section 8. Rows can be added and never taken away. */

const MAX_DETAILS = 2500;

/** Kinds of records that have a history, and how one is found. */
const KEEPERS: Record<string, (books: Books, id: string) => object | undefined> = {
	Contacts: (books, id) => books.contacts.get(id),
	Invoices: (books, id) => books.invoices.get(id),
	CreditNotes: (books, id) => books.creditNotes.get(id),
	Prepayments: (books, id) => books.prepayments.get(id),
	Overpayments: (books, id) => books.overpayments.get(id),
	Quotes: (books, id) => books.quotes.get(id),
	Items: (books, id) => books.items.get(id),
	Payments: (books, id) => books.payments.get(id),
};

export function historyRoutes(routes: Hono<XeroEnv>): void {
	for (const [plural, find] of Object.entries(KEEPERS)) {
		routes.get(`/${plural}/:id/History`, (c) => {
			const id = c.req.param('id').toLowerCase();
			return find(c.get('books'), id) ? envelope(c, { HistoryRecords: rows(c, id) }) : notFound();
		});
		routes.put(`/${plural}/:id/History`, (c) => {
			const id = c.req.param('id').toLowerCase();
			return find(c.get('books'), id) ? addNotes(c, id) : notFound();
		});
	}
}

/** Newest first. */
function rows(c: XeroContext, id: string) {
	const kept = c.get('books').history.get(id) ?? [];
	return [...kept].reverse().map((row) => ({ ...row, DateUTCString: row.DateUTC.slice(0, 19) }));
}

function addNotes(c: XeroContext, id: string): Response {
	const notes = elementsOf(c, 'HistoryRecords').map((record) => String(record['Details'] ?? ''));
	if (notes.some((note) => note.length > MAX_DETAILS))
		return refuse(`Details must be at most ${MAX_DETAILS} characters.`);
	if (notes.some((note) => !note)) return refuse('Details must be specified.');
	for (const note of notes) c.get('books').addHistory(id, 'Note', c.get('by').user, note);
	return envelope(c, { HistoryRecords: rows(c, id).slice(0, notes.length).reverse() });
}
