/** apis/xero.md section 5 (contacts), 6 (items), 7.6 (send), 8 (payments, history), 10 (errors). */
import type { XeroOrganisationFile } from '../../../sandbox/core/types.mts';
import { ACME, BANK, BETA, GONE, open, OPEN, organisation, sale } from './support.mts';
import type { Answer, World } from './support.mts';

let world: World;
beforeEach(() => (world = open()));

const messages = (answer: Answer, plural: string) =>
	(answer.body.Elements?.[0] ?? answer.body[plural][0]).ValidationErrors?.map(
		(one: { Message: string }) => one.Message,
	);

describe('contacts', () => {
	const write = async (method: 'PUT' | 'POST', fields: object) =>
		await world.call(method, '/Contacts?summarizeErrors=false', { Contacts: [fields] });
	const written = async (method: 'PUT' | 'POST', fields: object) => (await write(method, fields)).body.Contacts[0];
	const read = async (id: string) => (await world.call('GET', `/Contacts/${id}`)).body.Contacts[0];

	test.each([
		[{}, 'The contact name must be specified.'],
		[
			{ Name: 'ACME LTD' },
			'The contact name ACME LTD is already assigned to another contact. The contact name must be unique across all active contacts.',
		],
		[{ Name: 'A', ContactNumber: 'cust-1' }, 'The contact number cust-1 is already assigned to another contact.'],
		[{ Name: 'A <B>' }, 'The contact name cannot contain the characters < or >.'],
		[{ Name: ' A' }, 'The contact name cannot have leading, trailing or double spaces.'],
		[{ Name: 'A  B' }, 'The contact name cannot have leading, trailing or double spaces.'],
		[{ Name: 'x'.repeat(256) }, 'Name must be at most 255 characters.'],
		[{ Name: 'A', ContactNumber: 'x'.repeat(51) }, 'ContactNumber must be at most 50 characters.'],
		[{ Name: 'A', EmailAddress: 'nobody' }, 'Email address must be valid.'],
		[{ Name: 'A', EmailAddress: 'bücher@example.com' }, 'Email address must be valid.'],
		[{ Name: 'A', DefaultCurrency: 'EUR' }, 'Organisation is not subscribed to currency EUR'],
		[{ Name: 'A', Addresses: [{ AddressType: 'POBOX', Country: 'UK 1' }] }, 'The country must hold letters only.'],
		[
			{ Name: 'A', ContactPersons: Array(6).fill({ FirstName: 'B' }) },
			'A contact can have at most 5 contact persons.',
		],
	])('PUT %j: %s', async (fields, text) => {
		const answer = await write('PUT', fields);
		expect(messages(answer, 'Contacts')).toContain(text);
		expect(answer.committed).toBe(false);
		expect(answer.body.Contacts[0]).toMatchObject({ StatusAttributeString: 'ERROR', HasValidationErrors: true });
	});

	test('the name of an archived contact is free', async () => {
		expect((await written('PUT', { Name: 'Gone & Co' })).StatusAttributeString).toBe('OK');
		expect(messages(await write('POST', { ContactID: GONE, ContactStatus: 'ACTIVE' }), 'Contacts')[0]).toMatch(
			/already assigned/,
		);
	});

	test('POST matches by id, else by number, else by name', async () => {
		expect((await written('POST', { ContactID: BETA, Name: 'Beta', ContactNumber: 'B-1' })).ContactID).toBe(BETA);
		expect((await written('POST', { ContactNumber: 'b-1', Name: 'Beta 2' })).ContactID).toBe(BETA);
		expect((await written('POST', { Name: 'beta 2', TaxNumber: '1' })).ContactID).toBe(BETA);
		expect((await written('POST', { Name: 'Another' })).ContactID).not.toBe(BETA);
	});

	test('what is not sent stays; addresses go by type, persons as a whole', async () => {
		await written('POST', { ContactID: ACME, ContactPersons: [{ FirstName: 'A' }, { FirstName: 'B' }] });
		await written('POST', {
			ContactID: ACME,
			Addresses: [{ AddressType: 'STREET', City: 'York' }],
			ContactPersons: [{ FirstName: 'C' }],
		});
		const acme = await read(ACME);
		expect(acme).toMatchObject({
			Name: 'Acme Ltd',
			EmailAddress: 'bills@acme.example',
			ContactPersons: [{ FirstName: 'C' }],
		});
		expect(acme.Addresses.map((one: { AddressType: string; City: string }) => [one.AddressType, one.City])).toEqual(
			[
				['STREET', 'York'],
				['POBOX', 'Leeds'],
			],
		);
		expect(
			acme.Phones.map((one: { PhoneType: string; PhoneNumber: string }) => [one.PhoneType, one.PhoneNumber]),
		).toEqual([
			...[
				['DDI', ''],
				['DEFAULT', ''],
				['FAX', ''],
				['MOBILE', ''],
			],
		]);
	});

	test('keep a history of what changed', async () => {
		await written('POST', { ContactID: ACME, EmailAddress: 'new@acme.example' });
		const rows = (await world.call('GET', `/Contacts/${ACME}/History`)).body.HistoryRecords;
		expect(rows).toEqual([
			{
				Changes: 'Edited',
				User: 'System Generated',
				Details: 'EmailAddress changed from bills@acme.example to new@acme.example.',
				DateUTC: '/Date(1795521600000+0000)/',
				DateUTCString: '2026-11-24T12:00:00',
			},
		]);
	});
});

