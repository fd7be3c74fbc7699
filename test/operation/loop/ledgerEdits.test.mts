import { jest } from '@jest/globals';
import { withBooksIn, type BooksIn } from '../../../sandbox/company/books.mts';
import type { LedgerEdit } from '../../../nodes/shared/model/change';
import type { DealBilling } from '../../../nodes/shared/model/dealBilling';
import { fiveDeals } from '../../support/fiveDeals.mts';
import {
	BILL_WON,
	closeWorlds,
	LEDGER_EDITS,
	PAYMENT_STATUS,
	SET_UP,
	startWorld,
	type World,
} from '../../support/world.mts';
import { whole } from '../../unit/hubspot/port.mts';
import { portOf } from '../crm/step.mts';

/** What people do to invoices in the ledger, as their deals tell it, with the templates as they are imported. */
afterAll(closeWorlds);

const { company, ids } = fiveDeals();
const live = { previewOnly: false };
const labels = { xero: 'Xero', quickbooks: 'QuickBooks', sage: 'Sage' } as Record<string, string>;

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

async function act(world: World, id: string, action: string, input?: Record<string, string>): Promise<void> {
	const { invoiceId } = await billingOf(world, id);
	await world.sandbox.act(world.ledger, action, invoiceId ?? '', input);
}

/** Runs a template; for the one that notes edits, those it hands on, by deal. */
async function run(world: World, template: string, settings: Record<string, unknown> = live) {
	const outcome = await world.engine.run(world.template(template, settings), 'Run now');
	expect(outcome.error?.message ?? null).toBeNull();
	if (template !== LEDGER_EDITS) return [];
	return outcome.items('Note on deals').map((item) => ({
		deal: (item['deal'] as unknown as { id: string }).id,
		edits: item['edits'] as unknown as LedgerEdit[],
	}));
}

/** One step of the accounting node, signed in as the template is, on the invoice of a deal; nothing is written back. */
async function step(world: World, id: string, parameters: Record<string, unknown>): Promise<void> {
	const like = world.template(BILL_WON).nodes.find(({ type }) => type.endsWith('closedLoopAccounting'));
	const [deal] = await portOf(world).getDeals([id], whole);
	if (!like || !deal?.ok) throw new Error('no such step or deal');
	const { system, authentication } = like.parameters;
	const given = { system, ...(authentication === undefined ? {} : { authentication }), ...parameters };
	const base = { typeVersion: 1, position: [0, 0] as [number, number] };
	const start = { ...base, id: '1', name: 'Start', type: 'n8n-nodes-base.manualTrigger', parameters: {} };
	const json = { deal: deal.value, invoice: { ledgerId: deal.value.billing.invoiceId } };
	world.sandbox.clearCalls();
	await world.engine.run(
		{
			name: 'One step',
			nodes: [start, { ...like, id: '2', name: 'Step', parameters: given as never }],
			connections: { Start: { main: [[{ node: 'Step', type: 'main', index: 0 }]] } },
		} as never,
		'Start',
		[{ json: json as never }],
	);
}

const steps = {
	void: { operation: 'voidOrDelete', reason: 'Ordered by mistake', deal: '={{ $json.deal }}' },
	approve: {
		operation: 'approve',
		checksSeen: true,
		dateOnApproval: 'today',
		deal: '={{ $json.deal }}',
		invoice: '',
	},
};

const editsOf = (told: Awaited<ReturnType<typeof run>>, id: string) =>
	told.flatMap(({ deal, edits }) => (deal === id ? edits : []));

