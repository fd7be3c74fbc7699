import { base32Hash } from '../../billing/key';
import type { Result } from '../../model/result';
import { failed, ok } from '../../model/result';
import type { InvoiceNote, LastEdit, Noted } from '../accounting';
import { each } from '../batches';
import type { XeroClient } from './client';
import { moment } from './dates';
import { notFound } from './errors';
import { isGuid } from './ids';
import type { WireHistoryRecord } from './wire';

/** History and Notes (apis/xero.md 8): one call for each invoice, and what is written can never be taken away. */

const NOTE_MAX = 2500;

/** Xero's name for what apps do, ours and others'. */
const APPS = 'System Generated';

/** Calls of one invoice each, a few at once. */
const AT_ONCE = 3;

const ROWS = 'HistoryRecords';

/** The newest change that a person made; null where none did. Notes change nothing. */
export async function lastEdits(client: XeroClient, ids: string[]): Promise<Array<Result<LastEdit | null>>> {
	return await each<string, LastEdit | null>(ids, AT_ONCE, async (id) => {
		const rows = await historyOf(client, id);
		if (rows === null) return failed(notFound('sales invoice', 'invoice'));
		const edit = newestFirst(rows).find(
			({ User, Changes }) => User && User !== APPS && !/note/i.test(Changes ?? ''),
		);
		return ok(edit === undefined ? null : { by: edit.User ?? null, at: at(edit) });
	});
}

/** Adds notes, each once: the history is read before, and a repeated request is answered as the first was. */
export async function noteInvoices(client: XeroClient, notes: InvoiceNote[]): Promise<Array<Result<Noted>>> {
	// Notes of one invoice one after the other, or each would be read as missing by the next.
	return await each<InvoiceNote, Noted>(notes, 1, async ({ ledgerId, text }) => {
		const details = text.slice(0, NOTE_MAX);
		const rows = await historyOf(client, ledgerId);
		if (rows === null) return failed(notFound('sales invoice', 'invoice'));
		if (rows.some(({ Details }) => Details?.trim() === details.trim())) return ok('stood');
		await client.write<WireHistoryRecord>({
			method: 'PUT',
			path: `/Invoices/${ledgerId}/History`,
			name: ROWS,
			elements: [{ Details: details }],
			idempotencyKey: `closed-loop-note-${base32Hash(`${client.organisationId} ${ledgerId} ${details}`, 48)}`,
			doing: 'noting on an invoice',
		});
		return ok('noted');
	});
}

async function historyOf(client: XeroClient, id: string): Promise<WireHistoryRecord[] | null> {
	if (!isGuid(id)) return null;
	return await client.listOf<WireHistoryRecord>(
		{ path: `/Invoices/${id}/History`, doing: 'reading the history of an invoice' },
		ROWS,
	);
}

function newestFirst(rows: WireHistoryRecord[]): WireHistoryRecord[] {
	return [...rows].sort((a, b) => (at(b) ?? '').localeCompare(at(a) ?? ''));
}

function at({ DateUTC }: WireHistoryRecord): string | null {
	return moment(DateUTC);
}
