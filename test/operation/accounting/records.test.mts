import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import type { CrmProduct } from '../../../nodes/shared/model/crmProduct';
import { closeWorlds } from '../../support/world.mts';
import { startLedger, type Json, type Ledger } from './ledger.mts';
import { LEDGERS } from './ledgers.mts';

afterAll(closeWorlds);

describe.each(LEDGERS)('on %s', (books) => {
	let ledger: Ledger;
	beforeAll(async () => {
		ledger = await startLedger(books);
	});

	describe('products', () => {
		const save = async (more: Json = {}) => {
			const [done] = await ledger.run('product:createOrUpdate', {
				itemCode: 'CL-NEW-1',
				itemName: 'Closed Loop set-up',
				itemDescription: 'Setting it up',
				unitPrice: '120.5',
				ifProductExists: 'unchanged',
				options: await ledger.itemOptions(),
				...more,
			});
			return done?.['product'] as Json;
		};

		test('are found by their code, else made once', async () => {
			expect(await save({ previewOnly: true })).toMatchObject({ would: 'create', code: 'CL-NEW-1' });
			expect(await save()).toMatchObject({ outcome: 'created', code: 'CL-NEW-1', unitPrice: 120.5 });
			ledger.world.sandbox.clearCalls();
			expect(await save({ itemCode: ' cl-new-1 ' })).toMatchObject({ outcome: 'unchanged' });
			expect(await save({ unitPrice: '130' })).toMatchObject({
				outcome: 'unchanged',
				unitPrice: 120.5,
				differences: [{ field: 'unitPrice', crm: '130', ledger: '120.5' }],
			});
			expect(ledger.writes()).toEqual([]);
			const changed = await save({ unitPrice: '130', ifProductExists: 'overwrite' });
			expect(changed).toMatchObject({ outcome: 'updated', unitPrice: 130, name: 'Closed Loop set-up' });
		});

		test('come from the CRM step as it hands them on', async () => {
			const crmProduct: CrmProduct = {
				...{ id: '601', sku: 'CL-CRM', name: 'Care plan', description: null, unitPrice: 20 },
				...{ prices: { GBP: 20 }, tiered: false, active: true, recurring: null, modifiedAt: null },
			};
			const [made] = await ledger.run(
				'product:createOrUpdate',
				{ ifProductExists: 'unchanged', options: await ledger.itemOptions() },
				[{ crmProduct }],
			);
			expect(made?.['product']).toMatchObject({
				outcome: 'created',
				code: 'CL-CRM',
				name: 'Care plan',
				unitPrice: 20,
			});
		});

		test('twice in one run are one item', async () => {
			const made = await ledger.run(
				'product:createOrUpdate',
				{
					itemCode: '={{ $json.sku }}',
					itemName: 'Twice',
					itemDescription: '',
					unitPrice: '',
					ifProductExists: 'unchanged',
					options: await ledger.itemOptions(),
				},
				[{ sku: 'CL-TWICE' }, { sku: 'cl-twice' }],
			);
			expect(new Set(made.map((item) => item['product'].id)).size).toBe(1);
		});

		test('without a code are an error of that item alone', async () => {
			expect(
				await ledger.refusal('product:createOrUpdate', { itemCode: '={{ $json.none }}', options: {} }),
			).toContain("'Item Code'");
		});
	});

	test('tax rates are those of sales, or all', async () => {
		const sales = await ledger.run('tax:getRates', { includeAll: false });
		const all = await ledger.run('tax:getRates', { includeAll: true });
		expect(sales.length).toBeGreaterThan(0);
		expect(all.length).toBeGreaterThanOrEqual(sales.length);
		expect(sales.every((item) => item['taxRate'].active && item['taxRate'].forSales)).toBe(true);
	});

	describe('customers', () => {
		test('are found by text', async () => {
			const { name } = await ledger.customer();
			const found = await ledger.run('customer:getMany', { limit: 10, options: { text: name } });
			expect(found.map((item) => item['customer'].name)).toContain(name);
			expect(await ledger.run('customer:getMany', { limit: 2, options: {} })).toHaveLength(2);
			expect(await ledger.run('customer:getMany', { limit: 2, options: { text: 'no such customer' } })).toEqual(
				[],
			);
		});

		test('have their transactions, the newest first', async () => {
			const invoice = await ledger.invoice('TRANSACTION1');
			const { ledgerId } = await ledger.customer();
			if (books === 'xero' || books === 'sage')
				await ledger.run('invoice:approve', { invoiceId: invoice.ledgerId, checksSeen: true });
			await ledger.act('payInvoice', invoice.ledgerId, { amount: '20' });
			const found = await ledger.run('customer:getTransactions', {
				customerId: ledgerId,
				limit: 50,
				options: {},
			});
			const all = found.map((item) => item['transaction'] as Json);
			expect(all).toEqual(
				expect.arrayContaining([
					expect.objectContaining({ kind: 'invoice', ledgerId: invoice.ledgerId, amount: invoice.total }),
					expect.objectContaining({ kind: 'payment', amount: -20 }),
				]),
			);
			const dates = all.map(({ date }) => String(date));
			expect(dates).toEqual([...dates].sort().reverse());
		});
	});
});