describe.each<BooksIn>(['xero', 'quickbooks-uk', 'sage'])('with the books in %s', (books) => {
	const who = books === 'xero' ? ' by Bea Keeper' : '';

	it('an edit is told once, with before, after and who, and preview writes nothing', async () => {
		const world = await billed(books);
		world.sandbox.clearCalls();
		expect(await run(world, LEDGER_EDITS)).toEqual([]);
		expect(world.writes()).toEqual([]);
		const before = await billingOf(world, ids.knownCustomer);
		await act(world, ids.knownCustomer, 'editInvoice', { price: '90', dueDate: '2027-03-01' });

		world.sandbox.clearCalls();
		const previewed = await run(world, LEDGER_EDITS, { previewOnly: true });
		expect(world.writes()).toEqual([]);
		const [foreseen] = editsOf(previewed, ids.knownCustomer);

		const told = await run(world, LEDGER_EDITS);
		const [edit, ...others] = editsOf(told, ids.knownCustomer);
		expect(others).toEqual([]);
		expect(edit).toEqual(foreseen);
		expect(edit?.text).toMatch(/price of .+ [\d,.]+ -> 90\.00/);
		expect(edit?.text).toMatch(/due date .+ -> 1 Mar 2027/);
		expect(edit?.text).toMatch(/total [\d,.]+ -> [\d,.]+/);
		expect(edit?.text).toContain(`, in ${labels[world.ledger]}${who}: ${before.invoiceNumber ?? 'invoice'}`);
		expect(edit?.execution).toBeNull();
		expect((await billingOf(world, ids.knownCustomer)).ledgerEdits).toBe(`${edit?.text} (edit ${edit?.id})`);

		world.sandbox.clearCalls();
		expect(await run(world, LEDGER_EDITS)).toEqual([]);
		await run(world, PAYMENT_STATUS);
		world.sandbox.clearCalls();
		await run(world, PAYMENT_STATUS);
		expect(await run(world, LEDGER_EDITS)).toEqual([]);
		expect(world.writes()).toEqual([]);
	}, 120_000);

	it('whichever template looks first, the edit is handed on once', async () => {
		const world = await billed(books);
		await act(world, ids.knownCustomer, 'editInvoice', { price: '90' });
		await run(world, PAYMENT_STATUS);
		expect((await billingOf(world, ids.knownCustomer)).ledgerEdits).toMatch(/-> 90\.00.*, new\)$/);
		const [edit, ...others] = editsOf(await run(world, LEDGER_EDITS), ids.knownCustomer);
		expect(others).toEqual([]);
		expect(edit?.text).toContain(`, in ${labels[world.ledger]}${who}: `);
		expect((await billingOf(world, ids.knownCustomer)).ledgerEdits).toBe(`${edit?.text} (edit ${edit?.id})`);
		expect(await run(world, LEDGER_EDITS)).toEqual([]);
	}, 120_000);

	it('a payment taken off again and a void are told; what was paid, approved or billed is none', async () => {
		const world = await billed(books);
		if (books !== 'quickbooks-uk') await act(world, ids.knownCustomer, 'approveInvoice');
		await act(world, ids.knownCustomer, 'payInvoice', { amount: '50' });
		const told = await run(world, LEDGER_EDITS);
		expect(told.flatMap(({ edits }) => edits)).toEqual([]);
		await act(world, ids.knownCustomer, 'unpayInvoice');
		expect(editsOf(await run(world, LEDGER_EDITS), ids.knownCustomer)).toMatchObject([
			{ text: expect.stringMatching(/: payment removed: 50\.00$/) },
		]);
		await act(world, ids.knownCustomer, 'voidInvoice');
		expect(editsOf(await run(world, LEDGER_EDITS), ids.knownCustomer)).toMatchObject([
			{ text: expect.stringMatching(/: status .+ over [\d,.]+ -> Void/) },
		]);
		expect((await billingOf(world, ids.knownCustomer)).ledgerEdits?.split('\n')).toHaveLength(2);
	}, 120_000);

	// Approve converts an estimate in QuickBooks: a document that no deal has seen yet.
	it.each<['void' | 'approve']>(books === 'quickbooks-uk' ? [['void']] : [['void'], ['approve']])(
		'%s by our own run that is cut after any call is never a person’s edit',
		async (which) => {
			const parameters = {
				...{
					resource: 'invoice',
					invoiceId: '={{ $json.invoice.ledgerId }}',
					previewOnly: false,
					stopIfMoreThan: 25,
				},
				...{ organisation: '', options: {}, ...steps[which] },
			};
			// Billed five days ago, so that approval moves the dates.
			const real = Date.now.bind(Date);
			const past = jest.spyOn(Date, 'now').mockImplementation(() => real() - 5 * 86_400_000);
			const first = await billed(books).finally(() => past.mockRestore());
			// An unsent QuickBooks invoice would be deleted, of which QuickBooks tells the id alone (apis/quickbooks.md 9).
			const posted = books === 'quickbooks-uk' ? 'sendInvoice' : 'approveInvoice';
			if (which === 'void') await act(first, ids.knownCustomer, posted);
			await run(first, LEDGER_EDITS);
			const before = (await billingOf(first, ids.knownCustomer)).ledgerEdits;
			const ready = first.sandbox.dump();
			await step(first, ids.knownCustomer, parameters);
			const writes = first.calls(first.ledger).flatMap(({ method }, n) => (method === 'GET' ? [] : [n]));
			let ours = 0;
			for (const n of writes) {
				const world = await startWorld(ready, { searchLagMs: 0 });
				const system = world.ledger;
				world.sandbox.addFault({ kind: 'resetAfter', skip: n, times: 1, system });
				world.sandbox.addFault({ kind: 'resetBefore', skip: n + 1, system });
				await step(world, ids.knownCustomer, parameters);
				world.sandbox.clearFaults();
				const edits = editsOf(await run(world, LEDGER_EDITS), ids.knownCustomer);
				expect(edits.filter(({ execution }) => execution === null)).toEqual([]);
				ours += edits.length;
				if (edits.length === 0) expect((await billingOf(world, ids.knownCustomer)).ledgerEdits).toBe(before);
			}
			expect(ours).toBeGreaterThan(0);
		},
		240_000,
	);

	it('a change of the deal that is not taken over is noted on the invoice once, where there is a history', async () => {
		const world = await billed(books);
		const approve = books === 'quickbooks-uk' ? 'sendInvoice' : 'approveInvoice';
		await act(world, ids.knownCustomer, approve);
		await run(world, PAYMENT_STATUS);
		const { hubspot } = world.sandbox.dump();
		const deal = hubspot.deals.find(({ id }) => id === ids.knownCustomer);
		const [line] = (deal?.associations?.['line_items'] ?? []).map((one) =>
			typeof one === 'string' ? one : one.id,
		);
		await world.sandbox.act('hubspot', 'editLineItem', line ?? '', { price: '123.45' });
		const billAll = async () => {
			const flow = world.template(BILL_WON, live);
			for (const node of flow.nodes)
				if (node.name === 'Find unbilled won deals') node.parameters['onlyUnbilled'] = false;
			expect((await world.engine.run(flow, 'Catch up')).error?.message ?? null).toBeNull();
		};
		world.sandbox.clearCalls();
		await billAll();
		expect(await billingOf(world, ids.knownCustomer)).toMatchObject({ code: 'deal_changed' });
		const notes = () => world.writes().filter(({ path }) => path.includes('/History'));
		expect(notes()).toHaveLength(books === 'xero' ? 1 : 0);
		await billAll();
		expect(notes()).toHaveLength(books === 'xero' ? 1 : 0);
		expect(await run(world, LEDGER_EDITS)).toEqual([]);
	}, 120_000);

	it('an idle round takes two calls to the CRM, asks nobody’s name and writes nothing', async () => {
		const world = await billed(books);
		await run(world, LEDGER_EDITS);
		world.sandbox.clearCalls();
		const outcome = await world.engine.run(world.template(LEDGER_EDITS, live), 'Every 15 minutes');
		expect(outcome.error?.message ?? null).toBeNull();
		expect(world.calls('hubspot').map(({ path }) => path.split('/').slice(-2).join('/'))).toEqual([
			'2026-09/details',
			'batch/read',
		]);
		expect(world.calls(world.ledger).filter(({ path }) => path.includes('/History'))).toEqual([]);
		expect(world.writes()).toEqual([]);
	}, 60_000);
});
