import { describe, expect, test } from '@jest/globals';
import { createInvoices } from '../../../nodes/ClosedLoopAccounting/invoices/createInvoices';
import type { FieldsInvoice } from '../../../nodes/ClosedLoopAccounting/invoices/draftPieces';
import { readInvoiceFields } from '../../../nodes/ClosedLoopAccounting/readInvoiceFields';
import type { Customer } from '../../../nodes/shared/model/customer';
import type { AccountingPort } from '../../../nodes/shared/systems/accounting';
import { DEMO_TOKENS } from '../../../sandbox/xero/xero.mts';
import { contact, guidOf, openBooks, TENANT_ID } from '../../unit/xero/books.mts';
import { daysAgo, settings } from './deals.mts';

const options = {
	settings: { ...settings, billFrom: null, pipelines: [] },
	preview: false,
	stopIfMoreThan: 5,
	run: '1',
	now: Date.now(),
};

const fields: FieldsInvoice = {
	lines: [
		{
			description: 'Consulting',
			quantity: 2,
			unitPrice: 99.5,
			discountPercent: 10,
			itemCode: null,
			account: null,
			taxCode: null,
		},
	],
	currency: null,
	reference: 'PO 7',
	issueDate: null,
	dueDate: null,
	terms: null,
	sourceUrl: null,
};

const books = () => openBooks((file) => file.Contacts.push(contact('Harbour Lights'), contact('Other')));

async function customer(port: AccountingPort): Promise<Customer> {
	const [found] = await port.customersById([guidOf('Harbour Lights')]);
	if (!found?.ok || found.value === null) throw new Error('no customer');
	return found.value;
}

async function make(port: AccountingPort, sourceId: string, more: Partial<typeof options> = {}) {
	const all = { ...options, ...more };
	const [made] = await createInvoices(port, [{ sourceId, customer: await customer(port), fields }], all);
	if (!made?.ok) throw new Error(made?.problem.message);
	return made.value.invoice;
}

const stored = (xero: ReturnType<typeof books>['xero']) =>
	(xero.dump() as Array<{ Invoices: Array<Record<string, unknown>> }>)[0]?.Invoices ?? [];

