import type { CreditNote } from '../model/creditNote';
import type { Deal } from '../model/deal';
import type { Invoice, InvoiceDraft } from '../model/invoice';
import type { LedgerTraits } from '../model/ledgerTraits';
import type { Actor, Check, Hold, HoldCode } from '../model/outcome';
import type { Existing } from './alreadyBilled';
import { isLive, isStanding } from './alreadyBilled';
import { compareContent } from './compareInvoice';
import type { InvoiceDecision } from './decideInvoice';
import { billedNet, differenceOf, sumsText } from './difference';
import { fingerprintOf } from './fingerprint';
import { parseInvoicesText } from './invoicesText';
import { parseKey } from './key';
import { formatMoney } from './money';
import { billingAnswerWords as answers, isUnsent, standingWord, statusWords, systemWords } from './words';

export interface Changed {
	deal: Deal;
	/** The invoice of the whole deal as it would be made now. */
	draft: InvoiceDraft;
	traits: Pick<LedgerTraits, 'descriptionMax'>;
	/** The invoice of the first part. */
	keep: Invoice;
	withdraw: Invoice[];
	/** Every invoice that bills the deal, by part; `keep` is the first. */
	billed: Invoice[];
	existing: Existing;
}

/** Whether a person asked for something that takes a document. */
export function isAnswered({ billing: { answer } }: Deal): boolean {
	return answer === 'bill_the_difference' || answer === 'credit_and_bill_again';
}

/**
 * What is done about a deal that changed after it was billed (rules.md sections 1 and 8): a draft that nobody edited is updated;
 * whatever else stands is asked about, and a person's answer is carried out.
 */
export function decideChanged(changed: Changed): InvoiceDecision {
	const { deal, draft, keep, withdraw, billed, existing } = changed;
	const newest = billed.at(-1) ?? keep;
	const { answer, fingerprint } = deal.billing;
	if (answer === 'leave_as_it_is') {
		const reason = 'A person accepted the invoice as it is';
		return { do: 'leave', invoice: newest, reason, checks: [], withdraw };
	}
	const alone = billed.length === 1 && notesOf(billed, existing).length === 0;
	const differences = alone ? compareContent(draft, keep) : [];
	// Brought up to date by a run that was cut before it wrote back, or mended by a person.
	if (alone && differences.length === 0) {
		const reason = `The deal changed, and ${named(keep)} agrees with it`;
		return { do: 'link', invoice: keep, reason, checks: [], withdraw };
	}
	const edited = fingerprintOf(keep) !== fingerprint;
	if (alone && keep.status === 'draft' && !edited) {
		const reason = `The deal changed, and nobody edited the ${standingWord(keep)}`;
		return { do: 'update', invoice: keep, reason, withdraw };
	}
	const { code, reason: why, todo, revisionSeen } = deal.billing;
	if (answer === null && code === 'answer_not_offered' && revisionSeen === deal.revision) {
		// Why the answer could not be carried out stays told until the person answers again.
		return hold(code, why ?? '', todo ?? '', 'finance', newest);
	}
	if (answer === 'bill_the_difference') return billDifference(changed);
	if (answer === 'credit_and_bill_again') return creditAndBill(deal, billed, existing);
	const told = alone ? differences : [sumsText(draft, billedNet(billed, [], draft.currency))];
	const state = newest.status === 'draft' && edited ? 'was edited' : `is ${statusWords(newest)}`;
	const check = changedCheck(deal, billed, told, state);
	return { do: 'leave', invoice: newest, reason: check.what, checks: [check], withdraw };
}

/** Every invoice that bills the deal, by part. */
export function partsOf(keep: Invoice, { otherParts = [] }: Existing): Invoice[] {
	return [keep, ...otherParts.filter(isStanding)].sort((a, b) => partOf(a) - partOf(b));
}

/**
 * Live credit notes that take back what these invoices bill: the deal's own, as drafts too, and others that are set against one of
 * them. The credit of an invoice that is gone says nothing of those that stand.
 */
function notesOf(billed: Invoice[], { live, dead, otherParts = [], notes = [] }: Existing): CreditNote[] {
	const standing = new Set(billed.map(({ ledgerId }) => ledgerId));
	const gone = [...live, ...dead, ...otherParts].filter(({ ledgerId }) => !standing.has(ledgerId));
	return notes.filter(isLive).filter((note) => {
		if (note.allocations.length > 0) return note.allocations.some(({ invoiceId }) => standing.has(invoiceId));
		return note.key !== null && gone.every(({ key }) => key !== note.key);
	});
}

