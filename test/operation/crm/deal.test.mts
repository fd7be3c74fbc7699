import type { Customer } from '../../../nodes/shared/model/customer';
import type { Deal } from '../../../nodes/shared/model/deal';
import type { Invoice } from '../../../nodes/shared/model/invoice';
import type { Hold } from '../../../nodes/shared/model/outcome';
import { whole } from '../../unit/hubspot/port.mts';
import { company, dealsOf, NODE, portOf, run, world } from './step.mts';
import { closeWorlds } from '../../support/world.mts';

afterAll(closeWorlds);

const find = { resource: 'deal', operation: 'getMany', pipelines: ['default'], billFrom: '2026-11-01T00:00:00' };
const update = { resource: 'deal', operation: 'updateBilling', previewOnly: false };
const hold: Hold = { code: 'no_company', what: 'This deal has no company', todo: 'Add it', by: 'sales' };

const customer = {
	crmId: '301',
	crmType: 'company',
	ledger: 'xero',
	organisation: { id: 't-1', name: 'Books' },
	ledgerId: 'c-1',
	name: 'Acme',
	billingAddress: { line1: null, line2: null, city: null, region: null, postalCode: null, country: null },
	outcome: 'created',
} as Customer;
const invoice = {
	ledger: 'xero',
	organisation: { id: 't-1', name: 'Books' },
	ledgerId: 'i-1',
	key: 'HS7K2Q-501',
	execution: '1',
	number: 'INV-1',
	reference: null,
	status: 'draft',
	customer: { ledgerId: 'c-1', name: 'Acme' },
	issueDate: '2026-11-24',
	dueDate: '2026-12-24',
	currency: 'GBP',
	currencyRate: 1,
	amountsAre: 'exclusive',
	lines: [],
	subtotal: 100,
	tax: 20,
	total: 120,
	paid: 0,
	credited: 0,
	due: 120,
	paidOn: null,
	url: 'https://go.example/i-1',
	repeating: false,
	sentToCustomer: false,
	sentAt: null,
	updatedAt: '2026-11-24T10:00:00.000Z',
	outcome: 'created',
} as Invoice;

describe('Deal: Get Many', () => {
	it('gives an item for each deal, paired, and says that more remain', async () => {
		const outcome = await run(await world(), { ...find, limit: 2 });
		expect(outcome.items(NODE).map((item) => [(item['deal'] as unknown as Deal).id, item['moreRemain']])).toEqual([
			['501', true],
			['502', true],
		]);
		expect(outcome.nodes[NODE]?.[0]?.outputs[0]?.map(({ pairedItem }) => pairedItem)).toEqual([
			{ item: 0 },
			{ item: 0 },
		]);
	});

	it('takes one deal by its link in place of the search', async () => {
		const started = await world();
		const link = `https://app.hubspot.com/contacts/${company.hubspot.account.portalId}/record/0-3/503`;
		const outcome = await run(started, { ...find, dealLink: link });
		expect(outcome.items(NODE)).toMatchObject([{ deal: { id: '503', name: 'Deal 503' }, moreRemain: false }]);
		expect(started.calls('hubspot').some(({ path }) => path.endsWith('/search'))).toBe(false);
	});

	it('leaves out what is billed, and looks at what is held again', async () => {
		const started = await world();
		const [first, second, third] = await dealsOf(started);
		await run(started, update, [
			{ deal: first, customer, invoice },
			{ deal: { ...second, hold } },
			{ deal: { ...third, hold: { ...hold, code: 'nothing_to_bill' } } },
		]);
		const ids = async (onlyUnbilled: boolean) =>
			(await run(started, { ...find, onlyUnbilled })).items(NODE).map(({ deal }) => (deal as unknown as Deal).id);
		expect(await ids(true)).toEqual(['502']);
		expect(await ids(false)).toEqual(['501', '502', '503']);
	});

	it.each([
		[{ billFrom: '={{ $json.nothing }}' }, "'Bill From' must be a date"],
		[{ pipelines: '={{ $json.nothing }}' }, "'Pipelines' must be a list"],
		[{ onlyUnbilled: '={{ $json.nothing }}' }, "'Only Unbilled' must be on or off"],
	])('stops before its first call where a setting is %j', async (parameters, message) => {
		const started = await world();
		const outcome = await run(started, { ...find, ...parameters });
		expect(outcome.error?.message).toContain(message);
		expect(started.calls('hubspot')).toEqual([]);
	});
});

describe('Deal: Get', () => {
	it('reads all items together, by id and by link, and sends what is not there to the error output', async () => {
		const started = await world();
		const dealRef = { __rl: true, mode: 'id', value: '={{ $json.id }}' };
		const outcome = await run(
			started,
			{ resource: 'deal', operation: 'get', dealRef },
			[{ id: '502' }, { id: '999' }, { id: '501' }],
			'continueErrorOutput',
		);
		expect(outcome.items(NODE)).toMatchObject([
			{ id: '502', deal: { id: '502' } },
			{ id: '501', deal: { id: '501' } },
		]);
		expect(outcome.items(NODE, 1)).toMatchObject([{ id: '999', details: { code: 'not_found' } }]);
		expect(started.calls('hubspot').filter(({ path }) => path.endsWith('/deals/batch/read'))).toHaveLength(1);
	});
});

