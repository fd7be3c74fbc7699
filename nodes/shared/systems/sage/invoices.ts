import { dateIn } from '../../billing/dates';
import type { Invoice, InvoiceStatus } from '../../model/invoice';
import { currencyOf, currencyRateOf, customerOf, minus, settlementsOf, sumOf } from './artefacts';
import { readPlace } from './keyPlace';
import type { LineBooks } from './lines';
import { amountsAre, areWhole, toLine } from './lines';
import type { Text, WireInvoice } from './wire';
import { day, linkOf, moment, number, refId, text } from './wire';

/** A Sage sales invoice as an Invoice (apis/sage.md 7). `now` in milliseconds decides what is overdue. */
export function toInvoice(wire: WireInvoice, books: LineBooks, now: number): Invoice {
	const { organisation } = books;
	const lines = areWhole(wire.invoice_lines) ? wire.invoice_lines : [];
	const amounts = amountsAre(lines, organisation);
	const settlements = settlementsOf(wire);
	const total = number(wire.total_amount);
	const due = dueOf(wire);
	const settled = minus(total, due);
	const credited = Math.min(sumOf(settlements, 'credit'), settled);
	const status = statusOf(wire, due, dateIn(organisation.timeZone, now));
	const posted = !['draft', 'voided', 'deleted'].includes(status);
	return {
		ledger: 'sage',
		organisation: { id: organisation.id, name: organisation.name },
		ledgerId: text(wire.id),
		...readPlace(wire),
		number: documentNumber(wire.invoice_number, wire.displayed_as, status === 'draft'),
		status,
		customer: customerOf(wire),
		issueDate: day(wire.date) ?? '',
		dueDate: day(wire.due_date),
		currency: currencyOf(wire, organisation),
		currencyRate: currencyRateOf(wire, organisation),
		amountsAre: amounts,
		lines: lines.map((line) => toLine(line, amounts, books)),
		subtotal: number(wire.net_amount),
		tax: number(wire.tax_amount),
		total,
		paid: posted ? minus(settled, credited) : 0,
		credited: posted ? credited : 0,
		due: posted || status === 'draft' ? due : 0,
		paidOn: status === 'paid' ? (day(wire.last_paid) ?? lastOf(settlements.map(({ date }) => date))) : null,
		payments: settlements.flatMap(({ kind, date, amount }) => (kind === 'payment' ? [{ date, amount }] : [])),
		url: linkOf(wire),
		repeating: refId(wire.recurring_invoice) !== null,
		sentToCustomer: wire.sent === true,
		// Only the flag is told (apis/sage.md 7).
		sentAt: null,
		updatedAt: moment(wire.updated_at),
	};
}

/** What is left to pay; a draft owes its total once it is released. */
function dueOf(wire: WireInvoice): number {
	const total = number(wire.total_amount);
	if (statusId(wire) === 'DRAFT') return total;
	if (wire.outstanding_amount !== undefined && wire.outstanding_amount !== null)
		return number(wire.outstanding_amount);
	return minus(total, number(wire.total_paid));
}

export function statusId(wire: { status?: WireInvoice['status'] }): string {
	return (refId(wire.status) ?? '').toUpperCase();
}

/** Sage has no overdue status (apis/sage.md 7). Overdue comes before part paid: it is what somebody must act on. */
function statusOf(wire: WireInvoice, due: number, today: string): InvoiceStatus {
	const status = statusId(wire);
	if (status === 'VOID') return 'voided';
	if (text(wire.deleted_at) !== null) return 'deleted';
	if (status === 'DRAFT') return 'draft';
	if (status === 'PAID') return 'paid';
	const dueDate = day(wire.due_date);
	if (dueDate !== null && dueDate < today && due > 0) return 'overdue';
	if (due !== number(wire.total_amount)) return due === 0 ? 'paid' : 'part_paid';
	return wire.sent === true ? 'sent' : 'approved';
}

/** A draft has no number of its own yet; what Sage shows for it (`SI-DRAFT`) is none (apis/sage.md 7). */
export function documentNumber(number: Text | undefined, shown: Text | undefined, isDraft: boolean): string | null {
	const own = text(number);
	if (isDraft) return own !== null && /\d/.test(own) ? own : null;
	return own ?? text(shown);
}

function lastOf(dates: string[]): string | null {
	return (
		dates
			.filter((date) => date !== '')
			.sort()
			.at(-1) ?? null
	);
}
