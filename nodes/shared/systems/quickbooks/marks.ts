import { parseKey } from '../../billing/key';
import { keyMemo, withExecution } from '../../billing/keyTexts';
import type { Invoice } from '../../model/invoice';
import type { Result } from '../../model/result';
import { failed, ok } from '../../model/result';
import type { InvoiceMark } from '../accounting';
import type { Books } from './books';
import { changeObjects, gone } from './changeObjects';
import { documentId } from './ids';
import { readDocuments, toDocuments } from './invoiceReads';
import type { WireInvoice } from './wire';

/** Longest memo (apis/quickbooks.md 7.3). */
const MEMO_MAX = 4000;

/**
 * Puts our key into the memo of invoices that people made, below what stands there; nothing else is touched. One that carries
 * the key already takes the new execution alone, where it names one.
 */
export async function markInvoices(books: Books, marks: InvoiceMark[]): Promise<Array<Result<Invoice>>> {
	const going = marks.filter(({ ledgerId }) => documentId(ledgerId)?.entity === 'Invoice');
	const results = await changeObjects<InvoiceMark, WireInvoice, WireInvoice>({
		books,
		entity: 'Invoice',
		inputs: going,
		idOf: ({ ledgerId }) => ledgerId,
		read: async (ids) => (await readDocuments(books, ids)).invoices,
		body: ({ key, execution }, { PrivateNote = '' }) => {
			if (parseKey(PrivateNote)?.key === key) {
				const signed = withExecution(PrivateNote, execution);
				return signed === PrivateNote ? null : { PrivateNote: signed };
			}
			const memo = keyMemo({ key, execution, what: 'invoice' });
			// The first key counts, so ours goes before what may hold another's.
			const note = parseKey(PrivateNote) === null ? `${PrivateNote}\n${memo}`.trim() : `${memo}\n${PrivateNote}`;
			return { PrivateNote: note.length > MEMO_MAX ? `${memo}\n${PrivateNote}`.slice(0, MEMO_MAX) : note };
		},
		take: (wire) => wire,
		doing: 'linking invoices',
	});
	const documents = await toDocuments(
		books,
		results.flatMap((result) => (result.ok ? [result.value] : [])),
		[],
	);
	return marks.map((mark): Result<Invoice> => {
		const result = results[going.indexOf(mark)];
		if (result === undefined) return failed(gone('Invoice', mark.ledgerId));
		if (!result.ok) return result;
		return ok(documents.find(({ ledgerId }) => ledgerId === mark.ledgerId) as Invoice);
	});
}
