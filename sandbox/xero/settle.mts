import { sum } from './amounts.mts';
import type { Books } from './books.mts';
import type { Invoice } from './records.mts';

/**
 * Moves what is paid or credited on an invoice: it is PAID when nothing is left, and open again when something is. A fully
 * allocated invoice becomes PAID as well (apis/xero.md section 8).
 */
export function settleInvoice(
	books: Books,
	invoice: Invoice,
	moved: { paid?: number; credited?: number },
	date: string,
): void {
	const paid = sum([invoice.AmountPaid, moved.paid ?? 0]);
	const credited = sum([invoice.AmountCredited, moved.credited ?? 0]);
	const due = sum([invoice.Total, -paid, -credited]);
	const { FullyPaidOnDate: _, ...rest } = invoice;
	books.invoices.put({
		...rest,
		AmountPaid: paid,
		AmountCredited: credited,
		AmountDue: due,
		Status: due === 0 ? 'PAID' : 'AUTHORISED',
		...(due === 0 && { FullyPaidOnDate: date }),
		UpdatedDateUTC: books.now(),
	});
}
