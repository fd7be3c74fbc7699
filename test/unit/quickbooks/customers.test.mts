import { describe, expect, test } from '@jest/globals';
import { customer, openBooks } from './books.mts';
import { customerDraft, first, wanted } from './drafts.mts';

function crowd(count: number) {
	return Array.from({ length: count }, (_, index) =>
		customer(String(1000 + index), `Person ${index}`, { PrimaryEmailAddr: { Address: `p${index}@mail.example` } }),
	);
}

describe('customers by id', () => {
	test('come in the order asked, inactive ones too, null where none is', async () => {
		const { port, sent } = openBooks('GB', (file) => {
			file.Customer.push(...crowd(450), customer('7', 'Gone', { Active: false }));
		});
		const ids = Array.from({ length: 450 }, (_, index) => String(1449 - index));
		const results = await port.customersById(['999999', ...ids, 'no id', '7']);
		expect(results[0]).toEqual({ ok: true, value: null });
		expect(results[1]).toMatchObject({ value: { name: 'Person 449', currencyBound: true, currency: 'GBP' } });
		expect(results[451]).toEqual({ ok: true, value: null });
		expect(results[452]).toMatchObject({ value: { active: false } });
		expect(sent.length).toBeLessThanOrEqual(2);
	});
});

describe('candidates', () => {
	test('are all customers of a small company, with what matching needs, in three calls', async () => {
		const { port, sent } = openBooks('GB', (file) =>
			file.Customer.push(
				...crowd(1200),
				customer('7', 'Filed', {
					Active: false,
					PrimaryEmailAddr: { Address: 'a@filed.example, b@filed.example' },
					PrimaryTaxIdentifier: 'XXXXX6789',
					CurrencyRef: { value: 'EUR' },
					DefaultTaxCodeRef: { value: '6' },
					SalesTermRef: { value: '3' },
					BillAddr: { Line1: '1 Rue', Line2: 'B', Line3: 'C', City: 'Lille', Country: 'FRA' },
				}),
			),
		);
		const found = await port.customerCandidates([wanted('Nobody')]);
		expect(found).toHaveLength(1203);
		expect(found.find(({ name }) => name.startsWith('Filed'))).toMatchObject({
			email: 'a@filed.example',
			taxNumber: 'XXXXX6789',
			currency: 'EUR',
			taxCode: '6',
			terms: { kind: 'days', days: 30 },
			active: false,
			billingAddress: { line1: '1 Rue', line2: 'B, C', city: 'Lille', country: 'FRA' },
		});
		expect(sent).toHaveLength(3);
	});

	test('of a large company are searched, many clues in a call, quotes and backslashes escaped', async () => {
		const { port, sent } = openBooks('GB', (file) =>
			file.Customer.push(
				...crowd(5200),
				customer('20', "Adam's Candy Shop"),
				customer('21', 'By Mail', { PrimaryEmailAddr: { Address: 'pay@one.example' } }),
				customer('22', 'ACME Ltd.'),
				customer('23', 'Somebody', { PrimaryEmailAddr: { Address: 'other@own.example' } }),
				customer('24', 'Back\\Slash', { Active: false }),
				customer('25', 'Unrelated'),
			),
		);
		const many = Array.from({ length: 95 }, (_, index) =>
			wanted(`Wanted Company ${index}`, { email: `b${index}@w${index}.example`, domain: `w${index}.example` }),
		);
		const found = await port.customerCandidates([
			wanted("Adam's Candy Shop"),
			wanted('x', { email: 'pay@one.example' }),
			wanted('Acme'),
			wanted('y', { domain: 'own.example' }),
			wanted('Back\\Slash'),
			...many,
		]);
		expect(found.map(({ name }) => name.replace(' (deleted)', '')).sort()).toEqual([
			'ACME Ltd.',
			"Adam's Candy Shop",
			'Back\\Slash',
			'By Mail',
			'Somebody',
		]);
		expect(sent.length).toBeLessThanOrEqual(13);
	});

	test('are never empty for a count that failed', async () => {
		const { port } = openBooks('GB', undefined, ({ path }) =>
			path === '/query' ? Response.json({ QueryResponse: {} }) : undefined,
		);
		await expect(port.customerCandidates([wanted('Nobody')])).rejects.toMatchObject({
			problem: { code: 'unexpected' },
		});
	});
});

