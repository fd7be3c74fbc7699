import { describe, expect, test } from '@jest/globals';
import type { SageRecord } from '../../../sandbox/core/types.mts';
import { gbBusiness } from '../../../sandbox/sage/businesses.mts';
import { accountId, attempt, contact, draft, idOf, openBooks, type World } from './books.mts';

const account = accountId(gbBusiness('Ledger & Sons'), 4000);

function stored(name: string, more: SageRecord = {}): SageRecord {
	return {
		id: idOf(name),
		contact: { id: idOf('Harbour Lights') },
		date: '2026-11-02',
		due_date: '2999-12-02',
		status: { id: 'UNPAID' },
		invoice_number: `SI-${name}`,
		currency: { id: 'GBP' },
		created_at: '2026-11-02T10:00:00Z',
		updated_at: '2026-11-02T10:00:00Z',
		invoice_lines: [
			{
				id: idOf(`${name} line`),
				description: `Work ${name}`,
				ledger_account: { id: account },
				quantity: 1,
				unit_price: 100,
				tax_rate: { id: 'GB_STANDARD' },
				tax_amount: 20,
			},
		],
		...more,
	};
}

function books(invoices: SageRecord[], more: World = {}) {
	return openBooks({
		...more,
		fill: (file) => {
			file.contacts.push(contact('Harbour Lights'), contact('Other'), contact('Third'));
			file.sales_invoices.push(...invoices);
		},
	});
}

const names = (invoices: Array<{ number: string | null }>) => invoices.map(({ number }) => number).sort();

