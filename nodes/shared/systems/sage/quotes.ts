import { dateIn } from '../../billing/dates';
import type { Invoice, InvoiceDraft } from '../../model/invoice';
import type { Quote, QuoteDraft, QuoteStatus } from '../../model/quote';
import type { Problem, Result } from '../../model/result';
import { failed, ok } from '../../model/result';
import { unreadable } from '../../transport/answers';
import { problemOf } from '../../transport/systemError';
import type { WriteAttempt } from '../accounting';
import { uniqueBy } from '../lists';
import { booksFor, currencyOf, currencyRateOf, customerOf } from './artefacts';
import { usesEstimates } from './business';
import { each, eachId } from './client';
import { documentBody } from './documentWrites';
import { notFound } from './errors';
import { idempotencyId, isId } from './ids';
import type { Desk } from './invoiceWrites';
import { createInvoices } from './invoiceWrites';
import { statusId } from './invoices';
import { readPlace } from './keyPlace';
import type { LineBooks } from './lines';
import { amountsAre, areWhole, toLine } from './lines';
import { makeOnce } from './replays';
import { SAGE } from './profile';
import type { WireLine, WireQuote } from './wire';
import { day, linkOf, moment, number, refId, text } from './wire';

const DOING = 'reading quotes';

/** The same record under two names (apis/sage.md 8). */
interface Kind {
	path: string;
	name: string;
	lines: 'quote_lines' | 'estimate_lines';
	word: string;
}

const QUOTES: Kind = { path: '/sales_quotes', name: 'sales_quote', lines: 'quote_lines', word: 'quote' };
const ESTIMATES: Kind = { path: '/sales_estimates', name: 'sales_estimate', lines: 'estimate_lines', word: 'estimate' };

async function kindOf(desk: Desk): Promise<Kind> {
	return usesEstimates((await desk.catalogue.organisation()).country) ? ESTIMATES : QUOTES;
}

/** Their ids are told nowhere (apis/sage.md 8), so they are known by what they contain. `now` in milliseconds decides what expired. */
function statusOf(wire: WireQuote, today: string): QuoteStatus {
	const told = `${statusId(wire)} ${text(wire.status?.displayed_as) ?? ''}`.toUpperCase();
	if (refId(wire.invoice) !== null || /INVOICED|CONVERTED/.test(told)) return 'invoiced';
	if (text(wire.deleted_at) !== null) return 'deleted';
	if (/ACCEPT/.test(told)) return 'accepted';
	if (/DECLIN|REJECT/.test(told)) return 'declined';
	const expiry = day(wire.expiry_date);
	if (/EXPIRED/.test(told) || (expiry !== null && expiry < today)) return 'expired';
	return wire.sent === true || /SENT/.test(told) ? 'sent' : 'draft';
}

export function toQuote(wire: WireQuote, books: LineBooks, now: number): Quote {
	const { organisation } = books;
	const told = linesOf(wire);
	const lines = areWhole(told) ? told : [];
	const amounts = amountsAre(lines, organisation);
	return {
		ledger: 'sage',
		organisation: { id: organisation.id, name: organisation.name },
		ledgerId: text(wire.id),
		...readPlace(wire),
		number: text(wire.quote_number) ?? text(wire.estimate_number) ?? text(wire.displayed_as),
		status: statusOf(wire, dateIn(organisation.timeZone, now)),
		customer: customerOf(wire),
		issueDate: day(wire.date) ?? '',
		expiryDate: day(wire.expiry_date),
		currency: currencyOf(wire, organisation),
		currencyRate: currencyRateOf(wire, organisation),
		amountsAre: amounts,
		lines: lines.map((line) => toLine(line, amounts, books)),
		subtotal: number(wire.net_amount),
		tax: number(wire.tax_amount),
		total: number(wire.total_amount),
		invoiceId: refId(wire.invoice),
		url: linkOf(wire),
		updatedAt: moment(wire.updated_at),
	};
}

function linesOf(wire: WireQuote): WireLine[] | null | undefined {
	return wire.quote_lines ?? wire.estimate_lines;
}

async function readOne(desk: Desk, id: string): Promise<WireQuote | null> {
	const { path } = await kindOf(desk);
	const query = { nested_attributes: 'all', mark_as_sent: false };
	return await desk.client.one<WireQuote>({ path: `${path}/${encodeURIComponent(id)}`, query, doing: DOING });
}

async function documents(desk: Desk, wires: WireQuote[]): Promise<Quote[]> {
	if (wires.length === 0) return [];
	const books = await booksFor(
		desk.catalogue,
		wires.flatMap((wire) => linesOf(wire) ?? []),
	);
	return wires.map((wire) => toQuote(wire, books, desk.client.now()));
}

async function whole(desk: Desk, wire: WireQuote): Promise<WireQuote> {
	return areWhole(linesOf(wire)) ? wire : ((await readOne(desk, wire.id ?? '')) ?? wire);
}

