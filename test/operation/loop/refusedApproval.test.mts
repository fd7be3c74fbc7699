/** A refused step after billing is written on the deal without passing for the deal being done (rules.md section 5, "Approval"). */
import type { IDataObject } from 'n8n-workflow';
import type { Deal } from '../../../nodes/shared/model/deal';
import type { Flow } from '../../support/engine.mts';
import { fiveDeals } from '../../support/fiveDeals.mts';
import { BILL_WON, closeWorlds, SET_UP, startWorld, type World } from '../../support/world.mts';
import { whole } from '../../unit/hubspot/port.mts';
import { portOf } from '../crm/step.mts';

afterAll(closeWorlds);

const { company, ids } = fiveDeals();
let world: World;

beforeAll(async () => {
	world = await startWorld(company, { searchLagMs: 0 });
	await world.engine.run(world.template(SET_UP), 'Set up');
	// Their amounts contradict their lines: a check on the draft.
	for (const id of [ids.twin1, ids.twin2]) await world.sandbox.act('hubspot', 'editDeal', id, { amount: '1' });
	await world.engine.run(world.template(BILL_WON, { previewOnly: false }), 'Catch up');
});

const read = async (id: string): Promise<Deal> => {
	const [deal] = await portOf(world).getDeals([id], whole);
	if (!deal?.ok) throw new Error(deal?.problem.message);
	return deal.value;
};

/** The deal read anew, its invoice approved, and what became of it written back, as the steps of a flow do it. */
function flow(parameters: IDataObject): Flow {
	const template = world.template(BILL_WON);
	const organisation = world.choices.organisation.name;
	const invoiceId = '={{ $json.deal.billing.invoiceId }}';
	const step = (name: string, like: string, own: IDataObject) => {
		const node = template.nodes.find((one) => one.name === like);
		if (node === undefined) throw new Error(`The template has no step ${like}`);
		const { system, authentication } = node.parameters;
		return { ...node, id: name, name, parameters: { system, authentication, ...own } as never };
	};
	const to = (node: string) => ({ main: [[{ node, type: 'main' as const, index: 0 }]] });
	return {
		name: 'Approve',
		nodes: [
			{
				...{ id: 'Start', name: 'Start', type: 'n8n-nodes-base.manualTrigger', typeVersion: 1 },
				...{ position: [0, 0], parameters: {} },
			},
			step('Read', 'Find unbilled won deals', {
				resource: 'deal',
				operation: 'get',
				dealRef: { __rl: true, mode: 'id', value: '={{ $json.id }}' },
			}),
			step('Look', 'Create invoice', { resource: 'invoice', operation: 'get', organisation, invoiceId }),
			step('Approve', 'Create invoice', {
				...{ resource: 'invoice', operation: 'approve', previewOnly: false, stopIfMoreThan: 25 },
				...{ organisation, invoiceId, dateOnApproval: 'today', checksSeen: false },
				...{ deal: '={{ $json.deal }}', invoice: '', ...parameters },
			}),
			step('Write back', 'Write back to deal', {
				...{ resource: 'deal', operation: 'updateBilling', source: 'deal', previewOnly: false },
				...{ deal: '={{ $json.deal }}', invoice: '={{ $json.invoice }}' },
			}),
		],
		connections: { Start: to('Read'), Read: to('Look'), Look: to('Approve'), Approve: to('Write back') },
	} as unknown as Flow;
}

async function approve(id: string, parameters: IDataObject = {}): Promise<Deal> {
	const done = await world.engine.run(flow(parameters), 'Start', [{ json: { id } }]);
	if (done.error) throw done.error;
	return (done.items('Write back')[0] as unknown as { deal: Deal }).deal;
}

/** What the trigger does with a deal: one whose revision was seen is not offered; `anyway` is a person's run over it. */
async function billAgain(id: string, anyway = false): Promise<Deal> {
	const deal = await read(id);
	if (!anyway && deal.revision === deal.billing.revisionSeen) throw new Error('The trigger does not offer it');
	const json = { deal } as unknown as IDataObject;
	const done = await world.engine.run(world.template(BILL_WON, { previewOnly: false }), 'When a deal is won', [
		{ json },
	]);
	if (done.error) throw done.error;
	return await read(id);
}

it('a changed deal is refused as often as it is asked for, and the next billing run still finds it', async () => {
	const before = await read(ids.knownCustomer);
	await world.sandbox.act('hubspot', 'addLineItem', ids.knownCustomer, { name: 'Late', quantity: '1', price: '5' });
	await world.sandbox.act('hubspot', 'editDeal', ids.knownCustomer, { amount: '2010' });
	// The second time with the invoice as the step that made it handed it on, before a wait.
	for (const asked of ['', "={{ ({ ...$json.invoice, outcome: 'created' }) }}"]) {
		const { billing } = await approve(ids.knownCustomer, { invoice: asked });
		expect(billing).toMatchObject({ outcome: 'held', code: 'deal_changed', status: 'draft' });
		expect(billing.revisionSeen).toBe(before.revision);
		expect((await read(ids.knownCustomer)).billing.revisionSeen).toBe(before.revision);
	}
	const billed = await billAgain(ids.knownCustomer);
	expect(billed.billing).toMatchObject({ code: null, revisionBilled: billed.revision, total: 2412 });
	expect((await approve(ids.knownCustomer)).billing).toMatchObject({
		outcome: 'updated',
		status: 'sent',
		code: null,
	});
});

it('open checks stay open however often approval is asked for, and whatever runs in between', async () => {
	const { billing: before } = await read(ids.twin1);
	expect(before.code).toBe('amount_contradicts');
	for (const _ of ['once', 'twice']) {
		expect((await approve(ids.twin1)).billing).toMatchObject({ outcome: 'held', code: 'checks_open' });
		expect((await billAgain(ids.twin1, true)).billing).toMatchObject({
			code: 'checks_open',
			checks: before.checks,
		});
	}
	const seen = await approve(ids.twin1, { checksSeen: true });
	expect(seen.billing).toMatchObject({ outcome: 'updated', code: null, checks: null });
});

it('so do they where too many were asked for at once', async () => {
	const { checks, revisionBilled } = (await read(ids.twin2)).billing;
	expect(checks).toContain('The deal says');
	const both = [ids.twin2, ids.newCustomer].map((id) => ({ json: { id } }));
	await world.engine.run(flow({ checksSeen: true, stopIfMoreThan: 1 }), 'Start', both);
	expect((await read(ids.twin2)).billing).toMatchObject({ code: 'over_limit', checks, revisionBilled });
	await billAgain(ids.twin2, true);
	expect((await approve(ids.twin2)).billing).toMatchObject({ outcome: 'held', code: 'checks_open', checks });
});

it('one that was approved in the ledger of a deal that changed is told, and the deal is still looked at', async () => {
	const before = await read(ids.newCustomer);
	await world.sandbox.act('xero', 'approveInvoice', before.billing.invoiceId ?? '');
	await world.sandbox.act('hubspot', 'addLineItem', ids.newCustomer, { name: 'Late', quantity: '1', price: '5' });
	await world.sandbox.act('hubspot', 'editDeal', ids.newCustomer, { amount: '2010' });
	const { billing } = await approve(ids.newCustomer);
	expect(billing).toMatchObject({
		outcome: 'held',
		code: 'deal_changed',
		status: 'sent',
		revisionSeen: before.revision,
	});
	const asked = await billAgain(ids.newCustomer);
	expect(asked.billing).toMatchObject({ code: 'deal_changed', status: 'sent', revisionSeen: asked.revision });
	expect(asked.billing.reason).toContain('is Awaiting Payment');
});
