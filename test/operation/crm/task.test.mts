import { dealKey } from '../../../nodes/shared/billing/key';
import type { CrmTask } from '../../../nodes/shared/model/crmTask';
import { closeWorlds, type World } from '../../support/world.mts';
import { companyWith, record, won } from '../../unit/hubspot/company.mts';
import { NODE, portOf, run, world } from './step.mts';

afterAll(closeWorlds);

const base = companyWith({});
const [active, gone] = [
	base.hubspot.owners.find(({ archived }) => archived !== true),
	base.hubspot.owners.find(({ archived }) => archived === true),
];
const owned = companyWith({
	deals: ['501', '502', '503'].map((id, index) =>
		record(
			id,
			{ ...won, dealname: `Deal ${id}`, hubspot_owner_id: [active?.id, gone?.id, null][index] ?? null },
			{ companies: ['301'] },
		),
	),
	companies: [record('301', { name: 'Acme' })],
});
const crm = { system: 'hubspot' as const, accountId: String(owned.hubspot.account.portalId) };

const described = {
	resource: 'task',
	operation: 'create',
	source: 'fields',
	dealId: '={{ $json.id }}',
	subject: 'Ask for the order',
	body: 'Their number < ours & more',
	dueInDays: 2,
	marker: '={{ $json.marker ?? "order" }}',
	previewOnly: false,
};
const overdue = {
	resource: 'task',
	operation: 'create',
	source: 'overdueInvoice',
	invoice: '={{ $json.invoice }}',
	financials: '={{ $json.financials }}',
	newestReceipt: '2026-11-20',
	steps: '30, 7',
	leastDue: 1,
	receiptWithin: 5,
	instalments: 3,
	paidInvoices: 3,
	shareOnTime: 60,
	previewOnly: false,
};

function item(dealId: string, changes: object = {}, id = `i-${dealId}`) {
	const invoice = {
		ledger: 'xero',
		organisation: { id: 't', name: 'Books' },
		ledgerId: id,
		key: dealKey(crm, dealId),
		execution: null,
		number: id.toUpperCase(),
		reference: null,
		status: 'overdue',
		customer: { ledgerId: 'c-1', name: 'Acme' },
		issueDate: '2026-10-01',
		dueDate: '2026-11-01',
		currency: 'GBP',
		currencyRate: 1,
		amountsAre: 'exclusive',
		lines: [],
		subtotal: 100,
		tax: 0,
		total: 100,
		paid: 0,
		credited: 0,
		due: 100,
		paidOn: null,
		url: null,
		repeating: false,
		sentToCustomer: true,
		sentAt: null,
		updatedAt: null,
		...changes,
	};
	const financials = {
		ledger: 'xero',
		organisation: { id: 't', name: 'Books' },
		customer: { ledgerId: 'c-1', name: 'Acme', number: null, url: null },
		asOf: '2026-11-20',
		currency: 'GBP',
		balance: 100,
		overdue: 100,
		ageing: { notDue: 0, days1To30: 100, days31To60: 0, days61To90: 0, days91AndMore: 0 },
		unallocatedCredit: 0,
		creditLimit: null,
		lastInvoice: null,
		lifetime: null,
		bought: null,
		year: { billed: 900, paid: 900, averageDaysToPay: 20, paidInvoices: 4, shareOnTime: 90 },
	};
	return { invoice, financials };
}

const tasksIn = (items: Array<Record<string, unknown>>) => items.map(({ task }) => task as CrmTask);

async function standing(started: World, id: string): Promise<CrmTask[]> {
	const [tasks] = await portOf(started).tasksOf([id]);
	started.sandbox.clearCalls();
	if (!tasks?.ok) throw new Error(tasks?.problem.message);
	return tasks.value;
}

