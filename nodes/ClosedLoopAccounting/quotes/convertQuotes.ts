import { findByKey, isLive } from '../../shared/billing/alreadyBilled';
import { totalDiffersCheck } from '../../shared/billing/compareInvoice';
import { dateIn } from '../../shared/billing/dates';
import { draftDates } from '../../shared/billing/draftDates';
import { crmPrefix, dealKey, parseKey, sourceKey } from '../../shared/billing/key';
import { formatMoney, sameMoney } from '../../shared/billing/money';
import { parseTerms } from '../../shared/billing/terms';
import type { Customer } from '../../shared/model/customer';
import type { Deal } from '../../shared/model/deal';
import type { Invoice, InvoiceDraft } from '../../shared/model/invoice';
import type { Organisation } from '../../shared/model/organisation';
import type { Hold } from '../../shared/model/outcome';
import type { Quote } from '../../shared/model/quote';
import type { Result } from '../../shared/model/result';
import { failed, ok } from '../../shared/model/result';
import type { AccountingPort } from '../../shared/systems/accounting';
import { nameOf } from '../documents/names';
import type { Decided, Settled, Written } from '../documents/settle';
import { settleOnce } from '../documents/settleOnce';
import { notFound } from '../ids';
import { doublesText, withdrawDoubles } from '../invoices/secondLook';

export interface ConversionInput {
	quoteId: string;
	/** Given, the quote must be its own, and it must be won. */
	deal: Deal | null;
}

export interface ConversionOptions {
	preview: boolean;
	stopIfMoreThan: number;
	/** Execution id. */
	run: string;
	/** Milliseconds since the epoch. */
	now: number;
}

/** Makes the invoice of each accepted quote once, with the quote's own lines and under the quote's key. */
export async function convertQuotes(
	port: AccountingPort,
	inputs: ConversionInput[],
	options: ConversionOptions,
): Promise<Array<Settled<Invoice>>> {
	const ledger = await readLedger(port, inputs, options);
	const quoteOfKey = new Map<string, string>();
	const decided = inputs.map((input, index): Decided<Invoice, Conversion> => {
		const decision = decide(input, ledger.quotes[index] as Result<Quote>, ledger, options);
		if (decision.do !== 'write') return decision;
		const first = quoteOfKey.get(decision.change.key) ?? input.quoteId;
		quoteOfKey.set(decision.change.key, first);
		return first === input.quoteId
			? decision
			: { do: 'hold', document: null, hold: twoQuotes(decision.change.quote) };
	});
	const asked = { ...options, traits: port.traits, verb: 'make', noun: 'invoice' };
	return await settleOnce<Conversion, Invoice>(decided, asked, {
		create: async (conversions, attempt) =>
			await port.convertQuotes(
				conversions.map(({ quote, draft }) => ({ quoteId: quote.ledgerId ?? '', draft })),
				attempt,
			),
		lookUp: async (conversions) => {
			const quotes = conversions.map(({ quote }) => quote);
			return (await invoicesOf(port, quotes)).filter(isLive);
		},
		leaveOne: async (invoices, conversions) => await leaveOne(port, conversions, invoices),
		compared: (made, { quote }) => compared(made, quote),
	});
}

/** Of two invoices of one quote the younger is withdrawn, as of a deal's. */
async function leaveOne(port: AccountingPort, changes: Conversion[], invoices: Invoice[]) {
	const keys = new Set(changes.map(({ key }) => key));
	const own = invoices.filter(({ key }) => key !== null && keys.has(key));
	const doubles = await withdrawDoubles(port, [...new Map(own.map((one) => [one.ledgerId, one])).values()]);
	return new Map(
		[...doubles].map(([key, double]) => [
			key,
			{ keep: double.keep, reason: doublesText(double), hold: double.hold },
		]),
	);
}

interface Conversion {
	key: string;
	quote: Quote;
	draft: InvoiceDraft;
}

interface Ledger {
	port: AccountingPort;
	organisation: Organisation;
	quotes: Array<Result<Quote>>;
	/** Invoices that may be those of the quotes already. */
	invoices: Invoice[];
	customers: Map<string, Customer>;
}

