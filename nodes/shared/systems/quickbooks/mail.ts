import type { Invoice } from '../../model/invoice';
import type { Result } from '../../model/result';
import { failed, ok } from '../../model/result';
import { attempted } from '../../transport/attempt';
import type { Pdf } from '../accounting';
import type { Books } from './books';
import { gone } from './changeObjects';
import { utc } from './dates';
import { documentId } from './ids';
import { isSent } from './invoices';
import { readDocuments, toDocuments } from './invoiceReads';
import type { WireInvoice, WireSale } from './wire';

/**
 * Mails invoices by QuickBooks, to the address given or else the invoice's own (apis/quickbooks.md 7.3). A mail whose answer
 * was lost is not sent again: the invoice tells whether it went out.
 */
export async function sendInvoices(
	books: Books,
	sends: Array<{ ledgerId: string; to: string | null }>,
): Promise<Array<Result<Invoice>>> {
	await books.company();
	const since = books.client.clock();
	const results = await Promise.all(
		sends.map(async ({ ledgerId, to }) => await attempted(sendOne(books, ledgerId, to))),
	);
	const unknown = sends.filter((_, index) => isUnanswered(results[index])).map(({ ledgerId }) => ledgerId);
	const now = unknown.length === 0 ? [] : allOf(await readDocuments(books, unknown));
	const told = results.map((result, index): Result<WireSale> => {
		if (!isUnanswered(result)) return result;
		const wire = now.find(({ Id }) => Id === documentId(sends[index]?.ledgerId ?? '')?.id);
		return wire !== undefined && sentSince(wire, since) ? ok(wire) : result;
	});
	const wires = (entity: 'Invoice' | 'Estimate') =>
		told.flatMap((result, index) =>
			result.ok && documentId(sends[index]?.ledgerId ?? '')?.entity === entity ? [result.value] : [],
		);
	const documents = await toDocuments(books, wires('Invoice'), wires('Estimate'));
	return told.map((result, index): Result<Invoice> => {
		if (!result.ok) return result;
		const document = documents.find(({ ledgerId }) => ledgerId === sends[index]?.ledgerId);
		return document === undefined ? failed(gone('Invoice', sends[index]?.ledgerId ?? '')) : ok(document);
	});
}

async function sendOne(books: Books, ledgerId: string, to: string | null): Promise<Result<WireSale>> {
	const named = documentId(ledgerId);
	if (named === null) return failed(gone('Invoice', ledgerId));
	const path = `/${named.entity.toLowerCase()}/${named.id}/send`;
	const answer = await books.client.post(path, { sendTo: to ?? undefined }, 'sending an invoice');
	const wire = (answer as Record<string, WireSale> | null)?.[named.entity];
	return wire === undefined ? failed(gone(named.entity, ledgerId)) : ok(wire);
}

/** QuickBooks' own PDFs, one call each: they cannot be batched (section 8). */
export async function invoicePdfs(books: Books, ids: string[]): Promise<Array<Result<Pdf>>> {
	const found = allOf(await readDocuments(books, ids));
	return await Promise.all(
		ids.map(async (ledgerId): Promise<Result<Pdf>> => {
			const named = documentId(ledgerId);
			const wire = found.find(({ Id }) => Id === named?.id);
			if (named === null || wire === undefined) return failed(gone('Invoice', ledgerId));
			const path = `/${named.entity.toLowerCase()}/${named.id}/pdf`;
			const file = await attempted(
				books.client.file(path, 'application/pdf', 'reading a PDF').then((base64) => ok(base64)),
			);
			if (!file.ok) return file;
			return ok({ fileName: `${named.entity} ${wire.DocNumber ?? named.id}.pdf`, base64: file.value });
		}),
	);
}

function isUnanswered(result: Result<unknown> | undefined): boolean {
	return result?.ok === false && result.problem.code === 'no_answer';
}

/** Times of QuickBooks are whole seconds. */
function sentSince(wire: WireSale, since: string | null): boolean {
	const at = utc(wire.DeliveryInfo?.DeliveryTime);
	return isSent(wire) && at !== null && since !== null && at.slice(0, 19) >= since.slice(0, 19);
}

function allOf({ invoices, estimates }: { invoices: WireInvoice[]; estimates: WireSale[] }): WireSale[] {
	return [...invoices, ...estimates];
}
