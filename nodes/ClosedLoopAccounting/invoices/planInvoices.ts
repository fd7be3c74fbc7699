import type { Existing } from '../../shared/billing/alreadyBilled';
import { billedByHand, isLive, keepOf, otherInvoicesCheck } from '../../shared/billing/alreadyBilled';
import { compareContent, figuresThatDiffer } from '../../shared/billing/compareInvoice';
import { formatDate } from '../../shared/billing/dates';
import { checksOfPosted, isAnswered, isWithdrawn } from '../../shared/billing/decideChanged';
import { decideInvoice } from '../../shared/billing/decideInvoice';
import { expectedTaxes, expectedTotals } from '../../shared/billing/expectedTotals';
import { dealKey } from '../../shared/billing/key';
import { formatMoney } from '../../shared/billing/money';
import { applyStrictness } from '../../shared/billing/strictness';
import { billingAnswerWords, documentWord } from '../../shared/billing/words';
import type { Deal } from '../../shared/model/deal';
import type { Invoice } from '../../shared/model/invoice';
import type { Hold } from '../../shared/model/outcome';
import { mergedChecks } from '../deals/outcome';
import type { LedgerIndex } from './ledgerIndex';
import type { Books, InvoiceOptions, Piece, Plan } from './piece';
import { bothStand, numberOf, twoLive } from './secondLook';

/**
 * Decides for one piece what is to be done, from what the ledger holds already (rules.md sections 1 and 3). Sets the
 * piece's plan, its checks and, for a new part or attempt, the key of its draft.
 */
export function planInvoice(piece: Piece, ledger: LedgerIndex, books: Books, options: InvoiceOptions): void {
	const existing = existingOf(piece, ledger);
	piece.plan =
		piece.deal === null
			? planSource(piece, existing, books)
			: planDeal(piece, piece.deal, existing, books, options.now);
	if (piece.plan.do === 'create' && piece.lookForByHand && !isBilled(existing)) {
		const hold = lookForByHand(piece, ledger, books, options);
		if (hold !== null) piece.plan = { do: 'stop', hold, invoice: null };
	}
	const { checks, hold } = applyStrictness(piece.checks, options.settings, books.traits);
	piece.checks = checks;
	if (hold !== null) piece.plan = heldBack(piece.plan, hold);
}

/** A deal of which we billed something was not billed by hand. */
function isBilled({ live, otherParts = [] }: Existing): boolean {
	return live.length > 0 || otherParts.some(isLive);
}

/** What is left of a plan that is not to be carried out: nothing is written, and what stands is told. */
export function heldBack(plan: Plan, hold: Hold): Plan {
	switch (plan.do) {
		case 'create':
			return { do: 'stop', hold, invoice: plan.replaces?.at(-1) ?? null };
		case 'update':
		case 'credit':
			return { do: 'stop', hold, invoice: plan.invoice };
		case 'link':
		case 'leave':
			return { ...plan, unfinished: false };
		case 'stop':
			return plan;
	}
}

/**
 * By the key; a stored document whose place of the key was overwritten counts by its id, one with another deal's key is
 * told.
 */
function existingOf(piece: Piece, ledger: LedgerIndex): Existing {
	const existing = ledger.existing(piece.draft.key);
	const { live, dead, otherParts = [] } = existing;
	const storedId = piece.deal?.billing.invoiceId ?? null;
	const stored = ledger.withId(storedId);
	if (stored === undefined || [...live, ...dead, ...otherParts].includes(stored)) return existing;
	if (stored.key !== null) return { ...existing, ofOtherDeal: stored };
	return isLive(stored) ? { ...existing, live: [...live, stored] } : { ...existing, dead: [...dead, stored] };
}

function planDeal(piece: Piece, deal: Deal, existing: Existing, books: Books, now: number): Plan {
	const decision = decideInvoice({ deal, draft: piece.draft, existing, traits: books.traits });
	if ('withdraw' in decision) piece.withdraw = decision.withdraw;
	switch (decision.do) {
		case 'create':
			if (wasWithdrawn(deal, piece, books)) return { do: 'stop', hold: withdrawnBefore(deal), invoice: null };
			piece.draft = {
				...piece.draft,
				...(decision.difference && { lines: decision.difference.lines, net: decision.difference.net }),
				key: dealKey(deal.crm, deal.id, decision.part, decision.attempt),
			};
			if (decision.replaces === undefined && decision.difference === undefined) return { do: 'create' };
			return { do: 'create', reason: decision.reason, replaces: decision.replaces ?? [] };
		case 'credit': {
			const { invoice, part, lines, net, reason } = decision;
			return { do: 'credit', invoice, key: dealKey(deal.crm, deal.id, part), lines, net, reason };
		}
		case 'update':
			piece.draft = { ...piece.draft, key: decision.invoice.key ?? piece.draft.key };
			return { do: 'update', invoice: decision.invoice, reason: decision.reason };
		case 'link':
		case 'leave': {
			const { invoice } = decision;
			piece.checks =
				isAnswered(deal) && !isWithdrawn(invoice)
					? checksOfPosted(decision.checks, piece.checks)
					: mergedChecks(piece.checks, decision.checks);
			const unfinished =
				decision.do === 'link' && (isUnfinished(piece, invoice) || isMisfit(piece, invoice, books, now));
			return { do: decision.do, invoice: decision.invoice, reason: decision.reason, unfinished };
		}
		case 'hold':
			return { do: 'stop', hold: decision.hold, invoice: decision.invoice };
	}
}

