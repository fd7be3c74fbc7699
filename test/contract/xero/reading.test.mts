/** apis/xero.md section 4 (response conventions, where), 7.7 (listing), section 10 (404, 400). */
import { ACME, BETA, GONE, open, OPEN, organisation, sale, START, TENANT } from './support.mts';
import type { World } from './support.mts';

let world: World;
beforeEach(() => (world = open()));

const where = (text: string) => `where=${encodeURIComponent(text)}`;
const contacts = async (query = '') =>
	(await world.call('GET', `/Contacts?${query}`)).body.Contacts.map((one: { Name: string }) => one.Name);
const invoices = async (query: string, headers = {}) =>
	(await world.call('GET', `/Invoices?${query}`, undefined, headers)).body.Invoices;

describe('answers', () => {
	test('come in an envelope, with /Date()/ and escaped slashes', async () => {
		const { response } = await world.xero.handle(
			new Request('https://api.xero.com/api.xro/2.0/Invoices/INV-0007', {
				headers: {
					authorization: 'Bearer xero-demo-access-token',
					'xero-tenant-id': TENANT,
					accept: 'application/json',
				},
			}),
		);
		const text = await response.text();
		expect(text).toContain('"Date":"\\/Date(1790812800000+0000)\\/"');
		const body = JSON.parse(text);
		expect(body).toMatchObject({
			Status: 'OK',
			ProviderName: 'Closed Loop',
			DateTimeUTC: `/Date(${START}+0000)/`,
			Id: expect.any(String),
		});
		expect(body.Invoices[0]).toMatchObject({
			DateString: '2026-10-01T00:00:00',
			DueDateString: '2026-10-31T00:00:00',
			UpdatedDateUTCString: '2026-10-01T09:00:00',
		});
	});

	test('are XML unless JSON is asked for', async () => {
		const { body, headers } = await world.call('GET', '/Currencies', undefined, { accept: '*/*' });
		expect(headers.get('content-type')).toContain('xml');
		expect(body).toContain('<Currencies><Currency><Code>GBP</Code>');
	});

	test('404 is plain text: an unknown record, an unknown path, a URL above 2,091 characters', async () => {
		for (const path of [
			'/Invoices/00000000-0000-4000-8000-000000000000',
			'/Contacts/nobody',
			'/Nonsense',
			`/Contacts?where=${'x'.repeat(2091)}`,
		]) {
			const { status, body, headers } = await world.call('GET', path);
			expect([status, body]).toEqual([404, "The resource you're looking for cannot be found"]);
			expect(headers.get('content-type')).toContain('text/html');
		}
		const long = `https://api.xero.com/api.xro/2.0/Contacts?IDs=${'x'.repeat(2091 - 46)}`;
		expect(long).toHaveLength(2091);
		const headers = {
			authorization: 'Bearer xero-demo-access-token',
			'xero-tenant-id': TENANT,
			accept: 'application/json',
		};
		expect((await world.send('GET', long, undefined, headers)).status).toBe(200);
		expect((await world.send('GET', `${long}x`, undefined, headers)).status).toBe(404);
	});
});

