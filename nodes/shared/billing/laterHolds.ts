import type { HoldCode } from '../model/outcome';

/**
 * What keeps a step after billing from being done: the invoice stands and the deal is billed, so these say nothing about the
 * deal's revision, and the checks that are open stay open.
 */
export const laterHolds: ReadonlySet<HoldCode> = new Set<HoldCode>([
	'deal_changed',
	'checks_open',
	'invoice_changed',
	'not_approved',
	'not_this_deals',
	'has_payments',
	'not_due',
	'quote_not_accepted',
	'credit_too_big',
]);
