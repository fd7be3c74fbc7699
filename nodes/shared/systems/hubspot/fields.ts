import { billingAnswerWords, billingStatusWords, customerAnswerWords } from '../../billing/words';
import type { CreditStatus } from '../../model/dealBilling';
import type { FieldObject } from './api';

/** A property of ours as Setup Create Fields makes it (apis/hubspot.md 3.3). */
export interface FieldDefinition {
	name: string;
	label: string;
	type: 'string' | 'number' | 'date' | 'datetime' | 'enumeration' | 'bool';
	fieldType: 'text' | 'textarea' | 'number' | 'date' | 'select' | 'booleancheckbox';
	description: string;
	options?: Array<{ value: string; label: string }>;
}

/** The group that our properties stand in, on each kind of record. */
export const fieldGroup = { name: 'closed_loop', label: 'Closed Loop' } as const;

const creditStatus: Record<CreditStatus, string> = {
	ok: 'OK',
	near: 'Near the limit',
	over: 'Over the limit',
	overdue: 'Overdue',
	pays_late: 'Pays late',
	no_limit: 'No limit set',
};

/** Fields of the deal (rules.md section 7). */
const dealFields: FieldDefinition[] = [
	select('billing_status', 'Billing status', 'Where billing of this deal stands', billingStatusWords),
	long('billing_reason', 'Billing reason', 'Why billing stands where it does'),
	long('billing_todo', 'Billing: what to do', 'The next step, and who can take it'),
	select('billing_answer', 'Billing answer', 'Your decision; it is cleared once it was followed', billingAnswerWords),
	short('billing_answer_detail', 'Answer detail', 'What the answer needs, e.g. the link of an invoice made by hand'),
	short('billing_code', 'Billing code', 'Short name of the reason, for filters'),
	long('billing_checks', 'Billing checks', 'What finance should look at on the draft'),
	short('billing_execution', 'Billing execution', 'The n8n execution that wrote last'),
	short('po_number', 'PO number', 'Order number of the customer; printed on the invoice as its reference'),
	short('payment_terms', 'Payment terms', 'e.g. 30 days, end of month; empty takes those of the customer'),
	day('invoice_on', 'Invoice on', 'Nothing is billed before this day'),
	short('invoice_key', 'Invoice key', 'Ties the invoice to this deal'),
	figure('invoice_attempt', 'Invoice attempt', 'Above 1 when a person asked to bill again'),
	short('ledger', 'Ledger', 'The accounting system that holds the invoice'),
	short('organisation', 'Organisation', 'The organisation whose books hold the invoice'),
	short('invoice_id', 'Invoice ID', 'ID of the newest live invoice in the ledger'),
	short('invoice_number', 'Invoice number', 'Number of the newest live invoice'),
	short('invoice_link', 'Invoice link', 'Opens the invoice in the ledger'),
	short('invoice_status', 'Invoice status', 'Status of the invoice in the ledger'),
	day('invoice_issue_date', 'Invoice issue date', 'Date of the invoice'),
	day('invoice_due_date', 'Invoice due date', 'When the invoice falls due'),
	figure('invoice_total', 'Invoice total', 'Total of the invoices with tax, in the currency of the deal'),
	figure('invoice_paid', 'Invoice paid', 'Paid so far, in the currency of the deal'),
	figure('invoice_credited', 'Invoice credited', 'Credited so far, in the currency of the deal'),
	figure('invoice_due', 'Invoice due', 'Still to be paid, in the currency of the deal'),
	figure(
		'invoice_total_company',
		'Invoice total (company currency)',
		'Total of the invoices in the currency of the books',
	),
	figure('invoice_paid_company', 'Invoice paid (company currency)', 'Paid so far in the currency of the books'),
	figure(
		'invoice_credited_company',
		'Invoice credited (company currency)',
		'Credited so far in the currency of the books',
	),
	figure('invoice_due_company', 'Invoice due (company currency)', 'Still to be paid in the currency of the books'),
	day('invoice_paid_date', 'Invoice paid date', 'When the invoice was paid in full'),
	figure('days_won_to_sent', 'Days from won to sent', 'Days between winning the deal and sending the invoice'),
	figure('days_to_pay', 'Days to pay', 'Days between the date of the invoice and its payment'),
	day('next_billing_date', 'Next billing date', 'When the next period of recurring lines is to be billed'),
	figure('unbilled_remainder', 'Unbilled remainder', 'What recurring lines have still to bring, net'),
	short('revision_seen', 'Revision seen', 'Content of the deal when billing last looked at it'),
	short('revision_billed', 'Revision billed', 'Content of the deal that was billed'),
	short('invoice_fingerprint', 'Invoice fingerprint', 'Content of the invoice as it was written'),
	long('invoices', 'Invoices', 'All invoices of this deal, one line each'),
	long('invoice_last_seen', 'Invoice as last seen', 'What was last read of each invoice, for comparison'),
	long('ledger_edits', 'Ledger edits', 'What was changed in the ledger, newest first'),
	short('approval_asked', 'Approval asked', 'Version of the invoice for which approval was asked, and when'),
	short('overdue_step_told', 'Overdue step told', 'The last reminder step that was told'),
	yesNo('in_dispute', 'In dispute', 'Yes stops reminders for this deal'),
	long('invoice_check', 'Invoice check', 'What would stop or mark the invoice if the deal were won now'),
	select('credit_status', 'Credit status', 'Where the customer stands against its credit limit', creditStatus),
	long(
		'forecast_history',
		'Forecast history',
		'Amount, probability and close date at the first moment of each month',
	),
	long('money_thread', 'Money thread', 'From quote to cash: what happened when'),
];

