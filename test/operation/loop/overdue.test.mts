import { withBooksIn, type BooksIn } from '../../../sandbox/company/books.mts';
import type { CrmTask } from '../../../nodes/shared/model/crmTask';
import type { Deal } from '../../../nodes/shared/model/deal';
import { fiveDeals } from '../../support/fiveDeals.mts';
import { BILL_WON, closeWorlds, OVERDUE, SET_UP, startWorld, type World } from '../../support/world.mts';
import { whole } from '../../unit/hubspot/port.mts';
import { portOf } from '../crm/step.mts';

/** Overdue invoices as the owners of their deals are told of them, with the template as it is imported. */
afterAll(closeWorlds);

const { company, ids } = fiveDeals();
const live = { previewOnly: false };
const DAY = 86_400_000;
const daysAgo = (days: number) => new Date(Date.now() - days * DAY).toISOString().slice(0, 10);

async function dealOf(world: World, id: string): Promise<Deal> {
	const [deal] = await portOf(world).getDeals([id], whole);
	if (!deal?.ok) throw new Error(deal?.problem.message);
	return deal.value;
}

async function act(world: World, id: string, action: string, input?: Record<string, string>): Promise<void> {
	const { invoiceId } = (await dealOf(world, id)).billing;
	await world.sandbox.act(world.ledger, action, invoiceId ?? '', input);
}

async function tasksOf(world: World, id: string): Promise<CrmTask[]> {
	const [tasks] = await portOf(world).tasksOf([id]);
	if (!tasks?.ok) throw new Error(tasks?.problem.message);
	return tasks.value;
}

/** Runs the template and gives what it hands on, by deal. */
async function run(world: World, settings: object = {}) {
	world.sandbox.clearCalls();
	const outcome = await world.engine.run(world.template(OVERDUE, { ...live, ...settings }), 'Run now');
	expect(outcome.error?.message ?? null).toBeNull();
	return outcome.items('Task for the owner').map((item) => ({
		deal: (item['deal'] as unknown as Deal | undefined)?.id,
		task: item['task'] as unknown as CrmTask,
		toFinance: item['toFinance'],
	}));
}

/** Five deals are billed; one invoice is nine days overdue. `received`: another one is paid today. */
async function owing(books: BooksIn, received = true): Promise<World> {
	const world = await startWorld(withBooksIn(company, books), { searchLagMs: 0 });
	await world.engine.run(world.template(SET_UP), 'Set up');
	await world.engine.run(world.template(BILL_WON, live), 'Catch up');
	for (const id of [ids.knownCustomer, ids.twin2])
		if (books !== 'quickbooks-uk') await act(world, id, 'approveInvoice');
	await act(world, ids.knownCustomer, 'editInvoice', { dueDate: daysAgo(9) });
	if (received) await act(world, ids.twin2, 'payInvoice');
	return world;
}

describe.each<BooksIn>(['xero', 'quickbooks-uk', 'sage'])('with the books in %s', (books) => {
	it('the owner gets a task once for each step, and the ledger is not touched', async () => {
		const world = await owing(books);
		const previewed = await run(world, { previewOnly: true });
		expect(previewed.filter(({ task }) => task.would === 'create').map(({ deal }) => deal)).toEqual([
			ids.knownCustomer,
		]);
		expect(world.writes()).toEqual([]);

		const told = (await run(world)).filter(({ task }) => task.outcome === 'created');
		expect(told).toMatchObject([{ deal: ids.knownCustomer, toFinance: false }]);
		expect(world.writes().filter(({ system }) => system !== 'hubspot')).toEqual([]);
		const [task, ...others] = await tasksOf(world, ids.knownCustomer);
		expect(others).toEqual([]);
		expect(task?.subject).toMatch(/^Overdue for 9 days: .+ of Northgate Dental, [\d,.]+ GBP$/);
		expect(task?.body).toMatch(/step 7\]$/);

		await run(world);
		expect(world.writes()).toEqual([]);

		await act(world, ids.knownCustomer, 'editInvoice', { dueDate: daysAgo(31) });
		expect((await run(world)).filter(({ task: made }) => made.outcome === 'created')).toHaveLength(1);
		expect(await tasksOf(world, ids.knownCustomer)).toHaveLength(2);

		await act(world, ids.knownCustomer, 'payInvoice');
		await run(world);
		expect((await tasksOf(world, ids.knownCustomer)).map(({ done }) => done)).toEqual([true, true]);
		expect((await dealOf(world, ids.knownCustomer)).billing.overdueStepTold).toBeNull();
		await run(world);
		expect(world.writes()).toEqual([]);
	}, 120_000);

	it('two runs at the same time leave one task', async () => {
		const world = await owing(books);
		await Promise.all([run(world), run(world)]);
		expect(await tasksOf(world, ids.knownCustomer)).toHaveLength(1);
	}, 120_000);

	it('finance is asked about the bank where no client has paid of late', async () => {
		const world = await owing(books, false);
		// The known customer's history may hold a receipt of the last days.
		const told = await run(world, { receiptWithin: 1 });
		expect(told.filter(({ toFinance }) => toFinance === true)).toMatchObject([
			{
				task: {
					reason: expect.stringMatching(/ has no customer receipt since .+: is the bank not reconciled\?$/),
				},
			},
		]);
		expect(world.writes()).toEqual([]);
	}, 120_000);
});
