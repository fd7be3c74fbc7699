import type { PersonAction } from '../core/types.mts';
import type { Author } from './author.mts';
import type { Books } from './books.mts';
import { writeContact } from './contacts.mts';
import { writeCreditNote } from './creditNoteWrite.mts';
import { allocate, CREDIT_NOTE } from './credits.mts';
import { sendByMail } from './invoiceMail.mts';
import { withdrawInvoice, writeInvoice } from './invoiceWrite.mts';
import { createPayment, deletePayment } from './payments.mts';
import { Invalid } from './problems.mts';
import { writeQuote } from './quotes.mts';
import { receiveOverpayment, receivePrepayment } from './receipts.mts';
import type { Contact, CreditNote, Invoice } from './records.mts';

/** The person who works in Xero's own user interface, as History and Notes names them. */
const BOOKKEEPER: Author = { user: 'Bea Keeper' };

/** What a bookkeeper does in Xero: buttons of the page and moves of tests. They throw what Xero would refuse. */
export function personActions(tenants: readonly Books[]): PersonAction[] {
	const invoice = (
		name: string,
		label: string,
		run: (books: Books, held: Invoice, input: Record<string, string>) => void,
	) => ({
		name,
		label,
		on: 'invoice',
		run: on(tenants, (books) => books.invoices, 'The invoice could not be found.', run),
	});
	const contact = (
		name: string,
		label: string,
		run: (books: Books, id: string, input: Record<string, string>) => void,
	) => ({
		name,
		label,
		on: 'contact',
		run: on(
			tenants,
			(books) => books.contacts,
			'The contact could not be found.',
			(books, held, input) => run(books, held.ContactID, input),
		),
	});
	return [
		invoice('approveInvoice', 'Approve', (books, held) => {
			update(books, held, { Status: 'AUTHORISED' });
		}),
		invoice('editInvoice', 'Edit price or due date', (books, held, input) => {
			update(books, held, {
				...editedLines(held, input),
				...(input['dueDate'] && { DueDate: input['dueDate'] }),
				...(input['reference'] !== undefined && { Reference: input['reference'] }),
			});
		}),
		invoice('payInvoice', 'Receive payment', (books, held, input) => {
			const amount = input['amount'] ? Number(input['amount']) : held.AmountDue;
			const payment = { Invoice: { InvoiceID: held.InvoiceID }, Account: bank(books), Amount: amount };
			createPayment(books, { ...payment, Date: input['date'] ?? books.today() }, BOOKKEEPER);
		}),
		invoice('unpayInvoice', 'Remove the newest payment', (books, held) => {
			const newest = [...books.paymentsOf(held.InvoiceID)].sort((a, b) => (a.Date < b.Date ? -1 : 1)).at(-1);
			if (!newest) throw new Invalid('The invoice has no payment.');
			deletePayment(books, newest, BOOKKEEPER);
		}),
		invoice('creditInvoice', 'Add credit note', (books, held, input) => {
			if (held.Status !== 'AUTHORISED') throw new Invalid('Only an approved invoice can be credited.');
			const note = creditFor(books, held, input['amount']);
			const amount = Math.min(note.Total, held.AmountDue);
			const set = { Invoice: { InvoiceID: held.InvoiceID }, Amount: amount, Date: note.Date };
			allocate(books, CREDIT_NOTE, note, set, BOOKKEEPER);
		}),
		invoice('sendInvoice', 'Email', (books, held) => sendByMail(books, held, BOOKKEEPER)),
		invoice('voidInvoice', 'Void', (books, held) => {
			update(books, held, { Status: 'VOIDED' });
		}),
		invoice('deleteDraft', 'Delete draft', (books, held) => {
			if (held.Status !== 'DRAFT' && held.Status !== 'SUBMITTED')
				throw new Invalid('Only a draft can be deleted.');
			withdrawInvoice(books, held, 'DELETED', BOOKKEEPER);
		}),
		contact('editContact', 'Edit contact', (books, id, input) => {
			writeContact(books, contactFields(id, input), 'POST', BOOKKEEPER);
		}),
		contact('archiveContact', 'Archive', (books, id) => {
			writeContact(books, { ContactID: id, ContactStatus: 'ARCHIVED' }, 'POST', BOOKKEEPER);
		}),
		contact('receivePrepayment', 'Receive money before its invoice', (books, id, input) => {
			const fields = {
				ContactID: id,
				Amount: input['amount'],
				Date: input['date'],
				CurrencyCode: input['currency'],
			};
			receivePrepayment(books, fields, BOOKKEEPER);
		}),
		contact('receiveOverpayment', 'Receive money above what is due', (books, id, input) => {
			const fields = {
				ContactID: id,
				Amount: input['amount'],
				Date: input['date'],
				CurrencyCode: input['currency'],
			};
			receiveOverpayment(books, fields, BOOKKEEPER);
		}),
		{
			name: 'refundCredit',
			label: 'Refund',
			on: 'creditNote',
			run: on(
				tenants,
				(books) => books.creditNotes,
				'The credit note could not be found.',
				(books, note, input) => {
					const amount = input['amount'] ? Number(input['amount']) : note.RemainingCredit;
					const given = {
						CreditNote: { CreditNoteID: note.CreditNoteID },
						Account: bank(books),
						Amount: amount,
					};
					createPayment(books, { ...given, Date: input['date'] ?? books.today() }, BOOKKEEPER);
				},
			),
		},
		...(['sendQuote', 'acceptQuote', 'declineQuote', 'deleteQuote'] as const).map((name) => ({
			name,
			label: QUOTE_MOVES[name].label,
			on: 'quote',
			run: on(
				tenants,
				(books) => books.quotes,
				'The quote could not be found.',
				(books, quote) => {
					const move = { QuoteID: quote.QuoteID, Contact: quote.Contact, Date: quote.Date };
					// A draft is marked as sent on the way, as the user interface does.
					if (quote.Status === 'DRAFT' && QUOTE_MOVES[name].afterSending)
						writeQuote(books, { ...move, Status: 'SENT' }, 'POST', BOOKKEEPER);
					writeQuote(books, { ...move, Status: QUOTE_MOVES[name].status }, 'POST', BOOKKEEPER);
				},
			),
		})),
	];
}

