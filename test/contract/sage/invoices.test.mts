/** apis/sage.md section 7: sales invoices. */
import { ACME, business, GMBH, open, OPEN, openUs, problems } from './support.mts';
import type { World } from './support.mts';

let world: World;
beforeEach(() => (world = open()));

const post = (fields: object = {}, line: object = {}) =>
	world.call('POST', '/sales_invoices', world.sale(fields, line));
const put = (id: string, fields: object) => world.call('PUT', `/sales_invoices/${id}`, { sales_invoice: fields });
const ids = async (query: string) => (await world.get(`/sales_invoices?${query}`)).$items.map(({ id }: any) => id);
const release = (id: string) => world.call('POST', `/sales_invoices/${id}/release`);
const remove = (id: string, query = '', body?: object) => world.call('DELETE', `/sales_invoices/${id}${query}`, body);
const VOIDED = '?void_reason=Raised%20in%20error';

describe('lists', () => {
	test('"List filters: search (reference or contact name), contact_id, status_id, from_date, to_date (invoice date)"', async () => {
		const draft = (await world.made({ status_id: 'DRAFT', reference: 'PO-77 HS7K2Q-41234567890' })).id;
		expect(await ids('search=hs7k2q-41234567890')).toEqual([draft]);
		expect(await ids('search=acme')).toEqual([OPEN, draft]);
		expect(await ids(`contact_id=${GMBH}`)).toEqual([]);
		expect(await ids('status_id=DRAFT')).toEqual([draft]);
		expect(await ids('from_date=2026-10-01&to_date=2026-10-01')).toEqual([OPEN]);
		expect(await ids('from_date=2026-10-02')).toEqual([draft]);
	});
});