describe('making customers', () => {
	test('puts address, phone, mail and terms where QuickBooks has them', async () => {
		const { port } = openBooks('GB');
		const [result] = await port.createCustomers([customerDraft('Acme: West\tCoast')], first);
		expect(result).toMatchObject({
			ok: true,
			value: {
				name: 'Acme West Coast',
				email: 'pay@harbour.example',
				phone: '020 7946 0000',
				terms: { kind: 'days', days: 30 },
				billingAddress: { line1: '1 Quay', line2: 'Dock 2', city: 'Hull' },
				currency: 'GBP',
				number: null,
				url: expect.stringMatching(/customerdetail\?nameId=\d+$/),
			},
		});
	});

	test.each(['customer', 'inactive customer'])(
		'a name that an %s has is refused, and the holder is named so that it can be the answer',
		async (who) => {
			const { port, open } = openBooks('GB', (file) =>
				file.Customer.push(customer('7', 'Taken', { Active: who === 'customer' })),
			);
			const results = await port.createCustomers(
				[customerDraft('Taken', { ifNameTaken: 'suffix' }), customerDraft('Free')],
				first,
			);
			expect(results[1]).toMatchObject({ ok: true, value: { name: 'Free' } });
			const [taken] = results;
			expect(taken).toMatchObject({ ok: false, problem: { code: 'name_taken', scope: 'item' } });
			if (taken?.ok === false) {
				expect(taken.problem.message).toContain(
					`the ${who} 7 (https://app.qbo.intuit.com/app/customerdetail?nameId=7)`,
				);
			}
			expect(await open().customersById(['7'])).toMatchObject([{ ok: true, value: { ledgerId: '7' } }]);
		},
	);

	test('a name that a vendor or employee has is made with a suffix where that is allowed, and refused where not', async () => {
		const { port } = openBooks('GB', (file) => {
			file.Vendor.push({ Id: '70', DisplayName: 'Supplier', Active: true });
			file.Employee.push({ Id: '71', DisplayName: 'Jo Doe', Active: true });
			file.Customer.push(customer('72', 'Jo Doe (customer)'));
		});
		const [vendor, employee, refused] = await port.createCustomers(
			[
				customerDraft('Supplier', { ifNameTaken: 'suffix' }),
				customerDraft('jo doe', { ifNameTaken: 'suffix', firstName: 'Jo', lastName: 'Doe' }),
				customerDraft('SUPPLIER'),
			],
			first,
		);
		expect(vendor).toMatchObject({ ok: true, value: { name: 'Supplier (customer)' } });
		expect(employee).toMatchObject({ ok: true, value: { name: 'jo doe (customer 2)' } });
		expect(refused).toMatchObject({ ok: false, problem: { code: 'name_taken' } });
		if (refused?.ok === false) expect(refused.problem.message).toContain('the vendor 70');
	});

	test('a currency that is not switched on is never added silently', async () => {
		const { port, sent } = openBooks('GB');
		const [yen, pesos] = await port.createCustomers(
			[customerDraft('Tokyo', { currency: 'JPY' }), customerDraft('Lima', { currency: 'PEN' })],
			first,
		);
		expect(yen).toMatchObject({ ok: true, value: { currency: 'JPY' } });
		expect(pesos).toMatchObject({ ok: false, problem: { code: 'currency_not_enabled' } });
		expect(JSON.stringify(sent.map(({ body }) => body))).not.toContain('PEN');
	});

	test.each(["O'Brien \\ Sons", 'Emoji 👩‍🚀 Works', 'شركة الميناء', 'x'.repeat(200), 'Quote " and back\\slash"'])(
		'%j is made and found again by its name',
		async (name) => {
			const { port, open } = openBooks('GB', (file) => file.Customer.push(...crowd(5200)));
			const [result] = await port.createCustomers([customerDraft(name)], first);
			expect(result).toMatchObject({ ok: true, value: { name } });
			const found = await open().customerCandidates([wanted(name)]);
			expect(found.map((one) => one.name)).toContain(name);
		},
	);
});

describe('changing customers', () => {
	test('sends the given fields only, with the version that stands', async () => {
		const { port, sent } = openBooks('GB', (file) =>
			file.Customer.push(
				customer('7', 'Acme', { PrimaryEmailAddr: { Address: 'old@x.example' }, SyncToken: '4' }),
			),
		);
		const results = await port.updateCustomers([
			{ ledgerId: '7', fields: { email: 'new@x.example', phone: '' } },
			{ ledgerId: '888', fields: { email: 'new@x.example' } },
		]);
		expect(results[0]).toMatchObject({ ok: true, value: { name: 'Acme', email: 'new@x.example' } });
		expect(results[1]).toMatchObject({ ok: false, problem: { code: 'not_found' } });
		const update = sent.find(({ path }) => path === '/customer');
		expect(update?.body).toEqual({
			Id: '7',
			SyncToken: '4',
			sparse: true,
			PrimaryEmailAddr: { Address: 'new@x.example' },
		});
	});

	test('one that somebody changed meanwhile (5010) is read and changed once more', async () => {
		let raced = false;
		const books = openBooks('GB', undefined, async ({ path }) => {
			if (path !== '/customer' || raced) return undefined;
			raced = true;
			await books.act('editContact', '1', { email: 'person@x.example' });
			return undefined;
		});
		const [result] = await books.port.updateCustomers([{ ledgerId: '1', fields: { phone: '123' } }]);
		expect(result).toMatchObject({ ok: true, value: { phone: '123', email: 'person@x.example' } });
		expect(raced).toBe(true);
	});
});

test('people find customers by a part of the name, quotes and all', async () => {
	const { port } = openBooks('GB', (file) => file.Customer.push(customer('7', "Adam's Candy Shop")));
	expect(await port.findCustomers({ text: "adam's", limit: 10 })).toMatchObject({
		customers: [{ ledgerId: '7' }],
		more: false,
	});
	expect(await port.findCustomers({ text: '', limit: 2 })).toMatchObject({ customers: [{}, {}], more: true });
});
