import type { Deal } from '../model/deal';
import type { BillingStatus, DealBilling } from '../model/dealBilling';
import type { Invoice } from '../model/invoice';
import type { Actor } from '../model/outcome';
import { formatDate } from './dates';
import { formatMoney, sameMoney } from './money';
import { promise } from './promise';
import { hasMoreToBill } from './recurring';
import type { BillingSettings } from './settings';
import { invoiceStatusWords, systemWords } from './words';

/** *Billing status* of a deal with an invoice, in sales words (rules.md section 2). */
export function invoiceStatus(deal: Deal, invoice: Invoice): BillingStatus {
	const mode = billedMode(deal, invoice);
	const done = deal.lines.some((line) => hasMoreToBill(line, mode)) ? 'first_period_billed' : null;
	switch (invoice.status) {
		case 'draft':
			return 'draft';
		case 'submitted':
			return 'awaiting_approval';
		case 'approved':
		case 'sent':
			return done ?? 'sent';
		case 'part_paid':
			return 'part_paid';
		case 'overdue':
			return 'overdue';
		case 'paid':
			return done ?? 'paid';
		case 'voided':
		case 'deleted':
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

/** The reason of a deal whose invoice needs nobody's attention. */
export function invoiceSentence(invoice: Invoice): string {
	const amount = formatMoney(invoice.total, invoice.currency);
	const due = invoice.dueDate === null ? '' : `, due ${formatDate(invoice.dueDate)}`;
	return `Invoice ${invoice.number ?? ''} over ${amount} in ${invoice.organisation.name}: ${invoiceStatusWords[invoice.status]}${due}`.replace(
		/ +/g,
		' ',
	);
}

/** What comes next with such an invoice; null where nothing does. */
export function nextStep(invoice: Invoice): string | null {
	const ledger = systemWords[invoice.ledger];
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
