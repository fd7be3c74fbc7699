import { withBooksIn, type BooksIn } from '../../../sandbox/company/books.mts';
import type { Deal } from '../../../nodes/shared/model/deal';
import { fiveDeals } from '../../support/fiveDeals.mts';
import { APPROVE_ONE, BILL_WON, closeWorlds, SET_UP, startWorld, type World } from '../../support/world.mts';
import type { Flow } from '../../support/engine.mts';
import { whole } from '../../unit/hubspot/port.mts';
import { portOf } from '../crm/step.mts';

/** One invoice as finance answers for it, with the template as it is imported and the wait's answer fed in. */
afterAll(closeWorlds);

const { company, ids } = fiveDeals();
const DEAL = ids.knownCustomer;
const live = { previewOnly: false };
type Answer = { approved: boolean } | null;
type Item = Record<string, unknown> & { deal: Deal; invoice: { ledgerId: string; updatedAt: string } };

async function dealOf(world: World): Promise<Deal> {
	const [deal] = await portOf(world).getDeals([DEAL], whole);
	if (!deal?.ok) throw new Error(deal?.problem.message);
	return deal.value;
}

/** Bills five deals; the item that the billing flow hands on for the one. */
async function billed(books: BooksIn): Promise<{ world: World; item: Item }> {
	const world = await startWorld(withBooksIn(company, books), { searchLagMs: 0 });
	await world.engine.run(world.template(SET_UP), 'Set up');
	const createAs = books === 'quickbooks-uk' ? { createAs: 'estimate' } : {};
	const outcome = await world.engine.run(world.template(BILL_WON, { ...live, ...createAs }), 'Catch up');
	const items = outcome.items('Write back to deal') as unknown as Item[];
	const item = items.find(({ deal }) => deal.id === DEAL);
	if (item === undefined) throw new Error('the deal was not billed');
	world.sandbox.clearCalls();
	return { world, item };
}

/** The template with the mail's answer in its place: null is no answer in time, which passes the item. */
function answered(world: World, answer: Answer, settings: object): Flow {
	const template = world.template(APPROVE_ONE, { ...live, ...settings });
	const nodes = template.nodes.map((node) => {
		if (node.name !== 'Ask finance') return node;
		const assignments = answer === null ? [] : [{ id: '1', name: 'data', value: answer, type: 'object' }];
		const parameters = { assignments: { assignments }, includeOtherFields: answer === null, options: {} };
		return { ...node, type: 'n8n-nodes-base.set', typeVersion: 3.4, parameters };
	});
	return { ...template, nodes } as Flow;
}

async function run(world: World, item: Item, answer: Answer, settings: object = {}) {
	const outcome = await world.engine.run(answered(world, answer, settings), 'When called', [{ json: item as never }]);
	return { outcome, error: outcome.error?.message ?? null };
}

const toLedger = (world: World) => world.writes().filter(({ system }) => system !== 'hubspot');

describe.each<BooksIn>(['xero', 'quickbooks-uk', 'sage'])('with the books in %s', (books) => {
	it('what finance approves is approved once, and the deal tells through whose link', async () => {
		const { world, item } = await billed(books);
		const { outcome, error } = await run(world, item, { approved: true });
		expect(error).toBeNull();
		expect(outcome.items('Approve')).toMatchObject([{ invoice: { outcome: 'updated' } }]);
		const { billing } = await dealOf(world);
		expect(
			billing.approvalAsked?.startsWith(`${item.invoice.ledgerId} ${item.invoice.updatedAt}, execution `),
		).toBe(true);
		expect(billing.invoiceId).not.toMatch(/^estimate-/);
		expect(billing.checks).toBeNull();
		expect(outcome.items('Note through whom')).toMatchObject([
			{ note: { body: expect.stringContaining('approved through the link sent to finance@example.com') } },
		]);
	}, 120_000);

	it('what is declined or not answered stays, the deal says so, and nobody is asked twice', async () => {
		const { world, item } = await billed(books);
		expect((await run(world, item, { approved: false })).error).toBeNull();
		expect((await dealOf(world)).billing).toMatchObject({
			status: item.deal.billing.status,
			reason: 'Approval of its invoice was declined',
		});
		expect(toLedger(world)).toEqual([]);
		const again = await run(world, { ...item, deal: await dealOf(world) }, { approved: true });
		expect(again.outcome.items('Ask finance')).toEqual([]);
		expect(toLedger(world)).toEqual([]);
		expect((await run(world, item, null)).error).toBeNull();
		expect((await dealOf(world)).billing.reason).toBe('Nobody answered whether its invoice may be approved');
		expect(toLedger(world)).toEqual([]);
	}, 120_000);

	it('an approver who owns the deal is refused, and a preview asks nobody', async () => {
		const { world, item } = await billed(books);
		const owner = { id: '1', name: 'Ann', email: 'ann@example.com', active: true };
		const own = { ...item, deal: { ...item.deal, owner } };
		const refused = await run(world, own, { approved: true }, { approver: 'Ann@example.com' });
		expect(refused.error).toContain('the approver in Settings is empty or the owner of the deal');
		const preview = await run(world, item, { approved: true }, { previewOnly: true });
		expect(preview.outcome.items('Ask finance')).toEqual([]);
		expect(world.writes()).toEqual([]);
	}, 120_000);
});

describe.each<BooksIn>(['xero', 'sage'])('while finance was asked, in %s', (books) => {
	it('an edited invoice is not approved, and one approved in the ledger is only written back', async () => {
		const { world, item } = await billed(books);
		await world.sandbox.act(world.ledger, 'editInvoice', item.invoice.ledgerId, { price: '90' });
		world.sandbox.clearCalls();
		const edited = await run(world, item, { approved: true });
		expect(edited.error).toBeNull();
		expect(toLedger(world)).toEqual([]);
		expect((await dealOf(world)).billing.reason).toMatch(/was changed after approval was asked for/);

		await world.sandbox.act(world.ledger, 'approveInvoice', item.invoice.ledgerId);
		world.sandbox.clearCalls();
		expect((await run(world, item, null)).error).toBeNull();
		expect(toLedger(world)).toEqual([]);
		expect((await dealOf(world)).billing.status).not.toBe('draft');
	}, 120_000);
});
