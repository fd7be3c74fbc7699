import type { Deal } from '../model/deal';
import type { BillingStatus, DealBilling } from '../model/dealBilling';
import type { Invoice } from '../model/invoice';
import type { Actor, Check, CheckCode, Outcome, Would } from '../model/outcome';
import { isLive } from './alreadyBilled';
import { asStored } from './asStored';
import { hasMore, heldStatus, invoiceSentence, nextStep, statusOfInvoices } from './billingStatus';
import { fingerprintOf } from './fingerprint';
import { invoiceFacts } from './invoiceFacts';
import { isConverted, mergeInvoicesText, parseInvoicesText, replaceRow } from './invoicesText';
import { isSkip } from './judgeDeal';
import { isOutdated } from './lastSeen';
import { isLaterHold } from './laterHolds';
import { isUnsent } from './words';

export interface BillingInput {
	/** As it travelled through the flow, with its hold and checks. */
	deal: Deal;
	/** The deal's invoice as the ledger has it, in preview as it would be; null where none came. */
	invoice: Invoice | null;
	/** What stands on the deal now, read fresh. */
	before: DealBilling;
	execution: string;
	/** What went wrong on the way, on the error branch. */
	problem: { message: string; todo: string } | null;
	preview: boolean;
}

export interface BillingFacts {
	/** Stored fields that differ from what stands there; empty when there is nothing new, and in preview. */
	write: Partial<DealBilling>;
	/** How the deal's billing stands afterwards, with its outcome, or in preview with what would become of it. */
	billing: DealBilling;
}

/**
 * The whole of what Update Billing writes on a deal (rules.md sections 2, 7 and 8): status, reason and what to do in
 * words, the invoice's figures, the revisions, and what was last seen of the invoice.
 */
export function billingFacts(input: BillingInput): BillingFacts {
	const before = asStored(input.before);
	const outcome = outcomeOf(input);
	if (outcome === null) return { write: {}, billing: before };
	if (input.preview) return { write: {}, billing: { ...before, would: wouldOf(outcome, input.invoice) } };
	const current = { ...input, invoice: upToDate(input.invoice, before) };
	const facts: Partial<DealBilling> = {
		...(current.invoice &&
			invoiceFacts(
				input.deal,
				current.invoice,
				withReplaced(before, current.invoice),
				isWritten(outcome) ? 'none' : 'persons',
			)),
		...words(current, outcome),
		...revisions(current, outcome),
		...(isActedOn(current, outcome) && { answer: null, answerDetail: null }),
	};
	const changed = differing(facts, before);
	const write = Object.keys(changed).length === 0 ? {} : { ...changed, execution: input.execution };
	const statusChanged = 'status' in changed && !isQuiet(input);
	const reasonChanged = statusChanged || ('reason' in changed && !isQuiet(input));
	return { write, billing: { ...before, ...write, outcome, reasonChanged, statusChanged } };
}

/** Above the ceiling of a run all are held without a message (rules.md section 3). */
function isQuiet({ deal, invoice }: BillingInput): boolean {
	return (deal.hold ?? invoice?.hold)?.code === 'over_limit';
}

/** Whether it was a step after billing that was held. */
function isHeldLater({ deal, invoice }: BillingInput): boolean {
	return isLaterHold((deal.hold ?? invoice?.hold)?.code ?? '');
}

/** What became of the deal; null where nothing came that tells. */
function outcomeOf({ deal, invoice, problem }: BillingInput): Outcome | null {
	if (problem !== null) return 'held';
	const hold = deal.hold ?? invoice?.hold;
	if (hold !== undefined) return hold.code === 'uncertain' ? 'uncertain' : isSkip(hold.code) ? 'skipped' : 'held';
	return invoice === null ? null : (invoice.outcome ?? 'unchanged');
}

function wouldOf(outcome: Outcome, invoice: Invoice | null): Would {
	if (outcome === 'skipped') return 'skip';
	if (outcome === 'held' || outcome === 'uncertain') return 'hold';
	return invoice?.would ?? 'leave';
}

