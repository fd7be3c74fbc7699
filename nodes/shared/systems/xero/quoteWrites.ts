import type { Invoice, InvoiceDraft } from '../../model/invoice';
import type { Organisation } from '../../model/organisation';
import type { Quote, QuoteDraft } from '../../model/quote';
import type { Problem, Result } from '../../model/result';
import { failed, ok } from '../../model/result';
import type { WriteAttempt } from '../accounting';
import type { XeroClient } from './client';
import { notFound } from './errors';
import { createInvoices } from './invoiceWrites';
import { quotesById } from './quoteReads';
import { quoteReference, toQuote, wireQuote } from './quotes';
import { changeRecords, makeRecords } from './recordWrites';
import type { Kind } from './recordWrites';
import type { WireQuote } from './wire';

/** Makes quotes with PUT, which never edits one that is there. */
export async function createQuotes(
	client: XeroClient,
	organisation: Organisation,
	drafts: QuoteDraft[],
	attempt: WriteAttempt,
): Promise<Array<Result<Quote>>> {
	return await makeRecords(client, quotesOf(client, organisation), {
		drafts,
		attempt,
		what: 'quotes',
		doing: 'making quotes',
		toWire: wireQuote,
		keyOf: ({ key }) => key,
		isOf: (wire, draft) => wire.Reference === quoteReference(draft),
	});
}

/**
 * Makes the invoices of accepted quotes and marks those quotes as invoiced, which Xero takes of accepted ones only
 * (apis/xero.md 8). An invoice whose quote could not be marked says so as its `reason`.
 */
export async function convertQuotes(
	client: XeroClient,
	organisation: Organisation,
	conversions: Array<{ quoteId: string; draft: InvoiceDraft }>,
	attempt: WriteAttempt,
): Promise<Array<Result<Invoice>>> {
	const quotes = await quotesById(
		client,
		organisation,
		conversions.map(({ quoteId }) => quoteId),
	);
	const accepted = conversions.flatMap(({ draft }, index) => {
		const quote = quotes[index];
		return quote?.ok === true && quote.value?.status === 'accepted' ? [{ draft, quote: quote.value }] : [];
	});
	const made = await createInvoices(
		client,
		organisation,
		accepted.map(({ draft }) => draft),
		attempt,
	);
	const invoiced = accepted.flatMap(({ quote }, index) => (made[index]?.ok === true ? [quote] : []));
	const marked = await markInvoiced(client, organisation, invoiced);
	return quotes.map((quote): Result<Invoice> => {
		if (!quote.ok) return quote;
		if (quote.value?.status !== 'accepted') return failed(notAccepted(quote.value));
		const invoice = made.shift() as Result<Invoice>;
		const mark = invoice.ok ? marked.shift() : undefined;
		if (!invoice.ok || mark?.ok !== false) return invoice;
		const reason = `The invoice stands, but quote ${quote.value.number ?? ''} could not be marked as invoiced: `;
		return ok({ ...invoice.value, reason: reason + mark.problem.message });
	});
}

/** A change of status wants contact and date beside it (apis/xero.md 8). */
async function markInvoiced(
	client: XeroClient,
	organisation: Organisation,
	quotes: Quote[],
): Promise<Array<Result<Quote>>> {
	return await changeRecords(client, quotesOf(client, organisation), {
		changes: quotes,
		doing: 'marking quotes as invoiced',
		toWire: ({ ledgerId, customer, issueDate }): WireQuote => ({
			QuoteID: ledgerId ?? '',
			Contact: { ContactID: customer.ledgerId ?? '' },
			Date: issueDate,
			Status: 'INVOICED',
		}),
		idOf: ({ QuoteID }) => QuoteID,
	});
}

function quotesOf(client: XeroClient, organisation: Organisation): Kind<WireQuote, Quote> {
	return { name: 'Quotes', read: (wire) => toQuote(wire, organisation, client.now()) };
}

function notAccepted(quote: Quote | null): Problem {
	if (quote === null) return notFound('quote', 'quote');
	return {
		code: 'quote_not_accepted',
		message: `Quote ${quote.number ?? quote.ledgerId} is ${quote.status}, and only an accepted quote becomes an invoice`,
		todo: 'Mark the quote as accepted in Xero, then run this item again',
		scope: 'item',
		system: 'xero',
	};
}
