import { Hono } from 'hono';
import type { XeroRecord } from '../core/types.mts';
import { creditRoutes } from './creditRoutes.mts';
import { writeElements } from './elements.mts';
import { answerList, envelope, places } from './exchange.mts';
import type { XeroContext, XeroEnv } from './exchange.mts';
import type { FieldKind } from './fields.mts';
import { historyRoutes } from './history.mts';
import { isGuid } from './ids.mts';
import { invoiceRoutes } from './invoiceRoutes.mts';
import { findItem, MAX_ITEMS, showItem, writeItem } from './items.mts';
import type { Listing } from './listing.mts';
import { BY } from './books.mts';
import { showContact, writeContact } from './contacts.mts';
import type { ContactDetail } from './contacts.mts';
import { quoteRoutes } from './quoteRoutes.mts';
import { createPayment, deletePayment, showPayment } from './payments.mts';
import { Invalid, notFound } from './problems.mts';
import type { Contact } from './records.mts';

/** The endpoints below api.xero.com/api.xro/2.0. */
export function accountingRoutes(): Hono<XeroEnv> {
	const routes = new Hono<XeroEnv>();
	settingsRoutes(routes);
	contactRoutes(routes);
	itemRoutes(routes);
	invoiceRoutes(routes);
	creditRoutes(routes);
	quoteRoutes(routes);
	paymentRoutes(routes);
	historyRoutes(routes);
	return routes;
}

function settingsRoutes(routes: Hono<XeroEnv>): void {
	const lists: Array<[string, string, (c: XeroContext) => readonly XeroRecord[]]> = [
		['Accounts', 'AccountID', (c) => c.get('books').accounts.all()],
		['TaxRates', 'TaxType', (c) => c.get('books').taxRates.all()],
		['Currencies', 'Code', (c) => c.get('books').currencies],
		['BrandingThemes', 'BrandingThemeID', (c) => c.get('books').brandingThemes],
		['TrackingCategories', 'TrackingCategoryID', (c) => c.get('books').trackingCategories],
		['RepeatingInvoices', 'RepeatingInvoiceID', (c) => c.get('books').repeatingInvoices],
	];
	for (const [plural, idField, records] of lists) {
		routes.get(`/${plural}`, (c) => {
			const of = { kind: 'Settings' as FieldKind, records: records(c), idField, paged: false };
			return answerList(c, plural, of, (record) => ({
				...record,
				...(plural === 'TaxRates' && { UpdatedDateUTC: undefined }),
			}));
		});
	}
	routes.get('/Accounts/:id', (c) => {
		const account = c.get('books').accounts.get(c.req.param('id').toLowerCase());
		return account ? envelope(c, { Accounts: [account] }) : notFound();
	});
	routes.get('/Organisation', (c) => envelope(c, { Organisations: [c.get('books').organisation] }));
	routes.get('/Organisation/Actions', (c) => {
		const actions = ACTIONS.map((name) => ({ Name: name, Status: 'ALLOWED' }));
		return envelope(c, { Actions: actions });
	});
}

/** apis/xero.md 7.4. */
const ACTIONS = [
	...['CreateApprovedInvoice', 'CreateDraftInvoice', 'CreateInvoicePayment', 'CreateDraftQuote', 'CreateSentQuote'],
	...[
		'AttachFilesIntoInvoice',
		'UseMulticurrency',
		'CreateDraftBill',
		'CreateApprovedBill',
		'CreateRepeatingInvoice',
	],
];

const CONTACTS = { plural: 'Contacts', idField: 'ContactID', flag: 'HasValidationErrors' } as const;

function contactRoutes(routes: Hono<XeroEnv>): void {
	routes.get('/Contacts', (c) => {
		const books = c.get('books');
		const archived = c.req.query('includeArchived') === 'true';
		const of: Listing<Contact> = {
			kind: 'Contacts',
			records: books.contacts.all(),
			idField: 'ContactID',
			keep: archived ? undefined : (contact) => contact.ContactStatus === 'ACTIVE',
			searched: ({ Name, FirstName, LastName, ContactNumber, CompanyNumber, EmailAddress }) => [
				Name,
				FirstName,
				LastName,
				ContactNumber,
				CompanyNumber,
				EmailAddress,
			],
		};
		const summary = c.req.query('summaryOnly') === 'true';
		const detail = (paged: boolean): ContactDetail => (summary ? 'summary' : paged ? 'paged' : 'unpaged');
		return answerList(c, 'Contacts', of, (contact, paged) => showContact(books, contact, detail(paged)));
	});
	routes.get('/Contacts/:id', (c) => {
		const contact = contactAt(c, c.req.param('id'));
		return contact ? envelope(c, { Contacts: [showContact(c.get('books'), contact, 'single')] }) : notFound();
	});
	routes.on(['PUT', 'POST'], '/Contacts', (c) => writeContacts(c));
	routes.post('/Contacts/:id', (c) => {
		const contact = contactAt(c, c.req.param('id'));
		return contact ? writeContacts(c, { ContactID: contact.ContactID }) : notFound();
	});
}

