/**
 * What happens to one deal in the week, as a table: its steps in order, the question that it ends with, and how many edits
 * of people in the ledger must be told on it.
 */
import type { LedgerName } from '../../sandbox/core/types.mts';

/**
 * One thing a person does. `on` the deal, on its first line item, on its company, on its newest live invoice in the ledger or on
 * its customer there.
 */
export interface Step {
	on: 'deal' | 'line' | 'company' | 'invoice' | 'customer';
	action: string;
	/** `{company}` in a value is the id of the company. */
	input?: Record<string, string>;
	/** Not before the daily runs of another day: what never was compared cannot be told from a change. */
	nextDay?: true;
	/** Done in the same round as the step before, so that nothing of ours runs in between. */
	atOnce?: true;
}

export interface Story {
	name: string;
	steps: (ledger: LedgerName) => Step[];
	/** *Billing code* of the question that stays open at the end; null where nothing is asked. */
	question: (ledger: LedgerName) => string | null;
	/** Edits of people in the ledger that the deal must tell. */
	edits: number;
	/** True where the promise of the deal and the sum of its invoices are no longer equal, as a person decided. */
	differs?: true;
	/** Billing email that both sides have at the end; `{company}` is the id of the company. */
	email?: string;
	/** True where the first invoice stands with its credit note, and a new attempt took its place. */
	creditedFirst?: true;
}

const win: Step = { on: 'deal', action: 'winDeal' };
const reopen: Step = { on: 'deal', action: 'reopenDeal' };
const dearer: Step = { on: 'line', action: 'editLineItem', input: { price: '1310.5' } };
const pay = (amount?: string): Step => ({ on: 'invoice', action: 'payInvoice', ...(amount && { input: { amount } }) });
const unpay: Step = { on: 'invoice', action: 'unpayInvoice' };
const send: Step = { on: 'invoice', action: 'sendInvoice' };
const edited: Step = { on: 'invoice', action: 'editInvoice', input: { price: '77.5' } };
const answer = (given: string): Step => ({ on: 'deal', action: 'answerBilling', input: { answer: given } });

/** A draft is approved; QuickBooks posted it at once. */
const post = (ledger: LedgerName): Step[] =>
	ledger === 'quickbooks' ? [] : [{ on: 'invoice', action: 'approveInvoice' }];

const never = () => null;

export const STORIES: readonly Story[] = [
	{ name: 'stays a draft', steps: () => [win], question: never, edits: 0 },
	{ name: 'is sent and paid', steps: (ledger) => [win, ...post(ledger), send, pay()], question: never, edits: 0 },
	{
		name: 'is paid in two parts',
		steps: (ledger) => [win, ...post(ledger), pay('100'), pay()],
		question: never,
		edits: 0,
	},
	{
		name: 'is paid, and the payment taken back',
		steps: (ledger) => [win, ...post(ledger), pay(), unpay],
		question: never,
		edits: 1,
	},
	{
		name: 'is credited in part',
		steps: (ledger) => [win, ...post(ledger), { on: 'invoice', action: 'creditInvoice', input: { amount: '12' } }],
		question: never,
		edits: 0,
	},
	{
		name: 'gets another price before anybody approved',
		steps: () => [win, dearer],
		// An invoice that posted at once is never updated silently (rules.md section 8).
		question: (ledger) => (ledger === 'quickbooks' ? 'deal_changed' : null),
		edits: 0,
	},
	{
		name: 'gets another price after it was approved',
		steps: (ledger) => [win, ...post(ledger), dearer],
		question: () => 'deal_changed',
		edits: 0,
	},
	{
		name: 'gets another price, which sales leaves as it is',
		steps: (ledger) => [win, ...post(ledger), dearer, answer('leave_as_it_is')],
		question: never,
		edits: 0,
		differs: true,
	},
	{
		name: 'gets another price, and the difference is billed',
		steps: (ledger) => [win, ...post(ledger), dearer, answer('bill_the_difference')],
		question: never,
		edits: 0,
	},
	{
		name: 'gets another price, is credited and billed again',
		steps: (ledger) => [win, ...post(ledger), send, dearer, answer('credit_and_bill_again')],
		question: never,
		edits: 0,
		creditedFirst: true,
	},
	{ name: 'is lost again', steps: () => [win, reopen], question: () => 'not_won', edits: 0 },
	{ name: 'is lost and won again', steps: () => [win, reopen, win], question: never, edits: 0 },
	{
		name: 'has its invoice voided',
		steps: (ledger) => [win, ...post(ledger), { on: 'invoice', action: 'voidInvoice' }],
		question: () => 'cancelled_by_person',
		edits: 1,
		differs: true,
	},
	{
		name: 'has its draft deleted and is billed again',
		steps: () => [win, { on: 'invoice', action: 'deleteDraft' }, answer('bill_again')],
		question: never,
		edits: 1,
	},
	{
		name: 'has its invoice edited by a bookkeeper',
		steps: () => [win, edited],
		question: never,
		edits: 1,
		differs: true,
	},
	{
		name: 'is edited on both sides at once',
		steps: () => [win, edited, { ...dearer, atOnce: true }],
		question: () => 'deal_changed',
		edits: 1,
		differs: true,
	},
	{
		name: 'has its billing email changed by sales',
		steps: () => [
			win,
			{
				on: 'company',
				action: 'editCompany',
				input: { closed_loop_billing_email: 'sales-{company}@books.example' },
				nextDay: true,
			},
		],
		question: never,
		edits: 0,
		email: 'sales-{company}@books.example',
	},
	{
		name: 'has its billing email changed by a bookkeeper',
		steps: () => [
			win,
			{
				on: 'customer',
				action: 'editContact',
				input: { email: 'finance-{company}@books.example' },
				nextDay: true,
			},
		],
		question: never,
		edits: 0,
		email: 'finance-{company}@books.example',
	},
];
