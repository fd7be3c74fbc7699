import { describe, expect, test } from '@jest/globals';
import { createInvoices } from '../../../nodes/ClosedLoopAccounting/invoices/createInvoices';
import type { FieldsInvoice } from '../../../nodes/ClosedLoopAccounting/invoices/draftPieces';
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
		await xero.handle(
			new Request('https://api.xero.com/api.xro/2.0/Invoices', {
				method: 'POST',
				headers: {
					Authorization: `Bearer ${DEMO_TOKENS.accessToken}`,
					'xero-tenant-id': TENANT_ID,
					'Content-Type': 'application/json',
				},
				body: JSON.stringify({
					Invoices: [{ InvoiceID: made?.ledgerId, Contact: { ContactID: guidOf('Other') } }],
				}),
			}),
		);
		expect(stored(xero)[0]).toMatchObject({ Contact: { ContactID: guidOf('Other') } });
		expect(await make(open(), 'ORDER1042', { run: '2' })).toMatchObject({ outcome: 'linked' });
	});
});
