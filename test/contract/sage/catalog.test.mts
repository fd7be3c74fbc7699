/** apis/sage.md sections 6 and 11: products, services, stock items, accounts, currencies, settings. */
import { CARE, DESK, open, problems } from './support.mts';
import type { World } from './support.mts';

let world: World;
beforeEach(() => (world = open()));

const post = (path: string, wrapper: string, fields: object) => world.call('POST', path, { [wrapper]: fields });
const accounts = () => ({
	sales_ledger_account_id: world.account(4000),
	purchase_ledger_account_id: world.account(5000),
});

describe('products, services and stock items', () => {
	test('"Three separate resources with three id spaces"', async () => {
		expect((await world.get('/products')).$items.map(({ id }: any) => id)).toEqual([DESK]);
		expect((await world.get('/services')).$items.map(({ id }: any) => id)).toEqual([CARE]);
		expect((await world.get('/stock_items')).$total).toBe(0);
		expect((await world.call('GET', `/products/${CARE}`)).status).toBe(404);
	});

	test('what is required: "description, sales_ledger_account_id, purchase_ledger_account_id" of a product', async () => {
		expect((await post('/products', 'product', { description: 'Lamp', ...accounts() })).status).toBe(201);
		expect(problems(await post('/products', 'product', accounts()))).toEqual([
			'description: This field is required.',
		]);
		const onlySales = { description: 'Lamp', sales_ledger_account_id: world.account(4000) };
		expect(problems(await post('/products', 'product', onlySales))).toEqual([
			'purchase_ledger_account: This field is required.',
		]);
		expect((await post('/services', 'service', onlySales)).status).toBe(201);
	});

	test('a stock item needs its item_code, of at most 30 characters; others may have 255', async () => {
		const item = { description: 'Bolt', ...accounts() };
		expect((await post('/stock_items', 'stock_item', item)).status).toBe(422);
		expect((await post('/stock_items', 'stock_item', { ...item, item_code: 'x'.repeat(31) })).status).toBe(422);
		expect((await post('/stock_items', 'stock_item', { ...item, item_code: 'x'.repeat(30) })).status).toBe(201);
		expect((await post('/products', 'product', { ...item, item_code: 'x'.repeat(255) })).status).toBe(201);
	});

	test('"sales_prices item: price_name, price, price_includes_tax"; "sales_rates item: rate_name, rate, rate_includes_tax"', async () => {
		const product = await post('/products', 'product', {
			...{ description: 'Lamp', ...accounts(), sales_tax_rate_id: 'GB_STANDARD' },
			sales_prices: [{ price_name: 'Shop', price: '9.99', price_includes_tax: true }],
		});
		expect(product.body).toMatchObject({
			sales_prices: [{ price_name: 'Shop', price: '9.99', price_includes_tax: true }],
			sales_tax_rate: { id: 'GB_STANDARD' },
		});
		const service = await post('/services', 'service', {
			description: 'Hour',
			...accounts(),
			sales_rates: [{ rate: 80 }],
		});
		expect(service.body.sales_rates[0]).toMatchObject({ rate: '80.0', rate_includes_tax: false });
	});

	test('"product_sales_price_type_id (from /product_sales_price_types)"; "service_rate_type_id (from /service_rate_types)"', async () => {
		const [price] = (await world.get('/product_sales_price_types')).$items;
		const [rate] = (await world.get('/service_rate_types')).$items;
		expect([price.displayed_as, rate.displayed_as]).toEqual(['Sales Price', 'Rate']);
		const lamp = { description: 'Lamp', ...accounts() };
		const priced = (id: string) => ({ ...lamp, sales_prices: [{ product_sales_price_type_id: id, price: '5' }] });
		expect((await post('/products', 'product', priced(price.id))).body.sales_prices).toMatchObject([
			{ price_name: 'Sales Price', product_sales_price_type: { id: price.id, displayed_as: 'Sales Price' } },
		]);
		expect((await post('/products', 'product', priced(rate.id))).status).toBe(422);
	});

	test('"Lists take search, ... active"; a changed price counts as a change', async () => {
		expect((await world.get('/products?search=dsk')).$total).toBe(1);
		await world.call('PUT', `/products/${DESK}`, { product: { active: false, sales_prices: [{ price: 1 }] } });
		expect((await world.get('/products?active=true')).$total).toBe(0);
		expect(
			(await world.get('/products?updated_or_created_since=2026-11-24T12:00:00Z&attributes=all')).$items,
		).toMatchObject([{ active: false, item_code: 'DSK', sales_prices: [{ price: '1.0' }] }]);
	});

	test('"invoice line has product_id and service_id only. A stock item presumably goes in `product_id`"', async () => {
		const stock = (await post('/stock_items', 'stock_item', { item_code: 'B', description: 'Bolt', ...accounts() }))
			.body.id;
		const line = async (fields: object) => (await world.made({}, fields)).invoice_lines[0];
		expect((await line({ product_id: DESK })).product).toMatchObject({ id: DESK, $path: `/products/${DESK}` });
		expect((await line({ product_id: stock })).product.$path).toBe(`/stock_items/${stock}`);
		expect((await line({ service_id: CARE })).service).toMatchObject({ id: CARE, displayed_as: 'Care' });
		const wrong = await world.call('POST', '/sales_invoices', world.sale({}, { product_id: CARE }));
		expect(problems(wrong)).toEqual(['line_items.product_id: is invalid']);
	});
});

