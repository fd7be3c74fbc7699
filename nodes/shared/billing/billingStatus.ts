import type { Deal } from '../model/deal';
import type { BillingStatus, DealBilling } from '../model/dealBilling';
import type { Invoice, InvoiceStatus } from '../model/invoice';
import type { Actor } from '../model/outcome';
import type { SystemName } from '../model/result';
import { formatDate } from './dates';
import { formatMoney, sameMoney } from './money';
import { promise } from './promise';
import { hasMoreToBill } from './recurring';
import type { BillingSettings } from './settings';
import { isUnsent, statusWords, systemWords } from './words';

/** *Billing status* of a deal with an invoice, in sales words (rules.md section 2). */
export function invoiceStatus(deal: Deal, invoice: Invoice): BillingStatus {
	return statusOfInvoices([invoice], hasMore(deal, invoice), invoice.ledger);
}

/** Whether something of the deal is still to be billed after this invoice. */
export function hasMore(deal: Deal, invoice: Invoice): boolean {
	const mode = billedMode(deal, invoice);
	return deal.lines.some((line) => hasMoreToBill(line, mode));
}

/** Of several live invoices what needs most attention stands for the deal: it is paid when all of them are. */
const byUrgency: InvoiceStatus[] = ['overdue', 'draft', 'submitted', 'part_paid', 'approved', 'sent', 'paid'];

/**
 * *Billing status* of a deal with these invoices; `moreToBill` where only the first period of recurring lines is billed. What
 * was posted at once and nobody sent yet stands with finance like a draft: sales must not tell the customer that it was sent.
 */
export function statusOfInvoices(
	invoices: ReadonlyArray<Pick<Invoice, 'status'>>,
	moreToBill: boolean,
	ledger: SystemName,
): BillingStatus {
	const live = new Set(invoices.map(({ status }) => (isUnsent({ ledger, status }) ? 'draft' : status)));
	const first = byUrgency.find((status) => live.has(status));
	const done = moreToBill ? 'first_period_billed' : null;
	switch (first) {
		case 'draft':
			return 'draft';
		case 'submitted':
			return 'awaiting_approval';
		case 'approved':
		case 'sent':
			return live.has('paid') ? 'part_paid' : (done ?? 'sent');
		case 'part_paid':
			return 'part_paid';
		case 'overdue':
			return 'overdue';
		case 'paid':
			return done ?? 'paid';
		default:
			return 'cancelled';
	}
}

/** *Billing status* of a deal that is held or skipped; a deal whose invoice stands keeps the status of that. */
export function heldStatus(code: string, by: Actor, before: DealBilling): BillingStatus {
	if (code === 'cancelled_by_person') return 'cancelled';
	if (code === 'not_won' && before.invoiceId !== null) return 'cancelled_check';
	if (before.invoiceId !== null && before.status !== null) return before.status;
	if (code === 'never_bill' || code === 'nothing_to_bill') return 'no_invoice_needed';
	if (code === 'marked_billed_by_hand') return 'billed_by_hand';
	return by === 'sales' ? 'not_invoiced_sales' : 'not_invoiced_finance';
}

/** What is said of an invoice. */
export type Spoken = Pick<
	Invoice,
	'ledger' | 'organisation' | 'kind' | 'number' | 'status' | 'currency' | 'total' | 'dueDate'
>;

/** The reason of a deal whose invoice needs nobody's attention. */
export function invoiceSentence(invoice: Spoken): string {
	const amount = formatMoney(invoice.total, invoice.currency);
	const due = invoice.dueDate === null ? '' : `, due ${formatDate(invoice.dueDate)}`;
	const what = invoice.kind === 'estimate' ? 'Estimate' : 'Invoice';
	return `${what} ${invoice.number ?? ''} over ${amount} in ${invoice.organisation.name}: ${statusWords(invoice)}${due}`.replace(
		/ +/g,
		' ',
	);
}

/** What comes next with such an invoice; null where nothing does. */
export function nextStep(invoice: Pick<Spoken, 'ledger' | 'kind' | 'status'>): string | null {
	const ledger = systemWords[invoice.ledger];
	if (invoice.kind === 'estimate' && invoice.status === 'draft') {
		return `Finance reviews the estimate in ${ledger} and converts it to an invoice`;
	}
	if (isUnsent(invoice)) {
		return `Finance reviews the invoice in ${ledger} and sends it`;
	}
	if (invoice.status === 'draft') return `Finance reviews and approves the draft in ${ledger}`;
	if (invoice.status === 'submitted') return `Finance approves the invoice in ${ledger}`;
	return null;
}

/** Whether an invoice bills the first period or the whole term, as its net tells. */
export function billedMode(deal: Deal, invoice: Invoice): BillingSettings['recurring'] {
	const whole = promise(deal, { recurring: 'whole_term', noLinesText: null }).net;
	const net = invoice.amountsAre === 'inclusive' ? invoice.total : invoice.subtotal;
	return sameMoney(whole, net, deal.currency) ? 'whole_term' : 'first_period';
}
