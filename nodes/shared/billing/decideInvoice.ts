import type { Deal } from '../model/deal';
import type { Invoice, InvoiceDraft } from '../model/invoice';
import type { LedgerTraits } from '../model/ledgerTraits';
import type { Actor, Check, Hold, HoldCode } from '../model/outcome';
import type { Existing } from './alreadyBilled';
import { keepOf } from './alreadyBilled';
import { compareContent } from './compareInvoice';
import { fingerprintOf } from './fingerprint';
import { parseKey } from './key';
import { billingAnswerWords, standingWord, statusWords, systemWords } from './words';

export type InvoiceDecision =
	| { do: 'create'; part: number; attempt: number; reason: string }
	/** `link`: it is there, and the deal does not know; `leave`: it stays as it is. */
	| { do: 'link' | 'leave'; invoice: Invoice; reason: string; checks: Check[]; withdraw: Invoice[] }
	| { do: 'update'; invoice: Invoice; reason: string; withdraw: Invoice[] }
	| { do: 'hold'; hold: Hold; invoice: Invoice | null };

/**
 * What is done about the invoice of a won deal, given what stands in the ledger under its key (rules.md section 1). The
 * deal was judged before; `draft` is the invoice as it would be made now.
 */
export function decideInvoice(input: {
	deal: Deal;
	draft: InvoiceDraft;
	existing: Existing;
	traits: Pick<LedgerTraits, 'hasDrafts'>;
}): InvoiceDecision {
	const { deal, existing, traits } = input;
	const kept = keepOf(existing.live, traits);
	if (kept === null) return withoutLive(deal, existing, input.draft.key);
	const { keep, withdraw, standing } = kept;
	if (standing.length > 0) return hold(...twoLive([keep, ...standing]), keep);
	if (deal.billing.revisionBilled === null) return linked(deal, keep, withdraw, input.draft);
	if (deal.billing.revisionBilled === deal.revision) {
		return {
			do: 'leave',
			invoice: keep,
			reason: `${named(keep)} is this deal's, and nothing changed`,
			checks: [],
			withdraw,
		};
	}
	return changed(deal, keep, withdraw, input.draft);
}

/** Nothing live: made for the first time, or what a person voided or deleted stays so until they say otherwise. */
function withoutLive(deal: Deal, { dead, ofOtherDeal }: Existing, key: string): InvoiceDecision {
	const { answer, attempt, invoiceId, invoiceNumber } = deal.billing;
	const part = parseKey(key)?.part ?? 1;
	if (dead.length === 0 && invoiceId === null) {
		return { do: 'create', part, attempt, reason: 'This deal has no invoice yet' };
	}
	if (answer === 'bill_again') {
		const attempts = dead.map((invoice) => parseKey(invoice.key)?.attempt ?? 1);
		return {
			do: 'create',
			part,
			attempt: Math.max(attempt, ...attempts) + 1,
			reason: 'A person asked to bill again',
		};
	}
	if (ofOtherDeal !== undefined) {
		return hold(
			'other_deals_invoice',
			`${named(ofOtherDeal)} stands on this deal, but was made for another one: were the two merged, or is this a copy?`,
			`Merged: answer "${billingAnswerWords.billed_by_hand}". A copy: answer "${billingAnswerWords.bill_again}"`,
			'finance',
			null,
		);
	}
	const last = [...dead].sort((a, b) => (a.updatedAt ?? '').localeCompare(b.updatedAt ?? '')).at(-1) ?? null;
	const name = last === null ? `The invoice ${invoiceNumber ?? ''}`.trim() : named(last);
	const what = last?.status === 'voided' ? `${name} was voided` : `${name} was deleted`;
	return hold(
		'cancelled_by_person',
		`${what} by a person`,
		`Answer "${billingAnswerWords.bill_again}", or "${billingAnswerWords.billed_by_hand}"`,
		'finance',
		last,
	);
}

/** Made by a run that was cut before it wrote back, or by another one at the same moment. */
function linked(deal: Deal, invoice: Invoice, withdraw: Invoice[], draft: InvoiceDraft): InvoiceDecision {
	const differences = compareContent(draft, invoice);
	const checks = differences.length === 0 ? [] : [changedCheck(deal, invoice, differences, '')];
	return { do: 'link', invoice, reason: `${named(invoice)} carries this deal's key`, checks, withdraw };
}

/** The deal was changed after it was billed. */
function changed(deal: Deal, invoice: Invoice, withdraw: Invoice[], draft: InvoiceDraft): InvoiceDecision {
	const { answer, fingerprint } = deal.billing;
	if (answer === 'leave_as_it_is') {
		return { do: 'leave', invoice, reason: 'A person accepted the invoice as it is', checks: [], withdraw };
	}
	if (answer === 'bill_the_difference' || answer === 'credit_and_bill_again') {
		const todo = `Change the invoice in ${systemWords[invoice.ledger]} by hand, then answer "${billingAnswerWords.leave_as_it_is}"`;
		return hold(
			'answer_not_offered',
			`"${billingAnswerWords[answer]}" is not offered yet`,
			todo,
			'finance',
			invoice,
		);
	}
	const edited = fingerprintOf(invoice) !== fingerprint;
	if (invoice.status === 'draft' && !edited) {
		return {
			do: 'update',
			invoice,
			reason: `The deal changed, and nobody edited the ${standingWord(invoice)}`,
			withdraw,
		};
	}
	const differences = compareContent(draft, invoice);
	// Brought up to date by a run that was cut before it wrote back, or mended by a person.
	if (differences.length === 0) {
		const reason = `The deal changed, and ${named(invoice)} agrees with it`;
		return { do: 'link', invoice, reason, checks: [], withdraw };
	}
	const state = invoice.status === 'draft' ? 'was edited' : `is ${statusWords(invoice)}`;
	const check = changedCheck(deal, invoice, differences, state);
	return { do: 'leave', invoice, reason: check.what, checks: [check], withdraw };
}

/** The deal and its invoice are no longer alike; the answers that there are. */
function changedCheck(deal: Deal, invoice: Invoice, differences: string[], state: string): Check {
	const ledger = systemWords[invoice.ledger];
	const more = differences.length > 5 ? `; and ${differences.length - 5} more` : '';
	const told = differences.length === 0 ? 'the figures agree' : differences.slice(0, 5).join('; ') + more;
	return {
		code: 'deal_changed',
		what: `The deal changed after ${named(invoice)} was made${state === '' ? '' : `, which ${state}`}: ${told}`,
		todo:
			deal.billing.revisionBilled === null
				? `Compare the ${standingWord(invoice)} with the deal in ${ledger}`
				: `Mend the invoice in ${ledger} where it should change, then answer "${billingAnswerWords.leave_as_it_is}"`,
		by: 'finance',
	};
}

function twoLive(invoices: Invoice[]): [HoldCode, string, string, Actor] {
	const ledger = [...new Set(invoices.map((invoice) => systemWords[invoice.ledger]))].join(' and ');
	return [
		'two_live_invoices',
		`This deal has ${invoices.length} live invoices in ${ledger}: ${invoices.map(named).join(', ')}`,
		`Void all but one in ${ledger}`,
		'finance',
	];
}

function hold(code: HoldCode, what: string, todo: string, by: Actor, invoice: Invoice | null): InvoiceDecision {
	return { do: 'hold', hold: { code, what, todo, by }, invoice };
}

function named(invoice: Invoice): string {
	return `Invoice ${invoice.number ?? invoice.ledgerId ?? ''}`.trim();
}
