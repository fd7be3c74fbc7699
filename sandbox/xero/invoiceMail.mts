import type { Author } from './author.mts';
import type { Books } from './books.mts';
import { Invalid } from './problems.mts';
import type { Invoice } from './records.mts';

/**
 * Sends the invoice to its contact: apis/xero.md 7.6. A demo company sends no mail.
 * @throws Invalid with Xero's own messages
 */
export function sendByMail(books: Books, invoice: Invoice, by: Author): void {
	if (invoice.Type !== 'ACCREC' || !['SUBMITTED', 'AUTHORISED', 'PAID'].includes(invoice.Status)) {
		throw new Invalid('The invoice is not of a type and status that can be emailed.');
	}
	const address = books.contacts.get(invoice.Contact.ContactID)?.EmailAddress;
	if (!address) throw new Invalid('The contact has no email address.');
	if (books.organisation['IsDemoCompany'] === true) throw new Invalid('The daily limit of emails has been reached.');
	books.invoices.put({ ...invoice, SentToContact: true, UpdatedDateUTC: books.now() });
	books.addHistory(invoice.InvoiceID, 'Invoice Sent', by.user, `This invoice has been sent to ${address}.`);
}
