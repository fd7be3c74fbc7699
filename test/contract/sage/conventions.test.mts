/** apis/sage.md section 3: conventions of every resource, and section 4: errors. */
import { ACME, BETA, business, GMBH, open, OPEN, problems } from './support.mts';
import type { World } from './support.mts';

let world: World;
beforeEach(() => (world = open()));

/** A business with `count` contacts named by number. */
function crowd(count: number): World {
	const file = business();
	file.contacts = Array.from({ length: count }, (_, n) => ({ name: `Contact ${n + 1}` }));
	return open({ files: [{ ...file, sales_invoices: [] }] });
}

describe('bodies and answers', () => {
	test('"Bodies are wrapped in the singular resource name"; "Responses are NOT wrapped"', async () => {
		const bare = await world.call('POST', '/contacts', { name: 'X', contact_type_ids: ['CUSTOMER'] });
		expect([bare.status, problems(bare)]).toEqual([422, ['contact: This field is required.']]);
		const made = await world.call('POST', '/contacts', { contact: { name: 'X', contact_type_ids: ['CUSTOMER'] } });
		expect([made.status, made.body.name, made.body.contact]).toEqual([201, 'X', undefined]);
	});

	test('"Write uses `<name>_id`; read returns nested `{id, displayed_as, $path}`"', async () => {
		const { invoice_lines, contact, currency } = await world.made();
		expect(contact).toEqual({ id: ACME, displayed_as: 'Acme Ltd (CUST-1)', $path: `/contacts/${ACME}` });
		expect(currency).toEqual({ id: 'GBP', displayed_as: 'Pound Sterling (GBP)', $path: '/currencies/GBP' });
		expect(invoice_lines[0].tax_rate).toEqual({
			id: 'GB_STANDARD',
			displayed_as: 'Standard 20.00%',
			$path: '/tax_rates/GB_STANDARD',
		});
	});

	test('"ids: 32-hex strings for user data; readable codes for system data"', async () => {
		const { id, status } = await world.made();
		expect(id).toMatch(/^[0-9a-f]{32}$/);
		expect(status.id).toBe('UNPAID');
	});

	test('numbers come as strings ("20.0"), by choice as JSON numbers; both are taken', async () => {
		const made = await world.made({}, { quantity: 2, unit_price: 25, tax_amount: 10 });
		expect([made.net_amount, made.tax_amount, made.total_amount, made.exchange_rate]).toEqual([
			'50.0',
			'10.0',
			'60.0',
			'1.0',
		]);
		expect((await world.get('/ledger_accounts?attributes=nominal_code')).$items[0].nominal_code).toBe(4000);
		world = open({ numbers: true });
		expect((await world.made()).total_amount).toBe(60);
	});

	test('"verbs: POST 201 with the object; PUT 200; DELETE 204 empty"', async () => {
		const { id } = (
			await world.call('POST', '/contacts', { contact: { name: 'X', contact_type_ids: ['CUSTOMER'] } })
		).body;
		const put = await world.call('PUT', `/contacts/${id}`, { contact: { name: 'Y' } });
		expect([put.status, put.body.name]).toEqual([200, 'Y']);
		const gone = await world.call('DELETE', `/contacts/${id}`);
		expect([gone.status, gone.body]).toEqual([204, '']);
		expect((await world.call('GET', `/contacts/${id}`)).status).toBe(404);
	});

	test('"PUT is partial": what is not sent stays', async () => {
		const { body } = await world.call('PUT', `/contacts/${ACME}`, { contact: { notes: 'Pays late' } });
		expect(body).toMatchObject({
			name: 'Acme Ltd',
			reference: 'CUST-1',
			notes: 'Pays late',
			email: 'bills@acme.example',
		});
	});

	test('"times: created_at/updated_at are UTC ISO 8601", to the second', async () => {
		world.clock.advance(1234);
		const { created_at, updated_at } = await world.made();
		expect([created_at, updated_at]).toEqual(['2026-11-24T12:00:01Z', '2026-11-24T12:00:01Z']);
	});

	test('every answer tells the time of the server', async () => {
		expect((await world.call('GET', '/contacts')).headers.get('date')).toBe('Tue, 24 Nov 2026 12:00:00 GMT');
	});

	test('only JSON is taken: 415; broken JSON 400; unknown resources and records 404; other methods 405', async () => {
		const form = await world.call('POST', '/contacts', 'name=X', {
			'content-type': 'application/x-www-form-urlencoded',
		});
		expect(form.status).toBe(415);
		expect((await world.call('POST', '/contacts', '{"contact":')).status).toBe(400);
		expect((await world.call('GET', '/customers')).status).toBe(404);
		expect((await world.call('GET', '/contacts/unknown')).status).toBe(404);
		expect((await world.call('PATCH', `/contacts/${ACME}`)).status).toBe(405);
		expect((await world.call('POST', '/tax_rates', { tax_rate: {} })).status).toBe(405);
	});

	test('"No batch/bulk endpoint": a list of records is not a body', async () => {
		expect((await world.call('POST', '/contacts', { contacts: [{ name: 'X' }] })).status).toBe(422);
	});

	test('section 12.8: a repeated POST without an idempotency_id makes two records', async () => {
		await world.made();
		await world.made();
		expect((await world.get('/sales_invoices')).$total).toBe(3);
	});
});

