import { readKeyMemo } from '../../billing/keyTexts';
import { Decimal } from '../../billing/decimal';
import type { Invoice } from '../../model/invoice';
import type { QuickBooksClient } from './client';
import { inLists } from './query';
import { plain, total } from './sums';
import type { WireEstimate, WireInvoice, WireLink, WireObject, WirePayment, WireSale } from './wire';

/** What invoices point to: the payments set against them, and the estimates they were made of. */
export interface Linked {
	payments: Map<string, WirePayment>;
	estimates: Map<string, WireEstimate>;
}

/** Reads what these invoices point to, both kinds in one call; `known` estimates are not asked for again. */
export async function readLinked(
	client: QuickBooksClient,
	invoices: WireInvoice[],
	known: WireEstimate[] = [],
): Promise<Linked> {
	const estimates = new Map(known.map((estimate) => [estimate.Id ?? '', estimate]));
	const paymentIds = invoices.flatMap((invoice) => linksTo(invoice, 'Payment'));
	// A person who converts an estimate of ours makes an invoice that may not carry the key.
	const keyless = invoices.filter(({ PrivateNote }) => readKeyMemo(PrivateNote) === null);
	const estimateIds = keyless.flatMap((invoice) => linksTo(invoice, 'Estimate')).filter((id) => !estimates.has(id));
	const lists = [
		...inLists('Id', paymentIds).map((list) => ({ entity: 'Payment', where: [list] })),
		...inLists('Id', estimateIds).map((list) => ({ entity: 'Estimate', where: [list] })),
	];
	const found = lists.length === 0 ? [] : await client.select<WireObject>(lists, 'reading payments');
	const payments = new Map<string, WirePayment>();
	found.forEach((wires, index) => {
		for (const wire of wires) {
			if (lists[index]?.entity === 'Payment') payments.set(wire.Id ?? '', wire);
			else estimates.set(wire.Id ?? '', wire);
		}
	});
	return { payments, estimates };
}

/** Ids of the linked transactions of one type. */
export function linksTo({ LinkedTxn }: WireSale, type: string): string[] {
	return idsOf(LinkedTxn, type);
}

function idsOf(links: WireLink[] | undefined, type: string): string[] {
	return (links ?? []).flatMap(({ TxnId, TxnType }) => (TxnType === type && TxnId !== undefined ? [TxnId] : []));
}

/** What a payment sets against invoices: money, or a credit that it carries over (apis/quickbooks.md 7.5). */
export interface Allocation {
	invoiceId: string;
	amount: number;
	/** Of the amount, what is no money but credit. */
	credit: number;
}

/** Where a payment also carries credits, they are told of its first invoices: QuickBooks does not say which is which. */
export function allocationsOf(payment: WirePayment): Allocation[] {
	const lines = payment.Line ?? [];
	const ofInvoices = lines.flatMap(({ Amount = 0, LinkedTxn }) =>
		idsOf(LinkedTxn, 'Invoice').map((invoiceId) => ({ invoiceId, amount: Amount })),
	);
	const others = lines.filter(({ LinkedTxn = [] }) => LinkedTxn.some(({ TxnType }) => TxnType !== 'Invoice'));
	let credit = total(others.map(({ Amount = 0 }) => Amount));
	return ofInvoices.map(({ invoiceId, amount }) => {
		const part = Decimal.min(credit, amount);
		credit = credit.minus(part);
		return { invoiceId, amount, credit: plain(part) };
	});
}

/** Credit memos that a payment carries over, with their amounts. */
export function creditsOf(payment: WirePayment): Array<{ creditMemoId: string; amount: number }> {
	return (payment.Line ?? []).flatMap(({ Amount = 0, LinkedTxn }) =>
		idsOf(LinkedTxn, 'CreditMemo').map((creditMemoId) => ({ creditMemoId, amount: Amount })),
	);
}

/** What was set against an invoice, as its balance and its payments tell; what is no money is credit. */
export function settlementOf(
	wire: WireInvoice,
	linked: Linked,
): Pick<Invoice, 'paid' | 'credited' | 'due' | 'paidOn' | 'payments'> {
	const due = new Decimal(wire.Balance ?? 0);
	const settled = new Decimal(wire.TotalAmt ?? 0).minus(due);
	const payments = linksTo(wire, 'Payment').flatMap((id) => linked.payments.get(id) ?? []);
	const deposit = (wire.Deposit ?? 0) > 0 ? [{ date: wire.TxnDate ?? '', amount: wire.Deposit ?? 0 }] : [];
	const money = payments.flatMap((payment) => {
		const here = allocationsOf(payment).filter(({ invoiceId }) => invoiceId === wire.Id);
		const amount = plain(total(here.map(({ amount: set, credit }) => new Decimal(set).minus(credit))));
		return amount > 0 ? [{ date: payment.TxnDate ?? '', amount }] : [];
	});
	const received = [...deposit, ...money].sort((a, b) => a.date.localeCompare(b.date));
	const paid = Decimal.min(total(received.map(({ amount }) => amount)), Decimal.max(settled, 0));
	const dates = [...deposit, ...payments.map(({ TxnDate = '' }) => ({ date: TxnDate }))].map(({ date }) => date);
	return {
		paid: plain(paid),
		credited: plain(Decimal.max(settled.minus(paid), 0)),
		due: plain(due),
		paidOn: due.isZero() && settled.greaterThan(0) ? (dates.sort().at(-1) ?? null) : null,
		payments: received,
	};
}