/** The invoice as it stands in the ledger; null where none does, or where a newer version was seen already. */
export function upToDate(invoice: Invoice | null, before: DealBilling): Invoice | null {
	if (invoice === null || invoice.ledgerId === null) return null;
	return isOutdated(before.lastSeen, invoice) || isConverted(before.invoices, invoice) ? null : invoice;
}

/** With the invoices whose place this one took as they stand now, so that none is counted twice. */
function withReplaced(before: DealBilling, { replaced = [] }: Invoice): DealBilling {
	const invoices = replaced.reduce<string | null>((text, one) => replaceRow(text, one), before.invoices);
	return { ...before, invoices };
}

type Words = Partial<Pick<DealBilling, 'status' | 'reason' | 'todo' | 'code' | 'checks'>>;

function words(input: BillingInput, outcome: Outcome): Words {
	const { deal, invoice, before, problem } = input;
	if (problem !== null) return stopped(input, 'problem', problem.message, problem.todo, 'finance');
	const hold = deal.hold ?? invoice?.hold;
	if (hold !== undefined) return stopped(input, hold.code, hold.what, hold.todo, hold.by);
	if (outcome === 'uncertain') {
		const what = invoice?.reason ?? 'It is not known whether the invoice was made';
		return stopped(input, 'uncertain', what, 'Nothing: the next run looks it up', 'finance');
	}
	if (invoice === null) return {};
	const status = statusWith(deal, invoice, before);
	const checks = openChecks(deal, invoice, before, outcome);
	if (checks === null) return { status, ...stillOpen(before) };
	const [first, ...others] = checks;
	return {
		status,
		reason:
			first === undefined
				? invoiceSentence(invoice)
				: `${first.what}${others.length > 0 ? ` (and ${others.length} more)` : ''}`,
		todo: first?.todo ?? nextStep(invoice),
		code: first?.code ?? null,
		checks: checksText(checks),
	};
}

/**
 * A deal whose invoice was made and then stopped is never called not invoiced: somebody would bill it by hand. Checks that stand on
 * a deal with an invoice stay open, since a deal that was read anew for a step after billing brings none with it.
 */
function stopped(
	{ deal, invoice, before }: BillingInput,
	code: string,
	reason: string,
	todo: string,
	by: Actor,
): Words {
	const tells = invoice !== null && isLive(invoice) && (before.invoiceId === null || isLaterHold(code));
	const stay = before.invoiceId !== null && deal.checks === undefined && code !== 'cancelled_by_person';
	return {
		status: tells ? statusWith(deal, invoice, before) : heldStatus(code, by, before),
		reason: stored(reason),
		todo: stored(todo),
		code,
		...(isLaterHold(code) || stay ? {} : { checks: checksText(deal.checks ?? []) }),
	};
}

function statusWith(deal: Deal, invoice: Invoice, before: DealBilling): BillingStatus {
	const rows = parseInvoicesText(mergeInvoicesText(withReplaced(before, invoice).invoices, invoice));
	return statusOfInvoices(rows, hasMore(deal, invoice), invoice.ledger);
}

/** As the CRM gives a text back, or it would be written anew with every run. */
function stored(text: string): string | null {
	return text.trim() || null;
}

/**
 * Checks that wait for a reviewer. Null leaves those that stand: an unchanged draft keeps the checks it was made with,
 * some of which only its making could tell, until somebody approves it or asks to try again.
 */
function openChecks(deal: Deal, invoice: Invoice, before: DealBilling, outcome: Outcome): Check[] | null {
	const told = [...(deal.checks ?? []), ...(invoice.checks ?? [])];
	const each = [...new Map(told.map((check) => [`${check.code} ${check.what}`, check])).values()];
	// The question to a person goes first, so that *Billing code* says that one is open, whatever else is to be looked at.
	const checks = [...each.filter(isQuestion), ...each.filter((check) => !isQuestion(check))];
	if (outcome !== 'unchanged' || before.revisionBilled !== deal.revision) return checks;
	if (before.code === 'credit_to_approve') return null;
	if (invoice.status !== 'draft' && invoice.status !== 'submitted' && !isUnsent(invoice)) {
		return checks.filter((check) => check.code === 'deal_changed' || check.code === 'more_to_bill');
	}
	return before.checks !== null && before.answer !== 'try_again' ? null : checks;
}