describe('where', () => {
	test.each([
		['Name=="Acme Ltd"', ['Acme Ltd']],
		['Name="acme ltd"', ['Acme Ltd']],
		['Name=="BETA gmbh"', ['Bêta GmbH']],
		['name!="Acme Ltd"', ['Bêta GmbH']],
		['Name.Contains("me")', ['Acme Ltd']],
		['Name.StartsWith("b") OR Name.EndsWith("LTD")', ['Acme Ltd', 'Bêta GmbH']],
		['Name.ToLower().Contains("gmbh")', ['Bêta GmbH']],
		['EmailAddress!=null AND EmailAddress.Contains("@acme.example")', ['Acme Ltd']],
		['EmailAddress==null', ['Bêta GmbH']],
		['(Name=="x" || Name=="Acme Ltd") && ContactStatus=="ACTIVE"', ['Acme Ltd']],
		['!(Name=="Acme Ltd")', ['Bêta GmbH']],
		[`ContactID==guid("${BETA.toUpperCase()}")`, ['Bêta GmbH']],
		['IsCustomer==true', ['Acme Ltd']],
		['IsCustomer', ['Acme Ltd']],
		['ContactNumber=="cust-1" and Name=="Acme Ltd"', ['Acme Ltd']],
		['Name=="a \\"quoted\\" name"', []],
	])('%s', async (text, names) => {
		expect(await contacts(where(text))).toEqual(names);
	});

	test.each([
		['Date>=DateTime(2026,10,01) AND Date<DateTime(2026,10,02)', 1],
		['Date==DateTime(2026, 10, 1)', 1],
		['DueDate<DateTime(2026,10,31)', 0],
		['Date>=DateTime.Parse("2026-10-01")', 1],
		['AmountDue>100 AND AmountDue<=120.00', 1],
		['AmountPaid==0', 1],
		[`Contact.ContactID==guid("${ACME}")`, 1],
		['Contact.Name=="ACME ltd"', 1],
		['Contact.ContactNumber=="CUST-1"', 1],
		['Status=="AUTHORISED" AND Type=="ACCREC"', 1],
		['Reference=="PO 1"', 1],
		[`InvoiceID==guid("${OPEN}") OR InvoiceID==guid("${GONE}")`, 1],
	])('%s', async (text, found) => {
		expect(await invoices(where(text))).toHaveLength(found);
	});

	test.each([
		['Colour=="red"'],
		['Name=='],
		['Name=="a'],
		['Name'],
		['(Name=="a"'],
		['Name=="a" Name=="b"'],
		['Name.Matches("a")'],
		[`ContactID=="${BETA}"`],
		['Name==1'],
		['Name=="a" XOR Name=="b"'],
		['('.repeat(60)],
	])('refuses %s as QueryParseException', async (text) => {
		const { status, body } = await world.call('GET', `/Contacts?${where(text)}`);
		expect([status, body.ErrorNumber, body.Type]).toEqual([400, 16, 'QueryParseException']);
	});
});

