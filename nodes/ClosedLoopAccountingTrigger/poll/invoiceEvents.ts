import type { Invoice, InvoiceStatus } from '../../shared/model/invoice';

/** What an invoice proves by itself (rules.md section 8, "Events"). */
export type InvoiceEvent =
	| 'invoiceChanged'
	| 'invoicePartPaid'
	| 'invoicePaid'
	| 'invoiceOverdue'
	| 'invoiceVoidedOrDeleted';

const dead: InvoiceStatus[] = ['voided', 'deleted'];

/**
 * Whether the invoice proves the event, and which version of it: equal versions are the same event. Paying is told again
 * when other money came in, not when a text is edited; overdue once per due date.
 */
export function versionFor(event: InvoiceEvent, invoice: Invoice): string | null {
	const { status, paid, due, dueDate } = invoice;
	const lives = !dead.includes(status);
	switch (event) {
		case 'invoiceChanged':
			return lives ? changeVersion(invoice) : null;
		case 'invoicePartPaid':
			return lives && paid > 0 && due > 0 ? `${paid}` : null;
		case 'invoicePaid':
			// What was credited whole is settled too, and nobody paid it.
			return status === 'paid' && paid > 0 ? `${paid} ${invoice.paidOn}` : null;
		case 'invoiceOverdue':
			return status === 'overdue' ? `${dueDate}` : null;
		case 'invoiceVoidedOrDeleted':
			return lives ? null : status;
	}
}

/** Due date and sent flag may change without the ledger's time of change (apis/xero.md 4). */
function changeVersion({ updatedAt, dueDate, sentToCustomer, total, paid, credited }: Invoice): string {
	return [updatedAt, dueDate, sentToCustomer, total, paid, credited].join(' ');
}
