import type { Deal } from '../model/deal';
import type { Invoice, InvoiceDraft, InvoiceDraftLine } from '../model/invoice';
import type { LedgerTraits } from '../model/ledgerTraits';
import type { Actor, Check, Hold, HoldCode } from '../model/outcome';
import type { Existing } from './alreadyBilled';
import { isStanding, keepOf } from './alreadyBilled';
import { compareContent } from './compareInvoice';
import {
	changedCheck,
	creditAndBill,
	decideChanged,
	hold,
	isAnswered,
	named,
	nextAttempt,
	partsOf,
	stillBilled,
} from './decideChanged';
import { parseKey } from './key';
import { billingAnswerWords, systemWords } from './words';

export type InvoiceDecision =
	/** `replaces` are credited or withdrawn before; `difference` are the lines of a further part, in place of the whole deal's. */
	| {
			do: 'create';
			part: number;
			attempt: number;
			reason: string;
			replaces?: Invoice[];
			difference?: { lines: InvoiceDraftLine[]; net: number };
	  }
	/** A credit note of this part's key takes back what the invoice bills too much. */
	| { do: 'credit'; invoice: Invoice; part: number; lines: InvoiceDraftLine[]; net: number; reason: string }
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
	traits: Pick<LedgerTraits, 'hasDrafts' | 'descriptionMax'>;
}): InvoiceDecision {
	const { deal, draft, existing, traits } = input;
	const standing = existing.live.filter(isStanding);
	const asksAgain = deal.billing.answer === 'bill_again' || deal.billing.answer === 'credit_and_bill_again';
	const kept = keepOf(standing.length > 0 || asksAgain ? standing : existing.live, traits);
	if (kept === null) return withoutLive(deal, existing, draft.key);
	const { keep, withdraw } = kept;
	if (kept.standing.length > 0) return hold(...twoLive([keep, ...kept.standing]), keep);
	if (deal.billing.revisionBilled === null) return linked(deal, keep, withdraw, draft);
	const billed = partsOf(keep, existing);
	if (deal.billing.revisionBilled === deal.revision && !isAnswered(deal)) {
		const invoice = billed.at(-1) ?? keep;
		return {
			do: 'leave',
			invoice,
			reason: `${named(invoice)} is this deal's, and nothing changed`,
			checks: [],
			withdraw,
		};
	}
	return decideChanged({ deal, draft, traits, keep, withdraw, billed, existing });
}

/** Nothing live: made for the first time, or what a person voided or deleted stays so until they say otherwise. */
function withoutLive(deal: Deal, existing: Existing, key: string): InvoiceDecision {
	const { dead, ofOtherDeal } = existing;
	const { answer, invoiceId, invoiceNumber } = deal.billing;
	const part = parseKey(key)?.part ?? 1;
	const others = (existing.otherParts ?? []).filter(isStanding);
	if (dead.length === 0 && existing.live.length === 0 && others.length === 0 && invoiceId === null) {
		return { do: 'create', part, attempt: deal.billing.attempt, reason: 'This deal has no invoice yet' };
	}
	if (answer === 'credit_and_bill_again') return creditAndBill(deal, others, existing);
	if (answer === 'bill_again' && others.length > 0) return stillBilled(others);
	if (answer === 'bill_again') {
		const attempt = nextAttempt(deal, existing);
		return { do: 'create', part, attempt, reason: 'A person asked to bill again' };
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
	const ledger = last?.ledger ?? deal.billing.ledger;
	const where = ledger === null ? '' : ` in ${systemWords[ledger]}`;
	const what = `${name} was ${last?.status === 'voided' ? 'voided' : 'deleted'}`;
	// As the change feed told it, where it did.
	const { code, reason } = deal.billing;
	const told = code === 'cancelled_by_person' && reason?.startsWith(what) === true ? reason : `${what}${where}`;
	return hold(
		'cancelled_by_person',
		told,
		`Answer "${billingAnswerWords.bill_again}", or "${billingAnswerWords.billed_by_hand}"`,
		'finance',
		last,
	);
}

/** Made by a run that was cut before it wrote back, or by another one at the same moment. */
function linked(deal: Deal, invoice: Invoice, withdraw: Invoice[], draft: InvoiceDraft): InvoiceDecision {
	const differences = compareContent(draft, invoice);
	const checks = differences.length === 0 ? [] : [changedCheck(deal, [invoice], differences, '')];
	return { do: 'link', invoice, reason: `${named(invoice)} carries this deal's key`, checks, withdraw };
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