describe('lists', () => {
	test('"list items are skeletal by default: only id, displayed_as, $path"', async () => {
		const { $items } = await world.get('/contacts');
		expect($items[0]).toEqual({ id: ACME, displayed_as: 'Acme Ltd (CUST-1)', $path: `/contacts/${ACME}` });
	});

	test('"Ask with `attributes=a,b,c` or `attributes=all`"', async () => {
		const { $items } = await world.get('/sales_invoices?attributes=date,total_amount');
		expect(Object.keys($items[0])).toEqual(['id', 'displayed_as', '$path', 'date', 'total_amount']);
		const all = (await world.get('/sales_invoices?attributes=all')).$items[0];
		expect(all).toMatchObject({ reference: 'PO 1', status: { id: 'UNPAID' }, outstanding_amount: '120.0' });
	});

	test('attributes narrow a single record too; "attributes=all is the default" there', async () => {
		const one = await world.get(`/sales_invoices/${OPEN}?attributes=date&mark_as_sent=false`);
		expect(Object.keys(one)).toEqual(['id', 'displayed_as', '$path', 'date']);
		expect((await world.invoice(OPEN)).invoice_lines[0].description).toBe('Work');
	});

	test('"nested objects with `nested_attributes=...|all` (exists on single-GETs and on /contacts ... lists, not on /sales_invoices list)"', async () => {
		const plain = await world.get(`/contacts/${ACME}`);
		expect(Object.keys(plain.main_address)).toEqual(['id', 'displayed_as', '$path']);
		const whole = await world.get(`/contacts/${ACME}?nested_attributes=all`);
		expect(whole.main_address).toMatchObject({ address_line_1: '1 High Street', country: { id: 'GB' } });
		expect(whole.main_contact_person).toMatchObject({ name: 'Ann Lee', email: 'bills@acme.example' });
		const some = await world.get(`/contacts/${ACME}?nested_attributes=email`);
		expect(Object.keys(some.main_contact_person)).toEqual(['id', 'displayed_as', '$path', 'email']);
		const { $items } = await world.get('/contacts?attributes=all&nested_attributes=all');
		expect($items[0].main_address.city).toBe('Leeds');
		const one = await world.get(`/sales_invoices/${OPEN}?nested_attributes=all&mark_as_sent=false`);
		expect(one.contact.reference).toBe('CUST-1');
		const list = await world.get('/sales_invoices?attributes=all&nested_attributes=all');
		expect(list.$items[0].contact.reference).toBeUndefined();
	});

	test('lines in a list carry their name only, by choice everything', async () => {
		const lines = async () => (await world.get('/sales_invoices?attributes=all')).$items[0].invoice_lines;
		expect(await lines()).toEqual([{ id: expect.any(String), displayed_as: 'Work' }]);
		world = open({ wholeLists: true });
		expect((await lines())[0]).toMatchObject({ unit_price: '100.0', tax_rate: { id: 'GB_STANDARD' } });
	});

	test('"`items_per_page` default 20, max 200. `page` from 1"', async () => {
		world = crowd(250);
		expect((await world.get('/contacts')).$items).toHaveLength(20);
		const most = await world.get('/contacts?items_per_page=500');
		expect([most.$items.length, most.$items_per_page, most.$total]).toEqual([200, 200, 250]);
	});

	test('"a page number past the end returns the LAST page again"', async () => {
		world = crowd(45);
		const last = await world.get('/contacts?page=3');
		expect(last.$items).toHaveLength(5);
		expect(await world.get('/contacts?page=9')).toEqual(last);
	});

	test('"`$next` is a relative path ..., null at the end", and keeps what was asked for', async () => {
		world = crowd(45);
		const names: string[] = [];
		let next: string | null = '/contacts?attributes=name&items_per_page=20&search=contact';
		for (let page = 1; next !== null; page++) {
			const list: any = await world.get(next);
			expect(list.$page).toBe(page);
			names.push(...list.$items.map(({ name }: { name: string }) => name));
			expect(list.$next === null || list.$next.startsWith('/contacts?')).toBe(true);
			next = list.$next;
		}
		expect(new Set(names).size).toBe(45);
		expect((await world.get('/contacts?page=2')).$back).toBe('/contacts?page=1&items_per_page=20');
	});

	test('"`updated_or_created_since` (inclusive)"', async () => {
		const changed = async (since: string) =>
			(await world.get(`/contacts?updated_or_created_since=${encodeURIComponent(since)}`)).$items.map(
				({ id }: any) => id,
			);
		expect(await changed('2026-01-06T09:00:00Z')).toEqual([BETA, GMBH]);
		expect(await changed('2026-01-06T09:00:01Z')).toEqual([GMBH]);
		expect(await changed('2026-01-06T10:00:00+01:00')).toEqual([BETA, GMBH]);
		expect(await changed('2026-01-07')).toEqual([GMBH]);
		expect((await world.call('GET', '/contacts?updated_or_created_since=yesterday')).status).toBe(422);
	});

	test('"Deletions: `deleted_since=` (exclusive), a separate query"', async () => {
		const draft = await world.made({ status_id: 'DRAFT' });
		world.clock.advance(60_000);
		await world.call('DELETE', `/sales_invoices/${draft.id}`);
		const deleted = async (since: string) => (await world.get(`/sales_invoices?deleted_since=${since}`)).$items;
		expect((await deleted('2026-11-24T12:00:59Z')).map(({ id }: any) => id)).toEqual([draft.id]);
		expect(await deleted('2026-11-24T12:01:00Z')).toEqual([]);
		const changed = await world.get('/sales_invoices?updated_or_created_since=2026-11-24T12:00:00Z');
		expect(changed.$items).toEqual([]);
		const contacts = await world.get('/sales_invoices?deleted_since=2026-11-24T12:00:00Z&attributes=deleted_at');
		expect(contacts.$items[0].deleted_at).toBe('2026-11-24T12:01:00Z');
	});

	test('"whether deleted rows also appear under updated_or_created_since is unconfirmed": not, by choice they do', async () => {
		const deleted = async (on: World) => {
			const { id } = await on.made({ status_id: 'DRAFT' });
			await on.call('DELETE', `/sales_invoices/${id}`);
			return (await on.get('/sales_invoices?updated_or_created_since=2026-11-24&attributes=deleted_at')).$items;
		};
		expect(await deleted(world)).toEqual([]);
		expect(await deleted(open({ deletedInChanges: true }))).toMatchObject([{ deleted_at: '2026-11-24T12:00:00Z' }]);
	});

	test('"Quotes/estimates, tax_rates, ledger_accounts ... have no deleted_since": it is passed over', async () => {
		expect((await world.get('/tax_rates?deleted_since=2030-01-01T00:00:00Z')).$total).toBe(5);
	});

	test('"`sort=created_at|updated_at|date|due_date[:asc|desc]` on sales_invoices ... Contacts have no sort"', async () => {
		await world.made({ date: '2026-09-01', due_date: '2026-12-01' });
		const dates = async (sort: string) =>
			(await world.get(`/sales_invoices?attributes=date&sort=${sort}`)).$items.map(({ date }: any) => date);
		expect(await dates('date')).toEqual(['2026-09-01', '2026-10-01']);
		expect(await dates('date:desc')).toEqual(['2026-10-01', '2026-09-01']);
		expect(await dates('due_date')).toEqual(['2026-10-01', '2026-09-01']);
		expect((await world.call('GET', '/contacts?sort=name')).status).toBe(422);
	});
});

