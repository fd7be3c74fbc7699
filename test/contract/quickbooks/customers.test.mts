/** apis/quickbooks.md 7.1 and 7.2: customers and items. */
import { ACME, GONE, line, OPEN, open, sale, us } from './support.mts';
import type { World } from './support.mts';

let world: World;
beforeEach(() => {
	world = open();
});

const code = async (fields: object) => (await world.fault('POST', '/customer', fields)).code;

describe('names', () => {
	test.each([
		['a customer', 'acme ltd'],
		['an inactive customer', 'Gone & Co'],
		['a vendor', 'Paper Mill'],
		['an employee', 'Emily Platt'],
	])('"DisplayName over customer, vendor, employee. Duplicate => 400 / 6240": %s', async (_, DisplayName) => {
		const { status, code: refusal, detail } = await world.fault('POST', '/customer', { DisplayName });
		expect([status, refusal]).toEqual([400, '6240']);
		// "the id is not in Detail: re-query".
		expect(detail).toMatch(/^The name supplied already exists\. : (?:null|Another customer, vendor or employee)/);
	});

	test("a customer keeps its own name, and cannot take another's", async () => {
		const change = { Id: ACME, SyncToken: '0', sparse: true };
		expect((await world.made('customer', { ...change, DisplayName: 'ACME Ltd' })).DisplayName).toBe('ACME Ltd');
		expect(await code({ ...change, SyncToken: '1', DisplayName: 'Paper Mill' })).toBe('6240');
	});

	test('"DisplayName or one of Title, GivenName, ... (DisplayName is then composed)"', async () => {
		expect(await code({ CompanyName: 'Only a company' })).toBe('2020');
		expect((await world.made('customer', { GivenName: 'Ada', FamilyName: 'Byron' })).DisplayName).toBe('Ada Byron');
	});

	test('"Names must not contain : TAB newline"; lengths', async () => {
		for (const DisplayName of ['A:B', 'A\tB', 'A\nB']) expect(await code({ DisplayName })).toBe('2040');
		expect(await code({ DisplayName: 'x'.repeat(501) })).toBe('2050');
		expect(await code({ DisplayName: 'A', CompanyName: 'x'.repeat(101) })).toBe('2050');
		expect(await code({ DisplayName: 'A', BillAddr: { PostalCode: 'x'.repeat(31) } })).toBe('2050');
	});

	test.each(["Adam's \\ Shop", 'Ünïcødé & Söhne', '🪑 Chairs', 'مرحبا', '"Quoted", 100%', 'x'.repeat(200)])(
		'takes and finds %s',
		async (DisplayName) => {
			const { Id } = await world.made('customer', { DisplayName });
			const escaped = DisplayName.replace(/[\\']/g, '\\$&');
			const { Customer } = await world.query(`select * from Customer where DisplayName = '${escaped}'`);
			expect(Customer.map((one: any) => one.Id)).toEqual([Id]);
		},
	);

	test('"FullyQualifiedName = Parent:Child; at most 5 levels (6180)"', async () => {
		let parent = ACME;
		for (let level = 2; level <= 5; level++) {
			const fields = { DisplayName: `Level ${level}`, Job: true, ParentRef: { value: parent } };
			const made = await world.made('customer', fields);
			if (level === 2) expect(made).toMatchObject({ FullyQualifiedName: 'Acme Ltd:Level 2', Job: true });
			parent = made.Id;
		}
		expect(await code({ DisplayName: 'Level 6', ParentRef: { value: parent } })).toBe('6180');
	});
});

describe('fields', () => {
	test('"E-mail needs @ and . (2210 otherwise)", and at most 100 characters', async () => {
		expect(await code({ DisplayName: 'A', PrimaryEmailAddr: { Address: 'nobody' } })).toBe('2210');
		expect(await code({ DisplayName: 'A', PrimaryEmailAddr: { Address: `${'x'.repeat(100)}@b.example` } })).toBe(
			'2050',
		);
	});

	test('"PrimaryTaxIdentifier (masked in responses, last 5 shown)"', async () => {
		const made = await world.made('customer', { DisplayName: 'A', PrimaryTaxIdentifier: 'GB123456789' });
		expect(made.PrimaryTaxIdentifier).toBe('XXXXXX56789');
	});

	test('"CurrencyRef (set once, immutable; unknown currency is added to the company list)"', async () => {
		const made = await world.made('customer', { DisplayName: 'A', CurrencyRef: { value: 'KWD' } });
		expect(made.CurrencyRef.value).toBe('KWD');
		expect((await world.query("select * from CompanyCurrency where Code = 'KWD'")).CompanyCurrency).toHaveLength(1);
		expect(await code({ Id: made.Id, SyncToken: '0', sparse: true, CurrencyRef: { value: 'EUR' } })).toBe('6000');
		expect((await world.made('customer', { DisplayName: 'B' })).CurrencyRef.value).toBe('GBP');
	});

	test('references that do not exist, properties that the API does not know', async () => {
		expect(await code({ DisplayName: 'A', SalesTermRef: { value: '9' } })).toBe('2500');
		expect(await code({ DisplayName: 'A', DefaultTaxCodeRef: { value: '99' } })).toBe('2500');
		expect(await code({ DisplayName: 'A', ParentRef: { value: GONE } })).toBe('610');
		expect(await code({ DisplayName: 'A', CreditLimit: 100 })).toBe('2010');
	});

	test('"DisplayName and PrintOnCheckName cannot be removed by a sparse update"', async () => {
		const change = { Id: ACME, SyncToken: '0', sparse: true, DisplayName: '', CompanyName: '' };
		const changed = await world.made('customer', change);
		expect(changed.DisplayName).toBe('Acme Ltd');
		expect(changed).not.toHaveProperty('CompanyName');
	});

	test('"List objects: no delete; set Active:false"', async () => {
		const sent = { Id: ACME, SyncToken: '0' };
		expect((await world.fault('POST', '/customer?operation=delete', sent)).code).toBe('500');
		expect((await world.made('customer', { ...sent, sparse: true, Active: false })).Active).toBe(false);
		expect((await world.read('customer', ACME)).Active).toBe(false);
	});

	test('"Balance (open A/R of this record)", "BalanceWithJobs (incl. children)", which never move its version', async () => {
		const child = await world.made('customer', { DisplayName: 'Job', Job: true, ParentRef: { value: ACME } });
		await world.made('invoice', sale({ CustomerRef: { value: child.Id } }));
		await world.made('creditmemo', sale());
		await world.made('payment', { CustomerRef: { value: ACME }, TotalAmt: 15 });
		expect(await world.read('customer', ACME)).toMatchObject({ Balance: 25, BalanceWithJobs: 85, SyncToken: '0' });
	});
});

describe('items (7.2)', () => {
	const refusal = async (fields: object) => (await world.fault('POST', '/item', fields)).code;
	const income = { IncomeAccountRef: { value: '1' } };

	test('"Required: Name, Type; IncomeAccountRef for Service and Inventory"; "missing asset account => 2020"', async () => {
		expect(await refusal({ Name: 'A', ...income })).toBe('2020');
		expect(await refusal({ Type: 'Service', ...income })).toBe('2020');
		expect(await refusal({ Name: 'A', Type: 'Service' })).toBe('2020');
		expect(await refusal({ Name: 'A', Type: 'Inventory', ...income })).toBe('2020');
		expect((await world.made('item', { Name: 'A', Type: 'NonInventory' })).Active).toBe(true);
		const stock = { AssetAccountRef: { value: '7' }, ExpenseAccountRef: { value: '8' }, TrackQtyOnHand: true };
		const Inventory = {
			Name: 'B',
			Type: 'Inventory',
			...income,
			...stock,
			QtyOnHand: 3,
			InvStartDate: '2026-01-01',
		};
		expect((await world.made('item', Inventory)).QtyOnHand).toBe(3);
	});

	test('"Duplicate name => 6240", inactive ones included; the same name under a category is another', async () => {
		expect(await refusal({ Name: 'desk', Type: 'Service', ...income })).toBe('6240');
		expect(await refusal({ Name: 'Old', Type: 'Service', ...income })).toBe('6240');
		const category = await world.made('item', { Name: 'Furniture', Type: 'Category' });
		const inside = { Name: 'Desk', Type: 'Service', SubItem: true, ParentRef: { value: category.Id }, ...income };
		expect((await world.made('item', inside)).FullyQualifiedName).toBe('Furniture:Desk');
		expect((await world.fault('POST', '/invoice', sale({}, line({ ItemRef: { value: category.Id } })))).code).toBe(
			'2500',
		);
	});

	test('limits, enums, accounts and changes', async () => {
		expect(await refusal({ Name: 'A:B', Type: 'Service', ...income })).toBe('2040');
		expect(await refusal({ Name: 'A', Type: 'Bundle', ...income })).toBe('2170');
		expect(await refusal({ Name: 'A', Type: 'Service', Sku: 'x'.repeat(101), ...income })).toBe('2050');
		expect(await refusal({ Name: 'A', Type: 'Service', IncomeAccountRef: { value: '99' } })).toBe('2500');
		expect(await refusal({ Name: 'A', Type: 'Service', UnitPrice: 100_000_000_000, ...income })).toBe('2080');
		expect(await world.made('item', { Id: '1', SyncToken: '0', sparse: true, UnitPrice: 99 })).toMatchObject({
			Name: 'Desk',
			Sku: 'DSK',
			UnitPrice: 99,
			SyncToken: '1',
		});
	});

	test('Taxable in the United States', async () => {
		world = open({ files: [us()] });
		expect((await world.made('item', { Name: 'A', Type: 'Service', ...income })).Taxable).toBe(false);
	});
});

test('a change of kinds that are only read is refused (500)', async () => {
	expect((await world.fault('POST', '/account', { Name: 'A' })).code).toBe('500');
	expect((await world.fault('POST', '/taxcode', { Name: 'A' })).code).toBe('500');
	expect((await world.fault('GET', '/nothing/1')).code).toBe('500');
	expect((await world.fault('GET', '/invoice/x')).code).toBe('500');
	expect((await world.read('invoice', OPEN)).Id).toBe(OPEN);
});
