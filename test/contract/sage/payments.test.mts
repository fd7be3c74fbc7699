/** apis/sage.md section 10: payments, allocations, payments on account. */
import { ACME, GMBH, open, OPEN, problems } from './support.mts';
import type { World } from './support.mts';

let world: World;
let bank: string;
beforeEach(async () => {
	world = open();
	bank = (await world.get('/bank_accounts')).$items[0].id;
});

const pay = (fields: object = {}) =>
	world.call('POST', '/contact_payments', {
		contact_payment: {
			transaction_type_id: 'CUSTOMER_RECEIPT',
			contact_id: ACME,
			bank_account_id: bank,
			date: '2026-11-23',
			total_amount: '120.00',
			allocated_artefacts: [{ artefact_id: OPEN, amount: '120.00' }],
			...fields,
		},
	});
const part = (amount: string, fields: object = {}) =>
	pay({ total_amount: amount, allocated_artefacts: [{ artefact_id: OPEN, amount }], ...fields });
const allocate = (...rows: Array<[string, string]>) =>
	world.call('POST', '/contact_allocations', {
		contact_allocation: {
			contact_id: ACME,
			transaction_type_id: 'CUSTOMER_ALLOCATION',
			date: '2026-11-24',
			allocated_artefacts: rows.map(([artefact_id, amount]) => ({ artefact_id, amount })),
		},
	});
const balance = async () => (await world.get(`/contacts/${ACME}?show_balance=true`)).balance;

