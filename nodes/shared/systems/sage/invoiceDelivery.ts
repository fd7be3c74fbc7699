import type { Invoice } from '../../model/invoice';
import type { Result } from '../../model/result';
import { failed, ok } from '../../model/result';
import type { Pdf } from '../accounting';
import { each } from './client';
import { notFound } from './errors';
import type { Desk } from './invoiceWrites';
import { put, taken } from './invoiceWrites';
import { statusId } from './invoices';

/**
 * Sage cannot be asked to mail an invoice (apis/sage.md 7 "PDF and email"): the invoice is marked as sent, and a person or another step
 * mails the PDF. A draft is not sent to anybody.
 */
export async function sendInvoices(
	desk: Desk,
	sends: Array<{ ledgerId: string; to: string | null }>,
): Promise<Array<Result<Invoice>>> {
	const doing = 'marking invoices as sent';
	return await each(sends, async ({ ledgerId }) => {
		const wire = await desk.invoices.one(ledgerId);
		if (wire === null) return failed(notFound('sales invoice', 'invoice'));
		if (statusId(wire) === 'DRAFT') {
			return failed({
				code: 'not_approved',
				message: 'The invoice is still a draft in Sage',
				todo: 'Approve it first',
				scope: 'item',
				system: 'sage',
			});
		}
		return await taken(desk, wire.sent === true ? wire : await put(desk, ledgerId, { sent: true }, doing), doing);
	});
}

/** PDFs of invoices as Sage prints them, named by their numbers; the read leaves the sent flag as it is. */
export async function invoicePdfs(desk: Desk, ids: string[]): Promise<Array<Result<Pdf>>> {
	const invoices = await desk.invoices.byId(ids);
	return await each(invoices, async (read) => {
		if (!read.ok) return read;
		if (read.value === null) return failed(notFound('sales invoice', 'invoice'));
		const { ledgerId, number } = read.value;
		const base64 = await desk.client.pdf(`/sales_invoices/${ledgerId}`, 'reading the PDF of an invoice');
		return ok({ fileName: `${(number ?? ledgerId ?? '').replace(/[^\w.-]+/g, '-')}.pdf`, base64 });
	});
}
