import type { CreditNote } from '../model/creditNote';
import type { Invoice } from '../model/invoice';
import type { LedgerTraits } from '../model/ledgerTraits';
import type { Check } from '../model/outcome';
import { daysBetween, formatDate } from './dates';
import { parseKey } from './key';
import { formatMoney, sameMoney } from './money';
import { statusWords, systemWords } from './words';

/** Documents of one deal and part, of every attempt. */
export interface Existing {
	/** Neither voided nor deleted. */
	live: Invoice[];
	dead: Invoice[];
	/** Documents of the deal's other parts, of every status. */
	otherParts?: Invoice[];
	/** Live credit notes of the deal and of its invoices; read where a person's answer needs them. */
	notes?: CreditNote[];
	/** What is stored on the deal but carries the key of another one: the deals were merged, or this one is a copy. */
	ofOtherDeal?: Invoice;
}

/** True for an invoice that counts; a voided or deleted one does not. */
export function isLive(invoice: Pick<Invoice, 'status'>): boolean {
	return invoice.status !== 'voided' && invoice.status !== 'deleted';
}

/** True for an invoice that a credit took back whole: nothing was or is to be paid on it. */
export function isCreditedWhole({ total, paid, credited, currency }: Invoice): boolean {
	return total > 0 && paid === 0 && sameMoney(credited, total, currency);
}

/** Whether it bills something: live and not taken back whole by a credit. */
export function isStanding(invoice: Invoice): boolean {
	return isLive(invoice) && !isCreditedWhole(invoice);
}

/** The documents that carry the key of this deal and part, whatever the attempt; each once. */
export function findByKey(invoices: Invoice[], key: string): Existing {
	const wanted = parseKey(key);
	const same = invoices.filter((invoice) => {
		const own = parseKey(invoice.key);
		return (
			own !== null && own.prefix === wanted?.prefix && own.dealId === wanted.dealId && own.part === wanted.part
		);
	});
	const each = [...new Map(same.map((invoice) => [invoice.ledgerId, invoice])).values()];
	return { live: each.filter(isLive), dead: each.filter((invoice) => !isLive(invoice)) };
}

/**
 * Of several live documents of one key the one that stays: one that is no draft, else the earliest, else the lowest id
 * (rules.md section 1), so that whoever looks keeps the same. Where a ledger has no drafts, one that was sent or paid goes
 * before an unsent invoice, that before an estimate. Those besides it are withdrawn; `standing` are others that cannot be,
 * since a person approved, sent or took money for them.
 */
export function keepOf(
	live: Invoice[],
	traits: Pick<LedgerTraits, 'hasDrafts'>,
): { keep: Invoice; withdraw: Invoice[]; standing: Invoice[] } | null {
	const rank = (invoice: Invoice) => rankOf(invoice, traits.hasDrafts);
	const [keep, ...others] = [...live].sort((a, b) => rank(a) - rank(b) || byAge(a, b));
	if (keep === undefined) return null;
	return {
		keep,
		withdraw: others.filter((invoice) => rank(invoice) > 0),
		standing: others.filter((invoice) => rank(invoice) === 0),
	};
}

export interface ByHandInput {
	draftNet: number;
	/** Total with tax; null where the ledger decides on tax. */
	draftTotal: number | null;
	/** The win, `YYYY-MM-DD`. */
	wonOn: string;
	lookBackDays: number;
	currency: string;
	/** Sales invoices of the customer. */
	invoices: Invoice[];
}

/**
 * What may be this deal's invoice, made by hand (rules.md section 3): live, dated within Look Back of the win, without a
 * key of ours, not from a repeating template. `same` has the same net or total in the same currency, the nearest to the
 * win where several have.
 */
export function billedByHand(input: ByHandInput): { same: Invoice | null; others: Invoice[] } {
	const { wonOn, currency, lookBackDays } = input;
	const distance = (invoice: Invoice) => Math.abs(daysBetween(wonOn, invoice.issueDate));
	const near = input.invoices
		.filter(
			(invoice) => isLive(invoice) && invoice.key === null && !invoice.repeating && invoice.kind !== 'estimate',
		)
		.filter((invoice) => distance(invoice) <= lookBackDays)
		.sort((a, b) => distance(a) - distance(b) || text(a.ledgerId).localeCompare(text(b.ledgerId)));
	const same = near.find(
		(invoice) =>
			invoice.currency === currency &&
			(sameMoney(invoice.subtotal, input.draftNet, currency) ||
				(input.draftTotal !== null && sameMoney(invoice.total, input.draftTotal, currency))),
	);
	return { same: same ?? null, others: near.filter((invoice) => invoice !== same) };
}

/** The check that lists invoices of other totals near the win. */
export function otherInvoicesCheck(others: Invoice[]): Check {
	const listed = others
		.slice(0, 5)
		.map(
			(invoice) =>
				`${invoice.number ?? 'without a number'} of ${formatDate(invoice.issueDate)} over ${formatMoney(invoice.total, invoice.currency)} (${statusWords(invoice)})`,
		);
	const ledgers = [...new Set(others.map(({ ledger }) => systemWords[ledger]))].join(' and ');
	const more = others.length > 5 ? ` and ${others.length - 5} more` : '';
	return {
		code: 'other_invoices',
		what: `This customer has other invoices near the win that were made by hand: ${listed.join(', ')}${more}`,
		todo: `Check in ${ledgers} that none of them bills this deal`,
		by: 'finance',
	};
}

/** `updatedAt` is the ledger's own time, for one that nobody touched about when it was made. */
function byAge(a: Invoice, b: Invoice): number {
	return compare(a.updatedAt ?? '9', b.updatedAt ?? '9') || byId(text(a.ledgerId), text(b.ledgerId));
}

/** Numbers by their value: 9 was made before 10. */
function byId(a: string, b: string): number {
	const numbers = /^\d+$/.test(a) && /^\d+$/.test(b);
	return (numbers ? a.length - b.length : 0) || compare(a, b);
}

function compare(a: string, b: string): number {
	return a < b ? -1 : a > b ? 1 : 0;
}

/** 0 for what a person approved, sent or took money for, then what awaits that, then what posts nothing. */
function rankOf(invoice: Invoice, hasDrafts: boolean): number {
	if (invoice.status === 'draft') return 2;
	if (hasDrafts) return invoice.status === 'submitted' ? 1 : 0;
	const untouched = !invoice.sentToCustomer && invoice.paid === 0 && invoice.credited === 0;
	return untouched && invoice.status !== 'sent' ? 1 : 0;
}

function text(id: string | null): string {
	return id ?? '';
}