/** More than was billed is a further part, less is a credit note; each carries the next part's key. */
function billDifference({ deal, draft, traits, keep, withdraw, billed, existing }: Changed): InvoiceDecision {
	const notes = notesOf(billed, existing);
	const partly = notes.find(({ key, allocations, total }) => {
		return key === null && (allocations.length !== 1 || allocations[0]?.amount !== total);
	});
	if (partly !== undefined) {
		return cannot(
			'bill_the_difference',
			`${partly.number ?? 'a credit note'} is set against ${named(keep)} in part only`,
			keep,
		);
	}
	const difference = differenceOf(draft, billed, notes, traits.descriptionMax);
	const newest = billed.at(-1) ?? keep;
	const part = nextPart(existing);
	switch (difference.kind) {
		case 'by_hand':
			return cannot('bill_the_difference', difference.why, newest);
		case 'more':
			return {
				do: 'create',
				part,
				attempt: 1,
				difference,
				reason: `A person asked to bill the difference: ${sumsText(draft, billedNet(billed, notes, draft.currency))}`,
			};
		case 'less': {
			const invoice = creditable(billed);
			if (invoice === null) return cannot('bill_the_difference', `${named(newest)} is not approved yet`, newest);
			const { lines, net } = difference;
			return { do: 'credit', invoice, part, lines, net, reason: 'A person asked to credit the difference' };
		}
		case 'none': {
			const made = lastNote(notes, newest);
			const known = parseInvoicesText(deal.billing.invoices).map(({ ledgerId }) => ledgerId);
			const isNew = newest !== keep && !known.includes(newest.ledgerId ?? '');
			if (!difference.alike && made === null && !isNew) {
				return cannot(
					'bill_the_difference',
					'other lines come to the same sum, so there is nothing to bill',
					newest,
				);
			}
			// Made by a run that was cut before it wrote back, or by another one at the same moment.
			const invoice = made === null ? newest : (creditedBy(made, billed) ?? newest);
			if (made !== null && isUnset(made, invoice)) {
				const reason = 'The credit of the difference is set against its invoice';
				return { do: 'credit', invoice, part: partOf(made), lines: [], net: made.total, reason };
			}
			const checks = made === null ? [] : creditChecks(made, invoice);
			return { do: 'link', invoice, reason: 'The difference is billed already', checks, withdraw };
		}
	}
}

/**
 * Every invoice that stands is credited whole, or withdrawn where it is posted to nobody, and the deal is billed anew. One with
 * payments or other credits stays: taking back what somebody paid is for a person.
 */
export function creditAndBill(deal: Deal, billed: Invoice[], existing: Existing): InvoiceDecision {
	for (const invoice of billed) {
		const { paid, credited, currency } = invoice;
		if (paid > 0 || credited > 0) {
			const settled = formatMoney(paid > 0 ? paid : credited, currency);
			const what = paid > 0 ? 'payments' : 'credit notes';
			return cannot('credit_and_bill_again', `${named(invoice)} has ${what} of ${settled}`, invoice);
		}
	}
	const keys = billed.map(({ key }) => key);
	const other = notesOf(billed, existing).find(({ key }) => !keys.includes(key));
	if (other !== undefined) {
		const why = `the credit note ${other.number ?? ''} of this deal stands`.replace(/ +/g, ' ');
		return cannot('credit_and_bill_again', why, billed.at(-1) ?? null);
	}
	return {
		do: 'create',
		part: 1,
		attempt: nextAttempt(deal, existing),
		reason: 'A person asked to credit and bill again',
		replaces: billed,
	};
}

/** Whether an invoice is taken away, since it is posted to nobody, where another one is credited. */
export function isWithdrawn(invoice: Invoice): boolean {
	return invoice.status === 'draft' || invoice.status === 'submitted' || isUnsent(invoice);
}

/** One above every attempt that there was. */
export function nextAttempt({ billing }: Deal, { live, dead }: Existing): number {
	return Math.max(billing.attempt, ...[...live, ...dead].map(({ key }) => parseKey(key)?.attempt ?? 1)) + 1;
}

/** One above every part that there was, credit notes and what is gone included: no key comes twice. */
function nextPart({ otherParts = [], notes = [] }: Existing): number {
	return Math.max(1, ...[...otherParts, ...notes].map(partOf)) + 1;
}

function partOf({ key }: Pick<Invoice, 'key'>): number {
	return parseKey(key)?.part ?? 1;
}

/** The newest posted invoice with the most left to credit. */
function creditable(billed: Invoice[]): Invoice | null {
	const posted = billed.filter(
		({ kind, status }) => kind !== 'estimate' && status !== 'draft' && status !== 'submitted',
	);
	const left = ({ total, credited }: Invoice) => total - credited;
	return [...posted].reverse().sort((a, b) => left(b) - left(a))[0] ?? null;
}