function writeContacts(c: XeroContext, given: XeroRecord = {}): Response {
	const books = c.get('books');
	const method = c.req.method === 'PUT' ? 'PUT' : 'POST';
	const write = (fields: XeroRecord) => ({
		shown: showContact(books, writeContact(books, fields, method, c.get('by')), 'single'),
	});
	return writeElements(c, CONTACTS, write, given);
}

function contactAt(c: XeroContext, idOrNumber: string): Contact | undefined {
	const contacts = c.get('books').contacts;
	return isGuid(idOrNumber)
		? contacts.get(idOrNumber.toLowerCase())
		: contacts.by(BY.contactNumber, idOrNumber.toLowerCase())[0];
}

const ITEMS = { plural: 'Items', idField: 'ItemID' } as const;

function itemRoutes(routes: Hono<XeroEnv>): void {
	routes.get('/Items', (c) => {
		const of = { kind: 'Items' as FieldKind, records: c.get('books').items.all(), idField: 'ItemID', paged: false };
		return answerList(c, 'Items', of, (item) => showItem(item, places(c)));
	});
	routes.get('/Items/:id', (c) => {
		const item = findItem(c.get('books'), c.req.param('id'));
		return item ? envelope(c, { Items: [showItem(item, places(c))] }) : notFound();
	});
	routes.on(['PUT', 'POST'], '/Items', (c) => writeItems(c));
	routes.post('/Items/:id', (c) => {
		const item = findItem(c.get('books'), c.req.param('id'));
		return item ? writeItems(c, { ItemID: item.ItemID }) : notFound();
	});
	routes.delete('/Items/:id', (c) => {
		const item = findItem(c.get('books'), c.req.param('id'));
		if (!item) return notFound();
		c.get('books').items.remove(item.ItemID);
		return c.body(null, 204);
	});
}

function writeItems(c: XeroContext, given: XeroRecord = {}): Response {
	const books = c.get('books');
	const method = c.req.method === 'PUT' ? 'PUT' : 'POST';
	let count = 0;
	const write = (fields: XeroRecord) => {
		if (++count > MAX_ITEMS) throw new Invalid(`At most ${MAX_ITEMS} items can be written in one request.`);
		return { shown: showItem(writeItem(books, fields, method, places(c), c.get('by')), places(c)) };
	};
	return writeElements(c, ITEMS, write, given);
}

const PAYMENTS = { plural: 'Payments', idField: 'PaymentID', flag: 'HasValidationErrors' } as const;

function paymentRoutes(routes: Hono<XeroEnv>): void {
	routes.get('/Payments', (c) => {
		const books = c.get('books');
		const of = { kind: 'Payments' as FieldKind, records: books.payments.all(), idField: 'PaymentID' };
		return answerList(c, 'Payments', of, (payment) => showPayment(books, payment));
	});
	routes.get('/Payments/:id', (c) => {
		const payment = c.get('books').payments.get(c.req.param('id').toLowerCase());
		return payment ? envelope(c, { Payments: [showPayment(c.get('books'), payment)] }) : notFound();
	});
	routes.on(['PUT', 'POST'], '/Payments', (c) => {
		const books = c.get('books');
		return writeElements(c, PAYMENTS, (fields) => ({
			shown: showPayment(books, createPayment(books, fields, c.get('by'))),
		}));
	});
	routes.post('/Payments/:id', (c) => {
		const books = c.get('books');
		const payment = books.payments.get(c.req.param('id').toLowerCase());
		if (!payment) return notFound();
		return writeElements(c, PAYMENTS, (fields) => {
			if (fields['Status'] !== 'DELETED') throw new Invalid('A payment can only be deleted.');
			return { shown: showPayment(books, deletePayment(books, payment, c.get('by'))) };
		});
	});
}
