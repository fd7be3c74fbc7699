/** What people do to invoices in each ledger, as far as it lets them, and what the deal ought to say then. */
import Decimal from 'decimal.js';
import type { LedgerName } from '../../../sandbox/core/types.mts';
import type { LedgerDocument } from '../read/document.mts';
import type { World } from './world.mts';

export interface Step {
	action: string;
	input?: Record<string, string>;
}

export interface Move {
	name: string;
	/** Ledgers whose own user interface offers it. */
	on: readonly LedgerName[];
	/** Each reads the document anew: converting an estimate gives it another id. */
	steps: ReadonlyArray<(document: LedgerDocument, world: World) => Step[]>;
	/** Index of the step that the ledger refuses, where it does. */
	refusedAt?: number;
	/** What *Ledger edits* of the deal tells, where a person edited what the deal had seen. */
	edit?: RegExp;
	/** What the deal says beside what every document tells. */
	expected(document: LedgerDocument | undefined, today: string): Record<string, string>;
}

const ALL: readonly LedgerName[] = ['xero', 'quickbooks', 'sage'];

/** Makes it count: a draft is approved, an estimate converted; what QuickBooks posted at once counts already. */
const post = ({ status, isEstimate }: LedgerDocument): Step[] =>
	isEstimate ? [{ action: 'convertEstimate' }] : status === 'draft' ? [{ action: 'approveInvoice' }] : [];

/** Nobody edits an estimate here: it is converted first. */
const convert = ({ isEstimate }: LedgerDocument): Step[] => (isEstimate ? [{ action: 'convertEstimate' }] : []);

const half = ({ total }: LedgerDocument) => new Decimal(total).dividedBy(2).toDecimalPlaces(0).toString();
const pay =
	(amount?: (document: LedgerDocument) => string) =>
	(document: LedgerDocument): Step[] => [{ action: 'payInvoice', input: amount ? { amount: amount(document) } : {} }];
const step = (action: string, input?: Record<string, string>) => (): Step[] => [{ action, ...(input && { input }) }];
const nothingMore = () => ({});

/** No drafts on QuickBooks; no void with payments applied on any of the three (apis/xero.md 7.4, quickbooks.md 7.3, sage.md 7). */
export const MOVES: readonly Move[] = [
	{ name: 'approve it', on: ALL, steps: [post], expected: nothingMore },
	{ name: 'send it', on: ALL, steps: [post, step('sendInvoice')], expected: () => ({ billing_status: 'sent' }) },
	{
		name: 'pay a part',
		on: ALL,
		steps: [post, pay(half)],
		expected: (document) => ({ invoice_paid: half(document as LedgerDocument), invoice_paid_date: '' }),
	},
	{
		name: 'pay it',
		on: ALL,
		steps: [post, pay()],
		expected: (document, today) => ({
			billing_status: 'paid',
			invoice_paid: new Decimal((document as LedgerDocument).total).toString(),
			invoice_paid_date: today,
			days_to_pay: '0',
		}),
	},
	{
		name: 'pay it and take the payment back',
		on: ALL,
		steps: [post, pay(), step('unpayInvoice')],
		expected: () => ({ invoice_paid: '0', invoice_paid_date: '' }),
	},
	{
		name: 'credit a part',
		on: ALL,
		steps: [post, step('creditInvoice', { amount: '12' })],
		expected: () => ({ invoice_credited: '12', invoice_paid: '0' }),
	},
	{
		name: 'edit its due date',
		on: ALL,
		steps: [convert, step('editInvoice', { dueDate: '2031-01-31' })],
		edit: /due date .+ -> 31 Jan 2031/,
		expected: nothingMore,
	},
	{
		name: 'edit its price',
		on: ALL,
		steps: [convert, step('editInvoice', { price: '77.5' })],
		edit: /price of .+ -> 77\.50, total .+ -> /,
		expected: nothingMore,
	},
	{ name: 'void it', on: ALL, steps: [post, step('voidInvoice')], edit: /-> Void(ed)?/, expected: nothingMore },
	{ name: 'delete it', on: ALL, steps: [step('deleteDraft')], edit: /-> Deleted/, expected: nothingMore },
	{
		name: 'void it though it is paid',
		on: ALL,
		steps: [post, pay(), step('voidInvoice')],
		refusedAt: 2,
		expected: nothingMore,
	},
];
