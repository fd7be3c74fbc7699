import type { HoldCode } from '../model/outcome';

const laterHolds = new Set<string>([
	'deal_changed',
	'checks_open',
	'invoice_changed',
	'not_approved',
	'not_this_deals',
	'has_payments',
	'not_due',
	'quote_not_accepted',
	'credit_too_big',
	'source_used',
] satisfies HoldCode[]);

/**
 * Whether a code says what keeps a step after billing (Approve, Send, Void ...) from being done: the invoice stands and the deal
 * is billed, so it says nothing about the deal's revision, and checks that are open stay open.
 */
export function isLaterHold(code: string): boolean {
	return laterHolds.has(code);
}
