import { describe, expect, test } from '@jest/globals';
import { contact, guidOf, openBooks } from './books.mts';

const nobody = { number: null, name: 'Nobody At All', email: null, domain: null, taxNumber: null, currency: null };

function crowd(count: number) {
	return Array.from({ length: count }, (_, index) =>
		contact(`Person ${index}`, { EmailAddress: `p${index}@mail.example` }),
	);
}

describe('customers by id', () => {
	test('come in the order asked, null where none is, however many', async () => {
		const { port, asked } = openBooks((file) => file.Contacts.push(...crowd(120)));
		const ids = Array.from({ length: 120 }, (_, index) => guidOf(`Person ${119 - index}`));
		const results = await port.customersById([guidOf('missing'), ...ids, 'no guid']);
		expect(results).toHaveLength(122);
		expect(results[0]).toEqual({ ok: true, value: null });
		expect(results[121]).toEqual({ ok: true, value: null });
		expect(results.slice(1, 121).map((result) => (result.ok ? result.value?.name : null))).toEqual(
			Array.from({ length: 120 }, (_, index) => `Person ${119 - index}`),
		);
		const lists = asked.filter(({ path }) => path.endsWith('/Contacts'));
		expect(lists).toHaveLength(3);
		for (const { url } of lists) expect(url.length).toBeLessThan(2000);
	});

	test('follow a merged record to its survivor', async () => {
		const { port } = openBooks((file) =>
			file.Contacts.push(
				contact('Old', { ContactStatus: 'ARCHIVED', MergedToContactID: guidOf('Middle') }),
				contact('Middle', { ContactStatus: 'ARCHIVED', MergedToContactID: guidOf('New') }),
				contact('New'),
			),
		);
		const [result] = await port.customersById([guidOf('Old')]);
		expect(result).toMatchObject({ ok: true, value: { name: 'New', ledgerId: guidOf('New'), active: true } });
	});
});

describe('candidates', () => {
	test('are all contacts of a small ledger, archived ones too, with what matching needs', async () => {
		const { port, asked } = openBooks((file) =>
			file.Contacts.push(
				...crowd(1200),
				contact('Filed', {
					ContactStatus: 'ARCHIVED',
					ContactNumber: 'HS7K2Q-c1',
					EmailAddress: 'a@filed.example',
					TaxNumber: 'GB123',
					DefaultCurrency: 'EUR',
					AccountsReceivableTaxType: 'ZERORATEDOUTPUT',
					Addresses: [{ AddressType: 'STREET', Country: 'France' }],
				}),
			),
		);
		const found = await port.customerCandidates([nobody]);
		expect(found).toHaveLength(1201);
		expect(found.find((customer) => customer.name === 'Filed')).toMatchObject({
			number: 'HS7K2Q-c1',
			email: 'a@filed.example',
			taxNumber: 'GB123',
			currency: 'EUR',
			taxCode: 'ZERORATEDOUTPUT',
			active: false,
			billingAddress: { line1: null, country: 'France' },
		});
		expect(asked.filter(({ path }) => path.endsWith('/Contacts'))).toHaveLength(2);
	});

	test('of a large ledger are searched by number, mail, name and domain, several customers a call', async () => {
		const { port, asked } = openBooks((file) =>
			file.Contacts.push(
				...crowd(5200),
				contact('By Number', { ContactNumber: 'HS7K2Q-c77' }),
				contact('By Mail', { EmailAddress: 'pay@one.example' }),
				contact('ACME Ltd.'),
				contact('Somebody', { EmailAddress: 'other@own.example' }),
				contact('Unrelated'),
			),
		);
		const wanted = Array.from({ length: 48 }, (_, index) => ({
			...nobody,
			number: `HS7K2Q-c9${index}`,
			name: `Wanted Company ${index}`,
			email: `bills${index}@wanted${index}.example`,
			domain: `wanted${index}.example`,
		}));
		const found = await port.customerCandidates([
			{ ...nobody, number: 'HS7K2Q-c77' },
			{ ...nobody, email: 'pay@one.example' },
			{ ...nobody, name: 'Acme' },
			{ ...nobody, domain: 'own.example' },
			{ ...nobody, name: 'Quote " and \\ backslash "' },
			...wanted,
		]);
		expect(found.map(({ name }) => name).sort()).toEqual(['ACME Ltd.', 'By Mail', 'By Number', 'Somebody']);
		const searches = asked.filter(({ query }) => query.get('where'));
		expect(searches.length).toBeLessThanOrEqual(53 / 4);
		for (const { url } of searches) expect(url.length).toBeLessThan(2000);
		expect(searches.some(({ query }) => query.get('where')?.includes('\\'))).toBe(false);
	});

	test('fall back on the search term where a filter is refused', async () => {
		const { port, asked } = openBooks(
			(file) => file.Contacts.push(...crowd(5200), contact('ACME Ltd.')),
			({ query }) =>
				query.get('where')?.includes('Contains')
					? Response.json({ ErrorNumber: 16, Type: 'QueryParseException', Message: 'no' }, { status: 400 })
					: undefined,
		);
		const found = await port.customerCandidates([{ ...nobody, name: 'Acme' }]);
		expect(found.map(({ name }) => name)).toEqual(['ACME Ltd.']);
		expect(asked.some(({ query }) => query.get('searchTerm') === 'acme')).toBe(true);
	});

	test('are never empty for a list that answers 404', async () => {
		const { port } = openBooks(
			() => undefined,
			({ path }) => (path.endsWith('/Contacts') ? new Response('not found', { status: 404 }) : undefined),
		);
		await expect(port.customerCandidates([nobody])).rejects.toMatchObject({ problem: { code: 'not_found' } });
	});
});