const QUOTE_MOVES = {
	sendQuote: { label: 'Mark as sent', status: 'SENT', afterSending: false },
	acceptQuote: { label: 'Mark as accepted', status: 'ACCEPTED', afterSending: true },
	declineQuote: { label: 'Mark as declined', status: 'DECLINED', afterSending: true },
	deleteQuote: { label: 'Delete', status: 'DELETED', afterSending: false },
};

/** A move on a record of one kind, whichever organisation holds it: done whole or not at all. */
function on<T extends object>(
	tenants: readonly Books[],
	kind: (books: Books) => { get(id: string): T | undefined },
	missing: string,
	run: (books: Books, held: T, input: Record<string, string>) => void,
): (id: string, input: Record<string, string>) => void {
	return (id, input) => {
		const books = tenants.find((one) => kind(one).get(id));
		const held = books && kind(books).get(id);
		if (!books || !held) throw new Invalid(missing);
		books.attempt(() => run(books, held, input));
		books.settle();
	};
}

/** A credit note of the invoice's lines, or of an amount with tax, approved. */
function creditFor(books: Books, held: Invoice, amount: string | undefined): CreditNote {
	const [first] = held.LineItems;
	const line = { Description: 'Credit', AccountCode: first?.AccountCode, TaxType: first?.TaxType };
	const fields = {
		Type: 'ACCRECCREDIT',
		Status: 'AUTHORISED',
		Contact: held.Contact,
		CurrencyCode: held.CurrencyCode,
		...(amount
			? { LineAmountTypes: 'Inclusive', LineItems: [{ ...line, Quantity: 1, UnitAmount: Number(amount) }] }
			: {
					LineAmountTypes: held.LineAmountTypes,
					LineItems: held.LineItems.map((one) => ({
						...{ Description: one.Description, AccountCode: one.AccountCode, TaxType: one.TaxType },
						...{ Quantity: 1, UnitAmount: one.LineAmount },
					})),
				}),
	};
	return writeCreditNote(books, fields, 'PUT', 4, BOOKKEEPER);
}

/** The account that money goes into and out of. */
function bank(books: Books): { AccountID?: string } {
	return { AccountID: books.accounts.all().find((one) => one.Type === 'BANK' && one.Status === 'ACTIVE')?.AccountID };
}

function update(books: Books, held: Invoice, fields: Record<string, unknown>): void {
	writeInvoice(books, { InvoiceID: held.InvoiceID, ...fields }, 'POST', 4, BOOKKEEPER);
}

/** `price`, `quantity` and `text` go on the line whose place is `line`, the first unless given; the others stay. */
function editedLines(held: Invoice, input: Record<string, string>): { LineItems?: object[] } {
	const { price, quantity, text } = input;
	if (!price && !quantity && !text) return {};
	const place = Number(input['line'] ?? 0);
	const edited = {
		...(price && { UnitAmount: Number(price) }),
		...(quantity && { Quantity: Number(quantity) }),
		...(text && { Description: text }),
	};
	const lines = held.LineItems.map(({ LineItemID }, n) => ({ LineItemID, ...(n === place ? edited : {}) }));
	return { LineItems: lines };
}

const CONTACT_FIELDS: Record<string, keyof Contact & string> = {
	name: 'Name',
	email: 'EmailAddress',
	taxNumber: 'TaxNumber',
	status: 'ContactStatus',
	contactNumber: 'ContactNumber',
};

function contactFields(id: string, input: Record<string, string>): Record<string, unknown> {
	const known = Object.entries(input).flatMap(([name, value]) => {
		const field = CONTACT_FIELDS[name];
		return field ? [[field, value] as const] : [];
	});
	return { ContactID: id, ...Object.fromEntries(known) };
}
