import type { Invoice, InvoiceDraft } from '../../model/invoice';
import type { Organisation } from '../../model/organisation';
import type { Quote, QuoteDraft } from '../../model/quote';
import type { Problem, Result } from '../../model/result';
import { failed, ok } from '../../model/result';
import type { WriteAttempt } from '../accounting';
import type { XeroClient } from './client';
import { writeInBatches } from './client';
import { elementProblem } from './errors';
import { idempotencyKey } from './ids';
import { createInvoices } from './invoiceWrites';
import { quotesById } from './quoteReads';
import { quoteReference, toQuote, wireQuote } from './quotes';
import type { WireQuote } from './wire';

/** Makes quotes with PUT, which never edits one that is there. */
export async function createQuotes(
	client: XeroClient,
	organisation: Organisation,
	drafts: QuoteDraft[],
	attempt: WriteAttempt,
): Promise<Array<Result<Quote>>> {
	const doing = 'making quotes';
	return await writeInBatches<QuoteDraft, WireQuote, Quote>(
		drafts,
		async (batch) =>
			await client.write<WireQuote>({
				method: 'PUT',
				path: '/Quotes',
				name: 'Quotes',
				elements: batch.map(wireQuote),
				idempotencyKey: idempotencyKey(
					client.organisationId,
					'quotes',
					batch.map((draft) => draft.key),
					attempt,
				),
				doing,
			}),
		(draft, wire) => wire.Reference === quoteReference(draft),
		(wire) => {
			const problem = elementProblem(wire, doing);
			return problem === null ? ok(toQuote(wire, organisation, client.now())) : failed(problem);
		},
	);
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
	const doing = 'marking quotes as invoiced';
	return await writeInBatches<Quote, WireQuote, Quote>(
		quotes,
		async (batch) =>
			await client.write<WireQuote>({
				method: 'POST',
				path: '/Quotes',
				name: 'Quotes',
				elements: batch.map((quote) => ({
					QuoteID: quote.ledgerId,
					Contact: { ContactID: quote.customer.ledgerId },
					Date: quote.issueDate,
					Status: 'INVOICED',
				})),
				doing,
			}),
		(quote, wire) => wire.QuoteID?.toLowerCase() === quote.ledgerId?.toLowerCase(),
		(wire) => {
			const problem = elementProblem(wire, doing);
			return problem === null ? ok(toQuote(wire, organisation, client.now())) : failed(problem);
		},
	);
}

function notAccepted(quote: Quote | null): Problem {
	return {
		code: quote === null ? 'not_found' : 'quote_not_accepted',
		message:
			quote === null
				? 'Xero has no quote of that id in the chosen organisation'
				: `Quote ${quote.number ?? quote.ledgerId} is ${quote.status}, and only an accepted quote becomes an invoice`,
		todo:
			quote === null
				? "Check the quote and the 'Organisation'"
				: 'Mark the quote as accepted in Xero, then run this item again',
		scope: 'item',
		system: 'xero',
	};
}