describe('making customers', () => {
	const draft = {
		number: 'HS7K2Q-c1',
		name: 'Harbour Lights',
		email: 'pay@harbour.example',
		phone: '020 7946 0000',
		billingAddress: {
			line1: '1 Quay',
			line2: null,
			city: 'Hull',
			region: null,
			postalCode: 'HU1',
			country: 'U.K. (GB1)',
		},
		taxNumber: 'GB999',
		terms: { kind: 'days' as const, days: 14 },
		firstName: null,
		lastName: null,
		currency: null,
		ifNameTaken: 'refuse' as const,
	};

	test('puts billing address, phone and terms where Xero prints them', async () => {
		const { port, asked } = openBooks();
		const [result] = await port.createCustomers([draft], { fresh: 0, run: '1' });
		expect(result).toMatchObject({
			ok: true,
			value: { name: 'Harbour Lights', number: 'HS7K2Q-c1', terms: { kind: 'days', days: 14 } },
		});
		const put = asked.find(({ method }) => method === 'PUT');
		expect(put?.query.get('summarizeErrors')).toBe('false');
		expect(put?.headers.get('idempotency-key')?.length).toBeLessThanOrEqual(128);
		expect(put?.body?.['Contacts']?.[0]).toMatchObject({
			Addresses: [{ AddressType: 'POBOX', AddressLine1: '1 Quay', Country: 'U K GB' }],
			Phones: [{ PhoneType: 'DEFAULT', PhoneNumber: '020 7946 0000' }],
		});
	});

	test("a name that is taken is that customer's problem alone", async () => {
		const { port } = openBooks((file) => file.Contacts.push(contact('Harbour Lights')));
		const results = await port.createCustomers([draft, { ...draft, number: 'HS7K2Q-c2', name: 'Free' }], {
			fresh: 0,
			run: '1',
		});
		expect(results[0]).toMatchObject({ ok: false, problem: { code: 'customer_exists', scope: 'item' } });
		expect(results[1]).toMatchObject({ ok: true, value: { name: 'Free' } });
	});

	test('the idempotency key hangs on the business key and the try, never on the payload', async () => {
		const { port, asked } = openBooks();
		await port.createCustomers([draft], { fresh: 0, run: '1' });
		await port.createCustomers([{ ...draft, email: 'new@harbour.example' }], { fresh: 0, run: '2' });
		await port.createCustomers([draft], { fresh: 1, run: '1' });
		await port.createCustomers([draft], { fresh: 1, run: '2' });
		const keys = asked
			.filter(({ method }) => method === 'PUT')
			.map(({ headers }) => headers.get('idempotency-key'));
		expect(keys[0]).toBe(keys[1]);
		expect(new Set(keys).size).toBe(3);
	});

	test('updating sends the given fields only', async () => {
		const { port, asked } = openBooks((file) =>
			file.Contacts.push(contact('Harbour Lights', { EmailAddress: 'old@x.example', TaxNumber: 'GB1' })),
		);
		const [result] = await port.updateCustomers([
			{ ledgerId: guidOf('Harbour Lights'), fields: { email: 'new@x.example' } },
		]);
		expect(result).toMatchObject({ ok: true, value: { email: 'new@x.example', taxNumber: 'GB1' } });
		const post = asked.find(({ method }) => method === 'POST');
		expect(post?.body?.['Contacts']?.[0]).toEqual({
			ContactID: guidOf('Harbour Lights'),
			EmailAddress: 'new@x.example',
		});
		expect(post?.headers.get('idempotency-key')).toBeNull();
	});
});
