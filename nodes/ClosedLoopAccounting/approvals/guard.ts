import { crmPrefix, parseKey } from '../../shared/billing/key';
import { formatMoney, sameMoney } from '../../shared/billing/money';
import type { Deal } from '../../shared/model/deal';
import type { Invoice } from '../../shared/model/invoice';
import type { Check, Hold } from '../../shared/model/outcome';
import type { Problem } from '../../shared/model/result';
import { nameOf } from '../documents/names';

/** What Approve and Send are told of an invoice beside its id. */
export interface Asked {
	/** As the CRM has it now; null where there is none. */
	deal: Deal | null;
	/** The invoice as it was when somebody was asked; null where nobody was. */
	asked: Invoice | null;
	/** A person has seen the open checks. */
	checksSeen: boolean;
}

/** Without a deal nothing tells won, revision and checks: then a person must have looked (rules.md section 5). */
export function dealMissing({ deal, checksSeen }: Asked): Problem | null {
	if (deal !== null || checksSeen) return null;
	return {
		code: 'document_missing',
		message: `'Deal' is empty, so nothing tells whether the deal is still won and its checks are done`,
		todo: `Set 'Deal' to the deal as an earlier step read it, or turn on 'Checks Seen' where a person has looked`,
		scope: 'item',
	};
}

/** Why the invoice is not moved on; null where nothing stands in the way (rules.md section 5, "Approval"). */
export function refusal(asked: Asked, invoice: Invoice): Hold | null {
	const todo = 'Let the flow that bills won deals bring the draft up to date, then ask again';
	return (
		(asked.deal === null ? null : byDeal(asked.deal, invoice)) ??
		byRevision(asked, todo) ??
		byEdit(asked.asked, invoice) ??
		byChecks(asked)
	);
}

/** That the invoice is this deal's own. */
export function belongs(deal: Deal, invoice: Invoice): boolean {
	const key = parseKey(invoice.key);
	if (key !== null) return key.prefix === crmPrefix(deal.crm) && key.dealId === deal.id;
	return invoice.ledgerId !== null && deal.billing.invoiceId === invoice.ledgerId;
}

function byDeal(deal: Deal, invoice: Invoice): Hold | null {
	if (!belongs(deal, invoice)) return notThisDeals(deal, invoice);
	if (deal.won) return null;
	return {
		code: 'not_won',
		what: `The deal "${deal.name}" is no longer won`,
		todo: `Void or delete ${nameOf(invoice)}, or win the deal again`,
		by: 'finance',
	};
}

export function notThisDeals(deal: Deal, invoice: Invoice): Hold {
	return {
		code: 'not_this_deals',
		what: `${nameOf(invoice)} is not the invoice of the deal "${deal.name}"`,
		todo: "Set 'Deal' and 'Invoice ID' from the same item",
		by: 'finance',
	};
}

/**
 * Of an invoice that a person moved on already, what is to be said all the same: taken for done, a deal that is not its own or that
 * changed since would never be looked at.
 */
export function refusalWhenDone(asked: Asked, invoice: Invoice): Hold | null {
	const { deal } = asked;
	if (deal === null) return null;
	if (!belongs(deal, invoice)) return notThisDeals(deal, invoice);
	return byRevision(
		asked,
		`${nameOf(invoice)} is out already: let the flow that bills won deals compare it with the deal`,
	);
}

/**
 * The deal as it is now must be the one that was billed: its own memory tells, or of a deal that has none yet the step that
 * made the invoice from it in this very run. That step's word does not hold for a deal that was read again after a wait.
 */
function byRevision({ deal, asked }: Asked, todo: string): Hold | null {
	if (deal === null) return null;
	const { revisionBilled } = deal.billing;
	const made = asked?.outcome === 'created' || asked?.outcome === 'linked';
	if ((revisionBilled === null && made) || revisionBilled === deal.revision) return null;
	return {
		code: 'deal_changed',
		what: `The deal "${deal.name}" was changed after the invoice was made`,
		todo,
		by: 'finance',
	};
}

/** Edits after asking are accepted while customer, currency and net total stand. */
function byEdit(asked: Invoice | null, invoice: Invoice): Hold | null {
	if (asked === null || asked.ledgerId !== invoice.ledgerId) return null;
	const [before, now] = [netOf(asked), netOf(invoice)];
	const same =
		asked.customer.ledgerId === invoice.customer.ledgerId &&
		asked.currency === invoice.currency &&
		sameMoney(before, now, invoice.currency);
	if (same) return null;
	return {
		code: 'invoice_changed',
		what: `${nameOf(invoice)} was changed after approval was asked for: ${told(asked, before)} then, ${told(invoice, now)} now`,
		todo: 'Ask for approval again with the new figures',
		by: 'finance',
	};
}

function netOf(invoice: Invoice): number {
	return invoice.amountsAre === 'inclusive' ? invoice.total : invoice.subtotal;
}

function told(invoice: Invoice, net: number): string {
	return `${formatMoney(net, invoice.currency)} for ${invoice.customer.name}`;
}

function byChecks({ deal, asked, checksSeen }: Asked): Hold | null {
	if (checksSeen) return null;
	const checks: Check[] = [...(deal?.checks ?? []), ...(asked?.checks ?? [])];
	const stored = deal?.billing.checks?.trim() ?? '';
	if (checks.length === 0 && stored === '') return null;
	const first = checks[0]?.what ?? stored.split('\n')[0] ?? '';
	return {
		code: 'checks_open',
		what: `It has open checks: ${first}`,
		todo: `Look at them, then turn on 'Checks Seen'`,
		by: 'finance',
	};
}
