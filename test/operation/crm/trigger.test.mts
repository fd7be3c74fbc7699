import type { Deal } from '../../../nodes/shared/model/deal';
import { openHubSpot } from '../../../nodes/shared/systems/hubspot/hubspot';
import type { Flow } from '../../support/engine.mts';
import { sandboxContext } from '../../support/sandboxSend.mts';
import { BILL_WON, closeWorlds, startWorld, type World } from '../../support/world.mts';
import { companyWith, record, won } from '../../unit/hubspot/company.mts';
import { whole } from '../../unit/hubspot/port.mts';

afterAll(closeWorlds);

const TRIGGER = 'When a deal is won';
const MINUTE = 60_000;

/** A flow of the trigger alone. */
function flowOf(world: World, parameters: Record<string, unknown> = {}): Flow {
	const template = world.template(BILL_WON);
	const trigger = template.nodes.find(({ name }) => name === TRIGGER);
	if (!trigger) throw new Error('the template has no trigger');
	Object.assign(trigger.parameters, {
		pipelines: ['default'],
		billFrom: '2026-11-01T00:00:00',
		settleFor: 0,
		...parameters,
	});
	return { name: 'Trigger alone', nodes: [trigger], connections: {} };
}

const portOf = (world: World) =>
	openHubSpot(sandboxContext(world.sandbox, world.sandbox.hubspot.token, 'trigger-test'));

async function worldWith(deals: string[]): Promise<World> {
	const world = await startWorld(
		companyWith({
			deals: deals.map((id) => record(id, won, { companies: ['301'] })),
			companies: [record('301', { name: 'Acme' })],
		}),
		{ searchLagMs: 0 },
	);
	await portOf(world).createFields();
	world.sandbox.clearCalls();
	return world;
}

async function poll(world: World, flow: Flow, mode: 'trigger' | 'manual' = 'trigger'): Promise<string[] | null> {
	const items = await world.engine.poll(flow, TRIGGER, mode);
	return items && items.map((item) => (item.json['deal'] as unknown as Deal).id);
}

/** What Update Billing writes with an outcome. */
async function seen(world: World, id: string, more: object = {}): Promise<void> {
	const port = portOf(world);
	const [deal] = await port.getDeals([id], whole);
	if (!deal?.ok) throw new Error('no such deal');
	const billing = { revisionSeen: deal.value.revision, status: 'draft' as const, ...more };
	await port.writeBilling([{ dealId: id, companyId: null, contactId: null, billing, customerLinks: null }]);
}

/** The newest line of a deal. */
async function lineOf(world: World, id: string): Promise<string> {
	const [deal] = await portOf(world).getDeals([id], whole);
	if (!deal?.ok) throw new Error('no such deal');
	return deal.value.lines.at(-1)?.id ?? '';
}

/** Moves the memory of the flow into the past, as if that much time had gone by. */
function passes(flow: Flow, ms: number): void {
	const aged = JSON.stringify(flow.staticData).replace(/\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z/g, (time) =>
		new Date(Date.parse(time) - ms).toISOString(),
	);
	flow.staticData = JSON.parse(aged) as NonNullable<Flow['staticData']>;
	for (const data of Object.values(flow.staticData) as Array<{ looked?: Record<string, { modifiedAt: string }> }>) {
		for (const look of Object.values(data.looked ?? {}))
			look.modifiedAt = new Date(Date.parse(look.modifiedAt) + ms).toISOString();
	}
}

const linkedCompanies = {
	type: 'company' as const,
	linkedOnly: true,
	ownerIds: [],
	changedSince: null,
	limit: 10,
};

