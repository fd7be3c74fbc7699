import type { CrmProduct } from '../../../nodes/shared/model/crmProduct';
import { closeWorlds } from '../../support/world.mts';
import { companyWith, record } from '../../unit/hubspot/company.mts';
import { NODE, portOf, run, world } from './step.mts';

afterAll(closeWorlds);

const base = companyWith({});
const file = {
	...base,
	hubspot: {
		...base.hubspot,
		products: [
			record('601', { name: 'Set-up', hs_sku: 'SETUP', price: '100.00', description: 'Two days' }),
			record('602', { name: 'Care', hs_sku: 'CARE', price: '20', recurringbillingfrequency: 'monthly' }),
			record('603', { name: 'Old twin', hs_sku: 'TWIN' }),
			record('604', { name: 'New twin', hs_sku: ' twin ' }),
			record('605', { name: 'Advice' }),
		],
	},
};

const many = { resource: 'product', operation: 'getMany', withSku: false, text: '', limit: 50 };
const save = {
	resource: 'product',
	operation: 'createOrUpdate',
	previewOnly: false,
	ifProductExists: 'overwrite',
	sku: '={{ $json.product.code }}',
	productName: '={{ $json.product.name }}',
	productDescription: '={{ $json.product.description }}',
	unitPrice: '={{ $json.product.unitPrice }}',
};
const item = (product: object) => ({ product });
const productsIn = (items: Array<Record<string, unknown>>) => items.map(({ crmProduct }) => crmProduct as CrmProduct);

describe('Product: Get Many', () => {
	it('reads the library, all or what matches', async () => {
		const started = await world(file);
		const names = async (parameters: object) =>
			productsIn((await run(started, { ...many, ...parameters })).items(NODE)).map(({ name }) => name);
		expect(await names({})).toEqual(['Set-up', 'Care', 'Old twin', 'New twin', 'Advice']);
		expect(await names({ withSku: true, limit: 2 })).toEqual(['Set-up', 'Care']);
		expect(await names({ text: 'DAYS' })).toEqual(['Set-up']);
		const [, care] = productsIn((await run(started, many)).items(NODE));
		expect(care).toMatchObject({ id: '602', sku: 'CARE', unitPrice: 20, recurring: 'monthly', description: null });
	});
});

describe('Product: Create or Update', () => {
	it('makes what is missing once for each SKU, and writes what differs', async () => {
		const started = await world(file);
		const items = [
			item({ code: 'setup', name: 'Set-up', unitPrice: 120 }),
			item({ code: 'NEW', name: 'New thing', unitPrice: 9.5 }),
			item({ code: 'new ', description: 'Told later' }),
			item({ code: 'CARE', name: 'Care', unitPrice: '20.00' }),
		];
		const outcome = await run(started, save, items);
		const [changed, made, same, care] = productsIn(outcome.items(NODE));
		expect(changed).toMatchObject({ id: '601', outcome: 'updated', unitPrice: 120, description: 'Two days' });
		expect(made).toMatchObject({ sku: 'NEW', outcome: 'created', name: 'New thing', description: 'Told later' });
		expect(same?.id).toBe(made?.id);
		expect(care).toMatchObject({ id: '602', outcome: 'unchanged' });
		expect(started.writes()).toHaveLength(2);
		const library = await portOf(started).products();
		expect(library.filter(({ sku }) => sku === 'NEW')).toMatchObject([{ unitPrice: 9.5 }]);
		started.sandbox.clearCalls();
		const again = await run(started, save, items);
		expect(productsIn(again.items(NODE)).every(({ outcome: told }) => told === 'unchanged')).toBe(true);
		expect(started.writes()).toEqual([]);
	});

	it('leaves what exists where it is told to', async () => {
		const started = await world(file);
		const outcome = await run(started, { ...save, ifProductExists: 'unchanged' }, [
			item({ code: 'SETUP', unitPrice: 1 }),
		]);
		expect(productsIn(outcome.items(NODE))).toMatchObject([{ outcome: 'unchanged', unitPrice: 100 }]);
		expect(started.writes()).toEqual([]);
	});

	it('sets and ends a billing frequency', async () => {
		const started = await world(file);
		const set = { ...save, options: { recurring: 'annually' } };
		expect(productsIn((await run(started, set, [item({ code: 'SETUP' })])).items(NODE))).toMatchObject([
			{ recurring: 'annually', outcome: 'updated' },
		]);
		await run(started, { ...save, options: { recurring: 'once' } }, [item({ code: 'SETUP' })]);
		expect((await portOf(started).products())[0]?.recurring).toBeNull();
	});

	it('does not choose between two products of one SKU', async () => {
		const outcome = await run(
			await world(file),
			save,
			[item({ code: 'Twin', name: 'X' }), item({})],
			'continueErrorOutput',
		);
		expect(outcome.items(NODE, 1)).toMatchObject([
			{ error: '2 products have the SKU Twin: Old twin, New twin' },
			{ error: "'SKU' cannot be used: it is empty" },
		]);
	});

	it('writes nothing in preview, and says what it would', async () => {
		const started = await world(file);
		const items = [
			item({ code: 'NEW', name: 'New' }),
			item({ code: 'SETUP', unitPrice: 1 }),
			item({ code: 'CARE' }),
		];
		const outcome = await run(started, { ...save, previewOnly: true }, items);
		expect(productsIn(outcome.items(NODE)).map(({ id, would, unitPrice }) => [id, would, unitPrice])).toEqual([
			[null, 'create', null],
			['601', 'update', 1],
			['602', 'leave', 20],
		]);
		expect(started.writes()).toEqual([]);
	});

	it.each([['resetAfter' as const], ['resetBefore' as const]])(
		'after an answer that never came looks before it says what became of it (%s)',
		async (kind) => {
			const started = await world(file);
			started.sandbox.addFault({ system: 'hubspot', path: '/products/batch/create', kind, times: 1 });
			const outcome = await run(started, save, [item({ code: 'NEW', name: 'New' })], 'continueErrorOutput');
			const library = (await portOf(started).products()).filter(({ sku }) => sku === 'NEW');
			if (kind === 'resetAfter') {
				expect(library).toHaveLength(1);
				expect(productsIn(outcome.items(NODE))).toMatchObject([{ id: library[0]?.id, outcome: 'created' }]);
			} else {
				expect(library).toEqual([]);
				expect(outcome.items(NODE, 1)).toMatchObject([{ details: { code: 'no_answer' } }]);
			}
		},
	);
});