describe('what a POST needs', () => {
	test('"contact_id, date, invoice_lines[] each with description, ledger_account_id, unit_price"', async () => {
		expect(problems(await post({ contact_id: undefined }))).toEqual(['contact: This field is required.']);
		expect(problems(await post({ date: undefined }))).toEqual(['date: This field is required.']);
		expect(problems(await post({ invoice_lines: [] }))).toEqual(['invoice_lines: This field is required.']);
		for (const name of ['description', 'ledger_account', 'unit_price', 'tax_rate']) {
			const field = ['ledger_account', 'tax_rate'].includes(name) ? `${name}_id` : name;
			const refused = await post({}, { [field]: undefined });
			expect([refused.status, problems(refused)[0]]).toEqual([
				422,
				expect.stringContaining('This field is required.'),
			]);
		}
	});

	test('"per line, **tax_amount** ... required in v3.1 unless the tax rate is zero/exempt/no_tax"', async () => {
		expect(problems(await post({}, { tax_amount: undefined }))).toEqual([
			'line_items.tax_amount: This field is required.',
		]);
		for (const tax_rate_id of ['GB_ZERO', 'GB_EXEMPT', 'GB_NO_TAX'])
			expect((await post({}, { tax_rate_id, tax_amount: undefined })).body.tax_amount).toBe('0.0');
	});

	test('"due_date (defaults from credit terms)": the contact\'s credit days, else the business\'s', async () => {
		expect((await world.made()).due_date).toBe('2026-12-20');
		await world.call('PUT', `/contacts/${ACME}`, { contact: { credit_days: 7 } });
		expect((await world.made()).due_date).toBe('2026-11-27');
		expect((await world.made({ due_date: '2027-01-31' })).due_date).toBe('2027-01-31');
	});

	test('"reference (max 25)"; "notes (2000), terms_and_conditions (2000)"', async () => {
		expect((await post({ reference: 'x'.repeat(25), notes: 'n'.repeat(2000) })).status).toBe(201);
		expect(problems(await post({ reference: 'x'.repeat(26) }))).toEqual([
			'reference: is too long (maximum is 25 characters)',
		]);
		expect((await post({ notes: 'n'.repeat(2001) })).status).toBe(422);
		expect((await post({ terms_and_conditions: 'n'.repeat(2001) })).status).toBe(422);
	});

	test('"HTML entities in descriptions give 422", with the misleading source', async () => {
		expect(problems(await post({}, { description: 'Bolts &amp; nuts' }))).toEqual([
			'line_items.description: This field is required.',
		]);
		expect((await post({}, { description: 'Bolts & nuts <5 mm> "x" 🙂' })).status).toBe(201);
	});

	test('dates must exist, after the books begin and after the year end lockdown', async () => {
		expect((await post({ date: '2026-02-30' })).status).toBe(422);
		expect((await post({ date: '24/11/2026' })).status).toBe(422);
		expect(problems(await post({ date: '2025-12-31' }))).toEqual(['date: is in a period that is locked']);
		expect((await post({ date: '2025-12-31', status_id: 'DRAFT' })).status).toBe(201);
		expect((await post({ date: '2014-12-31', status_id: 'DRAFT' })).status).toBe(422);
	});

	test('"a contact is locked to ONE currency": the invoice has no other', async () => {
		expect((await world.made({ currency_id: 'GBP' })).currency.id).toBe('GBP');
		expect(problems(await post({ currency_id: 'EUR' }))).toEqual(["currency: must be the contact's currency"]);
	});

	test('"US: tax_address_region_id is required", and the rate must fit the region', async () => {
		world = openUs();
		const [none, kentucky, california] = (await world.get('/tax_rates')).$items.map(({ id }: any) => id);
		const sale = (fields: object, tax_rate_id: string) =>
			post(fields, { tax_rate_id, tax_amount: tax_rate_id === none ? 0 : 3 });
		expect(problems(await sale({}, kentucky))).toEqual([
			'tax_address_region_id: tax_address_region_id is required',
		]);
		const made = await sale({ tax_address_region_id: 'US-KY' }, kentucky);
		expect([made.status, made.body.tax_address_region.id, made.body.tax_amount]).toEqual([201, 'US-KY', '3.0']);
		expect((await sale({ tax_address_region_id: 'US-KY' }, california)).status).toBe(422);
		expect((await sale({ tax_address_region_id: 'US-KY' }, none)).status).toBe(201);
		expect((await world.get('/tax_rates?address_region_id=US-CA')).$items.map(({ id }: any) => id)).toEqual([
			california,
		]);
		expect((await world.get('/address_regions?country_id=US')).$items.map(({ id }: any) => id)).toEqual([
			'US-KY',
			'US-CA',
		]);
	});
});

describe('numbers', () => {
	test('a posted invoice "gets its number at once"; a draft reads SI-DRAFT; "number assigned on release"', async () => {
		expect(await world.made()).toMatchObject({
			invoice_number: 'SI-8',
			displayed_as: 'SI-8',
			invoice_number_prefix: 'SI-',
		});
		const draft = await world.made({ status_id: 'DRAFT' });
		expect(draft).toMatchObject({ invoice_number: 'SI-DRAFT', displayed_as: 'SI-DRAFT', transaction: null });
		expect((await world.made()).invoice_number).toBe('SI-9');
		const released = await release(draft.id);
		expect(released.status).toBe(201);
		expect(released.body).toMatchObject({ invoice_number: 'SI-10', status: { id: 'UNPAID' } });
		expect(released.body.transaction).not.toBeNull();
	});

	test('"settable per S1", and "the next invoice number created will be the last one\'s plus 1"', async () => {
		expect((await world.made({ invoice_number: 'SI-100' })).invoice_number).toBe('SI-100');
		expect((await world.made()).invoice_number).toBe('SI-101');
	});

	test('an invoice links to its page in Sage', async () => {
		const { id, links } = await world.made();
		expect(links).toEqual([
			{ href: expect.stringMatching(new RegExp(`^https://.*${id}$`)), rel: 'alternate', type: 'text/html' },
		]);
	});
});