describe('Deal Won', () => {
	it('is one search when nothing is new, and starts nothing', async () => {
		const world = await worldWith([]);
		expect(await poll(world, flowOf(world))).toBeNull();
		expect(world.calls('hubspot').map(({ path }) => path)).toEqual(['/crm/objects/2026-09/deals/search']);
	});

	it('offers won deals whole, once, until their rest is over', async () => {
		const world = await worldWith(['501', '502']);
		const flow = flowOf(world);
		expect(await poll(world, flow)).toEqual(['501', '502']);
		world.sandbox.clearCalls();
		expect(await poll(world, flow)).toBeNull();
		expect(world.calls('hubspot').map(({ path }) => path)).toEqual([
			'/crm/objects/2026-09/deals/search',
			'/crm/objects/2026-09/line_items/search',
		]);
		passes(flow, 29 * MINUTE);
		expect(await poll(world, flow)).toBeNull();
		passes(flow, 2 * MINUTE);
		expect(await poll(world, flow)).toEqual(['501', '502']);
		// Nothing was written on them: a preview, or runs that are cut. They rest longer now.
		passes(flow, 31 * MINUTE);
		expect(await poll(world, flow)).toBeNull();
		passes(flow, 120 * MINUTE);
		expect(await poll(world, flow)).toEqual(['501', '502']);
	});

	it('leaves alone what billing has seen, until it changes or is answered', async () => {
		const world = await worldWith(['501', '502']);
		const flow = flowOf(world);
		await seen(world, '501');
		expect(await poll(world, flow)).toEqual(['502']);
		await world.sandbox.act('hubspot', 'editDeal', '501', { dealname: 'Renamed' });
		expect(await poll(world, flow)).toBeNull();
		await world.sandbox.act('hubspot', 'editDeal', '501', { amount: '101' });
		expect(await poll(world, flow)).toEqual(['501']);
		await seen(world, '501');
		await world.sandbox.act('hubspot', 'answerBilling', '501', { answer: 'Bill again' });
		expect(await poll(world, flow)).toEqual(['501']);
	});

	it('waits until a deal has settled', async () => {
		const world = await worldWith(['501']);
		await world.sandbox.act('hubspot', 'editDeal', '501', { dealname: 'Just now' });
		expect(await poll(world, flowOf(world, { settleFor: 2 }))).toBeNull();
		expect(await poll(world, flowOf(world, { settleFor: 0 }))).toEqual(['501']);
	});

	it('offers a deal whose lines alone were changed with the next poll, once, when they were left alone', async () => {
		const world = await worldWith(['501', '502']);
		for (const id of ['501', '502']) await seen(world, id);
		const flow = flowOf(world);
		expect(await poll(world, flow)).toBeNull();
		await world.sandbox.act('hubspot', 'addLineItem', '501', { name: 'Late', quantity: '1', price: '5' });
		expect(
			await poll(world, { ...flowOf(world, { settleFor: 60 }), staticData: flow.staticData ?? {} }),
		).toBeNull();
		expect(await poll(world, flow)).toEqual(['501']);
		await seen(world, '501');
		world.sandbox.clearCalls();
		expect(await poll(world, flow)).toBeNull();
		await world.sandbox.act('hubspot', 'editLineItem', await lineOf(world, '501'), { price: '6' });
		expect(await poll(world, flow)).toEqual(['501']);
	});

	it('looks at held deals, and lines changed alone, again with the first poll of a day', async () => {
		const world = await worldWith(['501', '502', '503']);
		await seen(world, '501', { status: 'not_invoiced_sales' });
		await seen(world, '502');
		const flow = flowOf(world);
		expect(await poll(world, flow)).toEqual(['503']);
		await seen(world, '503');
		await world.sandbox.act('hubspot', 'addLineItem', '502', { name: 'Late', quantity: '1', price: '5' });
		passes(flow, 24 * 60 * MINUTE);
		expect(await poll(world, flow)).toEqual(['501', '502']);
		expect(await poll(world, flow)).toBeNull();
	});

	it('offers at once a deal whose reason to wait is gone, though its revision is the same', async () => {
		const world = await worldWith(['501', '502']);
		const flow = flowOf(world, { fields: { onlyWhen: 'closed_loop_in_dispute' } });
		expect(await poll(world, flow)).toEqual(['501', '502']);
		await seen(world, '501', { status: 'not_invoiced_sales', code: 'only_when' });
		await seen(world, '502', { status: 'not_invoiced_sales', code: 'no_company' });
		expect(await poll(world, flow)).toBeNull();
		for (const id of ['501', '502'])
			await world.sandbox.act('hubspot', 'editDeal', id, { closed_loop_in_dispute: 'true' });
		expect(await poll(world, flow)).toEqual(['501']);
		expect(await poll(world, flow)).toBeNull();
	});

	it('shows a sample to a person who builds a flow, and forgets it', async () => {
		const world = await worldWith(['501']);
		const flow = flowOf(world);
		expect(await poll(world, flow, 'manual')).toEqual(['501']);
		expect(flow.staticData).toEqual({});
		await seen(world, '501');
		expect(await poll(world, flow, 'manual')).toEqual(['501']);
		const empty = await worldWith([]);
		await expect(poll(empty, flowOf(empty), 'manual')).rejects.toThrow(
			'No deal was won in these pipelines since 2026-11-01',
		);
	});

	it.each([
		[{ billFrom: '' }, "'Bill From' must be a date"],
		[{ pipelines: [] }, "'Pipelines' must be a list with at least one entry"],
		[{ settleFor: '' }, "'Settle For' must be a whole number"],
	])('is not activated with %j, before its first call', async (parameters, message) => {
		const world = await worldWith([]);
		await expect(poll(world, flowOf(world, parameters))).rejects.toThrow(message);
		expect(world.calls('hubspot')).toEqual([]);
	});

	it('tells to create the fields where they are missing', async () => {
		const world = await startWorld(companyWith({ deals: [record('501', won)] }), { searchLagMs: 0 });
		await expect(poll(world, flowOf(world))).rejects.toMatchObject({
			description: 'Run Setup: Create Fields once, then run this again.',
		});
	});

	it('is a failed poll where reading is broken, and offers all of it with the next', async () => {
		const world = await worldWith(['501']);
		const flow = flowOf(world);
		world.sandbox.addFault({ kind: 'status', status: 400, system: 'hubspot', path: 'line_items', times: 1 });
		await expect(poll(world, flow)).rejects.toThrow();
		expect(await poll(world, flow)).toEqual(['501']);
	});
});

