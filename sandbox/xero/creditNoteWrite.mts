import type { XeroRecord } from '../core/types.mts';
import { sum, totals } from './amounts.mts';
import type { Author } from './author.mts';
import type { Books } from './books.mts';
import { BY } from './books.mts';
import { checkLock, contactFor, contactOf, headerOf, headerProblems, linesFor, NEXT } from './documents.mts';
import { nextCreditNoteNumber } from './numbers.mts';
import { Invalid } from './problems.mts';
import type { CreditNote } from './records.mts';

/** Creating and changing credit notes, which have the statuses and lines of invoices and no discounts: apis/xero.md section 8. */

const NOT_VALID_FOR_CREATION = 'Credit note not of valid status for creation';
const NOT_VALID_FOR_CHANGE = 'Credit note not of valid status for modification';
const TEXTS = ['Reference', 'CreditNoteNumber', 'BrandingThemeID', 'CurrencyCode', 'LineAmountTypes'];

/**
 * Creates a credit note (`PUT`), or creates or updates one (`POST`, matched by CreditNoteID or else CreditNoteNumber).
 * @throws Invalid with Xero's own messages
 */
export function writeCreditNote(
	books: Books,
	fields: XeroRecord,
	method: 'PUT' | 'POST',
	places: number,
	by: Author,
): CreditNote {
	const held = method === 'POST' ? findCreditNote(books, fields) : undefined;
	if (method === 'POST' && fields['CreditNoteID'] && !held) throw new Invalid('The credit note could not be found.');
	return held ? update(books, held, fields, places, by) : create(books, fields, places, by);
}

/** The credit note that CreditNoteID or CreditNoteNumber names. */
export function findCreditNote(books: Books, fields: XeroRecord): CreditNote | undefined {
	const { CreditNoteID: id, CreditNoteNumber: number } = fields;
	if (typeof id === 'string' && id) return books.creditNotes.get(id.toLowerCase());
	return typeof number === 'string' && number
		? books.creditNotes.by(BY.creditNoteNumber, number.toLowerCase())[0]
		: undefined;
}

function create(books: Books, fields: XeroRecord, places: number, by: Author): CreditNote {
	const type = String(fields['Type'] ?? '');
	if (type !== 'ACCRECCREDIT' && type !== 'ACCPAYCREDIT')
		throw new Invalid('Credit note type must be ACCRECCREDIT or ACCPAYCREDIT.');
	const status = String(fields['Status'] ?? 'DRAFT');
	if (!NEXT['new']?.includes(status)) throw new Invalid(NOT_VALID_FOR_CREATION);
	const blank: CreditNote = {
		CreditNoteID: books.newId('CreditNote', books.creditNotes),
		Type: type,
		Status: status,
		Contact: { ContactID: '' },
		Date: books.today(),
		LineAmountTypes: 'Exclusive',
		LineItems: [],
		CurrencyCode: books.baseCurrency,
		CurrencyRate: 1,
		...{ SubTotal: 0, TotalTax: 0, Total: 0, RemainingCredit: 0 },
		Allocations: [],
		UpdatedDateUTC: books.now(),
	};
	const written = apply(books, blank, fields, status, places, by);
	const note = { ...written, CreditNoteNumber: written.CreditNoteNumber || nextCreditNoteNumber(books) };
	checkNumber(books, note);
	books.creditNotes.put(note);
	if (by.clientId) books.markCreated(note.CreditNoteID, by.clientId);
	const to = contactOf(books, note).Name;
	books.addHistory(
		note.CreditNoteID,
		'Created',
		by.user,
		`${note.CreditNoteNumber} to ${to} for ${note.Total.toFixed(2)}.`,
	);
	return note;
}

function update(books: Books, held: CreditNote, fields: XeroRecord, places: number, by: Author): CreditNote {
	const status = String(fields['Status'] ?? held.Status);
	if (!NEXT[held.Status]?.includes(status)) throw new Invalid(NOT_VALID_FOR_CHANGE);
	checkLock(books, held.Date);
	const used = held.RemainingCredit !== held.Total;
	if (used && (held.Status === 'AUTHORISED' || held.Status === 'PAID'))
		throw new Invalid('This document cannot be edited as it has been allocated or refunded.');
	const withdrawn = status === 'VOIDED' || status === 'DELETED';
	const note: CreditNote = withdrawn
		? { ...held, Status: status, RemainingCredit: 0, UpdatedDateUTC: books.now() }
		: apply(books, held, fields, status, places, by);
	if (!withdrawn) checkNumber(books, note);
	books.creditNotes.put(note);
	const told = withdrawn ? status.charAt(0) + status.slice(1).toLowerCase() : 'Edited';
	books.addHistory(note.CreditNoteID, told, by.user, `${note.CreditNoteNumber ?? ''} saved.`);
	return note;
}

function apply(
	books: Books,
	held: CreditNote,
	fields: XeroRecord,
	status: string,
	places: number,
	by: Author,
): CreditNote {
	const contact = contactFor(books, held, fields, by);
	const header = headerOf(books, held, fields, { texts: TEXTS, dates: ['Date'] });
	const problems = headerProblems(books, header, 255);
	if (problems.length) throw new Invalid(...problems);
	checkLock(books, header.Date);
	const complete = status === 'AUTHORISED' || status === 'SUBMITTED';
	const lines = linesFor(books, held, fields, {
		documentId: held.CreditNoteID,
		type: header.Type,
		amountTypes: header.LineAmountTypes,
		complete,
		places,
	});
	if (!lines.length) throw new Invalid('One or more line items must be specified');
	const { TotalDiscount: _, ...figures } = totals(lines, header.LineAmountTypes);
	const used = sum(held.Allocations.map((allocation) => allocation.Amount));
	return {
		...header,
		...figures,
		Contact: { ContactID: contact.ContactID },
		LineItems: lines,
		Status: status,
		RemainingCredit: sum([figures.Total, -used]),
		UpdatedDateUTC: books.now(),
	};
}

function checkNumber(books: Books, note: CreditNote): void {
	const others = books.creditNotes.by(BY.creditNoteNumber, (note.CreditNoteNumber ?? '').toLowerCase());
	if (others.some((other) => other.CreditNoteID !== note.CreditNoteID))
		throw new Invalid('Credit note # must be unique.');
}
