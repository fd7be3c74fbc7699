import type { PersonAction } from '../core/types.mts';
import type { Author } from './author.mts';
import type { Books } from './books.mts';
import { writeContact } from './contacts.mts';
import { withdrawInvoice, writeInvoice } from './invoiceWrite.mts';
import { createPayment } from './payments.mts';
import { Invalid } from './problems.mts';
import type { Contact, Invoice } from './records.mts';

/** The person who works in Xero's own user interface, as History and Notes names them. */
export const BOOKKEEPER: Author = { user: 'Bea Keeper' };

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
		run(id: string, input: Record<string, string>): void {
			const books = tenants.find((one) => one.invoices.get(id));
			const held = books?.invoices.get(id);
			if (!books || !held) throw new Invalid('The invoice could not be found.');
			books.attempt(() => run(books, held, input));
			books.settle();
		},
	});
	return [
		invoice('approveInvoice', 'Approve', (books, held) => {
			update(books, held, { Status: 'AUTHORISED' });
		}),
		invoice('editInvoice', 'Edit price or due date', (books, held, input) => {
			update(books, held, {
				...editedLines(held, input),
				...(input['dueDate'] && { DueDate: input['dueDate'] }),
			});
		}),
		invoice('payInvoice', 'Receive payment', (books, held, input) => {
			const amount = input['amount'] ? Number(input['amount']) : held.AmountDue;
			const account = books.accounts.all().find((one) => one.Type === 'BANK' && one.Status === 'ACTIVE');
			const payment = {
				Invoice: { InvoiceID: held.InvoiceID },
				Account: { AccountID: account?.AccountID },
				Amount: amount,
			};
			createPayment(books, { ...payment, Date: input['date'] ?? books.today() }, BOOKKEEPER);
		}),
		invoice('voidInvoice', 'Void', (books, held) => {
			update(books, held, { Status: 'VOIDED' });
		}),
		invoice('deleteDraft', 'Delete draft', (books, held) => {
			if (held.Status !== 'DRAFT' && held.Status !== 'SUBMITTED')
				throw new Invalid('Only a draft can be deleted.');
			withdrawInvoice(books, held, 'DELETED', BOOKKEEPER);
		}),
		{
			name: 'editContact',
			label: 'Edit contact',
			on: 'contact',
			run(id: string, input: Record<string, string>): void {
				const books = tenants.find((one) => one.contacts.get(id));
				if (!books) throw new Invalid('The contact could not be found.');
				books.attempt(() => writeContact(books, contactFields(id, input), 'POST', BOOKKEEPER));
				books.settle();
			},
		},
	];
}

function update(books: Books, held: Invoice, fields: Record<string, unknown>): void {
	writeInvoice(books, { InvoiceID: held.InvoiceID, ...fields }, 'POST', 4, BOOKKEEPER);
}

/** `price` goes on the line whose place is `line`, the first unless given; the others stay. */
function editedLines(held: Invoice, input: Record<string, string>): { LineItems?: object[] } {
	const price = input['price'];
	if (!price) return {};
	const place = Number(input['line'] ?? 0);
	const lines = held.LineItems.map(({ LineItemID }, n) =>
		n === place ? { LineItemID, UnitAmount: Number(price) } : { LineItemID },
	);
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