/** The credit note that was made last for a difference, where no invoice came after it. */
function lastNote(notes: CreditNote[], newest: Invoice): CreditNote | null {
	const last = notes.filter((note) => partOf(note) > 1).sort((a, b) => partOf(b) - partOf(a))[0];
	return last !== undefined && partOf(last) > partOf(newest) ? last : null;
}

/** Posted, but its run was cut before it was set against the invoice. */
function isUnset({ status, remaining, allocations }: CreditNote, invoice: Invoice): boolean {
	return status === 'approved' && remaining > 0 && allocations.length === 0 && invoice.due > 0;
}

/** The invoice that a credit note names: set against it, or as its reference. */
function creditedBy(note: CreditNote, billed: Invoice[]): Invoice | undefined {
	const ids = note.allocations.map(({ invoiceId }) => invoiceId);
	return (
		billed.find(({ ledgerId }) => ids.includes(ledgerId ?? '')) ??
		billed.find(({ number }) => number !== null && number === note.reference) ??
		creditable(billed) ??
		undefined
	);
}

/**
 * What is to be looked at where the answer left the invoice as it was posted: the credit first, so that *Billing code* says it; what a
 * reviewer of a draft should look at is done.
 */
export function checksOfPosted(credit: Check[], checks: Check[]): Check[] {
	return [...credit, ...checks.filter(({ code }) => code === 'more_to_bill')];
}

/** What is left to do with a credit note that waits. */
export function creditChecks(note: CreditNote, invoice: Invoice): Check[] {
	if (note.status !== 'draft') return [];
	const ledger = systemWords[invoice.ledger];
	return [
		{
			code: 'credit_to_approve',
			what: `A draft credit note over ${formatMoney(note.total, note.currency)} takes back what ${named(invoice)} bills too much`,
			todo: `Approve it in ${ledger} and set it against ${named(invoice)}`,
			by: 'finance',
		},
	];
}

/** The deal and its invoices are no longer alike; the answers that there are. */
export function changedCheck(deal: Deal, billed: Invoice[], differences: string[], state: string): Check {
	const invoice = billed.at(-1) as Invoice;
	const ledger = systemWords[invoice.ledger];
	const more = differences.length > 5 ? `; and ${differences.length - 5} more` : '';
	const told = differences.length === 0 ? 'the figures agree' : differences.slice(0, 5).join('; ') + more;
	const settled = billed.some(({ paid, credited }) => paid > 0 || credited > 0);
	const offered = [answers.bill_the_difference, ...(settled ? [] : [answers.credit_and_bill_again])];
	const names = billed.map(named).join(', ');
	return {
		code: 'deal_changed',
		what: `The deal changed after ${names} ${billed.length === 1 ? 'was' : 'were'} made${state === '' ? '' : `, which ${state}`}: ${told}`,
		todo:
			deal.billing.revisionBilled === null
				? `Compare the ${standingWord(invoice)} with the deal in ${ledger}`
				: `Answer ${offered.map((one) => `"${one}"`).join(', ')} or "${answers.leave_as_it_is}"`,
		by: 'finance',
	};
}

/** An answer that the ledger's documents do not let us carry out; the person does, and says so. */
function cannot(
	answer: 'bill_the_difference' | 'credit_and_bill_again',
	why: string,
	invoice: Invoice | null,
): InvoiceDecision {
	const ledger = invoice === null ? 'the ledger' : systemWords[invoice.ledger];
	return hold(
		'answer_not_offered',
		`"${answers[answer]}" cannot be done: ${why}`,
		`Mend it in ${ledger} by hand, then answer "${answers.leave_as_it_is}"`,
		'finance',
		invoice,
	);
}

/** Billing the whole deal again would bill twice what other parts bill. */
export function stillBilled(others: Invoice[]): InvoiceDecision {
	const [first] = others as [Invoice];
	return hold(
		'answer_not_offered',
		`"${answers.bill_again}" cannot be done: ${others.map(named).join(', ')} still bills a part of this deal`,
		`Answer "${answers.credit_and_bill_again}" to replace it, or void it in ${systemWords[first.ledger]} first`,
		'finance',
		first,
	);
}

export function hold(code: HoldCode, what: string, todo: string, by: Actor, invoice: Invoice | null): InvoiceDecision {
	const told: Hold = { code, what, todo, by };
	return { do: 'hold', hold: told, invoice };
}

export function named(invoice: Invoice): string {
	return `Invoice ${invoice.number ?? invoice.ledgerId ?? ''}`.trim();
}
