/** *Closed Loop Accounting Trigger* on each ledger: what happens to an invoice or a customer starts the flow once. */
import type { BooksIn } from '../../../sandbox/company/books.mts';
import type { Flow } from '../../support/engine.mts';
import { closeWorlds } from '../../support/world.mts';
import { company, line, wonDeal } from './deals.mts';
import { startLedger, type Json, type Ledger } from './ledger.mts';

afterAll(closeWorlds);

const TRIGGER = 'When it changes';

/** A flow of the trigger alone, signed in as the accounting step of a template is. */
function flowOf(ledger: Ledger, events: string[], more: Json = {}): Flow {
	const like = ledger.world
		.template('1-bill-won-deals')
		.nodes.find(({ type }) => type.endsWith('.closedLoopAccounting'));
	if (!like) throw new Error('the template has no accounting step');
	const { system, authentication } = like.parameters;
	const parameters = {
		...{ system, ...(authentication === undefined ? {} : { authentication }) },
		...{ organisation: ledger.world.choices.organisation.id, events, lookBack: 3, onlyDeals: true },
		...more,
	};
	const node = { ...like, name: TRIGGER, type: 'n8n-nodes-closed-loop.closedLoopAccountingTrigger', parameters };
	return { name: 'Trigger alone', nodes: [node as never], connections: {} };
}

async function poll(ledger: Ledger, flow: Flow, mode: 'trigger' | 'manual' = 'trigger'): Promise<Json[]> {
	const items = await ledger.world.engine.poll(flow, TRIGGER, mode);
	return (items ?? []).map(({ json }) => json as Json);
}

const all = ['invoiceChanged', 'invoicePartPaid', 'invoicePaid', 'invoiceOverdue', 'invoiceVoidedOrDeleted'];
const told = (items: Json[]) => items.map(({ event, dealId }) => `${event} ${dealId}`).sort();

/** An approved invoice of a deal. */
async function approved(ledger: Ledger, dealId: string): Promise<string> {
	const more = ledger.name === 'quickbooks' ? { createAs: 'invoice' } : { status: 'approved' };
	const won = wonDeal(dealId, company('7', 'Harbour Lights'), [line('Consulting', 2, 100)]);
	const { invoice } = await ledger.billed(await ledger.withItems(won), more);
	if (invoice.ledgerId === null) throw new Error(`not billed: ${JSON.stringify(invoice)}`);
	return invoice.ledgerId;
}