describe('Task: Create', () => {
	it('gives the owner a task once for each marker, whatever the number of items and runs', async () => {
		const started = await world(owned);
		const items = [{ id: '501' }, { id: '501' }, { id: '501', marker: 'order 2' }, { id: '502' }, { id: '503' }];
		const previewed = await run(started, { ...described, previewOnly: true }, items);
		expect(tasksIn(previewed.items(NODE)).map(({ would }) => would)).toEqual(Array(5).fill('create'));
		expect(started.writes()).toEqual([]);

		const made = tasksIn((await run(started, described, items)).items(NODE));
		expect(made.map(({ outcome }) => outcome)).toEqual(Array(5).fill('created'));
		expect(made[1]?.id).toBe(made[0]?.id);
		expect(made[0]).toMatchObject({ ownerId: active?.id, done: false });
		expect(made[3]).toMatchObject({
			ownerId: null,
			reason: expect.stringMatching(/deactivated: nobody is assigned/),
		});
		expect(made[4]).toMatchObject({ ownerId: null, reason: 'The deal has no owner: nobody is assigned' });
		const [first, second, ...others] = await standing(started, '501');
		expect(others).toEqual([]);
		expect(first?.body).toBe('Their number < ours & more\n\n[closed loop: order]');
		expect(second?.body).toContain('[closed loop: order 2]');

		const again = tasksIn((await run(started, described, items)).items(NODE));
		expect(again.map(({ outcome }) => outcome)).toEqual(Array(5).fill('unchanged'));
		expect(started.writes()).toEqual([]);
	});

	it('two runs at the same time leave one task, and one cut after the write finds it', async () => {
		const started = await world(owned);
		const outcomes = await Promise.all([1, 2].map(async () => await run(started, described, [{ id: '501' }])));
		const [task, ...others] = await standing(started, '501');
		expect(others).toEqual([]);
		expect(outcomes.map((outcome) => outcome.error?.message ?? null)).toEqual([null, null]);
		expect(tasksIn(outcomes.flatMap((outcome) => outcome.items(NODE))).map(({ id }) => id)).toContain(task?.id);
	});
});

describe('Task: Create, of an overdue invoice', () => {
	it('tells each step once, remembers it on the deal, and is completed when the invoice is paid', async () => {
		const started = await world(owned);
		const items = [item('501'), item('501', {}, 'i-b'), item('502', { dueDate: '2026-11-18' })];
		const previewed = (await run(started, { ...overdue, previewOnly: true }, items)).items(NODE);
		expect(tasksIn(previewed).map(({ would }) => would)).toEqual(['create', 'create', 'skip']);
		expect(started.writes()).toEqual([]);

		const told = (await run(started, overdue, items)).items(NODE);
		expect(told).toMatchObject([
			{ step: 7, task: { outcome: 'created' }, plan: [{ amount: 33.34 }, { amount: 33.33 }, { amount: 33.33 }] },
			{ step: 7, deal: { owner: { id: active?.id } } },
			{ step: null, task: { outcome: 'skipped', reason: 'It is overdue for 2 days only' } },
		]);
		started.sandbox.clearCalls();
		const again = (await run(started, overdue, items)).items(NODE);
		expect(tasksIn(again).map(({ reason }) => reason)).toEqual([
			'Step 7 was told before',
			'Step 7 was told before',
			'It is overdue for 2 days only',
		]);
		expect(started.writes()).toEqual([]);

		const paid = [item('501', { status: 'paid', due: 0, paid: 100 })];
		expect((await run(started, overdue, paid)).items(NODE)).toMatchObject([
			{ task: { outcome: 'updated', done: true } },
		]);
		const tasks = await standing(started, '501');
		expect(tasks.map(({ body, done }) => [body.includes('i-501 step 7'), done])).toEqual([
			[true, true],
			[false, false],
		]);
		await run(started, overdue, paid);
		expect(started.writes()).toEqual([]);
	});

	it('a run that was cut before the deal remembered tells nothing twice', async () => {
		const started = await world(owned);
		await run(started, overdue, [item('501')]);
		await portOf(started).writeBilling([
			{
				dealId: '501',
				companyId: null,
				contactId: null,
				billing: { overdueStepTold: null },
				customerLinks: null,
			},
		]);
		expect(tasksIn((await run(started, overdue, [item('501')])).items(NODE))).toMatchObject([
			{ outcome: 'unchanged' },
		]);
		expect(await standing(started, '501')).toHaveLength(1);
	});

	it('names the bank to finance in place of a client', async () => {
		const started = await world(owned);
		const [told] = (await run(started, { ...overdue, newestReceipt: '' }, [item('501')])).items(NODE);
		expect(told).toMatchObject({
			toFinance: true,
			task: { reason: expect.stringMatching(/is the bank not reconciled\?$/) },
		});
		expect(started.writes()).toEqual([]);
	});
});
