import type { XeroRecord } from '../core/types.mts';
import { round, sum } from './amounts.mts';
import type { Author } from './author.mts';
import type { Books } from './books.mts';
import type { Collection } from '../core/collection.mts';
import { readDate } from './dates.mts';
import { guid } from './ids.mts';
import { findInvoice } from './invoiceWrite.mts';
import { Invalid } from './problems.mts';
import type { Allocation, Credit } from './records.mts';
import { settleInvoice } from './settle.mts';

/** What can be set against invoices: credit notes, prepayments, overpayments. apis/xero.md section 8. */

/** Where each kind is kept, and how it is named. */
export interface CreditKind<T extends Credit = Credit> {
	plural: 'CreditNotes' | 'Prepayments' | 'Overpayments';
	idField: 'CreditNoteID' | 'PrepaymentID' | 'OverpaymentID';
	/** Its element in a payment, which gives it back. */
	element: 'CreditNote' | 'Prepayment' | 'Overpayment';
	/** Type of that payment. */
	refund: string;
	in(books: Books): Collection<T>;
}

export const CREDIT_NOTE: CreditKind = {
	plural: 'CreditNotes',
	idField: 'CreditNoteID',
	element: 'CreditNote',
	refund: 'ARCREDITPAYMENT',
	in: (books) => books.creditNotes as unknown as Collection<Credit>,
};

export const PREPAYMENT: CreditKind = {
	plural: 'Prepayments',
	idField: 'PrepaymentID',
	element: 'Prepayment',
	refund: 'ARPREPAYMENTPAYMENT',
	in: (books) => books.prepayments as unknown as Collection<Credit>,
};

export const OVERPAYMENT: CreditKind = {
	plural: 'Overpayments',
	idField: 'OverpaymentID',
	element: 'Overpayment',
	refund: 'AROVERPAYMENTPAYMENT',
	in: (books) => books.overpayments as unknown as Collection<Credit>,
};

export const CREDIT_KINDS: readonly CreditKind[] = [CREDIT_NOTE, PREPAYMENT, OVERPAYMENT];

/**
 * Sets some of a credit against an invoice of the same contact and currency.
 * @throws Invalid with Xero's own messages
 */
export function allocate(books: Books, kind: CreditKind, credit: Credit, fields: XeroRecord, by: Author): Allocation {
	if (credit.Status !== 'AUTHORISED')
		throw new Invalid('Only an authorised document with credit left can be allocated.');
	const invoice = findInvoice(books, (fields['Invoice'] ?? {}) as XeroRecord);
	if (!invoice) throw new Invalid('The invoice could not be found.');
	const date = readDate(fields['Date']);
	if (!date) throw new Invalid('Date must be specified.');
	if (invoice.Status !== 'AUTHORISED') throw new Invalid('Credit can only be allocated to authorised invoices.');
	if (invoice.Contact.ContactID !== credit.Contact.ContactID)
		throw new Invalid('The contact of the invoice and of the credit must be the same.');
	if (invoice.CurrencyCode !== credit.CurrencyCode)
		throw new Invalid('The currency of the invoice and of the credit must be the same.');
	const amount = round(Number(fields['Amount'] ?? 0), 2);
	if (!amount.greaterThan(0)) throw new Invalid('The allocation amount must be greater than zero.');
	if (amount.greaterThan(credit.RemainingCredit))
		throw new Invalid('The allocation amount exceeds the remaining credit.');
	if (amount.greaterThan(invoice.AmountDue))
		throw new Invalid('The allocation amount exceeds the amount outstanding on this document');
	const id = String(credit[kind.idField]);
	const allocation: Allocation = {
		AllocationID: guid(`${id} ${credit.Allocations.length} ${invoice.InvoiceID} ${credit.UpdatedDateUTC}`),
		Invoice: { InvoiceID: invoice.InvoiceID },
		Amount: amount.toNumber(),
		Date: date,
	};
	move(books, kind, { ...credit, Allocations: [...credit.Allocations, allocation] }, -allocation.Amount);
	settleInvoice(books, invoice, { credited: allocation.Amount }, date);
	books.addHistory(invoice.InvoiceID, 'Credit Applied', by.user, `${amount.toFixed(2)} credited.`);
	return allocation;
}

/** Takes an allocation back: the invoice is due again, the credit is left again. */
export function removeAllocation(
	books: Books,
	kind: CreditKind,
	credit: Credit,
	allocationId: string,
	by: Author,
): void {
	const gone = credit.Allocations.find((allocation) => allocation.AllocationID === allocationId);
	if (!gone) throw new Invalid('The allocation could not be found.');
	const Allocations = credit.Allocations.filter((allocation) => allocation !== gone);
	move(books, kind, { ...credit, Allocations }, gone.Amount);
	const invoice = books.invoices.get(gone.Invoice.InvoiceID);
	if (invoice) settleInvoice(books, invoice, { credited: -gone.Amount }, gone.Date);
	books.addHistory(
		gone.Invoice.InvoiceID,
		'Credit Removed',
		by.user,
		`${gone.Amount.toFixed(2)} no longer credited.`,
	);
}

/** Moves what is left of a credit: nothing left is PAID. */
export function move(books: Books, kind: CreditKind, credit: Credit, amount: number): void {
	const left = sum([credit.RemainingCredit, amount]);
	kind.in(books).put({
		...credit,
		RemainingCredit: left,
		Status: left === 0 ? 'PAID' : 'AUTHORISED',
		UpdatedDateUTC: books.now(),
	});
}

/** What credits of a kind were set against an invoice, as the invoice shows them. */
export function appliedTo(books: Books, kind: CreditKind, invoiceId: string): XeroRecord[] {
	return kind
		.in(books)
		.all()
		.flatMap((credit) =>
			credit.Allocations.filter((allocation) => allocation.Invoice.InvoiceID === invoiceId).map((allocation) => ({
				[kind.idField]: credit[kind.idField],
				...(kind === CREDIT_NOTE && { CreditNoteNumber: credit['CreditNoteNumber'], HasErrors: false }),
				Total: credit.Total,
				AppliedAmount: allocation.Amount,
				Date: credit.Date,
				...(kind === CREDIT_NOTE && { DateString: `${credit.Date}T00:00:00` }),
			})),
		);
}