describe('lists', () => {
	test('leave archived contacts away unless they are asked for', async () => {
		expect(await contacts()).toEqual(['Acme Ltd', 'Bêta GmbH']);
		expect(await contacts('includeArchived=true')).toHaveLength(3);
		expect(await contacts(`IDs=${GONE},${BETA}`)).toEqual(['Bêta GmbH']);
		expect(await contacts(`IDs=${GONE},${BETA}&includeArchived=true`)).toHaveLength(2);
	});

	test('search in names, number and email', async () => {
		for (const term of ['beta', 'BÊTA'])
			expect(await contacts(`searchTerm=${encodeURIComponent(term)}`)).toEqual(['Bêta GmbH']);
		expect(await contacts('searchTerm=bills@')).toEqual(['Acme Ltd']);
		expect(await contacts('searchTerm=cust-1')).toEqual(['Acme Ltd']);
	});

	test('are in the order asked for', async () => {
		expect(await contacts('order=Name%20DESC')).toEqual(['Bêta GmbH', 'Acme Ltd']);
		expect((await world.call('GET', '/Contacts?order=Colour')).status).toBe(400);
	});

	test('page by 100, clamp sizes to 1 to 1000, and tell of paging only when paging', async () => {
		const paging = async (query: string) => (await world.call('GET', `/Contacts?${query}`)).body.pagination;
		expect(await paging('')).toBeUndefined();
		expect(await paging('page=1')).toEqual({ page: 1, pageSize: 100, pageCount: 1, itemCount: 2 });
		expect(await paging('page=2&pageSize=1')).toEqual({ page: 2, pageSize: 1, pageCount: 2, itemCount: 2 });
		expect(await paging('page=0&pageSize=0')).toMatchObject({ page: 1, pageSize: 1 });
		expect(await paging('page=1&pageSize=5000')).toMatchObject({ pageSize: 1000 });
		expect(await contacts('page=9')).toEqual([]);
		expect((await world.call('GET', '/Items?page=1')).body.pagination).toBeUndefined();
		expect((await world.call('GET', '/Invoices?Statuses=DRAFT')).body.pagination).toBeDefined();
		expect((await world.call('GET', '/Invoices?summaryOnly=true')).body.pagination).toBeDefined();
	});

	test("of invoices carry lines only when paged, and no more than the contact's name", async () => {
		const [unpaged] = await invoices('');
		const [paged] = await invoices('page=1');
		const [summary] = await invoices('summaryOnly=true');
		expect(unpaged.LineItems).toEqual([]);
		expect(paged.LineItems).toHaveLength(1);
		expect(summary).not.toHaveProperty('LineItems');
		expect(summary).not.toHaveProperty('Payments');
		expect(paged.Contact).toEqual({ ContactID: ACME, Name: 'Acme Ltd' });
		const { body } = await world.call('GET', `/Invoices/${OPEN}`);
		expect(body.Invoices[0].Contact.Addresses).toHaveLength(2);
	});

	test('of contacts carry balances when paged, terms only alone or paged', async () => {
		const of = async (path: string) => (await world.call('GET', path)).body.Contacts[0];
		const listed = await of('/Contacts?where=Name%3D%3D%22Acme%20Ltd%22');
		expect(listed).not.toHaveProperty('Balances');
		expect(listed).not.toHaveProperty('PaymentTerms');
		const alone = await of('/Contacts/CUST-1');
		expect(alone.Balances.AccountsReceivable).toEqual({ Outstanding: 120, Overdue: 120 });
		expect(alone.PaymentTerms.Sales).toEqual({ Day: 14, Type: 'DAYSAFTERBILLDATE' });
		expect(await of('/Contacts?summaryOnly=true&page=1')).not.toHaveProperty('IsCustomer');
	});

	test('If-Modified-Since counts whole seconds in UTC', async () => {
		world.clock.advance(500);
		await world.call('PUT', '/Invoices', sale());
		expect(await invoices('', { 'If-Modified-Since': '2026-11-24T12:00:00' })).toHaveLength(1);
		expect(await invoices('', { 'If-Modified-Since': '2026-11-24T12:00:00.900Z' })).toHaveLength(1);
		expect(await invoices('', { 'If-Modified-Since': '2026-11-24T12:00:01' })).toHaveLength(0);
		expect(await invoices('', { 'If-Modified-Since': '2026-10-01T09:00:00' })).toHaveLength(2);
	});

	test("a payment changes a balance without touching the contact's UpdatedDateUTC", async () => {
		const acme = async () => (await world.call('GET', `/Contacts/${ACME}`)).body.Contacts[0];
		const before = await acme();
		await world.call('PUT', '/Payments', {
			Invoice: { InvoiceID: OPEN },
			Account: { Code: '090' },
			Amount: 20,
			Date: '2026-11-24',
		});
		const after = await acme();
		expect(after.Balances.AccountsReceivable.Outstanding).toBe(100);
		expect(after.UpdatedDateUTC).toBe(before.UpdatedDateUTC);
	});
});

describe('a big organisation', () => {
	const many = (n: number) =>
		Array.from({ length: n }, (_, i) => ({
			ContactID: `33333333-0000-4000-8000-${String(i).padStart(12, '0')}`,
			Name: `Customer ${i} Größe`,
		}));

	test('50,000 contacts are looked through for ten names in no time', async () => {
		world = open({ files: [{ ...organisation(), Contacts: many(50_000), Invoices: [] }] });
		const names = Array.from({ length: 10 }, (_, i) => `Name.Contains("er 4999${i} grosse")`)
			.join(' OR ')
			.replaceAll('grosse', 'größe');
		const start = performance.now();
		expect(await contacts(`page=1&${where(names)}`)).toHaveLength(10);
		expect(performance.now() - start).toBeLessThan(2000);
	});

	test('more than 100,000 rows are refused', async () => {
		world = open({ files: [{ ...organisation(), Contacts: many(100_001), Invoices: [] }] });
		expect((await world.call('GET', '/Contacts')).status).toBe(400);
		expect((await world.call('GET', '/Contacts?page=1')).status).toBe(200);
		expect((await world.call('GET', `/Contacts?page=1&${where('Name=="Customer 7 Größe"')}`)).status).toBe(200);
		expect((await world.call('GET', `/Contacts?page=1&${where('Name.Contains("7")')}`)).status).toBe(400);
	});
});