describe.each([
	['that leave lines out', false],
	['with lines', true],
])('lists %s', (_, wholeLists) => {
	const options = { wholeLists };

	test('changes are whole, each once, with what was deleted by id', async () => {
		const { port, sage, calls } = books(
			[
				stored('old'),
				stored('new', { updated_at: '2026-11-20T10:00:00Z' }),
				stored('gone', { status: { id: 'DRAFT' }, invoice_number: '' }),
			],
			{ options },
		);
		await sage.actions.find(({ name }) => name === 'deleteDraft')?.run(idOf('gone'), {});
		const before = Date.now();
		const { invoices, deleted, until } = await port.changes('2026-11-20T10:00:00Z');
		expect(names(invoices.filter(({ status }) => status !== 'deleted'))).toEqual(['SI-new']);
		expect(invoices.find(({ number }) => number === 'SI-new')?.lines).toMatchObject([
			{ description: 'Work new', amount: 100, account: '4000', taxCode: 'GB_STANDARD' },
		]);
		expect([
			...deleted,
			...invoices.filter(({ status }) => status === 'deleted').map(({ ledgerId }) => ledgerId),
		]).toEqual([idOf('gone')]);
		expect(Math.abs(Date.parse(until) - before)).toBeLessThan(5000);
		expect(calls('GET', /sales_invoices\//)).toHaveLength(wholeLists ? 0 : 1);
	});

	test('ours are those with a key, and cost no further call where we have just made them', async () => {
		const { port, calls } = books([stored('hand')], { options });
		const keys = ['HS7K2Q-1', 'HS7K2Q-2', 'HS7K2Q-3'];
		await port.createInvoices(
			keys.map((key) => draft(key)),
			attempt,
		);
		const ours = await port.invoicesChangedSince('2026-01-01T00:00:00Z');
		expect(ours.map(({ key }) => key).sort()).toEqual(keys);
		for (const { lines } of ours) expect(lines).toMatchObject([{ description: 'Work' }]);
		expect(calls('GET', /sales_invoices\//)).toEqual([]);
		expect(calls('GET', /sales_invoices$/)).toHaveLength(1);
	});
});

test('an edit that a person made after our write is read', async () => {
	const { port, sage } = books([]);
	const [made] = await port.createInvoices([draft('HS7K2Q-1')], attempt);
	const id = made?.ok ? (made.value.ledgerId ?? '') : '';
	await new Promise((resolve) => setTimeout(resolve, 1100));
	await sage.actions.find(({ name }) => name === 'editInvoice')?.run(id, { price: '12', text: 'Other work' });
	const [read] = await port.invoicesChangedSince('2026-01-01T00:00:00Z');
	expect(read).toMatchObject({ subtotal: 12, lines: [{ description: 'Other work', unitPrice: 12 }] });
});

describe('invoices of customers', () => {
	test('since a day, every status; by customer where few, by one listing where that is fewer calls', async () => {
		const others = ['Other', 'Third'].map((name) => stored(name, { contact: { id: idOf(name) } }));
		const { port, calls } = books([
			stored('one'),
			stored('void', { status: { id: 'VOID' } }),
			stored('early', { date: '2026-08-01' }),
			...others,
		]);
		const one = await port.invoicesOfCustomers([idOf('Harbour Lights')], '2026-10-01');
		expect(names(one)).toEqual(['SI-one', 'SI-void']);
		const three = await port.invoicesOfCustomers(['Harbour Lights', 'Other', 'Third'].map(idOf), '2026-10-01');
		expect(names(three)).toEqual(['SI-Other', 'SI-Third', 'SI-one', 'SI-void']);
		expect(calls('GET', /sales_invoices$/)).toHaveLength(2);
		expect(await port.invoicesOfCustomers([], '2026-10-01')).toEqual([]);
	});

	test('with our key are whole; of others only the totals matter, which cost no call each', async () => {
		const { port, calls } = books([stored('hand'), stored('ours', { reference: 'PO-1 HS7K2Q-9' })]);
		const found = await port.invoicesOfCustomers([idOf('Harbour Lights')], '2026-10-01');
		expect(found.find(({ number }) => number === 'SI-ours')?.lines).toHaveLength(1);
		expect(found.find(({ number }) => number === 'SI-hand')).toMatchObject({ total: 120, subtotal: 100 });
		expect(calls('GET', /sales_invoices\//)).toHaveLength(1);
	});
});

test('lines are read of the deals that are asked for alone, whatever part and attempt', async () => {
	const invoices = ['HS7K2Q-41', 'HS7K2Q-42', 'HS7K2Q-42-2.3'].map((key, index) =>
		stored(`${index}`, { reference: key }),
	);
	const { port, calls } = books(invoices);
	const ours = await port.invoicesMadeByUs('2026-01-01T00:00:00Z', ['HS7K2Q-42']);
	expect(ours.map(({ key, lines }) => [key, lines.length])).toEqual([
		['HS7K2Q-41', 0],
		['HS7K2Q-42', 1],
		['HS7K2Q-42-2.3', 1],
	]);
	const theirs = await port.invoicesOfCustomers([idOf('Harbour Lights')], '2026-10-01', ['HS7K2Q-41']);
	expect(theirs.map(({ lines }) => lines.length).sort()).toEqual([1, 1, 1]);
	expect(calls('GET', /sales_invoices\//)).toHaveLength(3);
});

describe('what is open and what is settled', () => {
	const invoices = [
		stored('draft', { status: { id: 'DRAFT' } }),
		stored('open'),
		stored('part'),
		stored('paid'),
		stored('void', { status: { id: 'VOID' } }),
		stored('theirs', { contact: { id: idOf('Other') } }),
	];
	async function paid() {
		const world = books(invoices);
		const pay = world.sage.actions.find(({ name }) => name === 'payInvoice');
		await pay?.run(idOf('part'), { amount: '20' });
		await pay?.run(idOf('paid'), {});
		await pay?.run(idOf('theirs'), {});
		return world;
	}

	test('open ones are released with something due, drafts apart', async () => {
		const { port, asked } = await paid();
		const open = await port.openInvoices();
		expect(names(open)).toEqual(['SI-open', 'SI-part']);
		expect(asked.filter(({ path }) => path === '/ledger_accounts')).toEqual([]);
		expect(open.find(({ number }) => number === 'SI-part')).toMatchObject({ due: 100, payments: [{ amount: 20 }] });
	});

	test('settled ones changed since, with their payments; of some customers only', async () => {
		const { port } = await paid();
		const since = '2026-11-20';
		expect(names(await port.settledInvoices({ customerIds: null, since }))).toEqual(['SI-paid', 'SI-theirs']);
		const [one] = await port.settledInvoices({ customerIds: [idOf('Other')], since });
		expect(one).toMatchObject({ number: 'SI-theirs', status: 'paid', payments: [{ amount: 120 }] });
		expect(one?.lines).toHaveLength(1);
	});

	test('sales are live ones dated within a range, drafts among them', async () => {
		const { port } = await paid();
		const query = { customerIds: null, from: '2026-11-01', to: '2026-11-30' };
		expect(await port.salesInvoices(query)).toHaveLength(5);
		expect(await port.salesInvoices({ ...query, to: '2026-11-01' })).toEqual([]);
		expect(await port.salesInvoices({ ...query, customerIds: [idOf('Other')] })).toHaveLength(1);
	});
});

describe('found for people', () => {
	test('by status, customer, dates, number and run', async () => {
		const { port } = books([
			stored('1', { due_date: '2026-11-03' }),
			stored('2'),
			stored('3', { status: { id: 'DRAFT' }, reference: 'HS7K2Q-3', notes: 'Closed Loop execution 77' }),
			stored('4', { contact: { id: idOf('Other') }, date: '2026-10-01' }),
		]);
		const query = {
			madeByExecution: null,
			customerId: null,
			statuses: [],
			dateFrom: null,
			dateTo: null,
			text: null,
			limit: 50,
		};
		const found = async (more: object) =>
			(await port.findInvoices({ ...query, ...more })).invoices.map(({ ledgerId }) => ledgerId);
		expect(await found({ statuses: ['overdue'] })).toEqual([idOf('1')]);
		expect(await found({ statuses: ['draft'] })).toEqual([idOf('3')]);
		expect(await found({ statuses: ['approved'] })).toEqual([idOf('2'), idOf('4')]);
		expect(await found({ customerId: idOf('Other') })).toEqual([idOf('4')]);
		expect(await found({ dateFrom: '2026-11-01', dateTo: '2026-11-02' })).toHaveLength(3);
		expect(await found({ text: 'si-2' })).toEqual([idOf('2')]);
		expect(await found({ text: 'harbour' })).toHaveLength(3);
		expect(await found({ madeByExecution: '77' })).toEqual([idOf('3')]);
		const two = await port.findInvoices({ ...query, limit: 2 });
		expect(two).toMatchObject({ more: true });
		expect(two.invoices).toHaveLength(2);
		expect(two.invoices.every(({ lines }) => lines.length === 1)).toBe(true);
	});
});