describe('an invoice from fields', () => {
	test('is made once for its source', async () => {
		const { port, open, xero } = books();
		expect(await make(port, 'ORDER1042')).toMatchObject({ outcome: 'created', subtotal: 179.1, reference: 'PO 7' });
		expect(await make(open(), 'ORDER1042', { run: '2' })).toMatchObject({ outcome: 'linked' });
		expect(stored(xero)).toHaveLength(1);
	});

	test("of a source whose id has Xero's name in it is made, and found again", async () => {
		const { port, open, xero } = books();
		expect(await make(port, 'xeroOrder7')).toMatchObject({ outcome: 'created' });
		expect(await make(open(), 'xeroOrder7', { run: '2' })).toMatchObject({ outcome: 'linked' });
		expect(stored(xero)).toHaveLength(1);
	});

	test('is looked for among all of its customer, but of the others only among what is new', async () => {
		const { port, asked } = books();
		await make(port, 'ORDER1042');
		const lists = asked.filter(({ method, path }) => method === 'GET' && path.endsWith('/Invoices'));
		expect(lists.find(({ query }) => query.has('ContactIDs'))?.query.get('where')).toContain('DateTime(1999,');
		const net = lists.find(({ query }) => query.has('createdByMyApp'));
		expect(net?.headers.get('if-modified-since')?.slice(0, 10)).toBe(daysAgo(61));
	});

	test('that was moved to another customer meanwhile is not made again', async () => {
		const { port, open, xero } = books();
		const made = await make(port, 'ORDER1042');
		await write(xero, 'POST', { InvoiceID: made?.ledgerId, Contact: { ContactID: guidOf('Other') } });
		expect(stored(xero)[0]).toMatchObject({ Contact: { ContactID: guidOf('Other') } });
		expect(await make(open(), 'ORDER1042', { run: '2' })).toMatchObject({ outcome: 'linked' });
	});

	test('of two that were approved for one source asks which one stays', async () => {
		const { port, open, xero } = books();
		const made = await make(port, 'ORDER1042');
		const url = `https://n8n.io/#${made?.key}~2`;
		const line = { Description: 'Consulting', Quantity: 1, UnitAmount: 5, AccountCode: '200' };
		const twin = { Type: 'ACCREC', Contact: { ContactID: guidOf('Harbour Lights') }, Url: url, LineItems: [line] };
		const days = { Date: daysAgo(0), DueDate: daysAgo(0) };
		await write(xero, 'PUT', { ...twin, ...days, Status: 'AUTHORISED' });
		await write(xero, 'POST', { InvoiceID: made?.ledgerId, Status: 'AUTHORISED' });
		expect(await make(open(), 'ORDER1042', { run: '3' })).toMatchObject({ hold: { code: 'two_live_invoices' } });
	});

	test('takes account and tax of its item, unless line or customer say otherwise', async () => {
		const { port } = openBooks((file) => {
			file.Contacts.push(contact('Harbour Lights'));
			file.Items.push({
				ItemID: guidOf('item'),
				Code: 'BOOK',
				Name: 'Book',
				IsSold: true,
				SalesDetails: { UnitPrice: 10, AccountCode: '260', TaxType: 'ZERORATEDOUTPUT' },
			});
		});
		const [line] = fields.lines as [FieldsInvoice['lines'][number]];
		const lines = [
			{ ...line, itemCode: 'BOOK' },
			{ ...line, itemCode: 'BOOK', account: '200', taxCode: 'OUTPUT2' },
			line,
		];
		const input = { sourceId: 'ORDER9', customer: await customer(port), fields: { ...fields, lines } };
		const [made] = await createInvoices(port, [input], options);
		expect(made?.ok && made.value.invoice?.lines.map(({ account, taxCode }) => [account, taxCode])).toEqual([
			['260', 'ZERORATEDOUTPUT'],
			['200', 'OUTPUT2'],
			['200', 'OUTPUT2'],
		]);
	});

	test.each([
		['account', '9999', '\'Account Code\' of line 2 is "9999"'],
		['taxCode', 'ELSEWHERE', '\'Tax Code\' of line 2 is "ELSEWHERE"'],
		['itemCode', 'ELSEWHERE', '\'Item Code\' of line 2 is "ELSEWHERE"'],
	])('tells the line of the %s that the ledger does not have', async (name, code, words) => {
		const { port, asked } = books();
		const [line] = fields.lines as [FieldsInvoice['lines'][number]];
		const lines = [line, { ...line, [name]: code }];
		const input = { sourceId: 'ORDER9', customer: await customer(port), fields: { ...fields, lines } };
		const [made] = await createInvoices(port, [input], options);
		expect(made).toMatchObject({ ok: false, problem: { scope: 'item', message: expect.stringContaining(words) } });
		expect(asked.every(({ method }) => method === 'GET')).toBe(true);
	});

	test.each([
		['quantity', 'two', `'Quantity' of line 2 cannot be used: it is "two"`],
		['unitPrice', undefined, "'Unit Price' of line 2 cannot be used: it is empty"],
		['discountPercent', 120, "'Discount Percent' of line 2 cannot be used: it is 120"],
	])('tells the line whose %s is no such number', (name, value, words) => {
		const line = { description: 'Work', quantity: 1, unitPrice: 5 };
		const parameters: Record<string, unknown> = { lines: { line: [line, { ...line, [name]: value }] } };
		const context = { getNodeParameter: (parameter: string) => parameters[parameter] ?? {} };
		expect(() => readInvoiceFields(context as never, 0)).toThrow(words);
	});
});

/** What a person does in Xero's own pages. */
async function write(xero: ReturnType<typeof books>['xero'], method: 'PUT' | 'POST', invoice: object) {
	const headers = {
		Authorization: `Bearer ${DEMO_TOKENS.accessToken}`,
		'xero-tenant-id': TENANT_ID,
		'Content-Type': 'application/json',
	};
	const body = JSON.stringify({ Invoices: [invoice] });
	await xero.handle(new Request('https://api.xero.com/api.xro/2.0/Invoices', { method, headers, body }));
}
