import type { Invoice } from '../../model/invoice';
import type { Organisation } from '../../model/organisation';
import type { Problem, Result } from '../../model/result';
import { failed, ok } from '../../model/result';
import type { Pdf } from '../accounting';
import { each } from '../batches';
import type { XeroClient } from './client';
import { notFound } from './errors';
import { invoicesById } from './invoiceReads';

/**
 * Has Xero mail invoices to their contacts (apis/xero.md 7.6), and reads them again. Xero knows no other recipient. A mail that
 * got no answer is not sent a second time.
 */
export async function sendInvoices(
	client: XeroClient,
	organisation: Organisation,
	sends: Array<{ ledgerId: string; to: string | null }>,
): Promise<Array<Result<Invoice>>> {
	const doing = 'sending invoices';
	const sent = await each<(typeof sends)[number], string>(sends, 1, async ({ ledgerId, to }) => {
		if (to !== null) return failed(recipientFixed());
		await client.act(`/Invoices/${encodeURIComponent(ledgerId)}/Email`, doing);
		return ok(ledgerId);
	});
	const read = await invoicesById(
		client,
		organisation,
		sent.flatMap((result) => (result.ok ? [result.value] : [])),
	);
	return sent.map((result) => (result.ok ? found(read.shift()) : result));
}

/** PDFs of invoices as Xero prints them, named by their numbers. */
export async function invoicePdfs(
	client: XeroClient,
	organisation: Organisation,
	ids: string[],
): Promise<Array<Result<Pdf>>> {
	const invoices = (await invoicesById(client, organisation, ids)).map((result) => found(result));
	return await each<Result<Invoice>, Pdf>(invoices, 1, async (invoice) => {
		if (!invoice.ok) return invoice;
		const { ledgerId, number } = invoice.value;
		const base64 = await client.pdf(`/Invoices/${ledgerId}`, 'reading the PDF of an invoice');
		return ok({ fileName: `${(number ?? ledgerId ?? '').replace(/[^\w.-]+/g, '-')}.pdf`, base64 });
	});
}

function found(result: Result<Invoice | null> | undefined): Result<Invoice> {
	if (result?.ok === false) return result;
	return result?.value ? ok(result.value) : failed(notFound('sales invoice', 'invoice'));
}

function recipientFixed(): Problem {
	return {
		code: 'recipient_fixed',
		message: "Xero mails an invoice to its contact's own address only",
		todo: 'Leave the address empty, and change the email address of the contact in Xero where another is wanted',
		scope: 'item',
		system: 'xero',
	};
}
