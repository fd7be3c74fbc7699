import type { Invoice, InvoiceDraft } from '../../model/invoice';
import type { Problem, Result } from '../../model/result';
import { failed, ok } from '../../model/result';
import { unreadable } from '../../transport/answers';
import type { InvoiceAdvance, InvoiceMark, WriteAttempt } from '../accounting';
import type { Catalogue } from './catalogue';
import type { SageClient } from './client';
import { each } from './client';
import type { ContactReads } from './contactReads';
import { documentBody } from './documentWrites';
import { notFound } from './errors';
import { idempotencyId } from './ids';
import type { InvoiceReads } from './invoiceReads';
import { statusId } from './invoices';
import { placeOfMark } from './keyPlace';
import { makeOnce } from './replays';
import { SAGE } from './profile';
import type { WireInvoice } from './wire';
import { text } from './wire';

const PATH = '/sales_invoices';

/** What writes of documents work with. */
export interface Desk {
	client: SageClient;
	catalogue: Catalogue;
	contacts: ContactReads;
	invoices: InvoiceReads;
}

/** One POST for each invoice; without DRAFT Sage posts it at once (apis/sage.md 7). */
export async function createInvoices(
	desk: Desk,
	drafts: InvoiceDraft[],
	attempt: WriteAttempt,
	quoteOf: (draft: InvoiceDraft) => string | null = () => null,
): Promise<Array<Result<Invoice>>> {
	const doing = 'making invoices';
	return await each(drafts, async (draft) => {
		const quote = quoteOf(draft);
		const body = {
			...(await wireInvoice(desk, draft)),
			...(draft.status === 'approved' ? {} : { status_id: 'DRAFT' }),
			...(quote === null ? {} : { original_quote_estimate_id: quote }),
		};
		const wire = await makeOnce<WireInvoice>({
			client: desk.client,
			attempt,
			write: async (anew) =>
				await desk.client.write<WireInvoice>({
					method: 'POST',
					path: PATH,
					name: 'sales_invoice',
					body,
					idempotencyId: idempotencyId(desk.client.businessId, 'sales_invoice', draft.key, anew),
					doing,
				}),
			read: async (id) => await desk.invoices.one(id),
		});
		return await taken(desk, wire, doing);
	});
}

/**
 * Replaces the content of drafts. PUT is partial, and an array it carries takes the place of the one that stands there
 * (apis/sage.md 3). Without an idempotency id: an edit back to what stood before must not be answered from memory.
 */
export async function updateInvoices(
	desk: Desk,
	changes: Array<{ ledgerId: string; draft: InvoiceDraft }>,
): Promise<Array<Result<Invoice>>> {
	const doing = 'updating invoices';
	return await each(changes, async ({ ledgerId, draft }) => {
		const wire = await put(desk, ledgerId, await wireInvoice(desk, draft), doing);
		if (draft.status !== 'approved') return await taken(desk, wire, doing);
		return await release(desk, ledgerId);
	});
}

/** Releases drafts (apis/sage.md 7); dates, where they are given, are written just before. */
export async function advanceInvoices(desk: Desk, changes: InvoiceAdvance[]): Promise<Array<Result<Invoice>>> {
	return await each(changes, async ({ ledgerId, status, dates }) => {
		if (status === 'submitted') return failed(noSubmitted());
		if (dates !== undefined) {
			const body = { date: dates.issueDate, due_date: dates.dueDate };
			await put(desk, ledgerId, body, 'approving invoices');
		}
		return await release(desk, ledgerId);
	});
}

/** A second release is refused; an invoice that is released already, by another run or a lost answer, is what was asked for. */
async function release(desk: Desk, id: string): Promise<Result<Invoice>> {
	const doing = 'approving invoices';
	return await settled(
		desk,
		id,
		async () =>
			await desk.client.write<WireInvoice>({
				method: 'POST',
				path: `${PATH}/${encodeURIComponent(id)}/release`,
				doing,
			}),
		(wire) => !['DRAFT', 'VOID', ''].includes(statusId(wire)) && text(wire.deleted_at) === null,
		doing,
	);
}