describe('draft, release, void', () => {
	test('"create a draft: POST with `status_id: "DRAFT"`": not posted, nothing outstanding, not in the balance', async () => {
		const balance = async () => (await world.get(`/contacts/${ACME}?show_balance=true`)).balance;
		const before = await balance();
		const draft = await world.made({ status_id: 'DRAFT' });
		expect(draft).toMatchObject({ status: { id: 'DRAFT' }, total_amount: '60.0', outstanding_amount: '0.0' });
		expect(await balance()).toBe(before);
		const released = (await release(draft.id)).body;
		expect(released.outstanding_amount).toBe('60.0');
		expect(await balance()).toBe('180.0');
	});

	test('what is released cannot be released again; nor what is void', async () => {
		const { id } = await world.made();
		expect((await release(id)).status).toBe(422);
		expect((await release('0'.repeat(32))).status).toBe(404);
	});

	test('"void_reason (max 200) required unless DRAFT. Posted invoice -> VOID (200, object returned, kept with number)"', async () => {
		const { id } = await world.made();
		expect(problems(await remove(id))).toEqual(['void_reason: This field is required.']);
		expect((await remove(id, `?void_reason=${'x'.repeat(201)}`)).status).toBe(422);
		world.clock.advance(1000);
		const voided = await remove(id, VOIDED);
		expect(voided.status).toBe(200);
		expect(voided.body).toMatchObject({
			status: { id: 'VOID' },
			invoice_number: 'SI-8',
			void_reason: 'Raised in error',
			outstanding_amount: '0.0',
			editable: false,
			updated_at: '2026-11-24T12:00:01Z',
		});
		expect(await ids('status_id=VOID')).toEqual([id]);
		expect((await remove(id, VOIDED)).status).toBe(422);
		expect((await put(id, { reference: 'X' })).status).toBe(422);
	});

	test('the reason may come in the body of the DELETE', async () => {
		const { id } = await world.made();
		expect((await remove(id, '', { void_reason: 'Twice' })).body.void_reason).toBe('Twice');
	});

	test('"DRAFT -> really deleted": 204, then 404', async () => {
		const { id } = await world.made({ status_id: 'DRAFT' });
		const gone = await remove(id);
		expect([gone.status, gone.body, gone.committed]).toEqual([204, '', true]);
		expect((await world.call('GET', `/sales_invoices/${id}`)).status).toBe(404);
		expect(await ids('')).toEqual([OPEN]);
	});

	test('"Voiding with payments allocated fails until they are removed"', async () => {
		await world.act('payInvoice', OPEN, { amount: '20' });
		expect((await remove(OPEN, VOIDED)).status).toBe(422);
		const [payment] = (await world.get('/contact_payments')).$items;
		await world.call('DELETE', `/contact_payments/${payment.id}`);
		expect((await remove(OPEN, VOIDED)).status).toBe(200);
	});

	test('PRO_FORMA waits as a draft does', async () => {
		const { id, status } = await world.made({ status_id: 'PRO_FORMA' });
		expect(status.id).toBe('PRO_FORMA');
		expect((await release(id)).body.status.id).toBe('UNPAID');
	});
});

