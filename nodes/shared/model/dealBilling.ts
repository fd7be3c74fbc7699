import type { Named } from './named';
import type { Outcome, Would } from './outcome';
import type { SystemName } from './result';

/** A person's answer on a deal that was held or changed; cleared after acting. */
export type BillingAnswer =
	| 'try_again'
	| 'bill_it'
	| 'bill_again'
	| 'leave_as_it_is'
	| 'bill_the_difference'
	| 'credit_and_bill_again'
	| 'billed_by_hand'
	| 'never_bill';

/** Where a customer stands against its credit limit (rules.md section 8, "Credit"). */
export type CreditStatus = 'ok' | 'near' | 'over' | 'overdue' | 'pays_late' | 'no_limit';

/** What sales reads on the deal (rules.md section 2). */
export type BillingStatus =
	| 'not_invoiced_sales'
	| 'not_invoiced_finance'
	| 'draft'
	| 'awaiting_approval'
	| 'sent'
	| 'first_period_billed'
	| 'part_paid'
	| 'overdue'
	| 'paid'
	| 'cancelled'
	| 'cancelled_check'
	| 'billed_by_hand'
	| 'no_invoice_needed';

/**
 * What we wrote back before, and after Update Billing what stands now. Money in the deal's currency unless the name
 * says otherwise. Empty fields are null.
 */
export interface DealBilling {
	status: BillingStatus | null;
	reason: string | null;
	todo: string | null;
	/** Code of the hold, or of the first check. */
	code: string | null;
	/** Open checks, one readable line each. */
	checks: string | null;
	key: string | null;
	/** Attempt of the key; 1 unless a person asked to bill again. */
	attempt: number;
	/** Execution that wrote last. */
	execution: string | null;
	ledger: SystemName | null;
	organisation: Named | null;
	invoiceId: string | null;
	invoiceNumber: string | null;
	invoiceUrl: string | null;
	invoiceStatus: string | null;
	issueDate: string | null;
	dueDate: string | null;
	total: number | null;
	paid: number | null;
	credited: number | null;
	due: number | null;
	totalCompany: number | null;
	paidCompany: number | null;
	creditedCompany: number | null;
	dueCompany: number | null;
	paidOn: string | null;
	daysWonToSent: number | null;
	daysToPay: number | null;
	nextBillingDate: string | null;
	unbilledRemainder: number | null;
	revisionSeen: string | null;
	revisionBilled: string | null;
	fingerprint: string | null;
	/** One line per invoice of the deal (rules.md section 8). */
	invoices: string | null;
	/** Map invoice id -> what was last seen of it, JSON (rules.md section 8). */
	lastSeen: string | null;
	/** *Ledger edits*: what people changed in the ledger, newest first (rules.md section 8). */
	ledgerEdits: string | null;
	/** For which version of the invoice approval was asked, by which execution and when. */
	approvalAsked: string | null;
	/** Invoice and step of the reminder that was told last. */
	overdueStepTold: string | null;
	/** A person's word that the invoice is disputed: no reminders. */
	inDispute: boolean;
	/** What would stop or mark the invoice if the deal were won now; for sales. */
	invoiceCheck: string | null;
	creditStatus: CreditStatus | null;
	answer: BillingAnswer | null;
	answerDetail: string | null;
	outcome?: Outcome;
	would?: Would;
	/** True when status or reason differ from what stood before; messages go out only on it, never in preview. */
	reasonChanged?: boolean;
	/** True when the status differs from what stood before; never in preview. */
	statusChanged?: boolean;
}
