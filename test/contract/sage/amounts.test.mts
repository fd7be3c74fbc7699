/** apis/sage.md sections 7 and 9: amounts, tax, discounts, shipping, currencies. */
import { ACME, GMBH, open, problems } from './support.mts';
import type { World } from './support.mts';

let world: World;
beforeEach(() => (world = open()));

const post = (fields: object = {}, line: object = {}) =>
	world.call('POST', '/sales_invoices', world.sale(fields, line));
const line = async (fields: object) => (await world.made({}, fields)).invoice_lines[0];
const lineOf = (fields: object) => world.sale({}, fields).sales_invoice.invoice_lines[0];

describe('lines', () => {
	test('"In v3.1 the CLIENT computes tax per line": it is kept as it was sent', async () => {
		expect(await line({ unit_price: '110.00', discount_amount: '10.00', tax_amount: '19.99' })).toMatchObject({
			net_amount: '100.0',
			tax_amount: '19.99',
			total_amount: '119.99',
			discount_amount: '10.0',
		});
	});

	test('"Amounts ... 2 dp", half up: a unit price too', async () => {
		expect(await line({ quantity: '3', unit_price: '0.335', tax_amount: '0.20' })).toMatchObject({
			unit_price: '0.34',
			net_amount: '1.02',
		});
		expect((await line({ quantity: '0.333', unit_price: '10.05', tax_amount: '0.67' })).net_amount).toBe('3.35');
	});

	test('discount by percentage or by amount; each tells the other', async () => {
		expect(await line({ unit_price: '19.99', discount_percentage: '33.33', tax_amount: '2.67' })).toMatchObject({
			discount_amount: '6.66',
			discount_percentage: '33.33',
			net_amount: '13.33',
		});
		expect((await line({ unit_price: '10', discount_amount: '1', tax_amount: '1.80' })).discount_percentage).toBe(
			'10.0',
		);
	});

	test('"unit_price_includes_tax": the tax is inside the price', async () => {
		expect(
			await line({ quantity: 2, unit_price: 60, unit_price_includes_tax: true, tax_amount: 20 }),
		).toMatchObject({
			net_amount: '100.0',
			tax_amount: '20.0',
			total_amount: '120.0',
		});
	});

	test('amounts of a line that do not add up are refused, more than 0.01 off (the "totals invariant" of section 4)', async () => {
		const sent = async (fields: object) => await post({}, fields);
		expect((await sent({ net_amount: '50.01', total_amount: '60.00' })).status).toBe(201);
		expect(problems(await sent({ total_amount: '60.02' }))).toEqual([
			'line_items.description: This field is required.',
		]);
		expect((await sent({ net_amount: '49.98' })).status).toBe(422);
	});

	test('negative lines and zero lines count as they are', async () => {
		const { total_amount, net_amount } = await world.made({
			invoice_lines: [
				lineOf({}),
				lineOf({ unit_price: '-20', tax_amount: '-4' }),
				lineOf({ unit_price: 0, tax_amount: 0 }),
			],
		});
		expect([net_amount, total_amount]).toEqual(['30.0', '36.0']);
	});
});

describe('totals', () => {
	test('"header = sum of lines"', async () => {
		const lines = Array.from({ length: 3 }, () => lineOf({ unit_price: '0.10', tax_amount: '0.02' }));
		const made = await world.made({ invoice_lines: [...lines, lineOf({ tax_rate_id: 'GB_ZERO', tax_amount: 0 })] });
		expect(made).toMatchObject({
			net_amount: '50.3',
			tax_amount: '0.06',
			total_amount: '50.36',
			total_quantity: '4.0',
		});
		expect(made.tax_analysis).toMatchObject([
			{ tax_rate: { id: 'GB_STANDARD' }, net_amount: '0.3', tax_amount: '0.06' },
			{ tax_rate: { id: 'GB_ZERO' }, net_amount: '50.0', tax_amount: '0.0' },
		]);
	});

	test('"shipping VAT is recomputed as shipping_net x shipping rate; an explicit shipping_tax_amount of 0 is ignored"', async () => {
		const shipping = { shipping_net_amount: '9.95', shipping_tax_amount: 0 };
		expect(await world.made({ ...shipping, shipping_tax_rate_id: 'GB_STANDARD' })).toMatchObject({
			shipping_tax_amount: '1.99',
			shipping_total_amount: '11.94',
			net_amount: '59.95',
			total_amount: '71.94',
		});
		expect((await world.made({ ...shipping, shipping_tax_rate_id: 'GB_ZERO' })).shipping_tax_amount).toBe('0.0');
	});

	test('computed totals that are sent on the header change nothing', async () => {
		expect((await world.made({ total_amount: '1.00', net_amount: '1.00' })).total_amount).toBe('60.0');
	});
});

