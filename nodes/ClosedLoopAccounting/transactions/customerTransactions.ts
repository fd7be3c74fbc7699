import type { CreditNote } from '../../shared/model/creditNote';
import type { Invoice } from '../../shared/model/invoice';
import type { Payment } from '../../shared/model/payment';
import type { AccountingPort } from '../../shared/systems/accounting';

/** One line of a customer's account, whatever kind of document it is. Money in `currency`, major units. */
export interface Transaction {
	kind: 'invoice' | 'credit_note' | Payment['kind'];
	ledgerId: string | null;
	number: string | null;
	reference: string | null;
	customer: { ledgerId: string | null; name: string };
	/** `YYYY-MM-DD`. */
	date: string;
	dueDate: string | null;
	currency: string;
	/** What it adds to what the customer owes: an invoice's total, negative for credits and money received. */
	amount: number;
	/** Of it still to be paid, or not yet set against documents. */
	open: number;
	status: string;
	url: string | null;
}

export interface TransactionQuery {
	customerId: string;
	/** Dated on or after, `YYYY-MM-DD`. */
	from: string;
	to: string | null;
	limit: number;
}

/**
 * Invoices, credit notes and money received of a customer, the newest first. A credit that is set against an invoice moves nothing
 * and is left out: its credit note stands.
 */
export async function customerTransactions(
	port: AccountingPort,
	{ customerId, from, to, limit }: TransactionQuery,
): Promise<{ transactions: Transaction[]; more: boolean }> {
	const query = { customerIds: [customerId], from, to };
	const [invoices, creditNotes, received] = await Promise.all([
		port.salesInvoices(query),
		port.creditNotes(query),
		port.payments({ ...query, invoiceIds: null, limit: limit + 1 }),
	]);
	const all = [
		...invoices.map(ofInvoice),
		...creditNotes.filter(({ status }) => isPosted(status)).map(ofCreditNote),
		...received.payments.filter(({ live, kind }) => live && kind !== 'credit').map(ofPayment),
	].sort((a, b) => b.date.localeCompare(a.date) || (b.number ?? '').localeCompare(a.number ?? ''));
	return { transactions: all.slice(0, limit), more: received.more || all.length > limit };
}

function isPosted(status: CreditNote['status']): boolean {
	return !['draft', 'submitted', 'voided', 'deleted'].includes(status);
}

function ofInvoice(invoice: Invoice): Transaction {
	const { ledgerId, number, reference, customer, issueDate, dueDate, currency, total, due, status, url } = invoice;
	const posted = isPosted(status);
	return {
		...{ kind: 'invoice', ledgerId, number, reference, customer, date: issueDate, dueDate, currency },
		...{ amount: posted ? total : 0, open: posted ? due : 0, status, url },
	};
}

function ofCreditNote(note: CreditNote): Transaction {
	const { ledgerId, number, reference, customer, issueDate, currency, total, remaining, status, url } = note;
	return {
		...{ kind: 'credit_note', ledgerId, number, reference, customer, date: issueDate, dueDate: null, currency },
		...{ amount: total === 0 ? 0 : -total, open: remaining, status, url },
	};
}

function ofPayment(payment: Payment): Transaction {
	const { kind, ledgerId, reference, customer, date, currency, amount, unallocated, url } = payment;
	const given = kind === 'refund';
	return {
		...{ kind, ledgerId, number: null, reference, customer, date, dueDate: null, currency },
		...{ amount: given ? amount : -amount, open: unallocated, status: given ? 'refunded' : 'received', url },
	};
}
