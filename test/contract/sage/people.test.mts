/** What a person does in Sage, the company file, and how the core sees the system. */
import type { SageBusinessFile } from '../../../sandbox/core/types.mts';
import { ACME, API, business, open, OPEN } from './support.mts';
import type { World } from './support.mts';

let world: World;
beforeEach(() => (world = open()));

describe('actions', () => {
	test('approve, pay, take back, credit, send, void, delete', async () => {
		const draft = (await world.made({ status_id: 'DRAFT' })).id;
		await world.act('approveInvoice', draft);
		expect((await world.invoice(draft)).status.id).toBe('UNPAID');
		await world.act('payInvoice', draft, { amount: '10', date: '2026-11-22' });
		expect(await world.invoice(draft)).toMatchObject({ outstanding_amount: '50.0', last_paid: '2026-11-22' });
		await world.act('payInvoice', draft);
		expect((await world.invoice(draft)).status.id).toBe('PAID');
		await world.act('unpayInvoice', draft);
		await world.act('unpayInvoice', draft);
		await expect(world.act('unpayInvoice', draft)).rejects.toThrow('There is no payment to delete.');
		await world.act('sendInvoice', draft);
		expect(await world.invoice(draft)).toMatchObject({ status: { id: 'UNPAID' }, sent: true, sent_by_email: true });
		await world.act('voidInvoice', draft);
		expect((await world.invoice(draft)).void_reason).toBe('Raised in error');
		const other = (await world.made({ status_id: 'DRAFT' })).id;
		await expect(world.act('voidInvoice', other)).rejects.toThrow('A draft is deleted');
		await world.act('deleteDraft', other);
		await expect(world.act('approveInvoice', other)).rejects.toThrow('could not be found');
	});

	test('a credit note over part of an invoice adds up to the cent, tax and all, and can be paid back', async () => {
		const file = business();
		const line = file.sales_invoices[0]!.invoice_lines as Array<Record<string, unknown>>;
		line.push({ ...line[0], unit_price: 33.33, tax_rate: { id: 'GB_LOWER' }, tax_amount: 1.67 });
		world = open({ files: [file] });
		await world.act('creditInvoice', OPEN, { amount: '77.77' });
		const [note] = (await world.get('/sales_credit_notes?attributes=all')).$items;
		expect(note).toMatchObject({ total_amount: '77.77', outstanding_amount: '0.0', status: { id: 'PAID' } });
		expect(await world.invoice(OPEN)).toMatchObject({ total_amount: '155.0', outstanding_amount: '77.23' });
		await expect(world.act('creditInvoice', OPEN, { amount: '77.24' })).rejects.toThrow('exceeds');
		await expect(world.act('refundCredit', note.id)).rejects.toThrow();
	});

	test('edits: a price, a quantity, a text, the due date, the reference; tax follows the price, not the text', async () => {
		const { id } = await world.made({}, { tax_amount: '9.99' });
		await world.act('editInvoice', id, { text: 'Other work', dueDate: '2027-01-01', reference: 'PO 2' });
		expect(await world.invoice(id)).toMatchObject({
			due_date: '2027-01-01',
			reference: 'PO 2',
			tax_amount: '9.99',
		});
		await world.act('editInvoice', id, { line: '0', price: '80', quantity: '2' });
		const { invoice_lines, total_amount } = await world.invoice(id);
		expect([invoice_lines[0].description, invoice_lines[0].tax_amount, total_amount]).toEqual([
			'Other work',
			'32.0',
			'192.0',
		]);
		await world.act('voidInvoice', id);
		await expect(world.act('editInvoice', id, { reference: 'X' })).rejects.toThrow('You cannot edit this record.');
	});

	test('contacts: name, email, phone, inactive; money on account', async () => {
		await world.act('editContact', ACME, { name: 'Acme Two', email: 'new@acme.example', creditLimit: '500' });
		expect(await world.get(`/contacts/${ACME}`)).toMatchObject({
			name: 'Acme Two',
			email: 'new@acme.example',
			credit_limit: '500.0',
		});
		await world.act('receivePrepayment', ACME, { amount: '25' });
		expect((await world.get('/unallocated_artefacts')).$total).toBe(1);
	});

	test('what Sage refuses commits nothing', async () => {
		const before = JSON.stringify(world.sage.dump());
		await expect(world.act('payInvoice', OPEN, { amount: '500' })).rejects.toThrow(
			'exceeds the outstanding amount',
		);
		await expect(world.act('editContact', ACME, { taxNumber: '12' })).rejects.toThrow('valid format');
		expect(JSON.stringify(world.sage.dump())).toBe(before);
	});
});