describe.each<BooksIn>(['xero', 'quickbooks-uk', 'sage'])('with the books in %s', (books) => {
	it('tells nothing old when it is switched on, then each event once, with its deal', async () => {
		const ledger = await startLedger(books);
		const [paid, part, gone] = [
			await approved(ledger, '901'),
			await approved(ledger, '902'),
			await approved(ledger, '903'),
		];
		const flow = flowOf(ledger, all);
		expect(await poll(ledger, flow)).toEqual([]);
		await ledger.act('payInvoice', paid);
		await ledger.act('payInvoice', part, { amount: '5' });
		await ledger.act('voidInvoice', gone);
		const items = await poll(ledger, flow);
		const changed = ['invoiceChanged 901', 'invoiceChanged 902'];
		expect(told(items)).toEqual(
			[...changed, 'invoicePaid 901', 'invoicePartPaid 902', 'invoiceVoidedOrDeleted 903'].sort(),
		);
		expect(items.find(({ event }) => event === 'invoicePaid')).toMatchObject({
			invoice: { ledgerId: paid, status: 'paid', due: 0 },
		});
		// Two polls overlap: what was told is not told again, also by one that a restarted n8n makes.
		expect(await poll(ledger, flow)).toEqual([]);
		flow.staticData = structuredClone(flow.savedStaticData ?? {});
		expect(await poll(ledger, flow)).toEqual([]);

		await ledger.act('unpayInvoice', paid);
		expect(told(await poll(ledger, flow))).toEqual(['invoiceChanged 901']);
		await ledger.act('editInvoice', part, { dueDate: '2020-01-31' });
		expect(told(await poll(ledger, flow))).toContain('invoiceOverdue 902');
	});

	it('tells a deleted draft once, and what happened while its memory was lost not at all', async () => {
		const ledger = await startLedger(books);
		const won = wonDeal('906', company('7', 'Harbour Lights'), [line('Consulting', 2, 100)]);
		const { invoice } = await ledger.billed(await ledger.withItems(won));
		const flow = flowOf(ledger, ['invoiceVoidedOrDeleted']);
		await poll(ledger, flow);
		await ledger.act('deleteDraft', invoice.ledgerId);
		const [item, ...others] = await poll(ledger, flow);
		expect(others).toEqual([]);
		expect(item).toMatchObject({ event: 'invoiceVoidedOrDeleted', invoice: { ledgerId: invoice.ledgerId } });
		// Where only the id is told, the CRM step finds the deal by what it stored.
		expect(item?.['dealId'] === '906' || item?.['unknown'] === true).toBe(true);
		expect(await poll(ledger, flow)).toEqual([]);
		flow.staticData = {};
		expect(await poll(ledger, flow)).toEqual([]);
		await ledger.act('voidInvoice', await approved(ledger, '907'));
		expect(told(await poll(ledger, flow))).toEqual(['invoiceVoidedOrDeleted 907']);
	});

	it('tells customers made, edited and archived once', async () => {
		const ledger = await startLedger(books);
		const flow = flowOf(ledger, ['customerChanged']);
		const { ledgerId } = await ledger.customer();
		expect(await poll(ledger, flow)).toEqual([]);
		await ledger.act('editContact', ledgerId, { email: 'new@moved.example' });
		const [item, ...others] = await poll(ledger, flow);
		expect(others).toEqual([]);
		expect(item).toMatchObject({
			event: 'customerChanged',
			customer: { ledgerId, email: 'new@moved.example' },
		});
		expect(await poll(ledger, flow)).toEqual([]);
		await ledger.act('archiveContact', ledgerId);
		expect(await poll(ledger, flow)).toMatchObject([{ customer: { ledgerId, active: false } }]);
	});

	it.each([[['invoicePaid']], [all], [['customerChanged']]])(
		'asks at most twice when nothing happened: %j',
		async (events) => {
			const ledger = await startLedger(books);
			const flow = flowOf(ledger, events);
			await poll(ledger, flow);
			// As if the books had rested for long: what was loaded just now is no change.
			const [memory] = Object.values(flow.staticData ?? {}) as [{ cursor: string }];
			memory.cursor = new Date(Date.now() + 11 * 60_000).toISOString();
			ledger.world.sandbox.clearCalls();
			expect(await ledger.world.engine.poll(flow, TRIGGER)).toBeNull();
			expect(ledger.world.calls(ledger.name).map(({ path }) => path).length).toBeLessThanOrEqual(2);
		},
	);

	it('shows a sample to a person who builds a flow, and forgets it', async () => {
		const ledger = await startLedger(books);
		await ledger.act('payInvoice', await approved(ledger, '904'));
		const flow = flowOf(ledger, ['invoicePaid']);
		expect(await poll(ledger, flow, 'manual')).toMatchObject([
			{ event: 'invoicePaid', invoice: { status: 'paid' } },
		]);
		expect(flow.staticData).toEqual({});
	});

	it('is a failed poll where reading is broken, and tells all of it with the next', async () => {
		const ledger = await startLedger(books);
		const invoice = await approved(ledger, '905');
		const flow = flowOf(ledger, ['invoicePaid']);
		await poll(ledger, flow);
		await ledger.act('payInvoice', invoice);
		ledger.world.sandbox.addFault({ kind: 'status', status: 400, system: ledger.name, times: 1 });
		await expect(poll(ledger, flow)).rejects.toThrow();
		expect(told(await poll(ledger, flow))).toEqual(['invoicePaid 905']);
	});
});

it.each([
	[{ lookBack: 30 }, "'Look Back' must be a number of days from 1 to 29"],
	[{ events: [] }, "'Trigger On' must be a list with at least one entry"],
])('is not activated with %j, before its first call', async (parameters, message) => {
	const ledger = await startLedger('xero');
	const flow = flowOf(ledger, all, parameters);
	ledger.world.sandbox.clearCalls();
	await expect(poll(ledger, flow)).rejects.toThrow(message);
	expect(ledger.world.calls('xero')).toEqual([]);
});
