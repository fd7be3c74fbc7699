import type { BillingAnswer, BillingStatus } from '../model/dealBilling';
import type { InvoiceStatus } from '../model/invoice';
import type { SystemName } from '../model/result';

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

/** An invoice's status in Xero's own words. */
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

/** Systems as people call them. */
export const systemWords: Record<SystemName, string> = {
	hubspot: 'HubSpot',
	xero: 'Xero',
	quickbooks: 'QuickBooks',
	sage: 'Sage',
};
