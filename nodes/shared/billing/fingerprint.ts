import type { Invoice } from '../model/invoice';
import { base32Hash } from './key';

/**
 * Hash of an invoice as read back: customer, date, lines, total (rules.md section 1). Equal to the stored one, nobody
 * edited the document since we wrote it. The ledger's own ids of lines are left out.
 */
export function fingerprintOf(invoice: Invoice): string {
	const lines = invoice.lines.map((line) => [
		line.description.trim(),
		line.quantity,
		line.unitPrice,
		line.discountPercent ?? 0,
		line.discountAmount ?? 0,
		line.itemCode,
		line.account,
		line.taxCode,
		line.amount,
	]);
	return base32Hash(
		JSON.stringify([invoice.customer.ledgerId, invoice.issueDate, invoice.currency, lines, invoice.total]),
		20,
	);
}