describe('items', () => {
	const put = (fields: object) => world.call('PUT', '/Items?summarizeErrors=false&unitdp=4', { Items: [fields] });

	test.each([
		[{}, 'Code must be specified.'],
		[{ Code: 'dsk' }, "Item code 'dsk' is already in use."],
		[{ Code: 'x'.repeat(31) }, 'Code must be at most 30 characters.'],
		[{ Code: 'A', Name: 'x'.repeat(51) }, 'Name must be at most 50 characters.'],
		[{ Code: 'A', SalesDetails: { UnitPrice: 1, AccountCode: '999' } }, 'Account must be valid.'],
	])('PUT %j: %s', async (fields, text) => {
		expect(messages(await put(fields), 'Items')).toEqual([text]);
	});

	test('are found by id or code; POST changes by code; prices have 2 or 4 decimals', async () => {
		const { ItemID } = (await put({ Code: 'LMP', SalesDetails: { UnitPrice: 1.23456 } })).body.Items[0];
		expect((await world.call('GET', '/Items/lmp?unitdp=4')).body.Items[0]).toMatchObject({
			ItemID,
			SalesDetails: { UnitPrice: 1.2346 },
		});
		await world.call('POST', '/Items', { Items: [{ Code: 'LMP', Name: 'Lamp' }] });
		expect((await world.call('GET', `/Items/${ItemID}`)).body.Items[0]).toMatchObject({
			Name: 'Lamp',
			SalesDetails: { UnitPrice: 1.23 },
			IsTrackedAsInventory: false,
		});
		await world.call('POST', `/Items/${ItemID}`, { Code: 'LMP', IsSold: false });
		expect((await world.call('GET', `/Items/${ItemID}`)).body.Items[0]).not.toHaveProperty('SalesDetails');
		expect((await world.call('DELETE', `/Items/${ItemID}`)).status).toBe(204);
		expect((await world.call('GET', `/Items/${ItemID}`)).status).toBe(404);
	});
});

