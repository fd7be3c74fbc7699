import { addDays, dateIn } from '../../shared/billing/dates';
import { judgeDeal } from '../../shared/billing/judgeDeal';
import { formatMoney, sameMoney } from '../../shared/billing/money';
import type { Customer } from '../../shared/model/customer';
import type { Deal } from '../../shared/model/deal';
import type { InvoiceDraft } from '../../shared/model/invoice';
import type { Hold } from '../../shared/model/outcome';
import type { Quote, QuoteDraft } from '../../shared/model/quote';
import type { Result } from '../../shared/model/result';
import { ok } from '../../shared/model/result';
import type { AccountingPort } from '../../shared/systems/accounting';
import { checkChosen } from '../checkChosen';
import { dealName } from '../deals/outcome';
import { nameOf } from '../documents/names';
import type { Decided, Settled, Written } from '../documents/settle';
import { settleOnce } from '../documents/settleOnce';
import { readBooks } from '../invoices/createInvoices';
import { draftDeal } from '../invoices/draftPieces';
import type { Books, InvoiceOptions, Piece } from '../invoices/piece';
import { draftDocument } from '../invoices/previewInvoice';
import type { QuoteSettings } from './quoteSettings';

export interface QuoteInput {
	deal: Deal;
	/** Null where the step before dropped it. */
	customer: Customer | null;
}

export type QuoteOptions = QuoteSettings & Omit<InvoiceOptions, 'settings'>;

/** Makes the quote of each deal once, as a draft: the same lines, taxes and rounding as its invoice will have. */
export async function createQuotes(
	port: AccountingPort,
	inputs: QuoteInput[],
	options: QuoteOptions,
): Promise<Array<Settled<Quote>>> {
	await checkChosen(port, options.settings);
	const organisation = await port.organisation();
	const today = dateIn(organisation.timeZone, options.now);
	const books = await readBooks(port, organisation, inputs, options.settings.fallbackItem);
	const drafted = inputs.map((input) => draftOne(input, books, options, today));
	const pieces = drafted.flatMap((one) => ('draft' in one ? [one] : []));
	const since = inputs.map(({ deal }) => deal.createdAt.slice(0, 10)).sort()[0] ?? today;
	const existing = await quotesOf(
		port,
		pieces.flatMap(({ customer }) => customer.ledgerId ?? []),
		addDays(since, -1),
	);
	const decided = drafted.map((one, index): Decided<Quote, QuoteDraft> => {
		if ('hold' in one) return { do: 'hold', document: null, hold: one.hold };
		if ('do' in one) return one;
		return decide(one, dealName((inputs[index] as QuoteInput).deal), existing, books, options);
	});
	const asked = { ...options, traits: port.traits, verb: 'make', noun: 'quote' };
	return await settleOnce<QuoteDraft, Quote>(decided, asked, {
		create: async (drafts, attempt) => await port.createQuotes(drafts, attempt),
		isStanding,
		lookUp: async (drafts) => {
			const customers = drafts.map(({ customerId }) => customerId);
			return (await quotesOf(port, customers, addDays(today, -1))).filter(isStanding);
		},
		compared,
	});
}

/** Neither deleted nor turned down. */
function isStanding({ status }: Quote): boolean {
	return status !== 'deleted' && status !== 'declined' && status !== 'expired';
}

async function quotesOf(port: AccountingPort, customerIds: string[], since: string): Promise<Quote[]> {
	const unique = [...new Set(customerIds)];
	return unique.length === 0 ? [] : await port.quotesOfCustomers(unique, since);
}

type Drafted = Piece | { hold: Hold } | Extract<Decided<Quote, QuoteDraft>, { do: 'fail' }>;

/** Judged as the deal will be once it is won: who is billed and what can be billed, not whether it is time. */
function draftOne({ deal, customer }: QuoteInput, books: Books, options: QuoteOptions, today: string): Drafted {
	const won: Deal = { ...deal, won: true, imported: false, invoiceOn: null };
	const { hold, skip } = judgeDeal(won, options.settings, books.traits, today, books.organisation);
	const stop = hold ?? skip;
	if (stop !== undefined) return { hold: stop };
	if (customer === null) {
		return {
			do: 'fail',
			problem: {
				code: 'document_missing',
				message: "'Customer' is empty: the step before replaced the item",
				todo: "Turn on 'Include Other Input Fields' there, or set 'Customer' to an expression such as {{ $('Find or create customer').item.json.customer }}",
				scope: 'item',
			},
		};
	}
	return draftDeal(won, customer, books, options, today);
}

function decide(
	piece: Piece,
	name: string,
	existing: Quote[],
	books: Books,
	options: QuoteOptions,
): Decided<Quote, QuoteDraft> {
	const draft = quoteDraft(piece, options);
	const document = quoteDocument(piece, draft, books);
	const same = existing.filter(({ key }) => key === draft.key);
	const stands = same.find(isStanding);
	if (stands !== undefined) {
		const reason = isSame(draft, stands)
			? 'The deal has this quote already'
			: `The deal has the quote ${nameOf(stands)} already, which differs from what the deal says now`;
		return { do: 'leave', document: stands, outcome: 'linked', reason };
	}
	const deleted = same.find(({ status }) => status === 'deleted');
	if (deleted !== undefined) return { do: 'hold', document: deleted, hold: removed(deleted) };
	return { do: 'write', name, change: draft, would: 'create', document, reason: '' };
}

function removed(quote: Quote): Hold {
	return {
		code: 'cancelled_by_person',
		what: `The quote ${nameOf(quote)} of this deal was deleted in the ledger`,
		todo: 'Make it there, or go on without it',
		by: 'sales',
	};
}

function isSame(draft: QuoteDraft, quote: Quote): boolean {
	const net = quote.amountsAre === 'inclusive' ? quote.total : quote.subtotal;
	return draft.currency === quote.currency && sameMoney(draft.net, net, draft.currency);
}

function quoteDraft({ draft }: Piece, { validDays }: QuoteOptions): QuoteDraft {
	const quote: QuoteDraft & Partial<InvoiceDraft> = {
		...draft,
		status: 'draft',
		expiryDate: addDays(draft.issueDate, validDays),
	};
	delete quote.dueDate;
	delete quote.createAs;
	return quote;
}

/** The quote as it would stand. */
function quoteDocument(piece: Piece, draft: QuoteDraft, books: Books): Quote {
	const invoice = draftDocument(piece, books);
	const { ledger, organisation, key, execution, reference, customer, issueDate, currency, amountsAre } = invoice;
	const { lines, subtotal, tax, total } = invoice;
	return {
		...{ ledger, organisation, ledgerId: null, key, execution, number: null, reference, status: 'draft', customer },
		...{ issueDate, expiryDate: draft.expiryDate, currency, currencyRate: null, amountsAre, lines },
		...{ subtotal, tax, total, invoiceId: null, url: null, updatedAt: null },
	};
}

/** What the ledger computed otherwise is said. */
function compared(result: Result<Written<Quote>>, draft: QuoteDraft): Result<Written<Quote>> {
	if (!result.ok || result.value.outcome !== 'created' || isSame(draft, result.value.document)) return result;
	const { document, reason } = result.value;
	const asked = formatMoney(draft.net, draft.currency);
	const told = `${asked} was asked for, ${formatMoney(document.subtotal, document.currency)} stands`;
	return ok({ ...result.value, reason: [reason, document.reason, told].filter(Boolean).join('; ') });
}
