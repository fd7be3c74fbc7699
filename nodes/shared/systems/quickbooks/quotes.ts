import { dateIn } from '../../billing/dates';
import { readKeyMemo } from '../../billing/keyTexts';
import type { Invoice, InvoiceDraft } from '../../model/invoice';
import type { Quote, QuoteDraft, QuoteStatus } from '../../model/quote';
import type { Problem, Result } from '../../model/result';
import { failed, ok } from '../../model/result';
import type { WriteAttempt } from '../accounting';
import type { Books } from './books';
import { gone } from './changeObjects';
import { day } from './dates';
import type { Conversion } from './estimates';
import { convert } from './estimates';
import { estimateId, isId } from './ids';
import type { Mapping } from './invoices';
import { head, invoiceOf, isSent } from './invoices';
import { datedWithin, invoicesById, mappingOf, ofCustomers, readDocuments } from './invoiceReads';
import { makeSales } from './invoiceWrites';
import { transactionLink } from './links';
import { wireSale } from './sale';
import type { WireEstimate } from './wire';

/** An estimate as a Quote (apis/quickbooks.md 7.6). */
function toQuote(wire: WireEstimate, mapping: Mapping): Quote {
	const memo = readKeyMemo(wire.PrivateNote);
	const ours = memo?.what === 'quote' ? memo : null;
	const { client, company } = mapping;
	return {
		...head(wire, mapping),
		ledgerId: wire.Id ?? null,
		key: ours?.key ?? null,
		execution: ours?.execution ?? null,
		status: statusOf(wire, dateIn(company.organisation.timeZone, client.now())),
		expiryDate: day(wire.ExpirationDate),
		invoiceId: invoiceOf(wire),
		url: wire.Id === undefined ? null : transactionLink(client.environment, 'estimate', wire.Id),
	};
}

function statusOf(wire: WireEstimate, today: string): QuoteStatus {
	if (invoiceOf(wire) !== null) return 'invoiced';
	switch ((wire.TxnStatus ?? '').toLowerCase()) {
		case 'converted':
			return 'invoiced';
		case 'accepted':
			return 'accepted';
		case 'rejected':
		case 'closed':
			return 'declined';
	}
	const expiry = day(wire.ExpirationDate);
	if (expiry !== null && expiry < today) return 'expired';
	return isSent(wire) ? 'sent' : 'draft';
}

export async function quotesById(books: Books, ids: string[]): Promise<Array<Result<Quote | null>>> {
	const { estimates } = await readDocuments(books, ids.filter(isId).map(estimateId));
	const mapping = estimates.length === 0 ? null : await mappingOf(books);
	return ids.map((id) => {
		const wire = estimates.find(({ Id }) => Id === id);
		return ok(wire === undefined || mapping === null ? null : toQuote(wire, mapping));
	});
}

/** Estimates of these customers; those that stand for an invoice are none. */
export async function quotesOfCustomers(books: Books, customerIds: string[], since: string): Promise<Quote[]> {
	const selects = ofCustomers('Estimate', customerIds, datedWithin(since, null));
	const wires = selects.length === 0 ? [] : await books.client.rows<WireEstimate>(selects, 'reading estimates');
	const quotes = wires.filter(({ PrivateNote }) => readKeyMemo(PrivateNote)?.what !== 'invoice');
	if (quotes.length === 0) return [];
	const mapping = await mappingOf(books);
	return quotes.map((wire) => toQuote(wire, mapping));
}

/** Makes estimates that wait for the customer's answer. */
export async function createQuotes(
	books: Books,
	drafts: QuoteDraft[],
	attempt: WriteAttempt,
): Promise<Array<Result<Quote>>> {
	const mapping = await mappingOf(books);
	const results = await makeSales(books, drafts, attempt, {
		doing: 'making estimates',
		what: 'quotes',
		entityOf: () => 'Estimate',
		body: (draft) => {
			const sale = wireSale(draft, 'quote', mapping.company, mapping.items);
			return sale.ok
				? ok({ ...sale.value, ExpirationDate: draft.expiryDate, TxnStatus: 'Pending' } as WireEstimate)
				: sale;
		},
	});
	return results.map((result, index) => {
		if (!result.ok) return result;
		return ok(toQuote(result.value, { ...mapping, referenceField: drafts[index]?.referenceField }));
	});
}

/** Makes the invoice of an accepted estimate from the draft; an estimate that became one already answers with that. */
export async function convertQuotes(
	books: Books,
	conversions: Array<{ quoteId: string; draft: InvoiceDraft }>,
	attempt: WriteAttempt,
): Promise<Array<Result<Invoice>>> {
	const { company, items } = await mappingOf(books);
	const today = dateIn(company.organisation.timeZone, books.client.now());
	const { estimates } = await readDocuments(
		books,
		conversions.map(({ quoteId }) => estimateId(quoteId)),
	);
	const plans = conversions.map(({ quoteId, draft }): Result<Conversion | { became: string }> => {
		const wire = estimates.find(({ Id }) => Id === quoteId);
		if (wire === undefined) return failed(gone('Estimate', quoteId));
		const became = invoiceOf(wire);
		if (became !== null) return ok({ became });
		if (statusOf(wire, today) !== 'accepted') return failed(notAccepted(wire));
		const sale = wireSale(draft, 'invoice', company, items);
		if (!sale.ok) return sale;
		const body = { ...sale.value, DueDate: draft.dueDate, EmailStatus: 'NotSet' };
		return ok({ ledgerId: quoteId, estimateId: quoteId, body });
	});
	const going = plans.flatMap((plan) => (plan.ok && 'body' in plan.value ? [plan.value] : []));
	const standing = plans.flatMap((plan) => (plan.ok && 'became' in plan.value ? [plan.value.became] : []));
	const [made, stand] = await Promise.all([
		convert(books, going, attempt),
		standing.length === 0 ? [] : invoicesById(books, standing),
	]);
	return plans.map((plan): Result<Invoice> => {
		if (!plan.ok) return plan;
		if ('body' in plan.value) return made[going.indexOf(plan.value)] as Result<Invoice>;
		const found = stand[standing.indexOf(plan.value.became)];
		if (found?.ok && found.value !== null) return ok(found.value);
		return found?.ok === false ? found : failed(gone('Invoice', plan.value.became));
	});
}

function notAccepted({ DocNumber, Id, TxnStatus }: WireEstimate): Problem {
	return {
		code: 'quote_not_accepted',
		message: `Estimate ${DocNumber ?? Id} is ${TxnStatus ?? 'Pending'}, and only an accepted one becomes an invoice`,
		todo: 'Mark the estimate as accepted in QuickBooks, then run this item again',
		scope: 'item',
		system: 'quickbooks',
	};
}
