import type { Organisation } from '../../model/organisation';

const UI = 'https://go.xero.com';

/** Opens a contact; with the organisation's short code Xero changes to that organisation first (apis/xero.md 8). */
export function contactLink(organisation: Organisation, contactId: string): string {
	return deepLink(organisation, `/Contacts/View/${contactId}`);
}

/** Opens a sales invoice, draft or not. */
export function invoiceLink(organisation: Organisation, invoiceId: string): string {
	return deepLink(organisation, `/AccountsReceivable/Edit.aspx?InvoiceID=${invoiceId}`);
}

export function creditNoteLink(organisation: Organisation, creditNoteId: string): string {
	return deepLink(organisation, `/AccountsReceivable/ViewCreditNote.aspx?creditNoteID=${creditNoteId}`);
}

/** Opens a payment, a prepayment or an overpayment: all are bank transactions of the user interface. */
export function paymentLink(organisation: Organisation, paymentId: string): string {
	return deepLink(organisation, `/Bank/ViewTransaction.aspx?bankTransactionID=${paymentId}`);
}

export function quoteLink(organisation: Organisation, quoteId: string): string {
	return deepLink(organisation, `/app/quotes/view/${quoteId}`);
}

function deepLink(organisation: Organisation, path: string): string {
	if (organisation.shortCode === null) return `${UI}${path}`;
	return `${UI}/organisationlogin/default.aspx?shortcode=${organisation.shortCode}&redirecturl=${path}`;
}