describe('the company file', () => {
	test('a dump opens the same books again', async () => {
		await world.made({ status_id: 'DRAFT', shipping_net_amount: 5, shipping_tax_rate_id: 'GB_STANDARD' });
		await world.act('payInvoice', OPEN, { amount: '20' });
		await world.act('creditInvoice', OPEN, { amount: '30' });
		await world.act('receivePrepayment', ACME, { amount: '25' });
		const gone = (await world.made({ status_id: 'DRAFT' })).id;
		await world.act('deleteDraft', gone);
		const dumped = JSON.parse(JSON.stringify(world.sage.dump())) as SageBusinessFile[];
		const again = open({ files: dumped });
		expect(JSON.parse(JSON.stringify(again.sage.dump()))).toEqual(dumped);
		for (const path of [
			'/sales_invoices',
			'/contact_payments',
			'/sales_credit_notes',
			'/contacts',
			'/invoice_settings',
		])
			expect(await again.get(`${path}?attributes=all`)).toEqual(await world.get(`${path}?attributes=all`));
		expect((await again.made()).invoice_number).toBe('SI-8');
		expect((await again.get('/sales_invoices?deleted_since=2026-01-01T00:00:00Z')).$items[0].id).toBe(gone);
	});

	test('payments of the file decide what is paid; what it tells beyond them was settled before', async () => {
		const file = business();
		const [first] = file.sales_invoices;
		file.sales_invoices.push({ ...first, id: '1'.repeat(32), invoice_number: 'SI-5', status: { id: 'PAID' } });
		file.sales_invoices.push({ ...first, id: '2'.repeat(32), invoice_number: 'SI-6', total_paid: 45 });
		file.contact_payments.push({
			...{
				contact: { id: ACME },
				date: '2026-10-20',
				total_amount: 20,
				bank_account: { id: file.bank_accounts[0]?.id },
			},
			allocated_artefacts: [{ artefact: { id: OPEN }, amount: 20 }],
		});
		world = open({ files: [file] });
		const state = async (id: string) => {
			const { status, outstanding_amount } = await world.invoice(id);
			return [status.id, outstanding_amount];
		};
		expect(await state(OPEN)).toEqual(['PART_PAID', '100.0']);
		expect(await state('1'.repeat(32))).toEqual(['PAID', '0.0']);
		expect(await state('2'.repeat(32))).toEqual(['PART_PAID', '75.0']);
	});

	test('records of one kind, as the page reads them', async () => {
		await world.made({ status_id: 'DRAFT' });
		const invoices = world.sage.records?.('sales_invoices') as Array<Record<string, any>>;
		expect(invoices.map(({ displayed_as, total_amount }) => [displayed_as, total_amount])).toEqual([
			['SI-7', 120],
			['SI-DRAFT', 60],
		]);
		expect(world.sage.records?.('nothing')).toEqual([]);
	});

	test('the file that was opened stays as it was', async () => {
		const file = business();
		world = open({ files: [file] });
		await world.act('payInvoice', OPEN);
		await world.act('editContact', ACME, { name: 'Other', city: 'York' });
		await world.made();
		expect(file).toEqual(business());
	});

	test('the same seed makes the same ids', async () => {
		const [one, two] = [await open().made(), await open().made()];
		expect([one.id === two.id, (await open({ seed: 2 }).made()).id === one.id]).toEqual([true, false]);
	});
});

test('the core is told what writes, and under which hosts', () => {
	const { sage } = world;
	expect(sage.hosts).toEqual(['api.accounting.sage.com', 'oauth.accounting.sage.com', 'www.sageone.com']);
	expect(sage.isWrite('POST', '/v3.1/contacts')).toBe(true);
	expect(sage.isWrite('DELETE', '/v3.1/sales_invoices/1')).toBe(true);
	expect(sage.isWrite('GET', '/v3.1/contacts')).toBe(false);
	expect(sage.isWrite('POST', '/token')).toBe(false);
});

test('an unknown host is not found', async () => {
	const answer = await world.send('GET', `${API.replace('api.', 'other.')}/contacts`);
	expect(answer.status).toBe(404);
});
