import { afterAll, describe, expect, test } from '@jest/globals';
import { ClosedLoopAccounting } from '../../../nodes/ClosedLoopAccounting/ClosedLoopAccounting.node';
import { BYSTANDER_TENANT_ID } from '../../../sandbox/company/bystanders.mts';
import { believableCompany } from '../../../sandbox/company/believable.mts';
import type { Flow } from '../../support/engine.mts';
import { closeWorlds, startWorld } from '../../support/world.mts';
import type { World } from '../../support/world.mts';

afterAll(closeWorlds);

/** One accounting node behind a manual trigger, with the world's Xero credential. */
function flowOf(world: World, parameters: Record<string, unknown>): Flow {
	const [id, stored] = Object.entries(world.engine.credentials).find(
		([, { type }]) => type === 'closedLoopXeroOAuth2Api',
	) as [string, { type: string }];
	return {
		name: 'One node',
		nodes: [
			{
				id: '1',
				name: 'Start',
				type: 'n8n-nodes-base.manualTrigger',
				typeVersion: 1,
				position: [0, 0],
				parameters: {},
			},
			{
				id: '2',
				name: 'Accounting',
				type: 'n8n-nodes-closed-loop.closedLoopAccounting',
				typeVersion: 1,
				position: [200, 0],
				parameters: {
					system: 'xero',
					authentication: 'oAuth2',
					organisation: world.choices.organisation.name,
					...parameters,
				},
				credentials: { [stored.type]: { id, name: stored.type } },
			},
		],
		connections: { Start: { main: [[{ node: 'Accounting', type: 'main', index: 0 }]] } },
	} as Flow;
}

async function run(world: World, parameters: Record<string, unknown>, item: Record<string, unknown> = {}) {
	return await world.engine.run(flowOf(world, parameters), 'Start', [{ json: item as never }]);
}

test('asks the same things in the same order in both steps that write', () => {
	const shown = (resource: string, operation: string) =>
		new ClosedLoopAccounting().description.properties
			.filter(({ displayOptions }) => {
				const show = (displayOptions?.show ?? {}) as Record<string, unknown[] | undefined>;
				const fits = show['resource']?.includes(resource) && show['operation']?.includes(operation);
				const ofDeal = [show['source'], show['customerOf']].every(
					(values) => values?.includes('deal') !== false,
				);
				return fits && ofDeal;
			})
			.map(({ displayName }) => displayName);
	const common = ['Deal', 'Pipelines', 'Bill From', 'Preview Only', 'Stop If More Than'];
	expect(shown('customer', 'createOrUpdate').slice(0, 6)).toEqual(['Of', ...common]);
	expect(shown('invoice', 'create').slice(0, 7)).toEqual(['Source', 'Deal', 'Customer', ...common.slice(1)]);
});

describe('the node on the engine of n8n', () => {
	test('reads items, invoices and customers of the organisation', async () => {
		const world = await startWorld(believableCompany());
		const products = await run(world, { resource: 'product', operation: 'getMany', limit: 3 });
		expect(products.items('Accounting')).toHaveLength(3);
		const invoices = (await run(world, { resource: 'invoice', operation: 'getMany', limit: 2, filters: {} })).items(
			'Accounting',
		) as Array<{ invoice: { ledgerId: string; customer: { ledgerId: string }; url: string } }>;
		expect(invoices).toHaveLength(2);
		const first = invoices[0]?.invoice;
		const byLink = await run(world, { resource: 'invoice', operation: 'get', invoiceId: first?.url });
		expect(byLink.items('Accounting')).toMatchObject([{ invoice: { ledgerId: first?.ledgerId } }]);
		const customer = await run(
			world,
			{ resource: 'customer', operation: 'get', customerId: '={{ $json.id }}' },
			{ id: first?.customer.ledgerId },
		);
		expect(customer.items('Accounting')).toMatchObject([
			{ id: first?.customer.ledgerId, customer: { active: true } },
		]);
		const ofCustomer = await run(world, {
			resource: 'invoice',
			operation: 'getMany',
			limit: 500,
			filters: {
				customerId: `https://go.xero.com/Contacts/View/${first?.customer.ledgerId}`,
				statuses: ['draft', 'approved', 'overdue', 'paid', 'sent', 'part_paid', 'submitted'],
			},
		});
		expect(ofCustomer.items('Accounting').length).toBeGreaterThan(0);
		const wrong = { resource: 'invoice', operation: 'getMany', limit: 2, filters: { statuses: ['DRAFT'] } };
		expect((await run(world, wrong)).error?.message).toContain("'Status' must be a list of draft");
		const setup = await run(world, { resource: 'setup', operation: 'check' });
		expect((setup.items('Accounting')[0] as { findings: unknown[] }).findings.length).toBeGreaterThan(5);
	});

	test('names the organisations where none is chosen and the sign-in reaches several', async () => {
		const world = await startWorld(believableCompany());
		const outcome = await run(world, { resource: 'product', operation: 'getMany', limit: 3, organisation: '' });
		expect(outcome.error?.message).toMatch(/does not reach one organisation alone, but: .*,/);
		expect(world.calls('xero').map(({ path }) => path)).toEqual(['/connections']);
	});

	test('stays in the organisation that is chosen by id', async () => {
		const world = await startWorld(believableCompany());
		await run(world, { resource: 'product', operation: 'getMany', limit: 3, organisation: BYSTANDER_TENANT_ID });
		expect(world.calls('xero').map(({ account }) => account)).toEqual([BYSTANDER_TENANT_ID]);
	});

	test.each([
		['previewOnly', '={{ $json.nothing }}', "'Preview Only'"],
		['previewOnly', '={{ "false" }}', "'Preview Only'"],
		['stopIfMoreThan', '={{ $json.nothing }}', "'Stop If More Than'"],
		['billFrom', '={{ $json.nothing }}', "'Bill From'"],
		['pipelines', '[]', "'Pipelines'"],
		['salesAccount', '={{ $json.nothing }}', "'Sales Account'"],
	])('a setting %s that evaluates to nothing stops it before its first call', async (name, value, label) => {
		const world = await startWorld(believableCompany());
		const parameters = {
			resource: 'invoice',
			operation: 'create',
			source: 'deal',
			previewOnly: false,
			stopIfMoreThan: 5,
			pipelines: '["default"]',
			billFrom: '2026-01-01',
			salesAccount: '200',
			status: 'draft',
			[name]: value,
		};
		const outcome = await run(world, parameters, { deal: {}, customer: {} });
		expect(outcome.error?.message).toContain(label);
		expect(world.calls('xero')).toEqual([]);
	});

	test('says how to bridge a step that dropped the deal', async () => {
		const world = await startWorld(believableCompany());
		const outcome = await run(world, { resource: 'product', operation: 'match' });
		expect(outcome.error?.message).toContain("'Deal' is empty: the step before replaced the item");
	});
});
