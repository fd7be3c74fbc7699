/** apis/sage.md section 5: contacts. */
import { ACME, BETA, business, GMBH, open, OPEN, openUs, problems } from './support.mts';
import type { World } from './support.mts';

let world: World;
beforeEach(() => (world = open()));

const post = (fields: object) =>
	world.call('POST', '/contacts', { contact: { name: 'New', contact_type_ids: ['CUSTOMER'], ...fields } });
const put = (id: string, fields: object) => world.call('PUT', `/contacts/${id}`, { contact: fields });
const found = async (query: string) => (await world.get(`/contacts?${query}`)).$items.map(({ id }: any) => id);

describe('reading', () => {
	test('"search (name, company name or reference)"', async () => {
		expect(await found('search=acme')).toEqual([ACME]);
		expect(await found('search=cust-1')).toEqual([ACME]);
		expect(await found('search=leeds')).toEqual([]);
	});

	test('"email (contact PERSON email), contact_type_id"', async () => {
		expect(await found('email=Bills%40acme.example')).toEqual([ACME]);
		expect(await found('email=bills')).toEqual([]);
		expect(await found('contact_type_id=VENDOR')).toEqual([BETA]);
	});

	test('"filter_inactive_contacts": inactive ones are listed unless it is true', async () => {
		await world.act('archiveContact', ACME);
		expect(await found('')).toContain(ACME);
		expect(await found('filter_inactive_contacts=true')).not.toContain(ACME);
		expect((await world.get(`/contacts/${ACME}`)).is_active).toBe(false);
	});

	test('"email and phone live on main_contact_person, NOT on the contact: read-only `email` on the contact mirrors it"', async () => {
		const one = await world.get(`/contacts/${ACME}?nested_attributes=all`);
		expect([one.email, one.main_contact_person.telephone]).toEqual(['bills@acme.example', '0113 496 0000']);
		const { body } = await put(ACME, { email: 'no@acme.example', main_contact_person: { telephone: '1' } });
		expect(body.email).toBe('bills@acme.example');
	});

	test('"displayed_as ("Name (REF)")"; "credit_days (int; null on read = use invoice_settings.customer_credit_days)"', async () => {
		expect(await world.get(`/contacts/${ACME}`)).toMatchObject({
			displayed_as: 'Acme Ltd (CUST-1)',
			credit_days: null,
		});
		expect((await world.get('/invoice_settings')).customer_credit_days).toBe(30);
	});

	test('"balance (only with show_balance=true)": open invoices less credit; "there is NO `outstanding`/`overdue` attribute"', async () => {
		await world.made();
		await world.made({ status_id: 'DRAFT' });
		await world.act('receivePrepayment', ACME, { amount: '5' });
		const shown = await world.get(`/contacts/${ACME}?show_balance=true`);
		expect(shown.balance).toBe('175.0');
		expect(Object.keys(shown)).not.toEqual(expect.arrayContaining(['outstanding']));
		expect((await world.get(`/contacts/${ACME}`)).balance).toBeUndefined();
	});

	test('/contact_persons and /addresses: "(filters address_id/contact_id)"', async () => {
		const people = await world.get(`/contact_persons?contact_id=${ACME}&attributes=all`);
		expect(people.$items).toMatchObject([{ name: 'Ann Lee', is_main_contact: true, contact: { id: ACME } }]);
		const [address] = (await world.get(`/addresses?contact_id=${GMBH}&attributes=all`)).$items;
		expect(address).toMatchObject({ city: 'Berlin', is_main_address: true, country: { id: 'DE' } });
		await world.call('PUT', `/addresses/${address.id}`, { address: { city: 'Bonn' } });
		expect((await world.get(`/contacts/${GMBH}?nested_attributes=all`)).main_address.city).toBe('Bonn');
	});
});

