import { withBooksIn, type BooksIn } from '../../../sandbox/company/books.mts';
import type { DealBilling } from '../../../nodes/shared/model/dealBilling';
import { defaultFields } from '../../../nodes/shared/systems/hubspot/fieldNames';
import { fiveDeals } from '../../support/fiveDeals.mts';
import {
	BILL_WON,
	closeWorlds,
	FINANCIAL_PULSE,
	PAYMENT_STATUS,
	SET_UP,
	startWorld,
	type World,
} from '../../support/world.mts';
import { whole } from '../../unit/hubspot/port.mts';
import { portOf } from './step.mts';

afterAll(closeWorlds);

const { company, ids } = fiveDeals();
const live = { previewOnly: false };

/** The company billed, and its invoices approved where they are drafts. */
async function billed(books: BooksIn): Promise<World> {
	const world = await startWorld(withBooksIn(company, books), { searchLagMs: 0 });
	await world.engine.run(world.template(SET_UP), 'Set up');
	await world.engine.run(world.template(BILL_WON, live), 'Catch up');
	return world;
}

async function billingOf(world: World, id: string): Promise<DealBilling> {
	const [deal] = await portOf(world).getDeals([id], whole);
	if (!deal?.ok) throw new Error(deal?.problem.message);
	return deal.value.billing;
}

/** What a person does with the deal's invoice in the ledger. */
async function act(world: World, id: string, ...actions: Array<[string, Record<string, string>?]>): Promise<void> {
	const { invoiceId } = await billingOf(world, id);
	for (const [action, input] of actions) await world.sandbox.act(world.ledger, action, invoiceId ?? '', input);
}

/** Both templates, as their daily runs. */
async function back(world: World): Promise<Array<string | null>> {
	const runs = [
		await world.engine.run(world.template(PAYMENT_STATUS, live), 'Run now'),
		await world.engine.run(world.template(FINANCIAL_PULSE, live), 'Run now'),
	];
	return runs.map(({ error }) => error?.message ?? null);
}

describe.each<BooksIn>(['xero', 'quickbooks-uk', 'sage'])('with the books in %s', (books) => {
	it('what happens to invoices stands on deal, company and contact, and a second run writes nothing', async () => {
		const world = await billed(books);
		const approve: Array<[string]> = books === 'quickbooks-uk' ? [] : [['approveInvoice']];
		await act(world, ids.newCustomer, ...approve, ['payInvoice', { amount: '50' }]);
		const { issueDate } = await billingOf(world, ids.knownCustomer);
		await act(world, ids.knownCustomer, ...approve, ['payInvoice', { date: issueDate ?? '' }]);
		expect(await back(world)).toEqual([null, null]);
		expect(await billingOf(world, ids.newCustomer)).toMatchObject({ status: 'part_paid', paid: 50 });
		expect(await billingOf(world, ids.knownCustomer)).toMatchObject({ status: 'paid', due: 0, daysToPay: 0 });
		const [deal] = await portOf(world).getDeals([ids.newCustomer], whole);
		const companyId = deal?.ok ? (deal.value.company?.id ?? '') : '';
		const [record] = await portOf(world).getCustomers([{ type: 'company', id: companyId }], defaultFields);
		const due = (await billingOf(world, ids.newCustomer)).dueCompany;
		expect(record).toMatchObject({ ok: true, value: { financials: { balance: due } } });
		world.sandbox.clearCalls();
		expect(await back(world)).toEqual([null, null]);
		expect(world.writes()).toEqual([]);
		await act(world, ids.knownCustomer, ['unpayInvoice']);
		expect(await back(world)).toEqual([null, null]);
		// QuickBooks posts at once: what nobody sent is with finance again.
		const status = books === 'quickbooks-uk' ? 'draft' : 'sent';
		expect(await billingOf(world, ids.knownCustomer)).toMatchObject({ status, paid: 0, paidOn: null });
	}, 120_000);
});