describe('payments', () => {
	const pay = (fields: object) =>
		world.call('PUT', '/Payments', {
			Payments: [{ Invoice: { InvoiceID: OPEN }, Account: { AccountID: BANK }, Date: '2026-11-20', ...fields }],
		});
	const read = async () => (await world.call('GET', `/Invoices/${OPEN}`)).body.Invoices[0];

	test('a part and the rest make the invoice PAID on the day of the last one', async () => {
		const { body } = await pay({ Amount: 20, Reference: 'BACS' });
		expect(body.Payments[0]).toMatchObject({
			Status: 'AUTHORISED',
			PaymentType: 'ACCRECPAYMENT',
			Invoice: { InvoiceNumber: 'INV-0007' },
		});
		expect(await read()).toMatchObject({ Status: 'AUTHORISED', AmountPaid: 20, AmountDue: 100 });
		await pay({ Amount: 100, Date: '2026-11-22' });
		expect(await read()).toMatchObject({
			Status: 'PAID',
			AmountDue: 0,
			FullyPaidOnDate: '/Date(1795305600000+0000)/',
		});
		expect((await read()).Payments).toHaveLength(2);
	});

	test('a deleted payment opens the invoice again', async () => {
		const { PaymentID } = (await pay({ Amount: 120 })).body.Payments[0];
		await world.call('POST', `/Payments/${PaymentID}`, { Status: 'DELETED' });
		expect(await read()).toMatchObject({ Status: 'AUTHORISED', AmountPaid: 0, AmountDue: 120 });
		expect(await read()).not.toHaveProperty('FullyPaidOnDate');
		expect((await world.call('POST', `/Payments/${PaymentID}`, { Status: 'DELETED' })).status).toBe(400);
		expect((await world.call('GET', '/Payments?page=1')).body.Payments[0].Status).toBe('DELETED');
	});

	test.each([
		[{ Amount: 120.01 }, 'Payment amount exceeds the amount outstanding on this document'],
		[{ Amount: 0 }, 'Payment amount must be greater than zero'],
		[{ Amount: 1, Account: { Code: '200' } }, 'Account must be valid.'],
		[{ Amount: 1, Invoice: { InvoiceNumber: 'INV-9999' } }, 'The invoice could not be found.'],
	])('%j: %s', async (fields, text) => {
		expect(messages(await pay(fields), 'Payments')).toEqual([text]);
	});

	test('a draft takes none', async () => {
		const { InvoiceID } = (await world.call('PUT', '/Invoices', sale())).body.Invoices[0];
		expect(messages(await pay({ Amount: 1, Invoice: { InvoiceID } }), 'Payments')).toEqual([
			'Payments can only be made against Authorised documents',
		]);
	});
});

describe('sending', () => {
	const send = async (fields: object) => {
		const { InvoiceID } = (await world.call('PUT', '/Invoices', sale(fields as Record<string, unknown>))).body
			.Invoices[0];
		return { InvoiceID, answer: await world.call('POST', `/Invoices/${InvoiceID}/Email`, {}) };
	};

	test('of an approved invoice answers 204 and marks it as sent', async () => {
		const { InvoiceID, answer } = await send({ Status: 'AUTHORISED' });
		expect([answer.status, answer.committed]).toEqual([204, true]);
		expect((await world.call('GET', `/Invoices/${InvoiceID}`)).body.Invoices[0].SentToContact).toBe(true);
	});

	test('of a draft, to nobody, or from a demo company is 400', async () => {
		expect((await send({})).answer.status).toBe(400);
		expect((await send({ Status: 'AUTHORISED', Contact: { ContactID: BETA } })).answer.status).toBe(400);
		const Organisation = { ...organisation().Organisation, IsDemoCompany: true };
		world = open({ files: [{ ...organisation(), Organisation }] });
		expect((await send({ Status: 'AUTHORISED' })).answer.status).toBe(400);
	});

	test('a draft has no online invoice', async () => {
		const { InvoiceID } = (await world.call('PUT', '/Invoices', sale())).body.Invoices[0];
		expect((await world.call('GET', `/Invoices/${InvoiceID}/OnlineInvoice`)).status).toBe(400);
		expect((await world.call('GET', `/Invoices/${OPEN}/OnlineInvoice`)).body.OnlineInvoices).toHaveLength(1);
	});
});