describe('writing', () => {
	test('"POST required: `name` (max 100), `contact_type_ids`"', async () => {
		expect(problems(await post({ name: ' ' }))).toEqual(['name: This field is required.']);
		expect(problems(await post({ contact_type_ids: [] }))).toEqual(['contact_type_ids: This field is required.']);
		expect(problems(await post({ contact_type_ids: ['FRIEND'] }))).toEqual(['contact_type_ids: is invalid']);
		expect((await post({ name: 'x'.repeat(100) })).status).toBe(201);
		expect((await post({ name: 'x'.repeat(101) })).status).toBe(422);
	});

	test('"may hold both" types; two contacts may have one name', async () => {
		const both = await post({ name: 'Acme Ltd', contact_type_ids: ['CUSTOMER', 'VENDOR'] });
		expect(both.body.contact_types.map(({ id }: any) => id)).toEqual(['CUSTOMER', 'VENDOR']);
		expect(await found('search=acme+ltd')).toHaveLength(2);
	});

	test('"reference (**max 10**, unique)", "also against soft-deleted" (section 12.5)', async () => {
		expect((await post({ reference: '1234567890' })).status).toBe(201);
		expect((await post({ reference: '12345678901' })).status).toBe(422);
		expect(problems(await post({ reference: 'cust-1' }))).toEqual(['reference: has already been taken']);
		const gone = (await post({ reference: 'GONE' })).body.id;
		expect((await world.call('DELETE', `/contacts/${gone}`)).status).toBe(204);
		expect(problems(await post({ reference: 'GONE' }))).toEqual(['reference: has already been taken']);
		expect((await put(ACME, { reference: 'CUST-1' })).status).toBe(200);
	});

	test('"tax_number (max 255, FORMAT IS VALIDATED)", by the country of the address', async () => {
		expect((await post({ tax_number: 'GB 123 4567 89' })).status).toBe(201);
		expect((await post({ tax_number: '123456789' })).status).toBe(201);
		expect(problems(await post({ tax_number: '12345' }))).toEqual(['tax_number: is not in a valid format']);
		expect((await post({ tax_number: 'DE123456789', main_address: { country_id: 'DE' } })).status).toBe(201);
		expect((await post({ tax_number: 'DE12345', main_address: { country_id: 'DE' } })).status).toBe(422);
		expect((await post({ tax_number: '12-3456789', main_address: { country_id: 'US' } })).status).toBe(201);
	});

	test('"address: address_line_1/2, city, name, region: max 50; postal_code **max 10**; country_id"', async () => {
		const address = async (main_address: object) => (await post({ main_address })).status;
		expect(await address({ address_line_1: 'x'.repeat(50), postal_code: '1234567890' })).toBe(201);
		expect(await address({ address_line_1: 'x'.repeat(51) })).toBe(422);
		expect(await address({ city: 'x'.repeat(51) })).toBe(422);
		expect(await address({ postal_code: '12345678901' })).toBe(422);
		expect(await address({ country_id: 'United Kingdom' })).toBe(422);
	});

	test('"US/CA region must be the two-letter state/province"', async () => {
		world = openUs();
		const region = async (value: string) =>
			(await post({ main_address: { region: value, country_id: 'US' } })).status;
		expect([await region('KY'), await region('Kentucky')]).toEqual([201, 422]);
	});

	test('"contact person: name 50 ... telephone 50, email 100"', async () => {
		const person = async (main_contact_person: object) => (await post({ main_contact_person })).status;
		expect(await person({ name: 'x'.repeat(50), email: `${'x'.repeat(92)}@a.co.uk` })).toBe(201);
		expect(await person({ name: 'x'.repeat(51) })).toBe(422);
		expect(await person({ telephone: '1'.repeat(51) })).toBe(422);
		expect(await person({ email: `${'x'.repeat(95)}@a.co.uk` })).toBe(422);
	});

	test('credit limit, credit days, terms, defaults for sales: kept and read back', async () => {
		const { body } = await post({
			credit_limit: '2500.00',
			credit_days: 14,
			credit_terms: 'date_from_invoice',
			default_sales_tax_rate_id: 'GB_ZERO',
			default_sales_ledger_account_id: world.account(4001),
		});
		expect(body).toMatchObject({
			credit_limit: '2500.0',
			credit_days: 14,
			credit_terms: 'date_from_invoice',
			default_sales_tax_rate: { id: 'GB_ZERO' },
			default_sales_ledger_account: { displayed_as: 'Services (4001)' },
		});
		expect((await put(body.id, { credit_limit: null })).body.credit_limit).toBeNull();
	});

	test('"a contact is locked to ONE currency", which must be enabled', async () => {
		expect((await post({ currency_id: 'EUR' })).body.currency.id).toBe('EUR');
		expect(problems(await post({ currency_id: 'JPY' }))).toEqual(['currency: is not enabled']);
		expect((await put(GMBH, { currency_id: 'USD' })).status).toBe(200);
		expect((await put(ACME, { currency_id: 'EUR' })).status).toBe(422);
	});

	test('"DELETE is a soft delete"; "`deletable` false means DELETE will be refused"', async () => {
		expect((await world.get(`/contacts/${ACME}`)).deletable).toBe(false);
		expect((await world.call('DELETE', `/contacts/${ACME}`)).status).toBe(422);
		expect((await world.get(`/contacts/${BETA}`)).deletable).toBe(true);
		expect((await world.call('DELETE', `/contacts/${BETA}`)).status).toBe(204);
		const gone = await world.get('/contacts?deleted_since=2026-11-24T11:00:00Z&attributes=all');
		expect(gone.$items).toMatchObject([{ id: BETA, deleted_at: '2026-11-24T12:00:00Z' }]);
		expect(await found('search=beta')).toEqual([]);
	});

	test('"gdpr_obfuscated (true = no new artefacts may be created for it)"; a supplier is not sold to', async () => {
		const file = business();
		file.contacts.push({ id: '9'.repeat(32), name: 'Erased', gdpr_obfuscated: true });
		world = open({ files: [file] });
		const sale = (contact_id: string) => world.call('POST', '/sales_invoices', world.sale({ contact_id }));
		expect((await sale('9'.repeat(32))).status).toBe(422);
		expect((await sale(BETA)).status).toBe(422);
	});

	test('"Sage does not block an invoice over the limit through the API"', async () => {
		await put(ACME, { credit_limit: '1' });
		expect((await world.call('POST', '/sales_invoices', world.sale())).status).toBe(201);
	});

	test('an issued invoice keeps the name and address it was made with', async () => {
		await world.act('editContact', ACME, { name: 'Acme 2', city: 'York' });
		expect(await world.invoice(OPEN)).toMatchObject({ contact_name: 'Acme Ltd', main_address: { city: 'Leeds' } });
		expect((await world.made()).contact_name).toBe('Acme 2');
	});
});