describe('Deal: Update Billing', () => {
	it('writes what became of the deals in one call each, and nothing when it is run again', async () => {
		const started = await world();
		const [first, second] = await dealsOf(started);
		const items = [{ deal: first, customer, invoice }, { deal: { ...second, hold } }];
		const outcome = await run(started, update, items);
		expect(outcome.items(NODE)).toMatchObject([
			{
				deal: {
					billing: {
						status: 'draft',
						outcome: 'created',
						reasonChanged: true,
						invoiceNumber: 'INV-1',
						total: 120,
						revisionSeen: first?.revision,
					},
				},
				invoice: { number: 'INV-1' },
			},
			{
				deal: {
					billing: {
						status: 'not_invoiced_sales',
						outcome: 'held',
						reason: hold.what,
						todo: hold.todo,
						execution: outcome.executionId,
					},
				},
			},
		]);
		expect(started.writes().map(({ path }) => path)).toEqual([
			'/crm/objects/2026-09/companies/batch/update',
			'/crm/objects/2026-09/deals/batch/update',
		]);
		const [deal] = await portOf(started).getDeals(['501'], whole);
		expect(deal).toMatchObject({
			ok: true,
			value: { company: { customerLinks: [{ ledgerId: 'c-1' }] }, billing: { invoiceId: 'i-1' } },
		});
		started.sandbox.clearCalls();
		const again = await run(
			started,
			update,
			items.map((item) => ({
				...item,
				...('invoice' in item ? { invoice: { ...invoice, outcome: 'unchanged' } } : {}),
			})),
		);
		expect(again.items(NODE)).toMatchObject([
			{ deal: { billing: { outcome: 'unchanged', reasonChanged: false } } },
			{ deal: { billing: { outcome: 'held', reasonChanged: false } } },
		]);
		expect(started.writes()).toEqual([]);
	});

	it('writes nothing in preview, nor where an earlier step only previewed', async () => {
		const started = await world();
		const [first, second] = await dealsOf(started);
		const previewed = {
			deal: second,
			customer: { ...customer, would: 'create' },
			invoice: { ...invoice, ledgerId: null, outcome: undefined, would: 'create' },
		};
		const preview = await run(started, { ...update, previewOnly: true }, [{ deal: { ...first, hold } }, previewed]);
		expect(preview.items(NODE)).toMatchObject([
			{ deal: { billing: { would: 'hold' } } },
			{ deal: { billing: { would: 'create' } } },
		]);
		await run(started, update, [previewed]);
		expect(started.writes()).toEqual([]);
		expect(preview.items(NODE).every(({ deal }) => (deal as unknown as Deal).billing.outcome === undefined)).toBe(
			true,
		);
	});

	it('never takes a preview that evaluates to nothing for off', async () => {
		const started = await world();
		const [first] = await dealsOf(started);
		const outcome = await run(started, { ...update, previewOnly: '={{ $json.previewOnly }}' }, [
			{ deal: { ...first, hold } },
		]);
		expect(outcome.error?.message).toContain("'Preview Only' must be on or off");
		expect(started.calls('hubspot')).toEqual([]);
	});

	it('tells a problem on the deal, which stays to be billed', async () => {
		const started = await world();
		const [first] = await dealsOf(started);
		const problem = '={{ { message: $json.error, todo: $json.message } }}';
		await run(started, { ...update, problem }, [
			{ deal: first, error: 'Xero cannot be reached', message: 'Run it again' },
		]);
		const [deal] = await portOf(started).getDeals(['501'], whole);
		expect(deal).toMatchObject({
			ok: true,
			value: { billing: { reason: 'Xero cannot be reached', todo: 'Run it again', revisionSeen: null } },
		});
		expect((await run(started, find)).items(NODE).map((item) => (item['deal'] as unknown as Deal).id)).toContain(
			'501',
		);
	});

	it('sends a deal that a rule of the portal refuses to the error output, the others go on', async () => {
		const started = await world();
		const deals = await dealsOf(started);
		await started.sandbox.act('hubspot', 'requireProperty', '', {
			when: 'dealname',
			value: 'Deal 502',
			requires: 'closed_won_reason',
		});
		const outcome = await run(
			started,
			update,
			deals.map((deal) => ({ deal: { ...deal, hold } })),
			'continueErrorOutput',
		);
		expect(outcome.items(NODE).map((item) => (item['deal'] as unknown as Deal).id)).toEqual(['501', '503']);
		expect(outcome.items(NODE, 1)).toMatchObject([{ deal: { id: '502' }, details: { code: 'validation_rule' } }]);
	});

	it('says how to bridge a step that replaced the item', async () => {
		const outcome = await run(await world(), update, [{ id: '501' }]);
		expect(outcome.error?.message).toContain("'Deal' is empty: the step before replaced the item");
	});
});
