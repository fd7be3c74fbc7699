import type { CustomerSide } from '../model/customerSync';
import type { BillingAnswer, BillingStatus } from '../model/dealBilling';
import type { Invoice, InvoiceStatus } from '../model/invoice';
import type { LedgerTraits } from '../model/ledgerTraits';
import type { SystemName } from '../model/result';
import type { BillingSettings } from './settings';

/** Labels of *Billing status*, in sales words (rules.md section 2). */
export const billingStatusWords: Record<BillingStatus, string> = {
	not_invoiced_sales: 'Not invoiced: sales to fix',
	not_invoiced_finance: 'Not invoiced: finance to check',
	draft: 'Draft with finance',
	awaiting_approval: 'Awaiting approval',
	sent: 'Sent',
	first_period_billed: 'First period billed',
	part_paid: 'Part paid',
	overdue: 'Overdue',
	paid: 'Paid',
	cancelled: 'Cancelled',
	cancelled_check: 'Cancelled: check',
	billed_by_hand: 'Billed by hand',
	no_invoice_needed: 'No invoice needed',
};

/** Labels of *Billing answer* (rules.md section 7). */
export const billingAnswerWords: Record<BillingAnswer, string> = {
	try_again: 'Try again',
	bill_it: 'Bill it',
	bill_again: 'Bill again',
	leave_as_it_is: 'Leave as it is',
	bill_the_difference: 'Bill the difference',
	credit_and_bill_again: 'Credit and bill again',
	billed_by_hand: 'Billed by hand',
	never_bill: 'Never bill',
};

/** Labels of *Customer answer* (rules.md section 8 "Customers both ways"). */
export const customerAnswerWords: Record<CustomerSide, string> = {
	crm: 'Keep what stands here',
	ledger: 'Take what the ledger says',
};

/** An invoice's status in the words that most ledgers use. */
export const invoiceStatusWords: Record<InvoiceStatus, string> = {
	draft: 'Draft',
	submitted: 'Awaiting Approval',
	approved: 'Awaiting Payment',
	sent: 'Sent',
	part_paid: 'Part paid',
	paid: 'Paid',
	overdue: 'Overdue',
	voided: 'Voided',
	deleted: 'Deleted',
};

/** What sentences must know of a ledger; the CRM node speaks of invoices without their ledger's traits. */
interface LedgerWords {
	/** Where the ledger's own pages say a status otherwise. */
	status: Partial<Record<InvoiceStatus, string>>;
	/** It has no drafts (`LedgerTraits.hasDrafts`): it posts at once, and an invoice waits unsent. */
	postsUnsent?: true;
}

/** Ledgers that differ; any other speaks as `invoiceStatusWords`. */
const ledgerWords: Partial<Record<SystemName, LedgerWords>> = {
	quickbooks: { status: { submitted: 'Draft', approved: 'Open', part_paid: 'Partially paid' }, postsUnsent: true },
	sage: { status: { approved: 'Unpaid', sent: 'Unpaid', voided: 'Void' } },
};

/** An invoice's status in the words of its ledger. */
export function statusWords({ ledger, kind, status }: Pick<Invoice, 'ledger' | 'kind' | 'status'>): string {
	if (kind === 'estimate') return status === 'voided' ? 'Estimate rejected' : 'Estimate';
	return ledgerWords[ledger]?.status[status] ?? invoiceStatusWords[status];
}

/** Whether an invoice was posted at once and waits for finance to send it, where another ledger would have a draft. */
export function isUnsent({ ledger, status }: Pick<Invoice, 'ledger' | 'status'>): boolean {
	return status === 'approved' && ledgerWords[ledger]?.postsUnsent === true;
}

/** What is made of a deal, as its ledger calls it. */
export type DocumentWord = 'draft' | 'unsent invoice' | 'estimate';

export function documentWord(
	traits: Pick<LedgerTraits, 'hasDrafts'>,
	{ createAs }: Pick<BillingSettings, 'createAs'>,
): DocumentWord {
	if (traits.hasDrafts) return 'draft';
	return createAs === 'estimate' ? 'estimate' : 'unsent invoice';
}

/** What a document is called while it can be mended without a trace; else an invoice. */
export function standingWord({ kind, status }: Pick<Invoice, 'kind' | 'status'>): 'estimate' | 'draft' | 'invoice' {
	if (kind === 'estimate') return 'estimate';
	return status === 'draft' || status === 'submitted' ? 'draft' : 'invoice';
}

/** What to do about recurring lines of which only the first period is billed. */
export const MORE_TO_BILL_TODO = 'Set up a repeating invoice for the periods that follow';

/** Systems as people call them. */
export const systemWords: Record<SystemName, string> = {
	hubspot: 'HubSpot',
	xero: 'Xero',
	quickbooks: 'QuickBooks',
	sage: 'Sage',
};

/** A set of books as sentences name it: two ledgers of one company often bear the same name. */
export function booksWords(name: string, ledger: SystemName | null): string {
	if (ledger === null) return name;
	return name === '' ? systemWords[ledger] : `${name} in ${systemWords[ledger]}`;
}
