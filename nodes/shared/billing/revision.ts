import type { Deal } from '../model/deal';
import { base32Hash } from './key';

/**
 * Hash of the CRM's side of what is billed (rules.md section 1): currency, billed company or contact, and the ordered
 * lines with SKU, quantity, price, discount, period and the CRM's own tax. Without lines the amount is what is billed.
 * Computed once, by the CRM port. `billedContactId` is set where a person is billed.
 */
export function revisionOf(
	deal: Pick<Deal, 'currency' | 'company' | 'lines' | 'amount'> & { billedContactId: string | null },
): string {
	const billed =
		deal.billedContactId === null ? ['company', deal.company?.id ?? null] : ['contact', deal.billedContactId];
	const lines = deal.lines.map((line) => [
		line.sku,
		line.quantity,
		line.unitPrice,
		line.discount,
		line.period,
		line.periods,
		line.taxPercent,
	]);
	const content = lines.length > 0 ? lines : deal.amount;
	return base32Hash(JSON.stringify([deal.currency, billed, content]), 20);
}
