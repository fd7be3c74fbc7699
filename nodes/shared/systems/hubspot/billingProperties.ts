import type { BillingAnswer, BillingStatus, CreditStatus, DealBilling } from '../../model/dealBilling';
import type { Named } from '../../model/named';
import type { SystemName } from '../../model/result';
import { day, figure, storedValues, word } from './storedValues';
import type { Codecs } from './storedValues';
import { number, text } from './values';
import type { HubSpotObject } from './wire';

type Stored = Omit<DealBilling, 'outcome' | 'would' | 'reasonChanged' | 'statusChanged'>;

/** Every stored value of DealBilling and the deal property that holds it. */
const codecs: Codecs<Stored> = {
	status: word<BillingStatus>('closed_loop_billing_status'),
	reason: word('closed_loop_billing_reason'),
	todo: word('closed_loop_billing_todo'),
	code: word('closed_loop_billing_code'),
	checks: word('closed_loop_billing_checks'),
	key: word('closed_loop_invoice_key'),
	attempt: {
		property: 'closed_loop_invoice_attempt',
		read: (object, property) => number(object, property) ?? 1,
		write: String,
	},
	execution: word('closed_loop_billing_execution'),
	ledger: word<SystemName>('closed_loop_ledger'),
	organisation: { property: 'closed_loop_organisation', read: readOrganisation, write: writeOrganisation },
	invoiceId: word('closed_loop_invoice_id'),
	invoiceNumber: word('closed_loop_invoice_number'),
	invoiceUrl: word('closed_loop_invoice_link'),
	invoiceStatus: word('closed_loop_invoice_status'),
	issueDate: day('closed_loop_invoice_issue_date'),
	dueDate: day('closed_loop_invoice_due_date'),
	total: figure('closed_loop_invoice_total'),
	paid: figure('closed_loop_invoice_paid'),
	credited: figure('closed_loop_invoice_credited'),
	due: figure('closed_loop_invoice_due'),
	totalCompany: figure('closed_loop_invoice_total_company'),
	paidCompany: figure('closed_loop_invoice_paid_company'),
	creditedCompany: figure('closed_loop_invoice_credited_company'),
	dueCompany: figure('closed_loop_invoice_due_company'),
	paidOn: day('closed_loop_invoice_paid_date'),
	daysWonToSent: figure('closed_loop_days_won_to_sent'),
	daysToPay: figure('closed_loop_days_to_pay'),
	nextBillingDate: day('closed_loop_next_billing_date'),
	unbilledRemainder: figure('closed_loop_unbilled_remainder'),
	revisionSeen: word('closed_loop_revision_seen'),
	revisionBilled: word('closed_loop_revision_billed'),
	fingerprint: word('closed_loop_invoice_fingerprint'),
	invoices: word('closed_loop_invoices'),
	lastSeen: word('closed_loop_invoice_last_seen'),
	ledgerEdits: word('closed_loop_ledger_edits'),
	approvalAsked: word('closed_loop_approval_asked'),
	overdueStepTold: word('closed_loop_overdue_step_told'),
	inDispute: {
		property: 'closed_loop_in_dispute',
		read: (object, property) => text(object, property) === 'true',
		write: String,
	},
	invoiceCheck: word('closed_loop_invoice_check'),
	creditStatus: word<CreditStatus>('closed_loop_credit_status'),
	answer: word<BillingAnswer>('closed_loop_billing_answer'),
	answerDetail: word('closed_loop_billing_answer_detail'),
};

const stored = storedValues(codecs);

/** The deal properties that hold DealBilling. */
export const billingPropertyNames = stored.names;

/** The deal property that holds one value of DealBilling. */
export const billingProperty = stored.nameOf;

/** What stands on a deal. */
export const billingOf: (object: HubSpotObject) => DealBilling = stored.read;

/** The properties of a write; a null clears. What is no stored value is left out. */
export const billingProperties: (billing: Partial<DealBilling>) => Record<string, string> = stored.write;

/** `<id> <name>`: ids of organisations hold no blank. */
function readOrganisation(object: HubSpotObject, property: string): Named | null {
	const [, id, name] = /^(\S+)\s*(.*)$/s.exec(text(object, property) ?? '') ?? [];
	return id === undefined ? null : { id, name: name ?? '' };
}

function writeOrganisation(value: Named | null): string {
	return value === null ? '' : `${value.id} ${value.name}`.trim();
}