async function readLedger(
	port: AccountingPort,
	inputs: ConversionInput[],
	{ now }: ConversionOptions,
): Promise<Ledger & { today: string }> {
	const organisation = await port.organisation();
	const ids = [...new Set(inputs.map(({ quoteId }) => quoteId))];
	const found = new Map((await port.quotesById(ids)).map((result, index) => [ids[index], result]));
	const quotes = inputs.map(({ quoteId }): Result<Quote> => {
		const result = found.get(quoteId) as Result<Quote | null>;
		if (!result.ok) return result;
		return result.value === null ? failed(notFound('quote', quoteId, port.traits.label)) : ok(result.value);
	});
	const read = quotes.flatMap((result) => (result.ok ? [result.value] : []));
	const customers = [...new Set(read.flatMap(({ customer }) => customer.ledgerId ?? []))];
	const named = customers.length === 0 ? [] : await port.customersById(customers);
	return {
		port,
		organisation,
		today: dateIn(organisation.timeZone, now),
		quotes,
		invoices: await invoicesOf(port, read, storedIds(port, inputs)),
		customers: new Map(
			named.flatMap((result, index) =>
				result.ok && result.value !== null ? [[customers[index] ?? '', result.value] as const] : [],
			),
		),
	};
}

/** Invoices that the deals have in this ledger. */
function storedIds(port: AccountingPort, inputs: ConversionInput[]): string[] {
	return inputs.flatMap(({ deal }) =>
		deal?.billing.ledger === port.traits.system ? (deal.billing.invoiceId ?? []) : [],
	);
}

/** By the customers, and those that the quotes and deals name. */
async function invoicesOf(port: AccountingPort, quotes: Quote[], stored: string[] = []): Promise<Invoice[]> {
	const customers = [...new Set(quotes.flatMap(({ customer }) => customer.ledgerId ?? []))];
	const since = quotes.map(({ issueDate }) => issueDate).sort()[0];
	if (since === undefined) return [];
	const named = [...new Set([...stored, ...quotes.flatMap(({ invoiceId }) => invoiceId ?? [])])];
	const byId = named.length === 0 ? [] : await port.invoicesById(named);
	const ofCustomers = customers.length === 0 ? [] : await port.invoicesOfCustomers(customers, since);
	return [...byId.flatMap((result) => (result.ok && result.value !== null ? [result.value] : [])), ...ofCustomers];
}

function decide(
	{ deal }: ConversionInput,
	read: Result<Quote>,
	ledger: Ledger & { today: string },
	options: ConversionOptions,
): Decided<Invoice, Conversion> {
	if (!read.ok) return { do: 'fail', problem: read.problem };
	const quote = read.value;
	const key = keyOf(quote, deal, ledger.organisation);
	const { live, dead } = findByKey(ledger.invoices, key);
	const stands =
		live[0] ??
		storedOf(deal, ledger) ??
		ledger.invoices.find(({ ledgerId }) => ledgerId === quote.invoiceId && ledgerId !== null);
	if (stands !== undefined && isLive(stands))
		return {
			do: 'leave',
			document: stands,
			outcome: 'linked',
			reason: `${nameOf(quote)} has this invoice already`,
		};
	const hold = byDeal(deal, quote) ?? byStatus(quote, ledger.port.traits.label, dead[0] ?? stands ?? null);
	if (hold !== null) return { do: 'hold', document: null, hold };
	const draft = draftOf(quote, key, deal, ledger, options);
	const document = draftDocument(quote, draft);
	return { do: 'write', name: key, change: { key, quote, draft }, would: 'create', document, reason: '' };
}

/** The quote's own; one that a person made is billed under the key of its deal, so that the deal is not billed besides. */
function keyOf(quote: Quote, deal: Deal | null, organisation: Organisation): string {
	if (quote.key !== null) return quote.key;
	return deal === null
		? sourceKey(organisation.id, quote.ledgerId ?? '')
		: dealKey(deal.crm, deal.id, 1, deal.billing.attempt);
}

/** The live invoice that the deal has already. */
function storedOf(deal: Deal | null, { invoices }: Ledger): Invoice | undefined {
	const id = deal?.billing.invoiceId ?? null;
	return id === null ? undefined : invoices.find((invoice) => invoice.ledgerId === id && isLive(invoice));
}

function byDeal(deal: Deal | null, quote: Quote): Hold | null {
	if (deal === null) return null;
	const key = parseKey(quote.key);
	if (key !== null && (key.prefix !== crmPrefix(deal.crm) || key.dealId !== deal.id)) {
		return {
			code: 'not_this_deals',
			what: `${nameOf(quote)} is not the quote of the deal "${deal.name}"`,
			todo: "Set 'Deal' and 'Quote ID' from the same item",
			by: 'finance',
		};
	}
	if (deal.won) return null;
	return {
		code: 'not_won',
		what: `The deal "${deal.name}" is not won`,
		todo: 'Win the deal first',
		by: 'sales',
	};
}

