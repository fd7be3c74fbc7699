import type { XeroRecord } from '../core/types.mts';
import { round } from './amounts.mts';
import type { Books } from './books.mts';
import { showContact } from './contacts.mts';
import { appliedTo, CREDIT_NOTE, OVERPAYMENT, PREPAYMENT } from './credits.mts';
import type { Allocation, Credit, CreditNote, Invoice, LineItem, Payment } from './records.mts';

/** How invoices and credit notes are shown: apis/xero.md sections 7.1, 7.2 and 7.7. */

/** How much of an invoice is shown: alone, in a paged list, in an unpaged list, or with summaryOnly. */
export type InvoiceDetail = 'single' | 'paged' | 'unpaged' | 'summary';

/** `places`: the decimals of unit amounts, 2 unless the caller asked with unitdp=4. */
export function showInvoice(books: Books, invoice: Invoice, detail: InvoiceDetail, places: number): XeroRecord {
	const { LineItems, DueDate, TotalDiscount, ...rest } = invoice;
	const shown: XeroRecord = {
		...rest,
		Contact: showContactOf(books, invoice, detail === 'single'),
		DateString: `${invoice.Date}T00:00:00`,
		...(DueDate && { DueDate, DueDateString: `${DueDate}T00:00:00` }),
		...(TotalDiscount ? { TotalDiscount, IsDiscounted: true } : { IsDiscounted: false }),
		UpdatedDateUTCString: invoice.UpdatedDateUTC.slice(0, 19),
		HasErrors: false,
	};
	if (detail === 'summary') return shown;
	return {
		...shown,
		LineItems: detail === 'unpaged' ? [] : LineItems.map((line) => showLine(books, line, places)),
		Payments: books.paymentsOf(invoice.InvoiceID).map(showPaymentBriefly),
		CreditNotes: appliedTo(books, CREDIT_NOTE, invoice.InvoiceID),
		Prepayments: appliedTo(books, PREPAYMENT, invoice.InvoiceID),
		Overpayments: appliedTo(books, OVERPAYMENT, invoice.InvoiceID),
		HasAttachments: false,
	};
}

export function showCreditNote(books: Books, note: CreditNote, detail: InvoiceDetail, places: number): XeroRecord {
	return {
		...note,
		Contact: showContactOf(books, note, detail === 'single'),
		DateString: `${note.Date}T00:00:00`,
		LineItems: detail === 'unpaged' ? [] : note.LineItems.map((line) => showLine(books, line, places)),
		Allocations: note.Allocations.map(showAllocation),
		UpdatedDateUTCString: note.UpdatedDateUTC.slice(0, 19),
		HasErrors: false,
	};
}

/** A prepayment or an overpayment. */
export function showReceipt(books: Books, receipt: Credit, detail: InvoiceDetail): XeroRecord {
	return {
		...receipt,
		Contact: showContactOf(books, receipt, detail === 'single'),
		Allocations: receipt.Allocations.map(showAllocation),
		UpdatedDateUTCString: receipt.UpdatedDateUTC.slice(0, 19),
		HasAttachments: false,
	};
}

export function showAllocation(allocation: Allocation): XeroRecord {
	return { ...allocation, Invoice: { ...allocation.Invoice, HasErrors: false } };
}

export function showContactOf(books: Books, document: { Contact: { ContactID: string } }, whole: boolean): XeroRecord {
	const contact = books.contacts.get(document.Contact.ContactID);
	if (!contact) return { ...document.Contact };
	return whole ? showContact(books, contact, 'unpaged') : { ContactID: contact.ContactID, Name: contact.Name };
}

export function showLine(books: Books, line: LineItem, places: number): XeroRecord {
	const item = line.ItemCode ? books.items.by(0, line.ItemCode.toLowerCase())[0] : undefined;
	const account = books.account(line.AccountCode);
	return {
		...line,
		...(line.UnitAmount !== undefined && { UnitAmount: round(line.UnitAmount, places).toNumber() }),
		...(account && { AccountID: account.AccountID }),
		...(item && { Item: { ItemID: item.ItemID, Name: item.Name, Code: item.Code } }),
	};
}

function showPaymentBriefly(payment: Payment): XeroRecord {
	return {
		PaymentID: payment.PaymentID,
		Date: payment.Date,
		Amount: payment.Amount,
		...(payment['Reference'] ? { Reference: payment['Reference'] } : {}),
		CurrencyRate: payment['CurrencyRate'] ?? 1,
		HasAccount: false,
		HasValidationErrors: false,
	};
}
