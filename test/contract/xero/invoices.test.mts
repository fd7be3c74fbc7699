/** apis/xero.md 7.1 to 7.3 (fields, lines, rounding), section 8 (lock dates, currencies). */
import { ACME, BETA, GONE, invoiceCalls, open, organisation, sale } from './support.mts';
import type { World } from './support.mts';

let world: World;
beforeEach(() => (world = open()));

const { one, put, message, made } = invoiceCalls(() => world);

describe('creation', () => {
	test("is a draft of today in the organisation's time zone, in its currency, with the next number", async () => {
		const Organisation = { ...organisation().Organisation, Timezone: 'NEWZEALANDSTANDARDTIME' };
		world = open({ files: [{ ...organisation(), Organisation }] });
		const invoice = await one(
			put({ Type: 'ACCREC', Contact: { ContactID: ACME }, LineItems: [{ Description: 'Only words' }] }),
		);
		expect(invoice).toMatchObject({
			Status: 'DRAFT',
			InvoiceNumber: 'INV-0008',
			CurrencyCode: 'GBP',
			CurrencyRate: 1,
			LineAmountTypes: 'Exclusive',
			Total: 0,
		});
		expect(invoice.DateString).toBe('2026-11-25T00:00:00');
		expect(invoice.LineItems[0]).toMatchObject({ Description: 'Only words', LineAmount: 0 });
		expect(invoice).not.toHaveProperty('DueDate');
	});

	test.each([
		[{ Type: undefined }, 'Invoice type must be ACCREC or ACCPAY.'],
		[{ Status: 'PAID' }, 'Invoice not of valid status for creation'],
		[{ Contact: undefined }, 'A Contact must be specified for this type of transaction'],
		[{ Contact: {} }, 'A Contact must be specified for this type of transaction'],
		[{ Contact: { ContactID: GONE } }, 'The contact is archived and cannot be used on a transaction.'],
		[{ LineItems: [] }, 'One or more line items must be specified'],
		[{ CurrencyCode: 'EUR' }, 'Organisation is not subscribed to currency EUR'],
		[
			{ Date: '2025-12-31' },
			'The document date cannot be before the period lock date, currently set at 2025-12-31',
		],
		[{ InvoiceNumber: 'inv-0007' }, 'Invoice # must be unique.'],
		[{ Url: 'https://go.xero.com/' }, 'Url must be valid.'],
		[{ Reference: 'x'.repeat(256) }, 'Reference must be at most 255 characters.'],
		[{ BrandingThemeID: ACME }, 'Branding theme must be valid.'],
	])('%j: %s', async (fields, text) => {
		expect(await message(put(sale(fields)))).toBe(text);
	});

	test.each([
		[{ AccountCode: '999' }, 'Account must be valid.'],
		[{ AccountCode: '299' }, 'Account must be valid.'],
		[{ AccountCode: '090' }, 'Account must be valid.'],
		[{ TaxType: 'NOPE' }, 'Tax rate must be valid.'],
		[{ TaxType: 'OUTPUT' }, 'Tax rate must be valid.'],
		[{ TaxType: 'INPUT2' }, "The TaxType code 'INPUT2' cannot be used with account code '200'"],
		[{ ItemCode: 'NOPE' }, "Item code 'NOPE' is not valid"],
		[{ LineAmount: 49.99 }, 'The line total 49.99 does not match the expected line total 50.00'],
		[{ Description: 'x'.repeat(4001) }, 'Description must be at most 4000 characters.'],
		[{ DiscountRate: 1, DiscountAmount: 1 }, 'A line item can have a DiscountRate or a DiscountAmount, not both.'],
		[{ UnitAmount: 10_000_000_000 }, 'The line amount must be at most 9,999,999,999.99'],
		[{ Tracking: [{ Name: 'Region', Option: 'West' }] }, 'The tracking category or option could not be found.'],
	])('of a line with %j: %s', async (line, text) => {
		expect(await message(put(sale({}, line)))).toBe(text);
	});

	test('a draft may be incomplete, an approved invoice not', async () => {
		const bare = { AccountCode: undefined, TaxType: undefined };
		expect(await message(put(sale({}, bare)))).toBeUndefined();
		expect(await message(put(sale({ Status: 'AUTHORISED' }, bare)))).toBe('Account must be valid.');
		expect(await message(put(sale({ Status: 'SUBMITTED' }, bare)))).toBe('Account must be valid.');
		expect(await message(put(sale({ Status: 'AUTHORISED' }, { Description: undefined })))).toBe(
			'Description must be specified.',
		);
	});

	test('an account gives its tax, an item its price, account and tax; what is sent overrides', async () => {
		expect((await made({}, { TaxType: undefined, AccountCode: '260' })).LineItems[0].TaxType).toBe(
			'ZERORATEDOUTPUT',
		);
		const item = (
			await made({}, { ItemCode: 'dsk', UnitAmount: undefined, AccountCode: undefined, TaxType: undefined })
		).LineItems[0];
		expect(item).toMatchObject({
			ItemCode: 'DSK',
			UnitAmount: 120.5,
			AccountCode: '200',
			TaxType: 'OUTPUT2',
			Item: { Code: 'DSK', Name: 'Desk' },
		});
		expect(
			(await made({}, { ItemCode: 'DSK', UnitAmount: 9, AccountCode: '260', TaxType: undefined })).LineItems[0],
		).toMatchObject({ UnitAmount: 9, AccountCode: '260' });
	});

	test("of an approved invoice without a due date takes the contact's terms", async () => {
		expect((await made({ Status: 'AUTHORISED', DueDate: undefined })).DueDateString).toBe('2026-12-04T00:00:00');
	});

	test('of a name makes a contact; more than its id edits it', async () => {
		const invoice = await made({ Contact: { Name: 'New One', EmailAddress: 'new@example.com' } });
		expect(invoice.Contact).toMatchObject({ Name: 'New One', EmailAddress: 'new@example.com' });
		await made({ Contact: { ContactID: BETA, EmailAddress: 'beta@example.com' } });
		expect((await world.call('GET', `/Contacts/${BETA}`)).body.Contacts[0].EmailAddress).toBe('beta@example.com');
		await put(sale({ Contact: { Name: 'Half Made' } }, { AccountCode: '999' }));
		expect((await world.call('GET', '/Contacts?searchTerm=Half%20Made')).body.Contacts).toEqual([]);
	});

	test('warns of an odd currency rate, and writes all the same', async () => {
		const invoice = await made({ CurrencyCode: 'USD', CurrencyRate: 50 });
		expect(invoice).toMatchObject({
			StatusAttributeString: 'WARNING',
			CurrencyRate: 50,
			Warnings: [{ Message: expect.stringContaining('50') }],
		});
		expect((await made({ CurrencyCode: 'USD' })).CurrencyRate).toBe(1.27);
	});

	test('keeps the link to our app', async () => {
		const Url = 'https://app.hubspot.com/contacts/1/record/0-3/101#HS7K2Q-101~42';
		expect((await made({ Url })).Url).toBe(Url);
	});
});

