import type { Invoice, InvoiceDraft } from '../../model/invoice';
import type { Organisation } from '../../model/organisation';
import type { Result } from '../../model/result';
import { ok } from '../../model/result';
import type { InvoiceAdvance, InvoiceMark, WriteAttempt } from '../accounting';
import type { XeroClient } from './client';
import { invoicesById } from './invoiceReads';
import { toInvoice, WIRE_STATUS, wireInvoice } from './invoices';
import { placeOfKey } from './keyPlace';
import { changeRecords, makeRecords } from './recordWrites';
import type { Kind } from './recordWrites';
import type { WireInvoice } from './wire';

const DEAD = ['voided', 'deleted'];

/** Makes invoices with PUT, which never edits one that is there (apis/xero.md 0.3); unit prices keep four decimals. */
export async function createInvoices(
	client: XeroClient,
	organisation: Organisation,
	drafts: InvoiceDraft[],
	attempt: WriteAttempt,
): Promise<Array<Result<Invoice>>> {
	return await makeRecords(client, invoicesOf(client, organisation), {
		drafts,
		attempt,
		what: 'invoices',
		doing: 'making invoices',
		toWire: wireInvoice,
		keyOf: ({ key }) => key,
		isOf: (wire, draft) => wire.Url === placeOfKey(draft),
	});
}

/** Replaces content and status of existing invoices: lines without an id take the place of those that stand there. */
export async function updateInvoices(
	client: XeroClient,
	organisation: Organisation,
	changes: Array<{ ledgerId: string; draft: InvoiceDraft }>,
): Promise<Array<Result<Invoice>>> {
	return await post(client, organisation, 'updating invoices', changes, ({ ledgerId, draft }) => ({
		InvoiceID: ledgerId,
		...wireInvoice(draft),
		// Left out, it would stay as it is.
		Reference: draft.reference ?? '',
	}));
}

/** Sends the status, and dates where they are given: lines must be left out or they are made anew (apis/xero.md 0.7). */
export async function advanceInvoices(
	client: XeroClient,
	organisation: Organisation,
	changes: InvoiceAdvance[],
): Promise<Array<Result<Invoice>>> {
	return await post(client, organisation, 'approving invoices', changes, ({ ledgerId, status, dates }) => ({
		InvoiceID: ledgerId,
		Status: WIRE_STATUS[status],
		...(dates === undefined ? {} : { Date: dates.issueDate, DueDate: dates.dueDate }),
	}));
}

/**
 * Deletes drafts and submitted invoices, voids approved ones. Where Xero refuses, the invoice is read: one that is dead
 * already was withdrawn by another run.
 */
export async function withdrawInvoices(
	client: XeroClient,
	organisation: Organisation,
	invoices: Invoice[],
): Promise<Array<Result<Invoice>>> {
	const named = invoices.map((invoice) => ({ ledgerId: invoice.ledgerId ?? '', status: invoice.status }));
	const results = await post(client, organisation, 'withdrawing invoices', named, ({ ledgerId, status }) => ({
		InvoiceID: ledgerId,
		Status: status === 'draft' || status === 'submitted' ? 'DELETED' : 'VOIDED',
	}));
	const refused = named.filter((_, index) => results[index]?.ok === false).map(({ ledgerId }) => ledgerId);
	if (refused.length === 0) return results;
	const now = await invoicesById(client, organisation, refused);
	return results.map((result, index) => {
		const read = now[refused.indexOf(named[index]?.ledgerId ?? '')];
		const dead = read?.ok && read.value !== null && DEAD.includes(read.value.status) ? read.value : null;
		return result.ok || dead === null ? result : ok(dead);
	});
}

/** Sends the Url alone, which Xero takes even on paid invoices (apis/xero.md 7.4) and shows to no customer. */
export async function markInvoices(
	client: XeroClient,
	organisation: Organisation,
	marks: InvoiceMark[],
): Promise<Array<Result<Invoice>>> {
	return await post(client, organisation, 'linking invoices', marks, (mark) => ({
		InvoiceID: mark.ledgerId,
		Url: placeOfKey(mark),
	}));
}

async function post<Change>(
	client: XeroClient,
	organisation: Organisation,
	doing: string,
	changes: Change[],
	toWire: (change: Change) => WireInvoice,
): Promise<Array<Result<Invoice>>> {
	const idOf = ({ InvoiceID }: WireInvoice) => InvoiceID;
	return await changeRecords(client, invoicesOf(client, organisation), { changes, doing, toWire, idOf });
}

function invoicesOf(client: XeroClient, organisation: Organisation): Kind<WireInvoice, Invoice> {
	const read = (wire: WireInvoice) => toInvoice(wire, organisation, client.now());
	return { name: 'Invoices', query: { unitdp: 4 }, read };
}
