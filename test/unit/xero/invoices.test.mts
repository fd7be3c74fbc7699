import { describe, expect, test } from '@jest/globals';
import { placeOfKey } from '../../../nodes/shared/systems/xero/keyPlace';
import type { XeroRecord } from '../../../sandbox/core/types.mts';
import { contact, guidOf, openBooks } from './books.mts';
import { attempt, draft } from './drafts.mts';

function stored(number: number, more: XeroRecord = {}): XeroRecord {
	return {
		InvoiceID: guidOf(`invoice ${number}`),
		InvoiceNumber: `INV-${number}`,
		Type: 'ACCREC',
		Status: 'AUTHORISED',
		Contact: { ContactID: guidOf('Harbour Lights') },
		Date: '2026-11-02',
		DueDate: '2999-12-02',
		LineAmountTypes: 'Exclusive',
		CurrencyCode: 'GBP',
		LineItems: [{ Description: 'Work', Quantity: 1, UnitAmount: 10, AccountCode: '200', TaxType: 'OUTPUT2' }],
		...more,
	};
}

function books(invoices: XeroRecord[] = []) {
	return openBooks((file) => {
		file.Contacts.push(contact('Harbour Lights'), contact('Other'));
		file.Invoices.push(...invoices);
	});
}

describe('making invoices', () => {
	test('goes in batches of 50, keeps four decimals of a price, and answers in order', async () => {
		const { port, asked } = books();
		const drafts = Array.from({ length: 120 }, (_, index) => draft(`HS7K2Q-${1000 + index}`));
		const results = await port.createInvoices(drafts, attempt);
		expect(results.map((result) => (result.ok ? result.value.key : result.problem.message))).toEqual(
			drafts.map(({ key }) => key),
		);
		expect(results[0]).toMatchObject({
			ok: true,
			value: { subtotal: 1, tax: 0.2, lines: [{ unitPrice: 0.3333 }] },
		});
		expect(asked.filter(({ method }) => method === 'PUT').map(({ body }) => body?.['Invoices']?.length)).toEqual([
			50, 50, 20,
		]);
	});

	test("one refused draft is its own problem, in Xero's words", async () => {
		const { port } = books();
		const bad = draft('HS7K2Q-2', { customerId: guidOf('nobody') });
		const results = await port.createInvoices([draft('HS7K2Q-1'), bad, draft('HS7K2Q-3')], attempt);
		expect(results.map(({ ok }) => ok)).toEqual([true, false, true]);
		expect(results[1]).toMatchObject({ problem: { scope: 'item', system: 'xero', details: expect.any(String) } });
	});

	test('the same key with other content is told apart from a refusal', async () => {
		const { port } = books();
		await port.createInvoices([draft('HS7K2Q-1')], attempt);
		const [again] = await port.createInvoices([draft('HS7K2Q-1', { execution: '2' })], attempt);
		expect(again).toMatchObject({ ok: false, problem: { code: 'key_in_use' } });
	});

	test('withdrawing what another run has withdrawn already is no problem', async () => {
		const { port, open } = books();
		const [made] = await port.createInvoices([draft('HS7K2Q-1')], attempt);
		if (!made?.ok) throw new Error('not made');
		await port.withdrawInvoices([made.value]);
		expect(await open().withdrawInvoices([made.value])).toMatchObject([{ ok: true, value: { status: 'deleted' } }]);
	});
});

describe('reading invoices', () => {
	test('lists every page and status of many customers, below the length Xero answers 404 to', async () => {
		const { port, asked } = books([
			...Array.from({ length: 1100 }, (_, index) => stored(index)),
			stored(5000, { Status: 'VOIDED' }),
			stored(5001, { Status: 'DELETED' }),
			stored(5002, { Date: '2026-08-01' }),
			stored(5003, { Contact: { ContactID: guidOf('Other') } }),
		]);
		const many = Array.from({ length: 100 }, (_, index) => guidOf(`c${index}`));
		const found = await port.invoicesOfCustomers([guidOf('Harbour Lights'), ...many], '2026-09-01');
		expect(found).toHaveLength(1102);
		expect(found.filter(({ lines }) => lines.length === 0)).toEqual([]);
		for (const { url } of asked) expect(url.length).toBeLessThan(2000);
	});

	test('tells status in words, overdue before part paid', async () => {
		const { port } = books([
			stored(1),
			stored(2, { SentToContact: true }),
			stored(3, { DueDate: '2026-01-01' }),
			stored(4, { Status: 'SUBMITTED' }),
		]);
		const results = await port.invoicesById([1, 2, 3, 4].map((number) => guidOf(`invoice ${number}`)));
		expect(results.map((result) => (result.ok ? result.value?.status : null))).toEqual([
			'approved',
			'sent',
			'overdue',
			'submitted',
		]);
	});

	test('finds what a run made, and only that', async () => {
		const { port } = books();
		await port.createInvoices([draft('HS7K2Q-1'), draft('HS7K2Q-2', { execution: '77' })], attempt);
		const { invoices, more } = await port.findInvoices({
			madeByExecution: '77',
			customerId: null,
			statuses: [],
			dateFrom: null,
			dateTo: null,
			text: null,
			limit: 10,
		});
		expect(invoices.map(({ key }) => key)).toEqual(['HS7K2Q-2']);
		expect(more).toBe(false);
	});

	test('says that more remain than the limit', async () => {
		const { port } = books([stored(1), stored(2), stored(3)]);
		const query = {
			madeByExecution: null,
			customerId: null,
			statuses: ['approved'],
			dateFrom: null,
			dateTo: null,
			text: null,
		};
		expect(await port.findInvoices({ ...query, limit: 2 })).toMatchObject({ more: true, invoices: [{}, {}] });
		expect((await port.findInvoices({ ...query, limit: 3 })).more).toBe(false);
	});

	test('an answer without the list is an error, not an empty list', async () => {
		const { port } = openBooks(undefined, ({ path }) =>
			path.endsWith('/Invoices') ? Response.json({ Status: 'OK' }) : undefined,
		);
		await expect(port.invoicesMadeByUs('2026-11-01T00:00:00Z')).rejects.toMatchObject({
			problem: { code: 'unexpected' },
		});
	});
});

test('the key stands in a Url without the word that Xero refuses', () => {
	const made = { key: 'HS7K2Q-1', execution: '9' };
	expect(placeOfKey({ ...made, sourceUrl: 'https://crm.example/deal/1' })).toBe(
		'https://crm.example/deal/1#HS7K2Q-1~9',
	);
	expect(placeOfKey({ ...made, sourceUrl: 'https://crm.example/Xero-deals/1' })).toBe(
		'https://crm.example/#HS7K2Q-1~9',
	);
	expect(placeOfKey({ ...made, sourceUrl: 'https://xero.example/deal/1' })).toBe('https://n8n.io/#HS7K2Q-1~9');
	expect(placeOfKey({ ...made, sourceUrl: null })).toBe('https://n8n.io/#HS7K2Q-1~9');
});
