/** One CRM step on the real engine, over a small account. */
import type { IDataObject } from 'n8n-workflow';
import type { Deal } from '../../../nodes/shared/model/deal';
import { openHubSpot } from '../../../nodes/shared/systems/hubspot/hubspot';
import type { CompanyFile } from '../../../sandbox/core/types.mts';
import type { Flow, RunOutcome } from '../../support/engine.mts';
import { sandboxContext } from '../../support/sandboxSend.mts';
import { BILL_WON, startWorld, type World } from '../../support/world.mts';
import { companyWith, record, won } from '../../unit/hubspot/company.mts';
import { whole } from '../../unit/hubspot/port.mts';

const START = 'Start';
export const NODE = 'Closed Loop CRM';

/** A manual start and one CRM node, signed in as the template is. */
function flowOf(world: World, parameters: Record<string, unknown>, onError?: 'continueErrorOutput'): Flow {
	const template = world.template(BILL_WON);
	const like = template.nodes.find(({ name }) => name === 'Find unbilled won deals');
	if (!like) throw new Error('the template finds no deals');
	const { system, authentication } = like.parameters;
	return {
		name: 'One step',
		nodes: [
			{
				id: '1',
				name: START,
				type: 'n8n-nodes-base.manualTrigger',
				typeVersion: 1,
				position: [0, 0],
				parameters: {},
			},
			{
				...like,
				id: '2',
				name: NODE,
				parameters: { system, authentication, ...parameters } as never,
				...(onError ? { onError } : {}),
			},
		],
		connections: { [START]: { main: [[{ node: NODE, type: 'main', index: 0 }]] } },
	} as Flow;
}

/** Runs the step over these items. */
export const run = (
	world: World,
	parameters: Record<string, unknown>,
	items: object[] = [{}],
	onError?: 'continueErrorOutput',
): Promise<RunOutcome> =>
	world.engine.run(
		flowOf(world, parameters, onError),
		START,
		items.map((json) => ({ json: json as IDataObject })),
	);

/** The same account past n8n, to look at what was written. */
export const portOf = (world: World) =>
	openHubSpot(sandboxContext(world.sandbox, world.sandbox.hubspot.token, 'crm-test'));

/** Three won deals of one company. */
export const company = companyWith({
	deals: ['501', '502', '503'].map((id) => record(id, { ...won, dealname: `Deal ${id}` }, { companies: ['301'] })),
	companies: [record('301', { name: 'Acme' })],
});

/** That account, or another, with our fields in it. */
export async function world(of: CompanyFile = company): Promise<World> {
	const started = await startWorld(of, { searchLagMs: 0 });
	await portOf(started).createFields();
	started.sandbox.clearCalls();
	return started;
}

/** The three deals whole. */
export async function dealsOf(from: World): Promise<Deal[]> {
	const deals = await portOf(from).getDeals(['501', '502', '503'], whole);
	from.sandbox.clearCalls();
	return deals.map((deal) => {
		if (!deal.ok) throw new Error(deal.problem.message);
		return deal.value;
	});
}
