import { describe, expect, test } from '@jest/globals';
import type { CustomerDraft, CustomerWanted } from '../../../nodes/shared/model/customer';
import type { SageRecord } from '../../../sandbox/core/types.mts';
import { attempt, contact, idOf, openBooks, silence } from './books.mts';

const nobody: CustomerWanted = {
	number: null,
	name: 'Nobody At All',
	email: null,
	domain: null,
	taxNumber: null,
	currency: null,
};

const noAddress = { line1: null, line2: null, city: null, region: null, postalCode: null, country: null };

function crowd(count: number): SageRecord[] {
	return Array.from({ length: count }, (_, index) =>
		contact(`Person ${index}`, { main_contact_person: { email: `p${index}@mail.example` } }),
	);
}

function wanted(name: string, more: Partial<CustomerDraft> = {}): CustomerDraft {
	return {
		number: 'AB12CD34EF',
		name,
		email: 'accounts@quay.example',
		phone: '020 7946 0000',
		billingAddress: {
			line1: '1 Quay Street',
			line2: null,
			city: 'Bristol',
			region: null,
			postalCode: 'BS1 4QA',
			country: 'United Kingdom',
		},
		taxNumber: null,
		terms: { kind: 'days', days: 14 },
		firstName: null,
		lastName: null,
		currency: 'GBP',
		ifNameTaken: 'refuse',
		...more,
	};
}

