/** apis/xero.md 7.4 (status machine, updates) and 7.5 (batches and errors). */
import { invoiceCalls, open, OPEN, organisation, sale } from './support.mts';
import type { World } from './support.mts';

let world: World;
beforeEach(() => (world = open()));

const { one, put, post, message, made, read } = invoiceCalls(() => world);

describe('the status machine', () => {
	const ways: Record<string, string[]> = {
		DRAFT: ['DRAFT', 'SUBMITTED', 'AUTHORISED', 'DELETED'],
		SUBMITTED: ['SUBMITTED', 'AUTHORISED', 'DRAFT', 'DELETED'],
		AUTHORISED: ['AUTHORISED', 'VOIDED'],
	};
	const all = ['DRAFT', 'SUBMITTED', 'AUTHORISED', 'VOIDED', 'DELETED', 'PAID'];

	test.each(Object.keys(ways).flatMap((from) => all.map((to) => [from, to])))('from %s to %s', async (from, to) => {
		const { InvoiceID } = await made({ Status: from });
		const legal = ways[from]!.includes(to);
		expect(await message(post({ InvoiceID, Status: to }))).toBe(
			legal ? undefined : 'Invoice not of valid status for modification',
		);
		expect((await read(InvoiceID)).Status).toBe(legal ? to : from);
	});

	test.each(['VOIDED', 'DELETED'])('nothing leads on from %s', async (end) => {
		const { InvoiceID } = await made({ Status: end === 'VOIDED' ? 'AUTHORISED' : 'DRAFT' });
		await post({ InvoiceID, Status: end });
		for (const fields of [{ Status: 'DRAFT' }, { Reference: 'x' }]) {
			expect(await message(post({ InvoiceID, ...fields }))).toBe('Invoice not of valid status for modification');
		}
		expect((await read(InvoiceID)).AmountDue).toBe(0);
	});

	test('approving what has a total of nothing pays it', async () => {
		expect(await made({ Status: 'AUTHORISED' }, { UnitAmount: 0 })).toMatchObject({
			Status: 'PAID',
			FullyPaidOnDate: expect.any(String),
		});
	});

	test('a void that carries the whole invoice is refused', async () => {
		const invoice = await read(OPEN);
		expect(await message(post({ InvoiceID: OPEN, Status: 'VOIDED', LineItems: invoice.LineItems }))).toBe(
			'Invoice not of valid status for modification',
		);
	});

	test('SentToContact only stays on approved invoices', async () => {
		expect((await made({ SentToContact: true })).SentToContact).toBe(false);
		expect((await made({ SentToContact: true, Status: 'AUTHORISED' })).SentToContact).toBe(true);
	});
});