function twoQuotes(quote: Quote): Hold {
	return {
		code: 'two_live_invoices',
		what: `Two quotes of one deal were to become its invoice; ${nameOf(quote)} is the second`,
		todo: 'Convert the one that the customer accepted',
		by: 'finance',
	};
}

function byStatus(quote: Quote, ledger: string, dead: Invoice | null): Hold | null {
	if (dead !== null) {
		return {
			code: 'cancelled_by_person',
			what: `The invoice ${nameOf(dead)} of the quote ${nameOf(quote)} is ${dead.status}`,
			todo: `Make it in ${ledger}, or bill the deal again`,
			by: 'finance',
		};
	}
	if (quote.status === 'invoiced') {
		return {
			code: 'billed_by_hand',
			what: `${nameOf(quote)} was turned into an invoice in ${ledger} already`,
			todo: "Link that invoice with 'Invoice: Link to Deal'",
			by: 'finance',
		};
	}
	if (quote.status === 'accepted') return null;
	return {
		code: 'quote_not_accepted',
		what: `${nameOf(quote)} is ${quote.status}, not accepted`,
		todo: `Mark it as accepted in ${ledger} once the customer has agreed`,
		by: 'sales',
	};
}

function draftOf(
	quote: Quote,
	key: string,
	deal: Deal | null,
	{ port, organisation, customers, today }: Ledger & { today: string },
	{ run }: ConversionOptions,
): InvoiceDraft {
	const customer = customers.get(quote.customer.ledgerId ?? '');
	const dates = draftDates({
		organisation,
		traits: port.traits,
		today,
		wanted: null,
		terms: [
			[parseTerms(deal?.paymentTerms ?? null), 'of the deal'],
			[customer?.terms ?? null, `of ${quote.customer.name}`],
			[organisation.terms, `of ${organisation.name}`],
		],
	});
	return {
		key,
		execution: run,
		sourceUrl: deal?.url ?? null,
		customerId: quote.customer.ledgerId ?? '',
		status: 'draft',
		issueDate: dates.issueDate,
		dueDate: dates.dueDate,
		reference: quote.reference ?? quote.number,
		currency: quote.currency,
		amountsAre: quote.amountsAre,
		lines: quote.lines.map((line) => ({
			dealLineId: null,
			description: line.description,
			quantity: line.quantity,
			unitPrice: line.unitPrice,
			discountPercent: line.discountPercent,
			discountAmount: line.discountPercent === null ? line.discountAmount : null,
			amountAlone: false,
			itemCode: line.itemCode,
			account: line.account,
			taxCode: line.taxCode,
			taxReason: 'As on the quote',
			amount: line.amount,
		})),
		net: quote.amountsAre === 'inclusive' ? quote.total : quote.subtotal,
		brandingTheme: null,
		createAs: 'invoice',
		referenceField: null,
	};
}

/** An invoice that came out otherwise than the quote promised carries the check that says so. */
function compared(result: Result<Written<Invoice>>, quote: Quote): Result<Written<Invoice>> {
	if (!result.ok || sameMoney(result.value.document.total, quote.total, quote.currency)) return result;
	const { document } = result.value;
	const told = `total: ${formatMoney(quote.total, quote.currency)} quoted, ${formatMoney(document.total, document.currency)} stands`;
	return ok({ ...result.value, document: { ...document, checks: [totalDiffersCheck([told], document)] } });
}

/** The invoice as it would stand: the quote's figures. */
function draftDocument(quote: Quote, draft: InvoiceDraft): Invoice {
	const { ledger, organisation, customer, currency, currencyRate, amountsAre, lines, subtotal, tax, total } = quote;
	const { key, execution, reference, status, issueDate, dueDate } = draft;
	return {
		...{ ledger, organisation, ledgerId: null, key, execution, number: null, reference, status, customer },
		...{ issueDate, dueDate, currency, currencyRate, amountsAre, lines, subtotal, tax, total },
		...{ paid: 0, credited: 0, due: total, paidOn: null, url: null, repeating: false },
		...{ sentToCustomer: false, sentAt: null, updatedAt: null },
	};
}