/** Its invoice was made and withdrawn, since the ledger computed other figures: the same would come of it again. */
function wasWithdrawn(deal: Deal, { draft }: Piece, { traits }: Books): boolean {
	const { code, answer, revisionSeen } = deal.billing;
	if (documentWord(traits, draft) !== 'unsent invoice') return false;
	return code === 'figures_differ' && answer === null && revisionSeen === deal.revision;
}

function withdrawnBefore({ billing }: Deal): Hold {
	return {
		code: 'figures_differ',
		what: billing.reason ?? 'The ledger computed other figures than the deal promises',
		todo: billing.todo ?? `Answer "${billingAnswerWords.try_again}"`,
		by: 'finance',
	};
}

/** A source that has an invoice is never billed again; what stands is told. */
function planSource(piece: Piece, existing: Existing, books: Books): Plan {
	const kept = keepOf(existing.live, books.traits);
	if (kept === null) return { do: 'create' };
	const [other] = kept.standing;
	if (other !== undefined)
		return { do: 'stop', hold: twoLive(kept.keep, other, bothStand(books.traits)), invoice: kept.keep };
	piece.withdraw = kept.withdraw;
	const reason = `${books.traits.label} has the invoice of this Source ID already`;
	return { do: 'link', invoice: kept.keep, reason, unfinished: isUnfinished(piece, kept.keep) };
}

/** A draft of ours that no run has written back and that still is what it should be: its run was cut. */
function isUnfinished(piece: Piece, invoice: Invoice): boolean {
	const writtenBack = piece.deal?.billing.invoiceId ?? null;
	return invoice.status === 'draft' && writtenBack === null && compareContent(piece.draft, invoice).length === 0;
}

/** A run is repeated soon; what nobody wrote back for longer is no run's any more. */
const SOON_MS = 86_400_000;

/**
 * Where an invoice posts at once: one of other figures that a run left which was cut before it compared. Nobody has sent or paid
 * it since; whether somebody edited it the ledger tells when it is withdrawn.
 */
function isMisfit({ deal, draft }: Piece, invoice: Invoice, books: Books, now: number): boolean {
	if (deal?.billing.invoiceId !== null || documentWord(books.traits, draft) !== 'unsent invoice') return false;
	const untouched = !invoice.sentToCustomer && invoice.paid === 0 && invoice.credited === 0;
	const isOurs = invoice.key !== null && invoice.kind !== 'estimate';
	if (!isOurs || !untouched || now - Date.parse(invoice.updatedAt ?? '') > SOON_MS) return false;
	return figuresThatDiffer(draft, invoice, expectedTaxes(draft, books)).length > 0;
}

/** The same customer's live invoices without a key of ours (rules.md section 3): one of the same total holds the deal. */
function lookForByHand(piece: Piece, ledger: LedgerIndex, books: Books, options: InvoiceOptions): Hold | null {
	const answer = piece.deal?.billing.answer;
	if (answer === 'bill_it' || answer === 'bill_again' || answer === 'credit_and_bill_again') return null;
	const totals = expectedTotals(piece.draft, books);
	const { same, others } = billedByHand({
		draftNet: totals.net,
		draftTotal: totals.total,
		wonOn: piece.deal?.closedOn ?? piece.wonOn,
		lookBackDays: options.settings.lookBackDays,
		currency: piece.draft.currency,
		invoices: ledger.ofCustomer(piece.customer.ledgerId),
	});
	if (others.length > 0) piece.checks = mergedChecks(piece.checks, [otherInvoicesCheck(others)]);
	return same === null ? null : byHandHold(same);
}

function byHandHold(invoice: Invoice): Hold {
	const total = formatMoney(invoice.total, invoice.currency);
	const link = invoice.url === null ? '' : ` (${invoice.url})`;
	return {
		code: 'billed_by_hand',
		what: `${invoice.customer.name} has the invoice ${numberOf(invoice)} of ${formatDate(invoice.issueDate)} over ${total} already${link}`,
		todo: `If it bills this deal, answer "${billingAnswerWords.billed_by_hand}"; if not, answer "${billingAnswerWords.bill_it}"`,
		by: 'finance',
	};
}