describe('settings', () => {
	test('"/ledger_accounts filters: visible_in"; names read `Sales (4000)`', async () => {
		const { $items } = await world.get('/ledger_accounts?visible_in=sales&attributes=all');
		expect($items.map(({ displayed_as }: any) => displayed_as)).toEqual([
			'Sales (4000)',
			'Services (4001)',
			'Sales Discount (4009)',
			'Distribution and Carriage (4905)',
		]);
		expect($items[0]).toMatchObject({
			nominal_code: 4000,
			visible_in_sales: true,
			tax_rate: { id: 'GB_STANDARD' },
		});
	});

	test('"/business_exchange_rates (CRUD, key = currency). rate vs inverse_rate: send one"', async () => {
		const { $items } = await world.get('/business_exchange_rates?attributes=all');
		expect($items.map(({ currency, rate }: any) => [currency.id, rate])).toEqual([
			['EUR', '1.17'],
			['USD', '1.27'],
		]);
		const rate = (fields: object) => post('/business_exchange_rates', 'business_exchange_rate', fields);
		const made = await rate({ currency_id: 'JPY', inverse_rate: '0.005' });
		expect([made.status, made.body.rate]).toEqual([201, '200.0']);
		expect((await rate({ currency_id: 'XXX', rate: 1 })).status).toBe(422);
		expect((await world.get('/business_exchange_rates/JPY')).inverse_rate).toBe('0.005');
	});

	test('"/financial_settings: base_currency, multi_currency_enabled, tax_scheme, ... year_end_lockdown_date, tax_number"', async () => {
		expect(await world.get('/financial_settings')).toMatchObject({
			base_currency: { id: 'GBP' },
			multi_currency_enabled: true,
			tax_scheme: { id: 'GB_STANDARD' },
			year_end_lockdown_date: '2025-12-31',
			tax_number: '123456789',
		});
	});

	test('"/invoice_settings: next_invoice_number, prefixes, customer_credit_days, customer_credit_terms"', async () => {
		const settings = await world.get('/invoice_settings');
		expect(settings).toMatchObject({
			next_invoice_number: 8,
			sales_invoice_number_prefix: 'SI-',
			customer_credit_days: 30,
		});
		await world.made();
		expect((await world.get('/invoice_settings')).next_invoice_number).toBe(9);
	});

	test('"defaults: GET /business_settings -> default_ledger_accounts"', async () => {
		const { default_ledger_accounts: defaults, country_of_registration } = await world.get('/business_settings');
		expect(defaults.sales_ledger_account.displayed_as).toBe('Sales (4000)');
		expect(defaults.carriage_ledger_account.displayed_as).toBe('Distribution and Carriage (4905)');
		expect(country_of_registration.id).toBe('GB');
	});

	test('what Sage lists itself: statuses, transaction types, currencies', async () => {
		const ids = async (path: string) =>
			(await world.get(`${path}?items_per_page=200`)).$items.map(({ id }: any) => id);
		expect(await ids('/artefact_statuses')).toEqual(
			expect.arrayContaining(['DRAFT', 'UNPAID', 'PART_PAID', 'PAID', 'VOID', 'PRO_FORMA']),
		);
		expect(await ids('/transaction_types')).toEqual(
			expect.arrayContaining(['CUSTOMER_RECEIPT', 'CUSTOMER_REFUND', 'CUSTOMER_ALLOCATION']),
		);
		expect(await ids('/currencies')).toContain('GBP');
		expect(await ids('/bank_accounts')).toHaveLength(1);
	});
});
