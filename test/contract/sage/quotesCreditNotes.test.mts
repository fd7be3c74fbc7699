/** apis/sage.md section 8: quotes, estimates, credit notes. */
import { ACME, open, OPEN, openUs, problems } from './support.mts';
import type { World } from './support.mts';

let world: World;
beforeEach(() => (world = open()));

const line = () => world.sale().sales_invoice.invoice_lines[0];
const quote = (fields: object = {}) =>
	world.call('POST', '/sales_quotes', {
		sales_quote: {
			contact_id: ACME,
			date: '2026-11-20',
			expiry_date: '2026-12-20',
			quote_lines: [line()],
			...fields,
		},
	});
const credit = (fields: object = {}) =>
	world.call('POST', '/sales_credit_notes', {
		sales_credit_note: { contact_id: ACME, date: '2026-11-20', credit_note_lines: [line()], ...fields },
	});

describe('quotes and estimates', () => {
	test('"required contact_id, date, expiry_date, lines; numbers quote_number"', async () => {
		const made = await quote({ reference: 'HS7K2Q-1' });
		expect([made.status, made.body.quote_number, made.body.expiry_date]).toEqual([201, 'QU-1', '2026-12-20']);
		expect(made.body.quote_lines[0]).toMatchObject({ description: 'Work', total_amount: '60.0' });
		expect(made.body).toMatchObject({ status: { id: 'PENDING' }, invoice: null, total_amount: '60.0' });
		expect(problems(await quote({ expiry_date: undefined }))).toEqual(['expiry_date: This field is required.']);
		expect(problems(await quote({ quote_lines: undefined }))).toEqual(['quote_lines: This field is required.']);
	});

	test('they do not count as owed, and are not released', async () => {
		const { id } = (await quote()).body;
		expect((await world.get(`/contacts/${ACME}?show_balance=true`)).balance).toBe('120.0');
		expect((await world.call('POST', `/sales_quotes/${id}/release`)).status).toBe(405);
	});

	test('"DELETE = 204 hard delete"', async () => {
		const { id } = (await quote()).body;
		expect((await world.call('DELETE', `/sales_quotes/${id}`)).status).toBe(204);
		expect((await world.call('GET', `/sales_quotes/${id}`)).status).toBe(404);
	});

	test('"**no convert endpoint**. POST /sales_invoices with `original_quote_estimate_id` and copied lines; the quote then shows `invoice`"', async () => {
		const { id } = (await quote()).body;
		expect((await world.call('POST', `/sales_quotes/${id}/convert`)).status).toBe(404);
		const invoice = await world.made({ original_quote_estimate_id: id });
		expect(invoice.original_quote_estimate).toMatchObject({ id, displayed_as: 'QU-1' });
		const after = await world.get(`/sales_quotes/${id}`);
		expect(after.invoice.id).toBe(invoice.id);
		expect(after.status.id).toBe('PENDING');
	});

	test('an invoice of a quote that is not there is refused, and takes no number', async () => {
		const sale = world.sale({ original_quote_estimate_id: '0'.repeat(32) });
		expect((await world.call('POST', '/sales_invoices', sale)).status).toBe(422);
		expect((await world.made()).invoice_number).toBe('SI-8');
	});

	test('a person accepts and declines', async () => {
		const { id } = (await quote()).body;
		await world.act('acceptQuote', id);
		expect((await world.get(`/sales_quotes/${id}`)).status).toEqual({ id: 'ACCEPTED', displayed_as: 'Accepted' });
		await world.act('declineQuote', id);
		expect((await world.get('/sales_quotes?status_id=DECLINED')).$items[0].id).toBe(id);
	});

	test('"/sales_estimates (US/CA wording): same shape; lines are `estimate_lines`"', async () => {
		expect((await world.call('GET', '/sales_estimates')).status).toBe(404);
		world = openUs();
		const estimate_lines = [
			{ ...line(), ledger_account_id: world.account(4000), tax_rate_id: 'US_NO_TAX', tax_amount: 0 },
		];
		const made = await world.call('POST', '/sales_estimates', {
			sales_estimate: { contact_id: ACME, date: '2026-11-20', expiry_date: '2026-12-20', estimate_lines },
		});
		expect([made.status, made.body.estimate_number, made.body.estimate_lines.length]).toEqual([201, 'EST-1', 1]);
		expect((await world.call('GET', '/sales_quotes')).status).toBe(404);
	});
});

describe('credit notes', () => {
	test('"required contact_id, date, credit_note_lines[]; original_invoice_date only"', async () => {
		const made = await credit({ original_invoice_date: '2026-10-01' });
		expect([made.status, made.body.credit_note_number]).toEqual([201, 'SCN-1']);
		expect(made.body).toMatchObject({
			original_invoice_date: '2026-10-01',
			status: { id: 'UNPAID' },
			total_amount: '60.0',
			outstanding_amount: '60.0',
			transaction_type: { id: 'SALES_CREDIT_NOTE' },
		});
		expect(problems(await credit({ credit_note_lines: [] }))).toEqual([
			'credit_note_lines: This field is required.',
		]);
		expect((await world.get(`/contacts/${ACME}?show_balance=true`)).balance).toBe('60.0');
	});

	test('"release and void as for invoices"', async () => {
		const draft = (await credit({ status_id: 'DRAFT' })).body;
		expect(draft).toMatchObject({ credit_note_number: 'SCN-DRAFT', outstanding_amount: '0.0' });
		const released = await world.call('POST', `/sales_credit_notes/${draft.id}/release`);
		expect([released.status, released.body.credit_note_number]).toEqual([201, 'SCN-1']);
		expect((await world.call('DELETE', `/sales_credit_notes/${draft.id}`)).status).toBe(422);
		const voided = await world.call('DELETE', `/sales_credit_notes/${draft.id}?void_reason=x`);
		expect([voided.status, voided.body.status.id]).toEqual([200, 'VOID']);
	});

	test('"To net it against an invoice, POST a contact_allocation"; shown with "show_payments_allocations=true"', async () => {
		const { id } = (await credit()).body;
		const allocation = await world.call('POST', '/contact_allocations', {
			contact_allocation: {
				contact_id: ACME,
				transaction_type_id: 'CUSTOMER_ALLOCATION',
				allocated_artefacts: [
					{ artefact_id: OPEN, amount: '60.0' },
					{ artefact_id: id, amount: '-60.0' },
				],
			},
		});
		expect(allocation.status).toBe(201);
		expect((await world.get(`/sales_credit_notes/${id}`)).payments_allocations).toBeUndefined();
		const shown = await world.get(`/sales_credit_notes/${id}?show_payments_allocations=true`);
		expect(shown).toMatchObject({ status: { id: 'PAID' }, outstanding_amount: '0.0' });
		expect(shown.payments_allocations).toMatchObject([
			{
				amount: '60.0',
				artefact: { id: OPEN },
				contact_payment: null,
				contact_allocation: { id: allocation.body.id },
			},
		]);
		expect(await world.invoice(OPEN)).toMatchObject({ status: { id: 'PART_PAID' }, outstanding_amount: '60.0' });
	});
});