describe('updates', () => {
	test('POST with a number that is there changes that invoice, PUT refuses it', async () => {
		const invoice = await one(post({ InvoiceNumber: 'INV-0007', Reference: 'Edited by mistake' }));
		expect(invoice).toMatchObject({ InvoiceID: OPEN, Reference: 'Edited by mistake' });
		expect((await world.call('PUT', '/Invoices', sale({ InvoiceNumber: 'INV-0007' }))).status).toBe(400);
	});

	test('the number of a deleted draft still matches', async () => {
		const { InvoiceID, InvoiceNumber } = await made();
		await post({ InvoiceID, Status: 'DELETED' });
		expect(await message(post(sale({ InvoiceNumber })))).toBe('Invoice not of valid status for modification');
	});

	test('POST to a path takes the id or number of the path', async () => {
		await world.call('POST', '/Invoices/INV-0007', { Invoices: [{ Reference: 'A' }] });
		await world.call('POST', `/Invoices/${OPEN}`, { DueDate: '2026-11-30' });
		expect(await read(OPEN)).toMatchObject({ Reference: 'A', DueDateString: '2026-11-30T00:00:00' });
		expect((await world.call('POST', '/Invoices/INV-9999', { Reference: 'A' })).status).toBe(404);
	});

	test('a line with its id is changed, without one is new, and one that is not sent is gone', async () => {
		const line = (Description: string) => ({ Description, Quantity: 1, UnitAmount: 10, AccountCode: '200' });
		const { InvoiceID, LineItems } = await made({ LineItems: [line('A'), line('B')] });
		const [a, b] = LineItems as Array<{ LineItemID: string }>;
		const after = await one(
			post({ InvoiceID, LineItems: [{ LineItemID: b!.LineItemID, Quantity: 3 }, line('C')] }),
		);
		expect(
			after.LineItems.map((one: { Description: string; LineAmount: number }) => [
				one.Description,
				one.LineAmount,
			]),
		).toEqual([
			['B', 30],
			['C', 10],
		]);
		expect(after.LineItems[0].LineItemID).toBe(b!.LineItemID);
		expect([a!.LineItemID, b!.LineItemID]).not.toContain(after.LineItems[1].LineItemID);
		expect(after).toMatchObject({ SubTotal: 40, TotalTax: 8, AmountDue: 48 });
		const without = await one(post({ InvoiceID, LineItems: [line('B')] }));
		expect(without.LineItems[0].LineItemID).not.toBe(b!.LineItemID);
	});

	test('lines stay when a status alone is sent, with all their decimals', async () => {
		const { InvoiceID } = await made({}, { UnitAmount: 1.2345, Quantity: 100 });
		expect(await one(post({ InvoiceID, Status: 'AUTHORISED' }, 'unitdp=4'))).toMatchObject({
			SubTotal: 123.45,
			Status: 'AUTHORISED',
		});
		expect((await one(post({ InvoiceID, Status: 'AUTHORISED' }))).SubTotal).toBe(123.45);
	});

	test('approving asks a draft to be complete', async () => {
		const { InvoiceID } = await made({}, { AccountCode: undefined, TaxType: undefined });
		expect(await message(post({ InvoiceID, Status: 'AUTHORISED' }))).toBe('Account must be valid.');
	});

	test('of a part-paid invoice only some fields are open', async () => {
		await world.call('PUT', '/Payments', { Invoice: { InvoiceID: OPEN }, Account: { Code: '090' }, Amount: 20 });
		const { LineItems } = await read(OPEN);
		const [line] = LineItems;
		for (const fields of [
			{ Reference: 'B' },
			{ DueDate: '2026-12-01' },
			{ LineItems: [{ LineItemID: line.LineItemID, Description: 'Other words' }] },
		]) {
			expect(await message(post({ InvoiceID: OPEN, ...fields }))).toBeUndefined();
		}
		for (const fields of [
			{ Date: '2026-10-02' },
			{ CurrencyCode: 'USD' },
			{ LineItems: [{ LineItemID: line.LineItemID, UnitAmount: 90 }] },
		]) {
			expect(await message(post({ InvoiceID: OPEN, ...fields }))).toMatch(/payment or credit note/);
		}
		expect(await message(post({ InvoiceID: OPEN, Status: 'VOIDED' }))).toBe(
			'The status VOIDED cannot be applied to the invoice because it has payments or credit notes allocated to it.',
		);
	});

	test('nothing changes in a locked period', async () => {
		const file = organisation();
		const early = { ...file.Invoices[0]!, Date: '2025-06-01' };
		world = open({ files: [{ ...file, Invoices: [early] }] });
		for (const fields of [{ Reference: 'B' }, { Date: '2026-06-01' }, { Status: 'VOIDED' }]) {
			expect(await message(post({ InvoiceID: OPEN, ...fields }))).toMatch(/period lock date/);
		}
	});
});

describe('batches', () => {
	const good = () => sale();
	const bad = () => sale({ Contact: {} });

	test('summarizeErrors=false: 200, each element for itself, in order', async () => {
		const { status, body, committed } = await put(good(), bad(), good());
		expect([status, committed]).toEqual([200, true]);
		expect(body.Invoices.map((one: { StatusAttributeString: string }) => one.StatusAttributeString)).toEqual([
			'OK',
			'ERROR',
			'OK',
		]);
		expect(body.Invoices[1]).toMatchObject({ InvoiceID: '00000000-0000-0000-0000-000000000000', HasErrors: true });
	});

	test('else one bad element refuses all with 400 and nothing is written', async () => {
		for (const query of ['', '?summarizeErrors=true']) {
			const { status, body, committed } = await world.call('PUT', `/Invoices${query}`, {
				Invoices: [good(), bad()],
			});
			expect([status, committed]).toEqual([400, false]);
			expect(body).toMatchObject({
				ErrorNumber: 10,
				Type: 'ValidationException',
				Message: 'A validation exception occurred',
			});
			expect(body.Elements).toHaveLength(1);
			expect(body.Elements[0]).toMatchObject({
				Type: 'ACCREC',
				HasValidationErrors: true,
				ValidationErrors: [{ Message: expect.any(String) }],
			});
		}
		expect((await world.call('GET', '/Invoices')).body.Invoices).toHaveLength(1);
	});

	test('all bad elements write nothing', async () => {
		expect((await put(bad(), bad())).committed).toBe(false);
	});

	test('a body that is not JSON, or holds nothing, is PostDataInvalidException', async () => {
		for (const body of ['{"Invoices":', '', '[]', '{"Invoices":[]}', '{"Invoices":["a"]}', '7']) {
			const answer = await world.call('PUT', '/Invoices', body);
			expect([answer.status, answer.body.ErrorNumber, answer.body.Type]).toEqual([
				400,
				17,
				'PostDataInvalidException',
			]);
		}
	});
});