describe('Deal Changed After Billing', () => {
	it('offers a billed deal that is neither as billed nor as seen, also where lines alone were changed', async () => {
		const world = await worldWith(['501', '502']);
		const port = portOf(world);
		const flow = flowOf(world, { event: 'dealChanged' });
		for (const id of ['501', '502']) {
			const [deal] = await port.getDeals([id], whole);
			await seen(world, id, { revisionBilled: deal?.ok ? deal.value.revision : null, invoiceId: 'i' });
		}
		expect(await poll(world, flow)).toBeNull();
		await world.sandbox.act('hubspot', 'editDeal', '501', { dealname: 'Renamed' });
		expect(await poll(world, flow)).toBeNull();
		await world.sandbox.act('hubspot', 'addLineItem', '501', { name: 'Late', quantity: '1', price: '5' });
		expect(await poll(world, flow)).toEqual(['501']);
		expect(await poll(world, flow)).toBeNull();
		await seen(world, '501');
		await world.sandbox.act('hubspot', 'editLineItem', await lineOf(world, '501'), { price: '6' });
		expect(await poll(world, flow)).toEqual(['501']);
		await world.sandbox.act('hubspot', 'reopenDeal', '502');
		expect(await poll(world, flow)).toBeNull();
	});
});

describe('Deal No Longer Won', () => {
	it('offers a deal that was moved out of won while its invoice stands, until the deal says so', async () => {
		const world = await worldWith(['501', '502']);
		const flow = flowOf(world, { event: 'dealNoLongerWon' });
		await seen(world, '501', { invoiceId: 'i' });
		expect(await poll(world, flow)).toBeNull();
		for (const id of ['501', '502']) await world.sandbox.act('hubspot', 'reopenDeal', id);
		expect(await poll(world, flow)).toEqual(['501']);
		expect(await poll(world, flow)).toBeNull();
		await seen(world, '501', { invoiceId: 'i', status: 'cancelled_check' });
		passes(flow, 24 * 60 * MINUTE);
		expect(await poll(world, flow)).toBeNull();
	});
});

describe('Customer Changed', () => {
	const link = [{ ledger: 'xero', organisation: { id: 'o', name: 'Books' }, id: 'c', name: 'Acme', url: null }];

	it('tells a company that is a customer in a ledger once, and not what is written back to it', async () => {
		const world = await worldWith(['501']);
		const port = portOf(world);
		const flow = flowOf(world, { event: 'customerChanged' });
		const customers = async () =>
			(await world.engine.poll(flow, TRIGGER))?.map(({ json }) => json['crmCustomer'] as { id: string }) ?? null;
		await expect(poll(world, flow, 'manual')).rejects.toThrow('there is no sample to show');
		await port.writeBilling([
			{ dealId: '501', companyId: '301', contactId: null, billing: {}, customerLinks: link as never },
		]);
		expect(await customers()).toBeNull();
		world.sandbox.clearCalls();
		expect((await port.findCustomers(linkedCompanies)).refs).toEqual([{ type: 'company', id: '301' }]);
		await world.sandbox.act('hubspot', 'editCompany', '301', { phone: '020 7946 0000' });
		expect(await customers()).toMatchObject([{ id: '301', phone: '020 7946 0000' }]);
		expect(await customers()).toBeNull();
		await port.writeFinancials([{ type: 'company', id: '301', financials: { balance: 12 } }]);
		expect(await customers()).toBeNull();
	});
});
