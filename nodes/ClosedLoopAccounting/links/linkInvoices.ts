import { findByKey, isLive } from '../../shared/billing/alreadyBilled';
import { addDays } from '../../shared/billing/dates';
import { dealKey, parseKey } from '../../shared/billing/key';
import { booksWords } from '../../shared/billing/words';
import type { Deal } from '../../shared/model/deal';
import type { Invoice } from '../../shared/model/invoice';
import type { Hold } from '../../shared/model/outcome';
import type { Result } from '../../shared/model/result';
import { ok } from '../../shared/model/result';
import type { AccountingPort, InvoiceMark } from '../../shared/systems/accounting';
import { belongs } from '../approvals/guard';
import { nameOf } from '../documents/names';
import { readInvoices } from '../documents/readInvoices';
import { earliestDay } from '../invoices/draftPieces';
import type { Decided, Settled } from '../documents/settle';
import { settle } from '../documents/settle';

export interface LinkInput {
	invoiceId: string;
	deal: Deal;
}

export interface LinkOptions {
	preview: boolean;
	stopIfMoreThan: number;
	/** Execution id. */
	run: string;
	/** Milliseconds since the epoch. */
	now: number;
}

/**
 * Takes an invoice that a person made for a deal as the deal's own: our key is put into its place, so that every later run finds it,
 * and nothing else of it is touched. Another deal's invoice, or a second one beside a live one, is refused.
 */
export async function linkInvoices(
	port: AccountingPort,
	inputs: LinkInput[],
	options: LinkOptions,
): Promise<Array<Settled<Invoice>>> {
	const read = await readInvoices(port, inputs);
	const stored = await storedInvoices(port, inputs);
	const known = await knownInvoices(port, inputs, read, options);
	const taken = new Map<string, string>();
	const linked = new Map<string, Invoice>();
	const decided = inputs.map((input, index): Decided<Invoice, InvoiceMark> => {
		const decision = decide(input, read[index] as Result<Invoice>, stored, known, options);
		if (decision.do !== 'write') return decision;
		const { ledgerId, key } = decision.change;
		const { document } = decision;
		const first = linked.get(key);
		if (first !== undefined && first.ledgerId !== ledgerId)
			return { do: 'hold', document, hold: twoLive(first, document) };
		const other = taken.get(ledgerId);
		taken.set(ledgerId, other ?? key);
		if (other !== undefined && other !== key) return { do: 'hold', document, hold: otherDeals(document, other) };
		linked.set(key, document);
		return decision;
	});
	return await settle(decided, {
		...options,
		traits: port.traits,
		verb: 'link',
		noun: 'invoice',
		write: async (marks) =>
			(await port.markInvoices(marks)).map((result) =>
				result.ok ? ok({ document: result.value, outcome: 'linked' as const, reason: LINKED }) : result,
			),
	});
}

const LINKED = 'A person made it, and it was linked to the deal';

/** What the deals hold already, by id. */
async function storedInvoices(port: AccountingPort, inputs: LinkInput[]): Promise<Map<string, Invoice>> {
	const ids = inputs.flatMap(({ deal, invoiceId }) => {
		const { invoiceId: held, ledger } = deal.billing;
		return held !== null && ledger === port.traits.system && held !== invoiceId ? [held] : [];
	});
	const unique = [...new Set(ids)];
	const found = unique.length === 0 ? [] : await port.invoicesById(unique);
	return new Map(
		found.flatMap((result, index) =>
			result.ok && result.value !== null ? [[unique[index] ?? '', result.value] as const] : [],
		),
	);
}

/**
 * What carries the keys of these deals already, whether or not the deals know it: a run that was cut did not write it back. Read
 * only where an invoice of a person's is to get such a key.
 */
