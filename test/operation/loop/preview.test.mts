import type { IDataObject } from 'n8n-workflow';
import { fiveDeals } from '../../support/fiveDeals.mts';
import { BILL_WON, closeWorlds, SET_UP, startWorld, type World } from '../../support/world.mts';
import type { Flow } from '../../support/engine.mts';

afterAll(closeWorlds);

/** Preview writes nothing, whatever a person puts between the nodes (rules.md section 3). */
const { company, ids } = fiveDeals();
let world: World;

beforeAll(async () => {
	world = await startWorld(company, { searchLagMs: 0 });
	await world.engine.run(world.template(SET_UP), 'Set up');
});

beforeEach(() => world.sandbox.clearCalls());

describe('preview', () => {
	it('writes nothing and shows the whole draft, or why not', async () => {
		const outcome = await world.engine.run(world.template(BILL_WON), 'Catch up');
		expect(outcome.error).toBeNull();
		expect(world.writes()).toEqual([]);
		const items = outcome.items('Create invoice') as Array<{ deal: IDataObject; invoice?: IDataObject }>;
		const byDeal = new Map(items.map((item) => [item.deal['id'], item]));
		expect(byDeal.get(ids.newCustomer)?.invoice).toMatchObject({ would: 'create', total: 2406 });
		expect(byDeal.get(ids.newCustomer)?.invoice).not.toHaveProperty('outcome');
		expect(byDeal.get(ids.held)?.deal).toMatchObject({ hold: { code: 'no_company', by: 'sales' } });
	});

	it.each([[undefined], [''], ['false'], [0], [null]])(
		'stops before the first write when previewOnly is %p',
		async (value) => {
			const outcome = await world.engine.run(world.template(BILL_WON, { previewOnly: value }), 'Catch up');
			expect(world.writes()).toEqual([]);
			expect(outcome.status).toBe('error');
		},
	);

	const chain = [
		'Settings',
		'Match products',
		'Find or create customer',
		'Check VAT number',
		'Decide tax',
		'Tax: your own rule',
		'Create invoice',
		'Write back to deal',
	];

	it.each(chain.slice(0, -1).map((from, index) => [from, chain[index + 1] as string]))(
		'stays on with a step that drops everything between %s and %s',
		async (from, to) => {
			const flow = dropping(world.template(BILL_WON), from, to);
			await world.engine.run(flow, 'Catch up');
			expect(world.writes()).toEqual([]);
		},
	);

	it('stays on with such a step before the settings', async () => {
		await world.engine.run(dropping(world.template(BILL_WON), 'Find unbilled won deals', 'Settings'), 'Catch up');
		expect(world.writes()).toEqual([]);
	});
});

/** Puts an Edit Fields between two nodes that hands on nothing of the item. */
function dropping(flow: Flow, from: string, to: string): Flow {
	const name = 'Drops everything';
	flow.nodes.push({
		id: 'drop',
		name,
		type: 'n8n-nodes-base.set',
		typeVersion: 3.4,
		position: [0, 900],
		parameters: {
			assignments: { assignments: [{ id: '1', name: 'only', value: 'this', type: 'string' }] },
			includeOtherFields: false,
		},
	});
	const output = flow.connections[from]?.['main']?.[0];
	const arrow = output?.find(({ node }) => node === to);
	if (!arrow) throw new Error(`no arrow from ${from} to ${to}`);
	arrow.node = name;
	flow.connections[name] = { main: [[{ node: to, type: 'main', index: 0 }]] };
	return flow;
}
