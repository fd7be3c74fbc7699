import type { Hono } from 'hono';
import { allocate, CREDIT_KINDS, CREDIT_NOTE, removeAllocation } from './credits.mts';
import type { CreditKind } from './credits.mts';
import { findCreditNote, writeCreditNote } from './creditNoteWrite.mts';
import { writeElements } from './elements.mts';
import { answerList, envelope, places } from './exchange.mts';
import type { XeroContext, XeroEnv } from './exchange.mts';
import { isGuid } from './ids.mts';
import { showAllocation, showCreditNote, showReceipt } from './invoices.mts';
import type { Listing } from './listing.mts';
import { pdf } from './pdf.mts';
import { Invalid, notFound, refuse } from './problems.mts';
import type { Credit, CreditNote } from './records.mts';
import { answer } from './wire.mts';

/** Credit notes, prepayments and overpayments, and their allocations: apis/xero.md section 8. */

const CREDIT_NOTES = { plural: 'CreditNotes', idField: 'CreditNoteID', flag: 'HasErrors' } as const;
const ALLOCATIONS = { plural: 'Allocations', idField: 'AllocationID' } as const;

export function creditRoutes(routes: Hono<XeroEnv>): void {
	for (const kind of CREDIT_KINDS) {
		routes.get(`/${kind.plural}`, (c) => {
			const of: Listing<Credit> = {
				kind: kind.plural,
				records: kind.in(c.get('books')).all(),
				idField: kind.idField,
			};
			return answerList(c, kind.plural, of, (credit, paged) =>
				show(c, kind, credit, paged ? 'paged' : 'unpaged'),
			);
		});
		routes.get(`/${kind.plural}/:id`, (c) => {
			const credit = creditAt(c, kind);
			if (!credit) return notFound();
			if (kind === CREDIT_NOTE && c.req.header('accept')?.includes('application/pdf')) {
				const bytes = pdf(`Credit note ${String(credit['CreditNoteNumber'])}`);
				return c.body(bytes, 200, { 'Content-Type': 'application/pdf' });
			}
			return envelope(c, { [kind.plural]: [show(c, kind, credit, 'single')] });
		});
		allocationRoutes(routes, kind);
	}
	routes.on(['PUT', 'POST'], '/CreditNotes', (c) => writeCreditNotes(c));
	routes.post('/CreditNotes/:id', (c) => {
		const note = creditAt(c, CREDIT_NOTE);
		return note ? writeCreditNotes(c, { CreditNoteID: note['CreditNoteID'] }) : notFound();
	});
}

function allocationRoutes(routes: Hono<XeroEnv>, kind: CreditKind): void {
	routes.put(`/${kind.plural}/:id/Allocations`, (c) => {
		if (!creditAt(c, kind)) return notFound();
		return writeElements(c, ALLOCATIONS, (fields) => {
			// Read anew for each, since the one before has used some of it.
			const credit = creditAt(c, kind);
			if (!credit) throw new Invalid('The document could not be found.');
			return { shown: showAllocation(allocate(c.get('books'), kind, credit, fields, c.get('by'))) };
		});
	});
	routes.delete(`/${kind.plural}/:id/Allocations/:allocation`, (c) => {
		const credit = creditAt(c, kind);
		const id = c.req.param('allocation').toLowerCase();
		const held = credit?.Allocations.find((allocation) => allocation.AllocationID === id);
		if (!credit || !held) return notFound();
		try {
			c.get('books').attempt(() => removeAllocation(c.get('books'), kind, credit, id, c.get('by')));
		} catch (error) {
			if (error instanceof Invalid) return refuse(error.messages.join(' '));
			throw error;
		}
		return answer({ ...showAllocation(held), IsDeleted: true }, c.req.header('accept'));
	});
}

function writeCreditNotes(c: XeroContext, given: Record<string, unknown> = {}): Response {
	const books = c.get('books');
	const method = c.req.method === 'PUT' ? 'PUT' : 'POST';
	const write = (fields: Record<string, unknown>) => ({
		shown: showCreditNote(
			books,
			writeCreditNote(books, fields, method, places(c), c.get('by')),
			'single',
			places(c),
		),
	});
	return writeElements(c, CREDIT_NOTES, write, given);
}

function creditAt(c: XeroContext, kind: CreditKind): Credit | undefined {
	const id = c.req.param('id') ?? '';
	if (kind === CREDIT_NOTE && !isGuid(id)) return findCreditNote(c.get('books'), { CreditNoteNumber: id });
	return kind.in(c.get('books')).get(id.toLowerCase());
}

function show(c: XeroContext, kind: CreditKind, credit: Credit, detail: 'single' | 'paged' | 'unpaged') {
	return kind === CREDIT_NOTE
		? showCreditNote(c.get('books'), credit as CreditNote, detail, places(c))
		: showReceipt(c.get('books'), credit, detail);
}
