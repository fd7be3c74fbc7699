import type { IDataObject } from 'n8n-workflow';
import type { Deal } from '../../../nodes/shared/model/deal';
import { defaultFields } from '../../../nodes/shared/systems/hubspot/fieldNames';
import { fiveDeals } from '../../support/fiveDeals.mts';
import type { Flow } from '../../support/engine.mts';
import { BILL_WON, closeWorlds, SET_UP, startWorld, type World } from '../../support/world.mts';

afterAll(closeWorlds);

const TRIGGER = 'When a deal is won';
const { company, ids } = fiveDeals();
let world: World;

beforeAll(async () => {
	world = await startWorld(company, { searchLagMs: 0 });
	await world.engine.run(world.template(SET_UP), 'Set up');
});

/** The template with choices made on its trigger alone. */
function chosen(parameters: IDataObject): Flow {
	const flow = world.template(BILL_WON);
	Object.assign(flow.nodes.find(({ name }) => name === TRIGGER)?.parameters ?? {}, parameters);
	return flow;
}

/** What Catch up would draft, by deal. */
async function drafts(parameters: IDataObject) {
	const outcome = await world.engine.run(chosen(parameters), 'Catch up');
	expect(outcome.error).toBeNull();
	const items = outcome.items('Create invoice') as unknown as Array<{ deal: Deal; invoice?: IDataObject }>;
	return new Map(items.map((item) => [item.deal.id, item]));
}

/** What is chosen on the trigger holds for Catch up and the ledger's steps (rules.md sections 3 and 4). */
describe('a choice made on the trigger', () => {
	it('maps fields to properties of the account', async () => {
		const found = await drafts({ fields: { poNumber: 'dealname' } });
		expect(found.get(ids.newCustomer)?.invoice).toMatchObject({ would: 'create', reference: 'Catering site' });
		const unmapped = await drafts({});
		expect(unmapped.get(ids.newCustomer)?.invoice).toMatchObject({ would: 'create', reference: null });
	});

	it('bills deals only when a property is set', async () => {
		const found = await drafts({ fields: { onlyWhen: 'closed_loop_in_dispute' } });
		expect([...found.values()].map(({ deal }) => deal.hold?.code)).toContain('only_when');
		expect([...found.values()].filter(({ invoice }) => invoice?.['would'] === 'create')).toEqual([]);
	});

	it('bills people', async () => {
		const found = await drafts({ options: { billTo: 'people' } });
		expect(found.get(ids.held)?.deal.hold?.code).toBe('no_contact');
	});

	it('covers every field that can be mapped', () => {
		const { parameters } = chosen({}).nodes.find(({ name }) => name === 'Find unbilled won deals') ?? {};
		expect(Object.keys((parameters?.['fields'] ?? {}) as object).sort()).toEqual(Object.keys(defaultFields).sort());
	});
});
