/** apis/quickbooks.md section 9: change data capture; and the company file that a dump gives back. */
import type { QuickBooksCompanyFile } from '../../../sandbox/core/types.mts';
import { ACME, OPEN, open, sale, uk, us } from './support.mts';
import type { World } from './support.mts';

const DAY = 86_400_000;
const TODAY = '2026-11-24T00:00:00-08:00';

const changed = async (world: World, entities: string, since = TODAY) =>
	await world.call('GET', `/cdc?entities=${entities}&changedSince=${encodeURIComponent(since)}`);
const response = async (world: World, entities: string, since = TODAY) =>
	(await changed(world, entities, since)).body.CDCResponse[0].QueryResponse;

describe('change data capture', () => {
	test('whole objects by kind, with their number', async () => {
		const world = open();
		const { Id } = await world.made('invoice', sale());
		await world.made('customer', { DisplayName: 'New' });
		const [invoices, customers] = await response(world, 'Invoice,Customer');
		expect(invoices).toMatchObject({ startPosition: 1, maxResults: 1, Invoice: [{ Id, TotalAmt: 60 }] });
		expect(customers.Customer[0].DisplayName).toBe('New');
	});

	test('"Nothing changed: "QueryResponse":[{}]"; changedSince takes a date or date-time', async () => {
		const world = open();
		expect(await response(world, 'Invoice')).toEqual([{}]);
		await world.made('invoice', sale());
		expect(await response(world, 'Invoice', '2026-11-25')).toEqual([{}]);
		expect((await response(world, 'Invoice', '2026-11-24'))[0].maxResults).toBe(1);
		expect((await response(world, 'Invoice', '2026-11-24T12:00:00Z'))[0].maxResults).toBe(1);
	});

	test('a payment moves its invoice; a void is a normal update; a deleted one is told by id and status', async () => {
		const world = open();
		await world.act('payInvoice', OPEN, { amount: '5' });
		expect((await response(world, 'Invoice'))[0].Invoice[0].Balance).toBe(95);
		await world.act('unpayInvoice', OPEN);
		await world.act('voidInvoice', OPEN);
		expect((await response(world, 'Invoice'))[0].Invoice[0].PrivateNote).toMatch(/^Voided/);
		world.clock.advance(60_000);
		await world.act('deleteInvoice', OPEN);
		const [invoices, payments] = await response(world, 'Invoice,Payment');
		const LastUpdatedTime = '2026-11-24T04:01:00-08:00';
		expect(invoices.Invoice).toEqual([
			{ domain: 'QBO', status: 'Deleted', Id: OPEN, MetaData: { LastUpdatedTime } },
		]);
		expect(payments.Payment[0].status).toBe('Deleted');
	});

	test('"Look-back 30 days"', async () => {
		const world = open();
		const ago = (ms: number) => new Date(world.clock.now() - ms).toISOString();
		expect((await changed(world, 'Invoice', ago(30 * DAY))).status).toBe(200);
		expect((await changed(world, 'Invoice', ago(30 * DAY + 1000))).body.Fault.Error[0].code).toBe('2060');
		expect((await changed(world, 'Invoice', 'yesterday')).body.Fault.Error[0].code).toBe('2060');
	});

	test('"Max 1000 objects per response in total, no paging"', async () => {
		const file = uk();
		const MetaData = { LastUpdatedTime: '2026-11-24T01:00:00-08:00' };
		file.Customer.push(
			...Array.from({ length: 1100 }, (_, n) => ({ Id: String(n + 10), DisplayName: `C${n}`, MetaData })),
		);
		const world = open({ files: [file] });
		await world.made('invoice', sale());
		const [customers, invoices] = await response(world, 'Customer,Invoice');
		expect(customers.Customer.length + invoices.Invoice.length).toBe(1000);
		expect(invoices.Invoice).toHaveLength(1);
	});

	test('"Not covered: TaxAgency, TaxCode, TaxRate"; both parameters are needed', async () => {
		const world = open();
		for (const kind of ['TaxAgency', 'TaxCode', 'TaxRate', 'Nothing']) {
			expect((await changed(world, kind)).body.Fault.Error[0].code).toBe('4001');
		}
		expect((await world.fault('GET', '/cdc?entities=Invoice')).code).toBe('2020');
		expect((await world.fault('GET', '/cdc?changedSince=2026-11-24')).code).toBe('2020');
	});
});

describe('the company file', () => {
	const reopened = (world: World): World => open({ files: world.quickbooks.dump() as QuickBooksCompanyFile[] });

	test.each([
		['United Kingdom', uk],
		['United States', us],
	])('a dump starts the same company again: %s', async (_, file) => {
		const world = open({ files: [file(), file()] });
		await world.act('editInvoice', OPEN, { price: '80' });
		await world.act('payInvoice', OPEN, { amount: '30' });
		await world.act('creditInvoice', OPEN, { amount: '20' });
		await world.act('receivePrepayment', ACME, { amount: '7' });
		const again = reopened(world);
		expect(again.quickbooks.dump()).toEqual(world.quickbooks.dump());
		expect(await again.read('invoice', OPEN)).toEqual(await world.read('invoice', OPEN));
		expect((await again.read('customer', ACME)).Balance).toBe(23);
	});

	test('ids and numbers go on, deleted ones stay told', async () => {
		const world = open();
		const made = await world.made('invoice', sale());
		await world.act('deleteInvoice', made.Id);
		const again = reopened(world);
		expect((await response(again, 'Invoice'))[0].Invoice[0]).toMatchObject({ Id: made.Id, status: 'Deleted' });
		const next = await again.made('invoice', sale());
		expect([next.Id, next.DocNumber]).toEqual([String(Number(made.Id) + 1), '1039']);
	});

	test('records are worked out where the file does not say: balance, due date, links, credits', async () => {
		const file = uk();
		file.CreditMemo.push({ Id: '300', CustomerRef: { value: ACME }, TxnDate: '2026-10-05', ...sale() });
		file.Payment.push({
			Id: '301',
			CustomerRef: { value: ACME },
			TotalAmt: 10,
			Line: [
				{ Amount: 35, LinkedTxn: [{ TxnId: OPEN, TxnType: 'Invoice' }] },
				{ Amount: 25, LinkedTxn: [{ TxnId: '300', TxnType: 'CreditMemo' }] },
			],
		});
		const world = open({ files: [file] });
		expect(await world.read('invoice', OPEN)).toMatchObject({
			Balance: 65,
			DueDate: '2026-10-16',
			LinkedTxn: [{ TxnId: '301', TxnType: 'Payment' }],
		});
		expect((await world.read('creditmemo', '300')).RemainingCredit).toBe(35);
		expect((await world.read('payment', '301')).UnappliedAmt).toBe(0);
	});

	test('a transaction of a customer that the file does not hold is a mistake of the file', () => {
		const file = uk();
		file.Invoice[0]!['CustomerRef'] = { value: '77' };
		expect(() => open({ files: [file] })).toThrow('Invoice 145');
	});

	test('records of one kind for the page', () => {
		const { quickbooks } = open();
		expect(quickbooks.records!('Invoice')).toHaveLength(1);
		expect(quickbooks.records!('Customer')).toHaveLength(3);
	});
});
