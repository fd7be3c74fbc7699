/** Open deals as sales reads them before they are won, with the template as it is imported; the ledger is never written. */
import { CompanyBuilder } from '../../../sandbox/company/builder.mts';
import { withBooksIn, type BooksIn } from '../../../sandbox/company/books.mts';
import { product } from '../../../sandbox/company/catalogue.mts';
import type { Deal } from '../../../nodes/shared/model/deal';
import { CHECK_BEFORE_CLOSING, closeWorlds, SET_UP, startWorld, type World } from '../../support/world.mts';
import { whole } from '../../unit/hubspot/port.mts';
import { portOf } from '../crm/step.mts';

afterAll(closeWorlds);

const STAGE = 'contractsent';

function openDeals() {
	const builder = new CompanyBuilder('Open deals', new Date(), 5);
	const customer = builder.customer({
		name: 'Northgate Dental',
		domain: 'northgate.example',
		email: 'property',
		ledger: { by: 'id' },
	});
	const lines = [{ product: product('SRV-IMPL'), quantity: '2' }];
	const more = { stage: STAGE, closed: 1, currency: 'GBP', lines };
	return {
		ids: {
			plain: builder.deal({ name: 'Dental network', customer, ...more }),
			nobody: builder.deal({ name: 'Nobody knows whose', customer: null, ...more }),
		},
		company: builder.file,
	};
}

async function dealOf(world: World, id: string): Promise<Deal> {
	const [deal] = await portOf(world).getDeals([id], whole);
	if (!deal?.ok) throw new Error(deal?.problem.message);
	return deal.value;
}

async function run(world: World, previewOnly: boolean): Promise<number> {
	world.sandbox.clearCalls();
	const settings = { previewOnly, pipelines: world.choices.pipelines, stages: [STAGE] };
	const outcome = await world.engine.run(world.template(CHECK_BEFORE_CLOSING, settings), 'Run now');
	expect(outcome.error?.message ?? null).toBeNull();
	expect(outcome.items('Write invoice check to deal')).toHaveLength(2);
	expect(world.writes().filter(({ system }) => system === world.ledger)).toEqual([]);
	return world.writes().length;
}

it.each<BooksIn>(['xero', 'quickbooks-uk', 'sage'])('with the books in %s', async (books) => {
	const { company, ids } = openDeals();
	const world = await startWorld(withBooksIn(company, books), { searchLagMs: 0 });
	await world.engine.run(world.template(SET_UP), 'Set up');
	expect(await run(world, true)).toBe(0);
	expect((await dealOf(world, ids.plain)).billing.invoiceCheck).toBeNull();

	expect(await run(world, false)).toBeGreaterThan(0);
	const nobody = (await dealOf(world, ids.nobody)).billing;
	expect(nobody.invoiceCheck).toContain('Would not be invoiced: This deal has no company');
	expect(nobody).toMatchObject({ creditStatus: null, status: null, revisionSeen: null });
	const plain = (await dealOf(world, ids.plain)).billing;
	expect(plain.invoiceCheck).not.toContain('Would not be invoiced');
	expect(plain).toMatchObject({ creditStatus: expect.any(String), status: null, revisionSeen: null });

	expect(await run(world, false)).toBe(0);
});