describe('receipts', () => {
	test('"POST required: transaction_type_id, contact_id, bank_account_id, date, total_amount"', async () => {
		for (const name of ['transaction_type', 'contact', 'bank_account', 'date', 'total_amount']) {
			const field = ['date', 'total_amount'].includes(name) ? name : `${name}_id`;
			expect(problems(await pay({ [field]: undefined }))).toEqual([`${name}: This field is required.`]);
		}
		expect((await pay({ transaction_type_id: 'GIFT' })).status).toBe(422);
		expect((await pay()).status).toBe(201);
	});

	test('section 12.7: "receipts move UNPAID -> PART_PAID -> PAID, update outstanding_amount, total_paid, last_paid, updated_at, contact balance"', async () => {
		world.clock.advance(60_000);
		await part('50.00');
		expect(await world.invoice(OPEN)).toMatchObject({
			status: { id: 'PART_PAID' },
			outstanding_amount: '70.0',
			total_paid: '50.0',
			payments_allocations_total_amount: '50.0',
			last_paid: '2026-11-23',
			updated_at: '2026-11-24T12:01:00Z',
		});
		expect(await balance()).toBe('70.0');
		await part('70.00', { date: '2026-11-24' });
		expect(await world.invoice(OPEN)).toMatchObject({
			status: { id: 'PAID' },
			outstanding_amount: '0.0',
			total_paid: '120.0',
			last_paid: '2026-11-24',
		});
	});

	test('"That a receipt touches the invoice\'s updated_at is expected but unconfirmed": by choice it does not', async () => {
		world = open({ settlementsTouch: false });
		await part('120.00');
		const { status, updated_at } = await world.invoice(OPEN);
		expect([status.id, updated_at]).toEqual(['PAID', '2026-10-01T09:00:00Z']);
		expect((await world.get('/sales_invoices?updated_or_created_since=2026-11-01')).$total).toBe(0);
	});

	test('"deleting a receipt moves back", and is told by deleted_since', async () => {
		await part('50.00');
		const { id } = (await part('70.00')).body;
		world.clock.advance(60_000);
		expect((await world.call('DELETE', `/contact_payments/${id}`)).status).toBe(204);
		expect(await world.invoice(OPEN)).toMatchObject({
			status: { id: 'PART_PAID' },
			outstanding_amount: '70.0',
			updated_at: '2026-11-24T12:01:00Z',
		});
		expect((await world.call('GET', `/contact_payments/${id}`)).status).toBe(404);
		const deleted = await world.get('/contact_payments?deleted_since=2026-11-24T12:00:00Z');
		expect(deleted.$items.map((one: any) => one.id)).toEqual([id]);
		await world.act('unpayInvoice', OPEN);
		const { last_paid, status } = await world.invoice(OPEN);
		expect([last_paid, status.id]).toEqual([null, 'UNPAID']);
	});

	test('`discount` settles without money; "total_paid: any payments, allocations and discounts"', async () => {
		await pay({ total_amount: '100', allocated_artefacts: [{ artefact_id: OPEN, amount: '100', discount: '20' }] });
		expect(await world.invoice(OPEN)).toMatchObject({
			status: { id: 'PAID' },
			total_paid: '120.0',
			payments_allocations_total_amount: '100.0',
			payments_allocations_total_discount: '20.0',
		});
	});

	test("not more than is outstanding, not on a draft, a void or another customer's invoice", async () => {
		expect((await part('120.01')).status).toBe(422);
		expect((await pay({ total_amount: '100' })).status).toBe(422);
		const draft = (await world.made({ status_id: 'DRAFT' })).id;
		expect((await pay({ allocated_artefacts: [{ artefact_id: draft, amount: '1' }] })).status).toBe(422);
		expect((await pay({ contact_id: GMBH })).status).toBe(422);
		expect((await pay({ total_amount: '0', allocated_artefacts: [] })).status).toBe(422);
		await pay();
		expect((await part('1')).status).toBe(422);
	});

	test('"Filters: contact_id, bank_account_id, transaction_type_id, from_date, to_date ... No filter by invoice"', async () => {
		const { id } = (await part('50')).body;
		const ids = async (query: string) =>
			(await world.get(`/contact_payments?${query}`)).$items.map((one: any) => one.id);
		expect(await ids(`contact_id=${ACME}&transaction_type_id=CUSTOMER_RECEIPT`)).toEqual([id]);
		expect(await ids(`contact_id=${GMBH}`)).toEqual([]);
		expect(await ids(`bank_account_id=${bank}&from_date=2026-11-23&to_date=2026-11-23`)).toEqual([id]);
		expect(await ids('transaction_type_id=CUSTOMER_REFUND')).toEqual([]);
		expect(await ids(`artefact_id=${'0'.repeat(32)}`)).toEqual([id]);
	});

	test('a receipt reads whole: type, contact, bank account, amounts, what it is allocated to', async () => {
		const { id } = (await part('50', { reference: 'BACS 1' })).body;
		expect(await world.get(`/contact_payments/${id}`)).toMatchObject({
			transaction_type: { id: 'CUSTOMER_RECEIPT' },
			contact: { id: ACME },
			bank_account: { id: bank, displayed_as: 'Current Account (1200)' },
			date: '2026-11-23',
			reference: 'BACS 1',
			total_amount: '50.0',
			allocated_artefacts: [{ artefact: { id: OPEN, displayed_as: 'SI-7' }, amount: '50.0', discount: '0.0' }],
			payment_on_account: null,
		});
	});

	test('a payment in euros has its own rate', async () => {
		const zero = { tax_rate_id: 'GB_ZERO', tax_amount: 0, eu_goods_services_type_id: 'SERVICES' };
		const { id } = await world.made({ contact_id: GMBH, exchange_rate: '1.25' }, zero);
		const euros = {
			contact_id: GMBH,
			total_amount: '50',
			allocated_artefacts: [{ artefact_id: id, amount: '50' }],
		};
		const paid = await pay({ ...euros, exchange_rate: '1.2' });
		expect(paid.body).toMatchObject({
			currency: { id: 'EUR' },
			exchange_rate: '1.2',
			base_currency_total_amount: '41.67',
		});
	});
});

