import type { CreditNote, CreditNoteDraft } from '../../model/creditNote';
import type { InvoiceStatus } from '../../model/invoice';
import type { Result } from '../../model/result';
import { failed, ok } from '../../model/result';
import { unreadable } from '../../transport/answers';
import type { SalesQuery, WriteAttempt } from '../accounting';
import { allocate } from './allocations';
import { booksFor, currencyOf, currencyRateOf, customerOf, minus, settlementsOf } from './artefacts';
import type { Query } from './client';
import { each } from './client';
import { documentBody } from './documentWrites';
import { idempotencyId, isId } from './ids';
import type { Desk } from './invoiceWrites';
import { documentNumber, statusId } from './invoices';
import { readPlace } from './keyPlace';
import type { LineBooks } from './lines';
import { amountsAre, areWhole, toLine } from './lines';
import { makeOnce } from './replays';
import { SAGE } from './profile';
import type { WireCreditNote } from './wire';
import { day, linkOf, moment, number, text } from './wire';

const PATH = '/sales_credit_notes';
const DOING = 'reading credit notes';
const READ: Query = { show_payments_allocations: true };

/** A Sage sales credit note (apis/sage.md 8). */
export function toCreditNote(wire: WireCreditNote, books: LineBooks): CreditNote {
	const { organisation } = books;
	const lines = areWhole(wire.credit_note_lines) ? wire.credit_note_lines : [];
	const amounts = amountsAre(lines, organisation);
	const status = statusOf(wire);
	const total = Math.abs(number(wire.total_amount));
	const left = Math.abs(number(wire.outstanding_amount ?? minus(total, Math.abs(number(wire.total_paid)))));
	return {
		ledger: 'sage',
		organisation: { id: organisation.id, name: organisation.name },
		ledgerId: text(wire.id),
		...readPlace(wire),
		number: documentNumber(wire.credit_note_number, wire.displayed_as, status === 'draft'),
		status,
		customer: customerOf(wire),
		issueDate: day(wire.date) ?? '',
		currency: currencyOf(wire, organisation),
		currencyRate: currencyRateOf(wire, organisation),
		amountsAre: amounts,
		lines: lines.map((line) => toLine(line, amounts, books)),
		subtotal: Math.abs(number(wire.net_amount)),
		tax: Math.abs(number(wire.tax_amount)),
		total,
		remaining: status === 'draft' ? total : status === 'voided' || status === 'deleted' ? 0 : left,
		allocations: settlementsOf(wire)
			.filter(({ paymentId, artefactId }) => paymentId === null && artefactId !== null)
			.map(({ artefactId, amount, date }) => ({ invoiceId: artefactId ?? '', amount, date: date || null })),
		url: linkOf(wire),
		updatedAt: moment(wire.updated_at),
	};
}

function statusOf(wire: WireCreditNote): InvoiceStatus {
	const status = statusId(wire);
	if (status === 'VOID') return 'voided';
	if (text(wire.deleted_at) !== null) return 'deleted';
	if (status === 'DRAFT') return 'draft';
	return status === 'PAID' || number(wire.outstanding_amount ?? 1) === 0 ? 'paid' : 'approved';
}

/** Dated within the range, every status; lines one by one where the list leaves them out. */
export async function readCreditNotes(desk: Desk, query: SalesQuery): Promise<CreditNote[]> {
	const range: Query = { ...READ, from_date: query.from, ...(query.to === null ? {} : { to_date: query.to }) };
	const wires = await desk.client.pages<WireCreditNote>({
		path: PATH,
		query: { ...range, sort: 'created_at' },
		doing: DOING,
	});
	const customers = query.customerIds === null ? null : new Set(query.customerIds.map((id) => id.toLowerCase()));
	const asked = wires.filter((wire) => customers === null || customers.has((wire.contact?.id ?? '').toLowerCase()));
	const whole = await Promise.all(
		asked.map(async (wire) =>
			areWhole(wire.credit_note_lines) ? wire : ((await readOne(desk, wire.id ?? '')) ?? wire),
		),
	);
	return await documents(desk, whole);
}