async function knownInvoices(
	port: AccountingPort,
	inputs: LinkInput[],
	read: Array<Result<Invoice>>,
	{ now }: LinkOptions,
): Promise<Invoice[]> {
	const going = inputs.flatMap(({ deal }, index) => {
		const invoice = read[index];
		return invoice?.ok && invoice.value.key === null && isLive(invoice.value)
			? [{ deal, customerId: invoice.value.customer.ledgerId }]
			: [];
	});
	const today = new Date(now).toISOString().slice(0, 10);
	const since = going.map(({ deal }) => earliestDay(deal, today)).sort()[0];
	if (since === undefined) return [];
	const keys = going.map(({ deal }) => dealKey(deal.crm, deal.id));
	const customers = [...new Set(going.flatMap(({ customerId }) => customerId ?? []))];
	const [ofCustomers, madeByUs] = await Promise.all([
		customers.length === 0 ? [] : port.invoicesOfCustomers(customers, addDays(since, -LOOK_BACK_DAYS), keys),
		port.invoicesMadeByUs(`${addDays(since, -1)}T00:00:00Z`, keys),
	]);
	return [...ofCustomers, ...madeByUs];
}

/** How long before the win a deal's own invoice may be dated. */
const LOOK_BACK_DAYS = 60;

function decide(
	{ deal }: LinkInput,
	read: Result<Invoice>,
	stored: Map<string, Invoice>,
	known: Invoice[],
	{ run }: LinkOptions,
): Decided<Invoice, InvoiceMark> {
	if (!read.ok) return { do: 'fail', problem: read.problem };
	const invoice = read.value;
	const held = (hold: Hold): Decided<Invoice, InvoiceMark> => ({ do: 'hold', document: invoice, hold });
	if (!isLive(invoice)) return held(dead(invoice));
	const { organisation } = deal.billing;
	if (organisation !== null && organisation.id !== invoice.organisation.id)
		return held(otherBooks(deal, invoice, booksWords(organisation.name, deal.billing.ledger)));
	if (invoice.key !== null) {
		if (!belongs(deal, invoice)) return held(otherDeals(invoice, invoice.key));
		return { do: 'leave', document: invoice, outcome: 'linked', reason: 'It carries the key of this deal already' };
	}
	const ofKey = findByKey(known, dealKey(deal.crm, deal.id)).live[0];
	const other = stored.get(deal.billing.invoiceId ?? '') ?? ofKey;
	if (other !== undefined && other.ledgerId !== invoice.ledgerId && isLive(other))
		return held(twoLive(other, invoice));
	const key = dealKey(deal.crm, deal.id, 1, deal.billing.attempt);
	const ledgerId = invoice.ledgerId ?? '';
	return {
		do: 'write',
		name: ledgerId,
		change: { ledgerId, key, execution: run, sourceUrl: deal.url },
		would: 'link',
		document: { ...invoice, key },
		reason: LINKED,
	};
}

function dead(invoice: Invoice): Hold {
	return {
		code: 'cancelled_by_person',
		what: `${nameOf(invoice)} is ${invoice.status} and bills nothing`,
		todo: 'Link a live invoice, or let the deal be billed',
		by: 'finance',
	};
}

function otherBooks(deal: Deal, invoice: Invoice, stored: string): Hold {
	return {
		code: 'other_books',
		what: `The deal "${deal.name}" belongs to the books of ${stored}, not of ${booksWords(invoice.organisation.name, invoice.ledger)}`,
		todo: `Choose ${stored} as the books of the node`,
		by: 'finance',
	};
}

function otherDeals(invoice: Invoice, key: string): Hold {
	return {
		code: 'other_deals_invoice',
		what: `${nameOf(invoice)} is the invoice of another deal (${parseKey(key)?.dealId ?? key})`,
		todo: 'Choose the invoice that bills this deal',
		by: 'finance',
	};
}

function twoLive(stored: Invoice, invoice: Invoice): Hold {
	return {
		code: 'two_live_invoices',
		what: `The deal has the invoice ${nameOf(stored)} already; ${nameOf(invoice)} would be a second one`,
		todo: 'Void or delete one of the two in the ledger',
		by: 'finance',
	};
}