/** Fields of the company, and of the contact where people are billed (rules.md section 7). */
const customerFields: FieldDefinition[] = [
	short('billing_name', 'Billing name', 'Name on invoices, where it differs'),
	short('billing_email', 'Billing email', 'Where invoices go'),
	short('vat_number', 'VAT number', 'VAT or tax number'),
	day('vat_number_checked_on', 'VAT number checked on', 'When the number was last found registered'),
	short('payment_terms', 'Default payment terms', 'e.g. 30 days, end of month'),
	figure('credit_limit', 'Credit limit', 'Highest amount the customer may owe, in the currency of the books'),
	long(
		'accounting_customer',
		'Accounting customer',
		'The customer in the ledger, a line per organisation. To answer a question paste its link or ID, or write: new',
	),
	long('agreed_values', 'Agreed values', 'Billing details as CRM and ledger last agreed on them'),
	long('customer_question', 'Customer question', 'Where CRM and ledger differ and a person decides'),
	select(
		'customer_answer',
		'Customer answer',
		'Whose billing details are right where the two differ; it is cleared once it was followed',
		customerAnswerWords,
	),
	figure('balance', 'Balance', 'Owed now, in the currency of the books'),
	figure('overdue', 'Overdue', 'Of it past its due date'),
	figure('not_due', 'Not due', 'Of it not due yet'),
	figure('overdue_1_30', 'Overdue 1-30 days', 'Of it 1 to 30 days late'),
	figure('overdue_31_60', 'Overdue 31-60 days', 'Of it 31 to 60 days late'),
	figure('overdue_61_90', 'Overdue 61-90 days', 'Of it 61 to 90 days late'),
	figure('overdue_91_plus', 'Overdue 91+ days', 'Of it 91 days late or more'),
	figure('unallocated_credit', 'Unallocated credit', 'Credits and receipts not yet set against invoices'),
	figure('credit_available', 'Credit available', 'Credit limit less what is used'),
	select('credit_status', 'Credit status', 'Where the customer stands against its credit limit', creditStatus),
	long('credit_reason', 'Credit reason', 'Why the credit status is what it is'),
	short('last_invoice', 'Last invoice', 'Number of the newest invoice'),
	day('last_invoice_date', 'Last invoice date', 'Date of the newest invoice'),
	figure('billed_12_months', 'Billed in 12 months', 'Net of the last 12 months, in the currency of the books'),
	figure('paid_12_months', 'Paid in 12 months', 'Received in the last 12 months, in the currency of the books'),
	figure(
		'billed_in_total',
		'Billed in total',
		'Net of the whole history that was read, in the currency of the books',
	),
	figure(
		'paid_in_total',
		'Paid in total',
		'Received in the whole history that was read, in the currency of the books',
	),
	day('history_since', 'History since', 'First day of the history behind the two totals'),
	figure('average_days_to_pay', 'Average days to pay', 'Over paid invoices'),
	figure('share_paid_on_time', 'Share paid on time', 'Percent of what fell due, unpaid included'),
	long('account_status', 'Account status', 'One line to read before a call'),
	day('financials_as_of', 'Financials as of', 'Day on which these figures were read'),
	long('what_they_bought', 'What they bought', 'Past invoices in words'),
];

/** All fields that Setup Create Fields makes, by kind of record. Names are for ever. */
export const fields: Record<FieldObject, FieldDefinition[]> = {
	deals: dealFields,
	companies: customerFields,
	contacts: customerFields,
};

type Row = [name: string, label: string, description: string];

function row(...[name, label, description]: Row): Pick<FieldDefinition, 'name' | 'label' | 'description'> {
	return { name: `closed_loop_${name}`, label, description };
}

function short(...args: Row): FieldDefinition {
	return { ...row(...args), type: 'string', fieldType: 'text' };
}

function long(...args: Row): FieldDefinition {
	return { ...row(...args), type: 'string', fieldType: 'textarea' };
}

function figure(...args: Row): FieldDefinition {
	return { ...row(...args), type: 'number', fieldType: 'number' };
}

function day(...args: Row): FieldDefinition {
	return { ...row(...args), type: 'date', fieldType: 'date' };
}

function select(name: string, label: string, description: string, words: Record<string, string>): FieldDefinition {
	const options = Object.entries(words).map(([value, text]) => ({ value, label: text }));
	return { ...row(name, label, description), type: 'enumeration', fieldType: 'select', options };
}

function yesNo(...args: Row): FieldDefinition {
	const options = [
		{ value: 'true', label: 'Yes' },
		{ value: 'false', label: 'No' },
	];
	return { ...row(...args), type: 'bool', fieldType: 'booleancheckbox', options };
}