function isQuestion({ code }: Check): boolean {
	return code === 'deal_changed';
}

/** What is said of checks that stay, where the deal was held for something else meanwhile. */
function stillOpen({ code, checks }: DealBilling): Words {
	if (code !== null && (isCheck(code) || isLaterHold(code))) return {};
	const first = (checks ?? '').split('\n')[0] ?? '';
	return { reason: `It has open checks: ${first}`, todo: 'Look at them', code: 'checks_open' };
}

/** *Billing checks*, one a line. */
function checksText(checks: Check[]): string | null {
	return checks.length === 0 ? null : checks.map((check) => `${check.what}. ${check.todo}.`).join('\n');
}

/**
 * *Revision seen* with every outcome, so that the deal is not offered again until it changes; not where the outcome is
 * open or a problem stood in the way, which the next run tries again, nor where a step after billing was held.
 * *Revision billed* and the fingerprint with what was written or linked, or accepted by a person.
 */
function revisions(input: BillingInput, outcome: Outcome): Partial<DealBilling> {
	const { deal, invoice, before, problem } = input;
	if (problem !== null || outcome === 'uncertain' || isHeldLater(input)) return {};
	const isAccepted = outcome === 'unchanged' && before.answer === 'leave_as_it_is';
	return {
		revisionSeen: deal.revision,
		...(invoice !== null && (isWritten(outcome) || isAccepted) && { revisionBilled: deal.revision }),
		...(invoice !== null && isWritten(outcome) && { fingerprint: fingerprintOf(invoice) }),
	};
}

/** Whether this run wrote the invoice. */
function isWritten(outcome: Outcome): boolean {
	return outcome === 'created' || outcome === 'updated' || outcome === 'linked';
}

/** An answer is cleared after acting; one that asks for an invoice waits until there is one. */
function isActedOn(input: BillingInput, outcome: Outcome): boolean {
	const { before, problem } = input;
	if (before.answer === null && before.answerDetail === null) return false;
	if (problem !== null || outcome === 'uncertain' || isHeldLater(input)) return false;
	if (outcome !== 'held') return true;
	const code = (input.deal.hold ?? input.invoice?.hold)?.code;
	if (before.answer === 'bill_the_difference' || before.answer === 'credit_and_bill_again') {
		// What cannot be done is told once; the person mends it and answers again.
		return code === 'answer_not_offered' || code === 'figures_differ' || code === 'cancelled_by_person';
	}
	return before.answer !== 'bill_it' && before.answer !== 'bill_again';
}

/** Facts that are not as they stand. */
export function differing(facts: Partial<DealBilling>, before: DealBilling): Partial<DealBilling> {
	const isSame = (a: unknown, b: unknown) => JSON.stringify(a ?? null) === JSON.stringify(b ?? null);
	return Object.fromEntries(
		Object.entries(facts).filter(([name, value]) => !isSame(value, before[name as keyof DealBilling])),
	);
}

const checkCodes: Record<CheckCode, true> = {
	no_lines: true,
	sku_unknown: true,
	amount_contradicts: true,
	quote_contradicts: true,
	no_billing_email: true,
	primary_contact_email: true,
	no_postal_address: true,
	country_unknown: true,
	foreign_without_tax: true,
	more_to_bill: true,
	later_start: true,
	tax_differs: true,
	tax_code_refused: true,
	vat_not_verified: true,
	vat_number_wrong: true,
	eu_consumer: true,
	goods_or_service_unknown: true,
	total_differs: true,
	other_invoices: true,
	currency_differs: true,
	deal_changed: true,
	lock_date: true,
	not_moved_on: true,
	credit_to_approve: true,
};

/** Whether a code is that of a check, not of a hold. */
export function isCheck(code: string): boolean {
	return code in checkCodes;
}