describe('errors', () => {
	const refused = (on: World) => on.call('POST', '/contacts', { contact: { name: '' } });

	test('"item shape" in "a bare JSON ARRAY of items"', async () => {
		const { status, body, headers } = await refused(world);
		expect([status, headers.get('content-type')]).toEqual([422, 'application/json']);
		expect(body).toEqual([
			{ $severity: 'error', $dataCode: 'RecordInvalid', $message: 'This field is required.', $source: 'name' },
		]);
	});

	test('"Parse all four": `{"$diagnoses"}`, `{"$errors"}` and a bare object can be had', async () => {
		const item = (await refused(world)).body[0];
		expect((await refused(open({ errorEnvelope: 'diagnoses' }))).body).toEqual({ $diagnoses: [item] });
		expect((await refused(open({ errorEnvelope: 'errors' }))).body).toEqual({ $errors: [item] });
		expect((await refused(open({ errorEnvelope: 'object' }))).body).toEqual(item);
	});

	test('a refusal commits nothing', async () => {
		const { sage } = world;
		const before = JSON.stringify(sage.dump());
		const taken = { ...world.sale(), sales_invoice: { ...world.sale().sales_invoice, reference: 'x'.repeat(26) } };
		expect((await world.call('POST', '/sales_invoices', taken)).committed).toBe(false);
		expect(JSON.stringify(sage.dump())).toBe(before);
	});

	test('a planted fault answers in the same words: 401, 403, 404, 429, 500, 503', async () => {
		const codes = await Promise.all(
			[401, 403, 404, 429, 500, 503].map(async (status) => {
				const response = world.sage.faultResponse(status, 7);
				const [{ $dataCode }] = (await response.json()) as [{ $dataCode: string }];
				return [response.status, $dataCode, response.headers.get('retry-after')];
			}),
		);
		expect(codes).toEqual([
			[401, 'UnauthorizedAccess', '7'],
			[403, 'MultiUserAccessDenied', '7'],
			[404, 'RecordNotFound', '7'],
			[429, 'RateLimit', '7'],
			[500, 'UnexpectedError', '7'],
			[503, 'ServiceUnavailable', '7'],
		]);
		expect(world.sage.faultResponse(429).headers.get('retry-after')).toBeNull();
	});
});
