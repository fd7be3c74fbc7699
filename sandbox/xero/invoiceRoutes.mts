import type { Hono } from 'hono';
import type { XeroRecord } from '../core/types.mts';
import { writeElements } from './elements.mts';
import { answerList, envelope, places } from './exchange.mts';
import type { XeroContext, XeroEnv } from './exchange.mts';
import { guid, isGuid } from './ids.mts';
import { showInvoice } from './invoices.mts';
import type { InvoiceDetail } from './invoices.mts';
import { sendByMail } from './invoiceMail.mts';
import { findInvoice, writeInvoice } from './invoiceWrite.mts';
import type { Listing } from './listing.mts';
import { commaList } from './listing.mts';
import { pdf } from './pdf.mts';
import { Invalid, notFound, refuse } from './problems.mts';
import type { Invoice } from './records.mts';

/** Invoices: apis/xero.md section 7. */

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
			return c.body(pdf(`Invoice ${invoice.InvoiceNumber ?? ''}`), 200, { 'Content-Type': 'application/pdf' });
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

function emailInvoice(c: XeroContext): Response {
	const invoice = invoiceAt(c);
	if (!invoice) return notFound();
	try {
		sendByMail(c.get('books'), invoice, c.get('by'));
	} catch (error) {
		if (error instanceof Invalid) return refuse(error.message);
		throw error;
	}
	return c.body(null, 204);
}
