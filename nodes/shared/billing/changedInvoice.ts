import type { Deal } from '../model/deal';
import type { DealBilling } from '../model/dealBilling';
import type { Invoice } from '../model/invoice';
import { isLive } from './alreadyBilled';
import { asStored } from './asStored';
import { differing, isCheck, upToDate } from './billingFacts';
import type { BillingFacts } from './billingFacts';
import { invoiceSentence, nextStep, statusOfInvoices } from './billingStatus';
import type { Spoken } from './billingStatus';
import { invoiceFacts } from './invoiceFacts';
import { parseInvoicesText } from './invoicesText';
import type { InvoiceRow } from './invoicesText';
import { lastSeenOf } from './lastSeen';
import { cutRun } from './ledgerEdits';
import { isLaterHold } from './laterHolds';
import { billingAnswerWords, MORE_TO_BILL_TODO, systemWords } from './words';

export interface ChangedInvoiceInput {
	deal: Pick<Deal, 'currency' | 'closedOn' | 'crm' | 'won'>;
	/** As the ledger has it now; whole but blank where it tells only the id of a deleted one. */
	invoice: Invoice;
	/** What stands on the deal now, read fresh. */
	before: DealBilling;
	execution: string;
	preview: boolean;
}

/**
 * What a changed invoice writes on its deal, from the ledger's side alone (rules.md section 8): figures and status, and the words
 * of the billing flow where this change answers them. Neither the deal's lines nor its revisions are touched.
 */
export function changedInvoiceFacts(input: ChangedInvoiceInput): BillingFacts {
	const { deal, execution, preview } = input;
	const before = asStored(input.before);
	const invoice = asKnown(input.invoice, before, deal.currency);
	if (invoice === null) return unchanged(before, preview);
	const facts = invoiceFacts({ ...deal, lines: null }, invoice, before, 'all');
	const changed = differing({ ...facts, ...words(deal, invoice, before, facts) }, before);
	if (Object.keys(changed).length === 0) return unchanged(before, preview);
	if (preview) return { write: {}, billing: { ...before, would: 'update' } };
	const write = { ...changed, execution };
	const statusChanged = 'status' in changed;
	const reasonChanged = statusChanged || 'reason' in changed;
	return { write, billing: { ...before, ...write, outcome: 'updated', reasonChanged, statusChanged } };
}

/** The invoice as it stands, whole as far as the deal knows it; null where the deal has seen a later version. */
export function asKnown(invoice: Invoice, before: DealBilling, currency: string): Invoice | null {
	return upToDate(wholeAgain(invoice, before, currency), before);
}

function unchanged(before: DealBilling, preview: boolean): BillingFacts {
	const told = preview
		? { would: 'leave' as const }
		: { outcome: 'unchanged' as const, reasonChanged: false, statusChanged: false };
	return { write: {}, billing: { ...before, ...told } };
}

type Words = Partial<Pick<DealBilling, 'status' | 'reason' | 'todo' | 'code' | 'checks'>>;

/**
 * A hold, or a question about the deal, stays until somebody answers it; checks of a draft are done once it is approved. The one
 * about later periods stays as long as there are some.
 */
function words(
	{ won }: ChangedInvoiceInput['deal'],
	invoice: Invoice,
	before: DealBilling,
	facts: Partial<DealBilling>,
): Words {
	const rows = parseInvoicesText(facts.invoices ?? null);
	const live = rows.filter(isLive);
	if (live.length === 0)
		return before.code === 'cancelled_by_person' ? { status: 'cancelled' } : cancelled(invoice, before);
	const next = facts.nextBillingDate === undefined ? before.nextBillingDate : facts.nextBillingDate;
	const status =
		before.status === 'cancelled_check' && !won
			? before.status
			: statusOfInvoices(live, next !== null, invoice.ledger);
	if (isOpenQuestion(before, live.at(-1)?.status)) return { status };
	const spoken = spokenOf(live, invoice, before, facts);
	if (spoken === null) return { status };
	const later = laterPeriods(before);
	if (later !== null) return { status, ...later };
	return { status, reason: invoiceSentence(spoken), todo: nextStep(spoken), code: null, checks: null };
}