/**
 * Deletes drafts, voids released invoices with the reason that Sage asks for. A draft that was released meanwhile is refused, since no
 * reason is sent for it. One that is gone or void already was withdrawn by another run.
 */
export async function withdrawInvoices(
	desk: Desk,
	invoices: Invoice[],
	reason = 'Withdrawn by Closed Loop',
): Promise<Array<Result<Invoice>>> {
	const doing = 'withdrawing invoices';
	return await each(invoices, async (invoice) => {
		const id = invoice.ledgerId ?? '';
		const draft = invoice.status === 'draft';
		const query = draft ? {} : { void_reason: reason.slice(0, 200) };
		const gone: Invoice = { ...invoice, status: 'deleted' };
		return await desk.client
			.write<WireInvoice>({ method: 'DELETE', path: `${PATH}/${encodeURIComponent(id)}`, query, doing })
			.then(
				async (wire) => (wire === null ? ok(gone) : await taken(desk, wire, doing)),
				async (error: unknown) => {
					const now = await desk.invoices.one(id);
					if (now === null) return ok(gone);
					const dead = statusId(now) === 'VOID' || text(now.deleted_at) !== null;
					return dead ? await taken(desk, now, doing) : await Promise.reject(error);
				},
			);
	});
}

/** Puts the key beside what a person wrote; reads first, since the reference and the notes are sent whole. */
export async function markInvoices(desk: Desk, marks: InvoiceMark[]): Promise<Array<Result<Invoice>>> {
	const doing = 'linking invoices';
	return await each(marks, async (mark) => {
		const wire = await desk.invoices.one(mark.ledgerId);
		if (wire === null) return failed(notFound('sales invoice', 'invoice'));
		return await taken(desk, await put(desk, mark.ledgerId, placeOfMark(wire, mark), doing), doing);
	});
}

async function wireInvoice(desk: Desk, draft: InvoiceDraft): Promise<Record<string, unknown>> {
	const { notes } = await desk.catalogue.business();
	const { header, lines } = await documentBody(desk.catalogue, desk.contacts, draft, notes.invoice);
	return { ...header, due_date: draft.dueDate, invoice_lines: lines };
}

/** Writes these fields of an invoice. */
export async function put(
	desk: Desk,
	id: string,
	body: Record<string, unknown>,
	doing: string,
): Promise<WireInvoice | null> {
	const path = `${PATH}/${encodeURIComponent(id)}`;
	return await desk.client.write<WireInvoice>({ method: 'PUT', path, name: 'sales_invoice', body, doing });
}

/** The answer of a write as a document. An answer without a record tells nothing of what became of it. */
export async function taken(desk: Desk, wire: WireInvoice | null, doing: string): Promise<Result<Invoice>> {
	if (wire === null) throw unreadable(SAGE, doing);
	return ok(await desk.invoices.written(wire));
}

/** Does something that is refused the second time; where it is, the document tells whether it was done before. */
async function settled(
	desk: Desk,
	id: string,
	write: () => Promise<WireInvoice | null>,
	done: (wire: WireInvoice) => boolean,
	doing: string,
): Promise<Result<Invoice>> {
	return await write().then(
		async (wire) => await taken(desk, wire ?? (await desk.invoices.one(id)), doing),
		async (error: unknown) => {
			const now = await desk.invoices.one(id);
			return now !== null && done(now) ? await taken(desk, now, doing) : await Promise.reject(error);
		},
	);
}

function noSubmitted(): Problem {
	return {
		code: 'refused',
		message: 'Sage has no step between a draft and a released invoice',
		todo: "Leave the draft for a person, or set 'Status' to Approved",
		scope: 'item',
		system: 'sage',
	};
}
