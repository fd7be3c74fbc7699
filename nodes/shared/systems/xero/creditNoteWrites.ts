import { Decimal } from '../../billing/decimal';
import type { CreditNote, CreditNoteDraft } from '../../model/creditNote';
import type { Organisation } from '../../model/organisation';
import type { Result } from '../../model/result';
import { failed, ok } from '../../model/result';
import type { WriteAttempt } from '../accounting';
import { each } from '../batches';
import type { XeroClient } from './client';
import { CREDIT_NOTES } from './creditNoteReads';
import { creditNoteReference, toCreditNote, wireCreditNote } from './creditNotes';
import { elementProblem } from './errors';
import { idempotencyKey } from './ids';
import { invoicesById } from './invoiceReads';
import { makeRecords } from './recordWrites';
import type { WireAllocation, WireCreditNote } from './wire';

/**
 * Makes credit notes, then sets the approved ones against their invoices: an allocation is a call of its own and wants an
 * approved note (apis/xero.md 8). A note that stands but could not be set against its invoice says so as its `reason`.
 */
export async function createCreditNotes(
	client: XeroClient,
	organisation: Organisation,
	drafts: CreditNoteDraft[],
	attempt: WriteAttempt,
): Promise<Array<Result<CreditNote>>> {
	const read = (wire: WireCreditNote) => toCreditNote(wire, organisation);
	const made = await makeRecords(
		client,
		{ name: 'CreditNotes', query: { unitdp: 4 }, read },
		{
			drafts,
			attempt,
			what: 'credit-notes',
			doing: 'making credit notes',
			toWire: wireCreditNote,
			keyOf: ({ key }) => key,
			isOf: (wire, draft) => wire.Reference === creditNoteReference(draft),
		},
	);
	return await allocated(client, organisation, drafts, made, attempt);
}

interface Placed {
	note: CreditNote;
	invoiceId: string;
	amount: number;
}

async function allocated(
	client: XeroClient,
	organisation: Organisation,
	drafts: CreditNoteDraft[],
	made: Array<Result<CreditNote>>,
	attempt: WriteAttempt,
): Promise<Array<Result<CreditNote>>> {
	const wanted = made.map((result, index) => {
		const invoiceId = drafts[index]?.invoiceId ?? null;
		return result.ok && result.value.status === 'approved' && invoiceId !== null
			? { note: result.value, invoiceId }
			: null;
	});
	const asked = wanted.filter((one) => one !== null);
	if (asked.length === 0) return made;
	const results = await setCreditsAgainst(client, organisation, asked, attempt);
	return made.map((result, index) => {
		if (wanted[index] === null || !result.ok) return result;
		const set = results.shift();
		return set?.ok === true ? set : ok({ ...result.value, reason: unset(result.value, set?.problem.message) });
	});
}

/** Sets credit notes that stand against invoices, as far as both reach. */
export async function setCreditsAgainst(
	client: XeroClient,
	organisation: Organisation,
	pairs: Array<{ note: CreditNote; invoiceId: string }>,
	attempt: WriteAttempt,
): Promise<Array<Result<CreditNote>>> {
	const invoices = await invoicesById(
		client,
		organisation,
		pairs.map(({ invoiceId }) => invoiceId),
	);
	const placed = pairs.map(({ note, invoiceId }, index): Placed => {
		const invoice = invoices[index];
		const due = invoice?.ok === true ? (invoice.value?.due ?? 0) : 0;
		return { note, invoiceId, amount: Decimal.min(due, note.remaining).toNumber() };
	});
	return await each<Placed, CreditNote>(placed, 1, async (one) => await allocate(client, organisation, one, attempt));
}

async function allocate(
	client: XeroClient,
	organisation: Organisation,
	{ note, invoiceId, amount }: Placed,
	attempt: WriteAttempt,
): Promise<Result<CreditNote>> {
	if (amount <= 0) return ok({ ...note, reason: unset(note, 'nothing is due on the invoice') });
	const path = `${CREDIT_NOTES.path}/${note.ledgerId}`;
	const doing = 'setting a credit note against its invoice';
	const elements: WireAllocation[] = [{ Invoice: { InvoiceID: invoiceId }, Amount: amount, Date: note.issueDate }];
	const [answer] = await client.write<WireAllocation>({
		method: 'PUT',
		path: `${path}/Allocations`,
		name: 'Allocations',
		elements,
		idempotencyKey: idempotencyKey(client.organisationId, 'allocations', [note.ledgerId ?? '', invoiceId], attempt),
		doing,
	});
	const problem = answer === undefined ? null : elementProblem(answer, doing);
	if (problem !== null) return failed(problem);
	const read = await client.one<WireCreditNote>({ ...CREDIT_NOTES, path, query: { unitdp: 4 } }, 'CreditNotes');
	return ok(read === null ? note : toCreditNote(read, organisation));
}

function unset(note: CreditNote, why = 'Xero did not say why'): string {
	return `Credit note ${note.number ?? note.ledgerId} stands, but was not set against the invoice: ${why}`;
}