export async function quotesById(desk: Desk, ids: string[]): Promise<Array<Result<Quote | null>>> {
	return await eachId(ids, isId, async (id) => {
		const wire = await readOne(desk, id);
		return wire === null ? null : ((await documents(desk, [wire]))[0] ?? null);
	});
}

/** Up to this many customers are asked for one by one; of more, all quotes since that day are read. */
const ONE_BY_ONE = 3;

/** Quotes of these customers dated from that day on, every status. */
export async function quotesOfCustomers(desk: Desk, customerIds: string[], since: string): Promise<Quote[]> {
	const wanted = new Set(customerIds.map((id) => id.toLowerCase()).filter(isId));
	if (wanted.size === 0) return [];
	const { path } = await kindOf(desk);
	const contacts = wanted.size > ONE_BY_ONE ? [undefined] : [...wanted];
	const lists = await Promise.all(
		contacts.map(async (contact) => {
			const query = { contact_id: contact, from_date: since, sort: 'created_at' };
			return await desk.client.pages<WireQuote>({ path, query, doing: DOING });
		}),
	);
	const wires = uniqueBy(lists.flat(), (wire) => wire.id ?? '').filter((wire) =>
		wanted.has((wire.contact?.id ?? '').toLowerCase()),
	);
	return await documents(desk, await Promise.all(wires.map(async (wire) => await whole(desk, wire))));
}

/** Sage's quotes have no draft; one that is asked to be more is marked as sent. */
export async function createQuotes(
	desk: Desk,
	drafts: QuoteDraft[],
	attempt: WriteAttempt,
): Promise<Array<Result<Quote>>> {
	const doing = 'making quotes';
	const kind = await kindOf(desk);
	return await each(drafts, async (draft) => {
		const { header, lines } = await documentBody(desk.catalogue, desk.contacts, draft, null);
		const body = {
			...header,
			expiry_date: draft.expiryDate,
			...(draft.status === 'draft' ? {} : { sent: true }),
			[kind.lines]: lines,
		};
		const wire = await makeOnce<WireQuote>({
			client: desk.client,
			attempt,
			write: async (anew) =>
				await desk.client.write<WireQuote>({
					method: 'POST',
					path: kind.path,
					name: kind.name,
					body,
					idempotencyId: idempotencyId(desk.client.businessId, kind.name, draft.key, anew),
					doing,
				}),
			read: async (id) => await readOne(desk, id),
		});
		const [quote] = wire === null ? [] : await documents(desk, [await whole(desk, wire)]);
		if (quote === undefined) throw unreadable(SAGE, doing);
		return ok(quote);
	});
}

/**
 * Sage has no call that converts (apis/sage.md 8): the invoice is made with the quote's id, and the quote then shows its invoice. Where it does not, it
 * is told; an invoice whose quote could not be told says so as its `reason`.
 */
export async function convertQuotes(
	desk: Desk,
	conversions: Array<{ quoteId: string; draft: InvoiceDraft }>,
	attempt: WriteAttempt,
): Promise<Array<Result<Invoice>>> {
	const kind = await kindOf(desk);
	return await each(conversions, async ({ quoteId, draft }) => {
		const [read] = await quotesById(desk, [quoteId]);
		if (read?.ok === false) return failed(read.problem);
		const quote = read?.value ?? null;
		if (quote?.status !== 'accepted') return failed(notAccepted(quote, kind.word));
		const [made] = await createInvoices(desk, [draft], attempt, () => quoteId);
		if (made === undefined || !made.ok) return made ?? failed(notAccepted(null, kind.word));
		const untold = await tellQuote(desk, kind, quoteId, made.value.ledgerId ?? '');
		if (untold === null) return made;
		const reason = `The invoice stands, but ${kind.word} ${quote.number ?? ''} could not be marked as invoiced: ${untold}`;
		return ok({ ...made.value, reason });
	});
}

/** Null once the quote shows its invoice, else why it does not. */
async function tellQuote(desk: Desk, kind: Kind, quoteId: string, invoiceId: string): Promise<string | null> {
	const now = await readOne(desk, quoteId);
	if (refId(now?.invoice) !== null) return null;
	return await desk.client
		.write<WireQuote>({
			method: 'PUT',
			path: `${kind.path}/${encodeURIComponent(quoteId)}`,
			name: kind.name,
			body: { invoice_id: invoiceId },
			doing: `marking the ${kind.word} as invoiced`,
		})
		.then(
			() => null,
			(error: unknown) => problemOf(error)?.message ?? Promise.reject(error),
		);
}

function notAccepted(quote: Quote | null, word: string): Problem {
	if (quote === null) return notFound(word, word);
	return {
		code: 'quote_not_accepted',
		message: `The ${word} ${quote.number ?? quote.ledgerId} is ${quote.status}, and only an accepted one becomes an invoice`,
		todo: `Mark the ${word} as accepted in Sage, then run this item again`,
		scope: 'item',
		system: 'sage',
	};
}