describe('payments on account', () => {
	test('"Unallocated remainder becomes a payment on account", listed in /unallocated_artefacts by name', async () => {
		const { body } = await pay({ total_amount: '150', reference: 'R1' });
		const onAccount = body.payment_on_account;
		expect(onAccount).toMatchObject({ total_amount: '30.0', outstanding_amount: '30.0', currency: { id: 'GBP' } });
		expect(onAccount.id).not.toBe(body.id);
		expect(await balance()).toBe('-30.0');
		const { $items } = await world.get(`/unallocated_artefacts?contact_id=${ACME}&attributes=all`);
		expect($items).toEqual([
			{ id: onAccount.id, displayed_as: 'Payment on Account R1', $path: expect.any(String), links: [] },
		]);
		expect((await world.get(`/unallocated_artefacts?contact_id=${GMBH}`)).$total).toBe(0);
	});

	test('it is set against an invoice, and back', async () => {
		const { body } = await pay({ allocated_artefacts: [], total_amount: '150' });
		const allocation = await allocate([OPEN, '120'], [body.payment_on_account.id, '-120']);
		expect(allocation.status).toBe(201);
		expect((await world.invoice(OPEN)).status.id).toBe('PAID');
		const left = async () =>
			(await world.get(`/contact_payments/${body.id}`)).payment_on_account.outstanding_amount;
		expect(await left()).toBe('30.0');
		expect((await world.call('DELETE', `/contact_payments/${body.id}`)).status).toBe(422);
		expect((await world.call('DELETE', `/contact_allocations/${allocation.body.id}`)).status).toBe(204);
		expect([(await world.invoice(OPEN)).status.id, await left()]).toEqual(['UNPAID', '150.0']);
		expect((await world.call('DELETE', `/contact_payments/${body.id}`)).status).toBe(204);
	});
});

describe('allocations', () => {
	const credit = async (price = '50') =>
		(
			await world.call('POST', '/sales_credit_notes', {
				sales_credit_note: {
					contact_id: ACME,
					date: '2026-11-20',
					credit_note_lines: [{ ...world.sale().sales_invoice.invoice_lines[0], unit_price: price }],
				},
			})
		).body.id;

	test('the amount on the credit note is negative, that on the invoice positive, their sum zero', async () => {
		const note = await credit();
		expect((await allocate([OPEN, '-60'], [note, '60'])).status).toBe(422);
		expect(problems(await allocate([OPEN, '60'], [note, '-50']))).toEqual([
			'allocated_artefacts: The sum of the amounts must be zero',
		]);
		expect((await allocate([OPEN, '60'], [note, '-60'])).status).toBe(201);
	});

	test('not more than is outstanding on either side; open credit notes are listed until then', async () => {
		const note = await credit();
		expect((await world.get('/unallocated_artefacts')).$items).toMatchObject([{ id: note, displayed_as: 'SCN-1' }]);
		expect((await allocate([OPEN, '61'], [note, '-61'])).status).toBe(422);
		const large = await credit('200');
		expect((await allocate([OPEN, '121'], [large, '-121'])).status).toBe(422);
		expect((await allocate([OPEN, '60'], [note, '-60'])).status).toBe(201);
		expect((await world.get('/unallocated_artefacts')).$items.map(({ id }: any) => id)).toEqual([large]);
		expect(await world.get(`/contact_allocations?contact_id=${ACME}`)).toMatchObject({ $total: 1 });
	});

	test('"CUSTOMER_REFUND" pays a credit note back; a receipt does not', async () => {
		const note = await credit();
		const refund = { total_amount: '60', allocated_artefacts: [{ artefact_id: note, amount: '60' }] };
		expect((await pay(refund)).status).toBe(422);
		expect((await pay({ ...refund, transaction_type_id: 'CUSTOMER_REFUND' })).status).toBe(201);
		expect(await world.get(`/sales_credit_notes/${note}`)).toMatchObject({ status: { id: 'PAID' } });
	});
});
