import type { Hono } from 'hono';
import type { XeroRecord } from '../core/types.mts';
import { writeElements } from './elements.mts';
import { answerList, envelope, places } from './exchange.mts';
import type { XeroContext, XeroEnv } from './exchange.mts';
import { guid, isGuid } from './ids.mts';
import { showCreditNote, showInvoice } from './invoices.mts';
import type { InvoiceDetail } from './invoices.mts';
import { findInvoice, writeInvoice } from './invoiceWrite.mts';
import type { Listing } from './listing.mts';
import { commaList } from './listing.mts';
import { notFound, refuse } from './problems.mts';
import type { CreditNote, Invoice } from './records.mts';

/** Invoices and credit notes: apis/xero.md sections 7 and 8. */

const INVOICES = { plural: 'Invoices', idField: 'InvoiceID', flag: 'HasErrors' } as const;

export function invoiceRoutes(routes: Hono<XeroEnv>): void {
	routes.get('/Invoices', (c) => {
		const books = c.get('books');
		const summary = c.req.query('summaryOnly') === 'true';
		const of: Listing<Invoice> = {
			kind: 'Invoices',
			records: books.invoices.all(),
			idField: 'InvoiceID',
			keep: keepInvoice(c),
			searched: (invoice) => [invoice.InvoiceNumber, invoice.Reference],
			forcePaging: summary || c.req.query('Statuses') !== undefined,
		};
		const detail = (paged: boolean): InvoiceDetail => (summary ? 'summary' : paged ? 'paged' : 'unpaged');
		return answerList(c, 'Invoices', of, (invoice, paged) => showInvoice(books, invoice, detail(paged), places(c)));
	});
	routes.get('/Invoices/:id', (c) => {
		const invoice = invoiceAt(c);
		if (!invoice) return notFound();
		if (c.req.header('accept')?.includes('application/pdf')) {
			return c.body(pdf(invoice), 200, { 'Content-Type': 'application/pdf' });
		}
		return envelope(c, { Invoices: [showInvoice(c.get('books'), invoice, 'single', places(c))] });
	});
	routes.on(['PUT', 'POST'], '/Invoices', (c) => writeInvoices(c));
	routes.post('/Invoices/:id', (c) => {
		const invoice = invoiceAt(c);
		return invoice ? writeInvoices(c, { InvoiceID: invoice.InvoiceID }) : notFound();
	});
	routes.post('/Invoices/:id/Email', (c) => emailInvoice(c));
	routes.get('/Invoices/:id/OnlineInvoice', (c) => {
		const invoice = invoiceAt(c);
		if (!invoice) return notFound();
		if (invoice.Type !== 'ACCREC' || invoice.Status === 'DRAFT')
			return refuse('The invoice has no online invoice.');
		const url = `https://in.xero.com/${guid(`online ${invoice.InvoiceID}`).replaceAll('-', '')}`;
		return envelope(c, { OnlineInvoices: [{ OnlineInvoiceUrl: url }] });
	});
	creditNoteRoutes(routes);
}

/** The list's own parameters, all of them narrowing. */
function keepInvoice(c: XeroContext): (invoice: Invoice) => boolean {
	const numbers = commaList(c.req.query('InvoiceNumbers') ?? null);
	const contacts = commaList(c.req.query('ContactIDs') ?? null);
	const statuses = commaList(c.req.query('Statuses') ?? null);
	const mine = c.req.query('createdByMyApp') === 'true' ? c.get('by').clientId : undefined;
	const createdBy = c.get('books').createdBy;
	return (invoice) =>
		(!numbers || numbers.has((invoice.InvoiceNumber ?? '').toLowerCase())) &&
		(!contacts || contacts.has(invoice.Contact.ContactID)) &&
		(!statuses || statuses.has(invoice.Status.toLowerCase())) &&
		(mine === undefined || createdBy.get(invoice.InvoiceID) === mine);
}

function writeInvoices(c: XeroContext, given: XeroRecord = {}): Response {
	const books = c.get('books');
	const method = c.req.method === 'PUT' ? 'PUT' : 'POST';
	const write = (fields: XeroRecord) => {
		const { invoice, warnings } = writeInvoice(books, fields, method, places(c), c.get('by'));
		return { shown: showInvoice(books, invoice, 'single', places(c)), warnings };
	};
	return writeElements(c, INVOICES, write, given);
}

function invoiceAt(c: XeroContext): Invoice | undefined {
	const id = c.req.param('id') ?? '';
	return findInvoice(c.get('books'), isGuid(id) ? { InvoiceID: id } : { InvoiceNumber: id });
}

/** Sends the invoice to its contact: apis/xero.md 7.6. A demo company sends no mail. */
function emailInvoice(c: XeroContext): Response {
	const books = c.get('books');
	const invoice = invoiceAt(c);
	if (!invoice) return notFound();
	if (invoice.Type !== 'ACCREC' || !['SUBMITTED', 'AUTHORISED', 'PAID'].includes(invoice.Status)) {
		return refuse('The invoice is not of a type and status that can be emailed.');
	}
	const address = books.contacts.get(invoice.Contact.ContactID)?.EmailAddress;
	if (!address) return refuse('The contact has no email address.');
	if (books.organisation['IsDemoCompany'] === true) return refuse('The daily limit of emails has been reached.');
	books.invoices.put({ ...invoice, SentToContact: true, UpdatedDateUTC: books.now() });
	books.addHistory(invoice.InvoiceID, 'Invoice Sent', c.get('by').user, `This invoice has been sent to ${address}.`);
	return c.body(null, 204);
}

function creditNoteRoutes(routes: Hono<XeroEnv>): void {
	routes.get('/CreditNotes', (c) => {
		const books = c.get('books');
		const of: Listing<CreditNote> = {
			kind: 'CreditNotes',
			records: books.creditNotes.all(),
			idField: 'CreditNoteID',
		};
		const show = (note: CreditNote, paged: boolean) =>
			showCreditNote(books, note, paged ? 'paged' : 'unpaged', places(c));
		return answerList(c, 'CreditNotes', of, show);
	});
	routes.get('/CreditNotes/:id', (c) => {
		const note = c.get('books').creditNotes.get(c.req.param('id').toLowerCase());
		return note
			? envelope(c, { CreditNotes: [showCreditNote(c.get('books'), note, 'single', places(c))] })
			: notFound();
	});
}

/** A PDF with the least that readers open: one empty page and the invoice's number as title. */
function pdf(invoice: Invoice): string {
	const title = (invoice.InvoiceNumber ?? '').replace(/[()\\]/g, '');
	return [
		'%PDF-1.4',
		'1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj',
		'2 0 obj<</Type/Pages/Kids[3 0 R]/Count 1>>endobj',
		'3 0 obj<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]>>endobj',
		`4 0 obj<</Title(Invoice ${title})>>endobj`,
		'trailer<</Root 1 0 R/Info 4 0 R>>',
		'%%EOF',
	].join('\n');
}