/**
 * The newest live invoice is what the deal speaks of: this one, or one that stands in the place of this one that is dead. Null where
 * the deal speaks of another already, which this change leaves as it is.
 */
function spokenOf(
	live: InvoiceRow[],
	invoice: Invoice,
	before: DealBilling,
	facts: Partial<DealBilling>,
): Spoken | null {
	const newest = live.at(-1);
	if (newest === undefined || newest.ledgerId === invoice.ledgerId) return invoice;
	if (newest.ledgerId === before.invoiceId) return null;
	const { ledger, organisation } = invoice;
	const dueDate = lastSeenOf(facts.lastSeen ?? null, newest.ledgerId)?.header.dueDate ?? null;
	return { ...newest, ledger, organisation, dueDate };
}

/** By whom is not said: only some ledgers tell, and not here (*Ledger edits* says what is known). */
function cancelled(invoice: Invoice, before: DealBilling): Words {
	const run = cutRun(before, invoice);
	const what = `Invoice ${invoice.number ?? invoice.ledgerId ?? ''} was ${invoice.status}`;
	return {
		status: 'cancelled',
		reason: run === null ? `${what} in ${systemWords[invoice.ledger]}` : `${what} by our run ${run}, which was cut`,
		todo: `Answer "${billingAnswerWords.bill_again}", or "${billingAnswerWords.billed_by_hand}"`,
		code: 'cancelled_by_person',
		checks: null,
	};
}

function isOpenQuestion({ code }: DealBilling, status: Invoice['status'] | undefined): boolean {
	if (code === null || code === 'cancelled_by_person') return false;
	if (code === 'deal_changed' || code === 'more_to_bill') return true;
	if (!isCheck(code) && !isLaterHold(code)) return true;
	return status === 'draft' || status === 'submitted';
}

/** The check about later periods, where it stood among those of a draft that is approved now. */
function laterPeriods({ checks }: DealBilling): Words | null {
	const end = `. ${MORE_TO_BILL_TODO}.`;
	const line = (checks ?? '').split('\n').find((one) => one.endsWith(end));
	if (line === undefined) return null;
	return { reason: line.slice(0, -end.length), todo: MORE_TO_BILL_TODO, code: 'more_to_bill', checks: line };
}

/** A deleted document of which the ledger tells only the id, with what the deal knows of it. */
function wholeAgain(invoice: Invoice, before: DealBilling, currency: string): Invoice {
	if (invoice.currency !== '') return invoice;
	const id = invoice.ledgerId ?? '';
	const row = parseInvoicesText(before.invoices).find(({ ledgerId }) => ledgerId === id);
	const seen = lastSeenOf(before.lastSeen, id);
	const isShown = before.invoiceId === id;
	const shown = isShown ? before : null;
	const total = row?.total ?? shown?.total ?? 0;
	const paid = row?.paid ?? shown?.paid ?? 0;
	const due = row?.due ?? shown?.due ?? 0;
	return {
		...invoice,
		key: row?.key || shown?.key || null,
		number: row?.number || shown?.invoiceNumber || null,
		reference: seen?.header.reference ?? null,
		customer: { ...invoice.customer, ledgerId: seen?.header.customer ?? null },
		issueDate: seen?.header.issueDate ?? shown?.issueDate ?? '',
		dueDate: seen?.header.dueDate ?? shown?.dueDate ?? null,
		currency: row?.currency ?? currency,
		currencyRate: seen?.header.rate ?? null,
		subtotal: seen?.totals.subtotal ?? total,
		tax: seen?.totals.tax ?? 0,
		total,
		paid,
		credited: seen?.totals.credited ?? 0,
		due,
		url: shown?.invoiceUrl ?? null,
	};
}