describe('history and notes', () => {
	const note = (...details: string[]) =>
		world.call('PUT', `/Invoices/${OPEN}/History`, { HistoryRecords: details.map((Details) => ({ Details })) });
	const rows = async () =>
		(await world.call('GET', `/Invoices/${OPEN}/History`)).body.HistoryRecords.map(
			(row: { Details: string }) => row.Details,
		);

	test('take several notes of up to 2,500 characters, newest first', async () => {
		expect((await note('One', 'x'.repeat(2500))).status).toBe(200);
		expect(await rows()).toEqual(['x'.repeat(2500), 'One']);
		expect((await note('x'.repeat(2501))).status).toBe(400);
		expect((await note('')).status).toBe(400);
		expect(await rows()).toHaveLength(2);
	});

	test('of an unknown record are 404', async () => {
		expect((await world.call('GET', `/Invoices/${ACME}/History`)).status).toBe(404);
	});
});

describe('what a bookkeeper does', () => {
	const act = (name: string, id: string, input: Record<string, string> = {}) =>
		world.xero.actions.find((action) => action.name === name)!.run(id, input);
	const read = async (id: string) => (await world.call('GET', `/Invoices/${id}`)).body.Invoices[0];

	test('approves, edits, pays, voids and deletes, each named in the history', async () => {
		const { InvoiceID: id } = (await world.call('PUT', '/Invoices', sale())).body.Invoices[0];
		world.clock.advance(60_000);
		await act('editInvoice', id, { price: '75.50', dueDate: '2027-01-31' });
		expect(await read(id)).toMatchObject({
			SubTotal: 75.5,
			DueDateString: '2027-01-31T00:00:00',
			UpdatedDateUTCString: '2026-11-24T12:01:00',
		});
		await act('approveInvoice', id);
		await act('payInvoice', id, { amount: '0.60' });
		expect(await read(id)).toMatchObject({ Status: 'AUTHORISED', AmountPaid: 0.6, AmountDue: 90 });
		await act('payInvoice', id);
		expect((await read(id)).Status).toBe('PAID');
		const rows = (await world.call('GET', `/Invoices/${id}/History`)).body.HistoryRecords;
		expect(rows.map((row: { Changes: string; User: string }) => `${row.Changes} by ${row.User}`)).toEqual([
			...[
				'Payment Made by Bea Keeper',
				'Payment Made by Bea Keeper',
				'Approved by Bea Keeper',
				'Edited by Bea Keeper',
				'Created by System Generated',
			],
		]);
		await act('voidInvoice', OPEN);
		expect((await read(OPEN)).Status).toBe('VOIDED');
		const draft = (await world.call('PUT', '/Invoices', sale())).body.Invoices[0].InvoiceID;
		await act('deleteDraft', draft);
		expect((await read(draft)).Status).toBe('DELETED');
	});

	test('edits a contact', async () => {
		await act('editContact', ACME, { name: 'Acme Limited', email: 'pay@acme.example' });
		expect((await world.call('GET', `/Contacts/${ACME}`)).body.Contacts[0]).toMatchObject({
			Name: 'Acme Limited',
			EmailAddress: 'pay@acme.example',
		});
	});

	test('is refused what Xero refuses', () => {
		expect(() => act('voidInvoice', ACME)).toThrow('could not be found');
		expect(() => act('deleteDraft', OPEN)).toThrow('Only a draft');
		expect(() => act('payInvoice', OPEN, { amount: '1000' })).toThrow('exceeds the amount outstanding');
	});
});

test('a dump starts the same company again, history and makers included', async () => {
	const { InvoiceID } = (
		await world.call(
			'PUT',
			'/Invoices?unitdp=4',
			sale({ CurrencyCode: 'USD' }, { UnitAmount: 1.2345, Quantity: 7.125, DiscountRate: 3.3 }),
		)
	).body.Invoices[0];
	await world.call('PUT', '/Payments', { Invoice: { InvoiceID: OPEN }, Account: { Code: '090' }, Amount: 20 });
	await world.call('PUT', `/Invoices/${InvoiceID}/History`, { HistoryRecords: [{ Details: 'By run 42' }] });
	const dump = JSON.parse(JSON.stringify(world.xero.dump())) as XeroOrganisationFile[];
	const again = open({ files: dump });
	expect(JSON.parse(JSON.stringify(again.xero.dump()))).toEqual(dump);
	for (const path of [
		`/Invoices/${InvoiceID}?unitdp=4`,
		`/Invoices/${InvoiceID}/History`,
		'/Invoices?createdByMyApp=true',
		'/Invoices?page=1',
		'/Contacts?page=1',
		'/Payments',
		'/Accounts',
	]) {
		const [before, after] = [await world.call('GET', path), await again.call('GET', path)];
		expect(after.body).toEqual(before.body);
	}
	const next = (await again.call('PUT', '/Invoices', sale())).body.Invoices[0];
	expect(next.InvoiceNumber).toBe('INV-0009');
	expect(next.InvoiceID).not.toBe(InvoiceID);
});