describe('customers by id', () => {
	test('come in the order asked, null where none is; many by one listing, few by themselves', async () => {
		const { port, calls } = openBooks({ fill: (file) => file.contacts.push(...crowd(250)) });
		const ids = Array.from({ length: 20 }, (_, index) => idOf(`Person ${249 - index}`));
		const results = await port.customersById(['no id', ...ids]);
		expect(results.map((result) => (result.ok ? (result.value?.name ?? null) : 'failed'))).toEqual([
			null,
			...Array.from({ length: 20 }, (_, index) => `Person ${249 - index}`),
		]);
		expect(calls('GET', /contacts/)).toHaveLength(2);
		const few = await port.customersById([idOf('none'), idOf('Person 3')]);
		expect(few).toMatchObject([{ value: null }, { value: { name: 'Person 3', email: 'p3@mail.example' } }]);
		expect(calls('GET', /contacts\//)).toHaveLength(2);
	});
});

describe('candidates', () => {
	test('are all customers of a small ledger, inactive ones too, with what matching needs; suppliers are none', async () => {
		const { port, calls } = openBooks({
			fill: (file) =>
				file.contacts.push(
					...crowd(410),
					contact('Only a Supplier', { contact_types: [{ id: 'VENDOR' }] }),
					contact('Both', { contact_types: [{ id: 'VENDOR' }, { id: 'CUSTOMER' }] }),
					contact('Filed', {
						is_active: false,
						reference: 'AB12CD34EF',
						tax_number: 'FR40303265045',
						currency: { id: 'EUR' },
						credit_limit: 5000,
						credit_days: 45,
						credit_terms: 'month_end_invoice',
						default_sales_tax_rate: { id: 'GB_ZERO' },
						main_address: { address_line_1: '2 Rue', city: 'Lyon', country: { id: 'FR' } },
						main_contact_person: { email: 'a@filed.example', telephone: '1' },
					}),
				),
		});
		const found = await port.customerCandidates([nobody]);
		expect(found).toHaveLength(412);
		expect(calls('GET', /contacts/)).toHaveLength(3);
		expect(found.find(({ name }) => name === 'Filed')).toMatchObject({
			number: 'AB12CD34EF',
			email: 'a@filed.example',
			phone: '1',
			taxNumber: 'FR40303265045',
			currency: 'EUR',
			creditLimit: 5000,
			terms: { kind: 'days_after_month_end', days: 45 },
			taxCode: 'GB_ZERO',
			billingAddress: { ...noAddress, line1: '2 Rue', city: 'Lyon', country: 'FR' },
			active: false,
		});
		expect(found.some(({ name }) => name === 'Only a Supplier')).toBe(false);
		await port.customerCandidates([nobody]);
		expect(calls('GET', /contacts/)).toHaveLength(3);
	});

	test('of a large ledger are searched by number, telling word and mail, three calls for each', async () => {
		const { port, calls } = openBooks({
			fill: (file) =>
				file.contacts.push(
					...crowd(5001),
					contact('Harbour Lights Holdings', {}),
					contact('By Number', { reference: 'AB12CD34EF' }),
					contact('By Mail', { main_contact_person: { email: 'info@lights.example' } }),
				),
		});
		const found = await port.customerCandidates([
			{ ...nobody, name: 'The Harbour Lights Ltd', number: 'AB12CD34EF', email: 'INFO@lights.example' },
		]);
		expect(found.map(({ name }) => name).sort()).toEqual(['By Mail', 'By Number', 'Harbour Lights Holdings']);
		expect(calls('GET', /contacts/)).toHaveLength(4);
	}, 30_000);

	test('a broken page is an error, never fewer customers', async () => {
		const { port } = openBooks({
			fill: (file) => file.contacts.push(...crowd(450)),
			intercept: ({ path, query }) =>
				path === '/contacts' && query.get('page') === '2' ? Response.json({ message: 'odd' }) : undefined,
		});
		await expect(port.customerCandidates([nobody])).rejects.toMatchObject({ problem: { code: 'unexpected' } });
	});
});

describe('a new customer', () => {
	test('is made with its person, address, terms and our number', async () => {
		const { port, calls } = openBooks();
		const [result] = await port.createCustomers([wanted('Quay & Co')], attempt);
		expect(result).toMatchObject({
			ok: true,
			value: {
				name: 'Quay & Co',
				number: 'AB12CD34EF',
				email: 'accounts@quay.example',
				phone: '020 7946 0000',
				terms: { kind: 'days', days: 14 },
				currency: 'GBP',
				billingAddress: {
					...noAddress,
					line1: '1 Quay Street',
					city: 'Bristol',
					postalCode: 'BS1 4QA',
					country: 'GB',
				},
				active: true,
			},
		});
		const body = calls('POST', /contacts/)[0]?.body;
		expect(body).toMatchObject({ contact_type_ids: ['CUSTOMER'], reference: 'AB12CD34EF' });
		expect(body).not.toHaveProperty('currency_id');
		const [read] = await port.customersById([result?.ok ? (result.value.ledgerId ?? '') : '']);
		expect(read).toMatchObject({ value: { email: 'accounts@quay.example', number: 'AB12CD34EF' } });
	});

	test('in another currency is bound to it', async () => {
		const { port } = openBooks();
		const [result] = await port.createCustomers([wanted('Lyon', { currency: 'EUR' })], attempt);
		expect(result).toMatchObject({ ok: true, value: { currency: 'EUR' } });
	});

	test('whose VAT number Sage refuses is made without it, and says so', async () => {
		const { port } = openBooks();
		const [result] = await port.createCustomers([wanted('Quay', { taxNumber: 'GB 12' })], attempt);
		expect(result).toMatchObject({
			ok: true,
			value: {
				name: 'Quay',
				taxNumber: null,
				reason: expect.stringContaining('Made without the VAT number GB 12'),
				differences: [{ field: 'taxNumber', crm: 'GB 12', ledger: null }],
			},
		});
	});

	test('whose number a living contact has is refused; one that a deleted contact holds is made without it', async () => {
		const { port } = openBooks({
			fill: (file) =>
				file.contacts.push(
					contact('Alive', { reference: 'AB12CD34EF' }),
					contact('Gone', { reference: 'ZZ12CD34EF', deleted_at: '2026-10-01T00:00:00Z' }),
				),
		});
		const [refused, made] = await port.createCustomers(
			[wanted('Quay'), wanted('Wharf', { number: 'ZZ12CD34EF' })],
			attempt,
		);
		expect(refused).toMatchObject({ ok: false, problem: { code: 'customer_exists', scope: 'item' } });
		expect(made).toMatchObject({
			ok: true,
			value: { name: 'Wharf', number: null, reason: expect.stringContaining('ZZ12CD34EF') },
		});
	});

	test('is made once where the answer was lost, and found at once afterwards', async () => {
		let lost = 0;
		const { port } = openBooks({
			intercept: async ({ method, path }, pass) => {
				if (method !== 'POST' || path !== '/contacts' || lost++ > 0) return undefined;
				await pass();
				return silence();
			},
		});
		expect(await port.customerCandidates([nobody])).toEqual([]);
		await port.createCustomers([wanted('Quay')], attempt);
		expect(await port.customerCandidates([nobody])).toHaveLength(1);
	});

	test('with an awkward name comes back as it was given', async () => {
		const { port } = openBooks();
		const names = ['O"Brien & \\ Söhne: 100 %', 'שלום בע״מ', 'Café 🚀 <b>', 'x'.repeat(200)];
		const results = await port.createCustomers(
			names.map((name, index) => wanted(name, { number: `N${index}` })),
			attempt,
		);
		expect(results.map((result) => (result.ok ? result.value.name : result.problem.message))).toEqual([
			...names.slice(0, 3),
			'x'.repeat(100),
		]);
	});
});

describe('a customer that is written to', () => {
	test('keeps what was not given, its person and the rest of its address among it', async () => {
		const { port } = openBooks({
			fill: (file) =>
				file.contacts.push(
					contact('Quay', {
						reference: 'AB12CD34EF',
						main_address: { address_line_1: 'Old', city: 'Bath', country: { id: 'GB' } },
						main_contact_person: { name: 'Ann Lee', email: 'old@quay.example', telephone: '1' },
					}),
				),
		});
		const [result] = await port.updateCustomers([
			{
				ledgerId: idOf('Quay'),
				fields: { email: 'new@quay.example', billingAddress: { ...noAddress, line1: '1 Quay Street' } },
			},
		]);
		const expected = {
			name: 'Quay',
			number: 'AB12CD34EF',
			email: 'new@quay.example',
			phone: '1',
			billingAddress: { ...noAddress, line1: '1 Quay Street', country: 'GB' },
		};
		expect(result).toMatchObject({ ok: true, value: expected });
		expect((await port.customersById([idOf('Quay')]))[0]).toMatchObject({ value: expected });
		expect(await port.updateCustomers([{ ledgerId: idOf('none'), fields: {} }])).toMatchObject([
			{ ok: false, problem: { code: 'not_found' } },
		]);
	});
});

test('a credit limit of nought is none', async () => {
	const { port } = openBooks({ fill: (file) => file.contacts.push(contact('Quay', { credit_limit: 0 })) });
	expect((await port.customersById([idOf('Quay')]))[0]).toMatchObject({ value: { creditLimit: null } });
});

test('find shows customers by name, number or mail, and says that more remain', async () => {
	const { port } = openBooks({ fill: (file) => file.contacts.push(...crowd(30)) });
	expect(await port.findCustomers({ text: '', limit: 10 })).toMatchObject({ more: true });
	expect((await port.findCustomers({ text: 'person 2', limit: 50 })).customers).toHaveLength(11);
	expect((await port.findCustomers({ text: 'p7@mail.example', limit: 50 })).customers).toMatchObject([
		{ name: 'Person 7' },
	]);
});