/** As the list shows them, those with something left. */
export async function openCreditNotes(desk: Desk): Promise<CreditNote[]> {
	const lists = await Promise.all(
		['UNPAID', 'PART_PAID'].map(
			async (status) =>
				await desk.client.pages<WireCreditNote>({
					path: PATH,
					query: { ...READ, status_id: status },
					doing: DOING,
				}),
		),
	);
	return (await documents(desk, lists.flat())).filter(({ remaining }) => remaining > 0);
}

async function readOne(desk: Desk, id: string): Promise<WireCreditNote | null> {
	if (!isId(id)) return null;
	const query = { ...READ, nested_attributes: 'all', mark_as_sent: false };
	return await desk.client.one<WireCreditNote>({ path: `${PATH}/${encodeURIComponent(id)}`, query, doing: DOING });
}

async function documents(desk: Desk, wires: WireCreditNote[]): Promise<CreditNote[]> {
	if (wires.length === 0) return [];
	const books = await booksFor(
		desk.catalogue,
		wires.flatMap((wire) => wire.credit_note_lines ?? []),
	);
	return wires.map((wire) => toCreditNote(wire, books));
}

/**
 * Makes credit notes, then sets the approved ones against their invoices, which is a record of its own in Sage. A note that stands but could not be set
 * against its invoice says so as its `reason`.
 */
export async function createCreditNotes(
	desk: Desk,
	drafts: CreditNoteDraft[],
	attempt: WriteAttempt,
): Promise<Array<Result<CreditNote>>> {
	const doing = 'making credit notes';
	return await each(drafts, async (draft) => {
		const { notes } = await desk.catalogue.business();
		const { header, lines } = await documentBody(desk.catalogue, desk.contacts, draft, notes.creditNote);
		const body = {
			...header,
			...(draft.status === 'approved' ? {} : { status_id: 'DRAFT' }),
			credit_note_lines: lines,
		};
		const wire = await makeOnce<WireCreditNote>({
			client: desk.client,
			attempt,
			write: async (anew) =>
				await desk.client.write<WireCreditNote>({
					method: 'POST',
					path: PATH,
					name: 'sales_credit_note',
					body,
					idempotencyId: idempotencyId(desk.client.businessId, 'sales_credit_note', draft.key, anew),
					doing,
				}),
			read: async (id) => await readOne(desk, id),
		});
		if (wire === null) throw unreadable(SAGE, doing);
		const whole = areWhole(wire.credit_note_lines) ? wire : ((await readOne(desk, wire.id ?? '')) ?? wire);
		const [note] = await documents(desk, [whole]);
		if (note === undefined) throw unreadable(SAGE, doing);
		if (draft.invoiceId === null || note.status !== 'approved') return ok(note);
		return await setAgainst(desk, note, draft.invoiceId, attempt);
	});
}

/** Sets credit notes that stand against invoices, as far as both reach. */
export async function setCreditsAgainst(
	desk: Desk,
	pairs: Array<{ note: CreditNote; invoiceId: string }>,
	attempt: WriteAttempt,
): Promise<Array<Result<CreditNote>>> {
	return await each(pairs, async ({ note, invoiceId }) => await setAgainst(desk, note, invoiceId, attempt));
}

async function setAgainst(
	desk: Desk,
	note: CreditNote,
	invoiceId: string,
	attempt: WriteAttempt,
): Promise<Result<CreditNote>> {
	const [invoice] = await desk.invoices.byId([invoiceId]);
	if (invoice?.ok === false) return failed(invoice.problem);
	const amount = Math.min(note.remaining, invoice?.value?.due ?? 0);
	const apart = (why: string): Result<CreditNote> =>
		ok({
			...note,
			reason: `Credit note ${note.number ?? note.ledgerId} stands, but was not set against the invoice: ${why}`,
		});
	if (amount <= 0) return apart('nothing is due on the invoice');
	const set = await allocate(
		desk,
		{
			contactId: note.customer.ledgerId ?? '',
			invoiceId,
			creditId: note.ledgerId ?? '',
			amount,
			date: note.issueDate,
		},
		attempt,
	);
	if (!set.ok) return apart(set.problem.message);
	const read = await readOne(desk, note.ledgerId ?? '');
	return ok(read === null ? note : ((await documents(desk, [read]))[0] ?? note));
}