describe('editing', () => {
	test('"PUT allowed while `editable` is true; false after VAT return, year-end lockdown etc."', async () => {
		const file = business();
		const [first] = file.sales_invoices;
		file.sales_invoices.push({ ...first, id: '1'.repeat(32), invoice_number: 'SI-5', date: '2025-06-01' });
		file.sales_invoices.push({ ...first, id: '2'.repeat(32), invoice_number: 'SI-6', tax_reconciled: true });
		world = open({ files: [file] });
		for (const id of ['1'.repeat(32), '2'.repeat(32)]) {
			expect((await world.invoice(id)).editable).toBe(false);
			expect((await put(id, { reference: 'X' })).status).toBe(422);
		}
		expect((await put(OPEN, { reference: 'X' })).body).toMatchObject({ editable: true, reference: 'X' });
	});

	test('"sending an array (invoice_lines) replaces it"; a line with its id keeps what is not sent', async () => {
		const { id, invoice_lines } = await world.made({}, { quantity: '2', unit_price: '25.00' });
		const line = world.sale({}, { description: 'More' }).sales_invoice.invoice_lines[0];
		const both = (
			await put(id, {
				invoice_lines: [{ id: invoice_lines[0].id, description: 'Edited', tax_amount: '10' }, line],
			})
		).body;
		expect(both.invoice_lines.map((one: any) => [one.description, one.quantity, one.total_amount])).toEqual([
			['Edited', '2.0', '60.0'],
			['More', '1.0', '60.0'],
		]);
		expect(both.invoice_lines[0].id).toBe(invoice_lines[0].id);
		const one = (await put(id, { invoice_lines: [line] })).body;
		expect(one.invoice_lines).toHaveLength(1);
		expect(one).toMatchObject({ total_amount: '60.0', outstanding_amount: '60.0' });
	});

	test('a status is not changed by an update', async () => {
		const { id } = await world.made({ status_id: 'DRAFT' });
		expect((await put(id, { status_id: 'UNPAID' })).status).toBe(422);
		expect((await put(id, { status_id: 'DRAFT', reference: 'X' })).status).toBe(200);
	});

	test('what is paid in part is not brought below what was paid, nor given to another customer', async () => {
		await world.act('payInvoice', OPEN, { amount: '100' });
		const line = world.sale().sales_invoice.invoice_lines[0];
		expect((await put(OPEN, { invoice_lines: [line] })).status).toBe(422);
		expect((await put(OPEN, { contact_id: GMBH, currency_id: 'EUR' })).status).toBe(422);
		const noted = (await put(OPEN, { notes: 'Closed Loop execution 7' })).body;
		expect(noted).toMatchObject({ status: { id: 'PART_PAID' }, outstanding_amount: '20.0' });
	});

	test('"without delivery_address, Sage copies the billing address into it silently"', async () => {
		const made = await world.made();
		expect(made.delivery_address.city).toBe('Leeds');
		expect(made.delivery_address_free_form).toBe(made.main_address_free_form);
		const sent = await world.made({ delivery_address: { city: 'Hull', country_id: 'GB' } });
		expect([sent.main_address.city, sent.delivery_address.city]).toEqual(['Leeds', 'Hull']);
	});
});

describe('reading can change state', () => {
	const sent = async () => (await world.get('/sales_invoices?attributes=sent,updated_at')).$items[0];

	test('section 12.9: "GET without mark_as_sent=false sets sent=true", and is a change', async () => {
		await world.call('GET', `/sales_invoices/${OPEN}?mark_as_sent=false`);
		expect((await sent()).sent).toBe(false);
		const answer = await world.call('GET', `/sales_invoices/${OPEN}`);
		expect([answer.body.sent, answer.committed]).toEqual([true, true]);
		expect(await sent()).toMatchObject({ sent: true, updated_at: '2026-11-24T12:00:00Z' });
	});

	test('"PDF: GET /sales_invoices/{id} with `Accept: application/pdf`", which marks it as sent too', async () => {
		const pdf = (query: string) =>
			world.call('GET', `/sales_invoices/${OPEN}${query}`, undefined, { accept: 'application/pdf' });
		const answer = await pdf('?mark_as_sent=false');
		expect([answer.status, answer.headers.get('content-type')]).toEqual([200, 'application/pdf']);
		expect(answer.body).toMatch(/^%PDF-1\.4[^]*SI-7[^]*Acme Ltd[^]*%%EOF\n$/);
		expect((await sent()).sent).toBe(false);
		await pdf('');
		expect((await sent()).sent).toBe(true);
	});

	test('"then PUT `sent: true`"; lists change nothing', async () => {
		await world.get('/sales_invoices?attributes=all');
		expect((await sent()).sent).toBe(false);
		expect((await put(OPEN, { sent: true })).body).toMatchObject({ sent: true, sent_by_email: false });
	});

	test('"There is **no OVERDUE status**"', async () => {
		expect(await world.invoice(OPEN)).toMatchObject({ due_date: '2026-10-31', status: { id: 'UNPAID' } });
	});
});