test('a company file may leave out what follows, and its own figures stand', async () => {
	const line = { Description: 'Work', Quantity: 2, UnitAmount: 10, AccountCode: '200' };
	const sales = [
		{ Contact: { Name: 'acme ltd' }, Date: '2026-11-01', LineItems: [line] },
		{
			Contact: { ContactNumber: 'CUST-1' },
			Date: '2026-11-02',
			LineItems: [{ ...line, TaxAmount: 3.99, LineAmount: 20.01 }],
		},
		{ Contact: { ContactID: BETA }, Date: '2026-11-03', Status: 'PAID', SubTotal: 5, TotalTax: 1, Total: 6 },
	];
	const Payments = [
		{ Invoice: { InvoiceNumber: 'INV-0001' }, Amount: 4, Date: '2026-11-05', Account: { Code: '090' } },
	];
	const approved = sales.map((sale) => ({ Status: 'AUTHORISED', ...sale }));
	world = open({ files: [{ ...organisation(), Invoices: approved, Payments }] });
	const { Invoices } = (await world.call('GET', '/Invoices?page=1')).body;
	const figures = (one: Record<string, unknown>) => [
		one['InvoiceNumber'],
		one['TotalTax'],
		one['Total'],
		one['AmountDue'],
	];
	expect(Invoices.map(figures)).toEqual([
		['INV-0001', 4, 24, 20],
		['INV-0002', 3.99, 24, 24],
		['INV-0003', 1, 6, 0],
	]);
	expect(Invoices[0]).toMatchObject({ AmountPaid: 4, Contact: { ContactID: ACME }, Payments: [{ Amount: 4 }] });
	expect(Invoices[2]).toMatchObject({ Status: 'PAID', AmountPaid: 6, Contact: { ContactID: BETA } });
	const stranger = [{ Contact: { Name: 'Nobody' }, LineItems: [line] }];
	expect(() => open({ files: [{ ...organisation(), Invoices: stranger }] })).toThrow('a contact it does not hold');
});

test("a planted fault speaks in Xero's words", async () => {
	const { xero } = world;
	const body = async (status: number, retryAfter?: number) => await xero.faultResponse(status, retryAfter).text();
	expect(await body(503)).toBe('The Xero API is temporarily unavailable');
	expect(await body(500)).toMatch(/^An unhandled error with the Xero API occurred/);
	expect(JSON.parse(await body(401))).toMatchObject({ Status: 401, Detail: expect.stringMatching(/^TokenExpired/) });
	const minute = xero.faultResponse(429, 22).headers;
	expect([minute.get('retry-after'), minute.get('x-rate-limit-problem')]).toEqual(['22', 'minute']);
	const concurrent = xero.faultResponse(429).headers;
	expect([concurrent.get('retry-after'), concurrent.get('x-rate-limit-problem')]).toEqual([null, 'concurrent']);
});

test('tells writes from reads', () => {
	const { isWrite } = world.xero;
	expect(isWrite('PUT', '/api.xro/2.0/Invoices')).toBe(true);
	expect(isWrite('POST', `/api.xro/2.0/Invoices/${OPEN}/Email`)).toBe(true);
	expect(isWrite('GET', '/api.xro/2.0/Invoices')).toBe(false);
	expect(isWrite('POST', '/connect/token')).toBe(false);
	expect(isWrite('DELETE', '/connections/1')).toBe(false);
});