describe('arithmetic', () => {
	test.each([
		// quantity x unit amount, half up
		[{ Quantity: 3, UnitAmount: 10.005 }, 30.02, 6],
		[{ Quantity: 1.125, UnitAmount: 4.2 }, 4.73, 0.95],
		[{ Quantity: 1, UnitAmount: 1.005 }, 1.01, 0.2],
		[{ Quantity: -1, UnitAmount: 1.005 }, -1.01, -0.2],
		// discounts
		[{ Quantity: 3, UnitAmount: 10, DiscountRate: 33.333 }, 20, 4],
		[{ Quantity: 3, UnitAmount: 10, DiscountAmount: 10.01 }, 19.99, 4],
		[{ Quantity: 3, UnitAmount: 10, DiscountRate: 10, LineAmount: 27 }, 27, 5.4],
		// one of quantity and unit amount from the line amount
		[{ Quantity: 4, UnitAmount: undefined, LineAmount: 10 }, 10, 2],
		// tax that is sent overrides
		[{ Quantity: 1, UnitAmount: 10, TaxAmount: 1.99 }, 10, 1.99],
	])('%j', async (line, amount, tax) => {
		const invoice = await made({}, line);
		expect(invoice.LineItems[0]).toMatchObject({ LineAmount: amount, TaxAmount: tax });
		expect(invoice).toMatchObject({ SubTotal: amount, TotalTax: tax, AmountDue: invoice.Total });
	});

	test('tax is rounded per line and then summed; totals follow the amount types', async () => {
		const line = { Description: 'A', Quantity: 1, UnitAmount: 0.33, AccountCode: '200', TaxType: 'OUTPUT2' };
		const three = { LineItems: [line, line, line] };
		expect(await made(three)).toMatchObject({ SubTotal: 0.99, TotalTax: 0.21, Total: 1.2 });
		expect(await made({ ...three, LineAmountTypes: 'Inclusive' })).toMatchObject({
			SubTotal: 0.81,
			TotalTax: 0.18,
			Total: 0.99,
		});
		expect(await made({ ...three, LineAmountTypes: 'NoTax' })).toMatchObject({
			SubTotal: 0.99,
			TotalTax: 0,
			Total: 0.99,
		});
	});

	test('unit amounts have two decimals unless unitdp=4 asks for four, in writing and in reading', async () => {
		const rough = await one(world.call('PUT', '/Invoices', sale({}, { UnitAmount: 1.2345, Quantity: 100 })));
		expect([rough.LineItems[0].UnitAmount, rough.SubTotal]).toEqual([1.23, 123]);
		const fine = await made({}, { UnitAmount: 1.23456, Quantity: 100 });
		expect([fine.LineItems[0].UnitAmount, fine.SubTotal]).toEqual([1.2346, 123.46]);
		expect((await one(world.call('GET', `/Invoices/${fine.InvoiceID}`))).LineItems[0].UnitAmount).toBe(1.23);
	});

	test('tells the discount in total', async () => {
		expect(await made({}, { Quantity: 3, DiscountRate: 10 })).toMatchObject({
			TotalDiscount: 15,
			IsDiscounted: true,
		});
	});
});