describe('currencies', () => {
	const euros = (fields: object = {}) =>
		post(
			{ contact_id: GMBH, ...fields },
			{ tax_rate_id: 'GB_ZERO', tax_amount: 0, eu_goods_services_type_id: 'SERVICES' },
		);

	test('"set exchange_rate on the header; Sage derives base_currency_*"', async () => {
		expect((await euros({ exchange_rate: '1.25' })).body).toMatchObject({
			currency: { id: 'EUR' },
			exchange_rate: '1.25',
			inverse_exchange_rate: '0.8',
			total_amount: '50.0',
			base_currency_total_amount: '40.0',
			base_currency_outstanding_amount: '40.0',
		});
	});

	test('"rate vs inverse_rate: send one"; without either the business\'s own rate', async () => {
		expect((await euros({ inverse_exchange_rate: '0.8' })).body.exchange_rate).toBe('1.25');
		expect((await euros()).body.exchange_rate).toBe('1.17');
		expect((await world.made({ contact_id: ACME, exchange_rate: '7' })).exchange_rate).toBe('1.0');
	});
});

describe('tax', () => {
	test('"**attributes=all is needed to get percentage**; otherwise only ids and names"', async () => {
		expect((await world.get('/tax_rates')).$items[0]).toEqual({
			id: 'GB_STANDARD',
			displayed_as: 'Standard 20.00%',
			$path: '/tax_rates/GB_STANDARD',
		});
		const { $items } = await world.get('/tax_rates?attributes=all&usage=sales');
		expect($items.map(({ id, percentage }: any) => [id, percentage])).toEqual([
			['GB_STANDARD', '20.0'],
			['GB_LOWER', '5.0'],
			['GB_ZERO', '0.0'],
			['GB_EXEMPT', '0.0'],
			['GB_NO_TAX', '0.0'],
		]);
	});

	test('"GB: foreign customer must be zero rated with eu_goods_services_type_id"', async () => {
		const sale = (fields: object) => post({ contact_id: GMBH }, fields);
		expect(problems(await sale({ eu_goods_services_type_id: 'GOODS' }))).toEqual([
			"line_items.tax_rate_id: must be 'Zero Rated' for Customers outside the EU",
		]);
		const zero = { tax_rate_id: 'GB_ZERO', tax_amount: 0 };
		expect(problems(await sale(zero))).toEqual(['line_items.eu_goods_services_type: This field is required.']);
		expect((await sale({ ...zero, eu_goods_services_type_id: 'GOODS' })).status).toBe(201);
	});

	test('"`must be the same` (mixed goods/services types on one cross-border invoice)"', async () => {
		const zero = { tax_rate_id: 'GB_ZERO', tax_amount: 0 };
		const lines = (...types: string[]) => types.map((type) => lineOf({ ...zero, eu_goods_services_type_id: type }));
		const sale = (...types: string[]) => post({ contact_id: GMBH, invoice_lines: lines(...types) });
		expect(problems(await sale('GOODS', 'SERVICES'))).toEqual([
			'line_items.eu_goods_services_type: must be the same',
		]);
		expect((await sale('SERVICES', 'SERVICES')).body.tax_analysis[0]).toMatchObject({ service_amount: '100.0' });
		expect(
			(await post({ invoice_lines: [lineOf({ eu_goods_services_type_id: 'GOODS' }), lineOf({})] })).status,
		).toBe(201);
	});
});
