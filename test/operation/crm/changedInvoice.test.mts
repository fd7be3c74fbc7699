import { dealKey } from '../../../nodes/shared/billing/key';
import type { BilledDeal } from '../../../nodes/shared/model/billedDeal';
import type { Invoice } from '../../../nodes/shared/model/invoice';
import type { DealBilling } from '../../../nodes/shared/model/dealBilling';
import type { World } from '../../support/world.mts';
import { closeWorlds } from '../../support/world.mts';
import { companyWith, record, won } from '../../unit/hubspot/company.mts';
import { whole } from '../../unit/hubspot/port.mts';
import { NODE, portOf, run, world } from './step.mts';

afterAll(closeWorlds);

const update = { resource: 'deal', operation: 'updateBilling', source: 'changedInvoice', previewOnly: false };

const owner = companyWith({}).hubspot.owners.find(({ archived }) => archived !== true);
const owned = companyWith({
	deals: ['501', '502', '503'].map((id) =>
		record(id, { ...won, dealname: `Deal ${id}`, hubspot_owner_id: owner?.id ?? null }, { companies: ['301'] }),
	),
	companies: [record('301', { name: 'Acme' })],
});
const crm = { system: 'hubspot' as const, accountId: String(owned.hubspot.account.portalId) };

function invoiceOf(dealId: string, changes: Partial<Invoice> = {}): Invoice {
	return {
		ledger: 'quickbooks',
		organisation: { id: '9130', name: 'Books' },
		ledgerId: `i-${dealId}`,
		key: dealKey(crm, dealId),
		execution: '1',
		number: `INV-${dealId}`,
		reference: null,
		status: 'sent',
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
		url: 'https://app.example/i-1',
		repeating: false,
		sentToCustomer: true,
		sentAt: '2026-11-24T12:00:00Z',
		updatedAt: '2026-11-24T10:00:00.000Z',
		...changes,
	};
}

const paid = (dealId: string, changes: Partial<Invoice> = {}) =>
	invoiceOf(dealId, {
		status: 'paid',
		paid: 120,
		due: 0,
		paidOn: '2026-12-04',
		updatedAt: '2026-12-04T10:00:00.000Z',
		...changes,
	});

/** A document of which the ledger tells only that it is gone. */
const deleted = (ledgerId: string): Invoice =>
	invoiceOf('501', {
		ledgerId,
		key: null,
		execution: null,
		number: null,
		status: 'deleted',
		issueDate: '',
		dueDate: null,
		currency: '',
		currencyRate: null,
		subtotal: 0,
		tax: 0,
		total: 0,
		due: 0,
		url: null,
		updatedAt: null,
	});

async function stored(from: World, ids = ['501', '502', '503']): Promise<DealBilling[]> {
	const deals = await portOf(from).getDeals(ids, whole);
	from.sandbox.clearCalls();
	return deals.map((deal) => {
		if (!deal.ok) throw new Error(deal.problem.message);
		return deal.value.billing;
	});
}

const billingOf = (item: Record<string, unknown> | undefined) => (item?.['deal'] as BilledDeal | undefined)?.billing;

describe('Deal: Update Billing from changed invoices', () => {
	it('finds deals by their keys, writes them in one call, and tells whom to tell', async () => {
		const started = await world(owned);
		const outcome = await run(started, update, [
			{ invoice: invoiceOf('501') },
			{ invoice: paid('502') },
			{ invoice: invoiceOf('503', { status: 'part_paid', paid: 20, due: 100 }) },
		]);
		expect(
			outcome.items(NODE).map((item) => [(item['deal'] as unknown as BilledDeal).name, billingOf(item)?.status]),
		).toEqual([
			['Deal 501', 'sent'],
			['Deal 502', 'paid'],
			['Deal 503', 'part_paid'],
		]);
		expect(outcome.items(NODE)[1]).toMatchObject({
			invoice: { ledgerId: 'i-502' },
			deal: {
				url: expect.stringContaining('/record/0-3/502') as string,
				owner: { id: owner?.id, email: owner?.email, active: true },
				billing: {
					outcome: 'updated',
					statusChanged: true,
					paidOn: '2026-12-04',
					daysToPay: 10,
					daysWonToSent: 14,
					paidCompany: 120,
				},
			},
		});
		expect(started.calls('hubspot').map(({ path }) => path.replace('/2026-09', ''))).toEqual([
			'/account-info/details',
			'/crm/objects/deals/batch/read',
			'/crm/objects/deals/batch/update',
			'/crm/owners?limit=500&archived=false',
		]);
		expect((await stored(started)).map(({ status, invoiceId }) => [status, invoiceId])).toEqual([
			['sent', 'i-501'],
			['paid', 'i-502'],
			['part_paid', 'i-503'],
		]);
	});

	it('writes nothing the second time, nor what an older version says', async () => {
		const started = await world(owned);
		await run(started, update, [{ invoice: paid('501') }]);
		started.sandbox.clearCalls();
		const again = await run(started, update, [{ invoice: paid('501') }, { invoice: invoiceOf('501') }]);
		expect(started.writes()).toEqual([]);
		for (const item of again.items(NODE)) {
			expect(billingOf(item)).toMatchObject({ outcome: 'unchanged', statusChanged: false, status: 'paid' });
		}
	});

	it('writes a deal of several invoices once, with all of them', async () => {
		const started = await world(owned);
		await run(started, update, [
			{ invoice: invoiceOf('501') },
			{ invoice: paid('501', { ledgerId: 'i-2', key: dealKey(crm, '501', 2), number: 'INV-2' }) },
		]);
		expect(started.writes()).toHaveLength(1);
		expect((await stored(started, ['501']))[0]).toMatchObject({ total: 240, paid: 120, status: 'part_paid' });
	});

	it('finds one without a key by the ids stored on deals, the shown one and any other', async () => {
		const started = await world(owned);
		await run(started, update, [
			{ invoice: invoiceOf('501') },
			{ invoice: invoiceOf('501', { ledgerId: '145', key: dealKey(crm, '501', 2), number: 'INV-2' }) },
			{ invoice: invoiceOf('502', { ledgerId: 'AbC-502' }) },
		]);
		started.sandbox.clearCalls();
		const outcome = await run(started, update, [
			{ invoice: deleted('i-501') },
			{ invoice: deleted('AbC-502') },
			{ invoice: deleted('99') },
			{ invoice: invoiceOf('503', { key: null, ledgerId: '145', organisation: { id: '7', name: 'Other' } }) },
		]);
		const items = outcome.items(NODE);
		expect(billingOf(items[0])).toMatchObject({ status: 'sent', invoiceId: '145', total: 120 });
		expect(billingOf(items[1])).toMatchObject({ status: 'cancelled', invoiceNumber: 'INV-502' });
		expect(items[2]).toMatchObject({ invoice: { outcome: 'skipped', reason: expect.stringContaining('No deal') } });
		expect(items[3]).toMatchObject({
			invoice: { reason: 'No deal carries it: it was made by hand in QuickBooks' },
		});
		expect(started.calls('hubspot').filter(({ path }) => path.endsWith('/search'))).toHaveLength(2);
	});

	it('passes what is no deal of this account, with its reason', async () => {
		const started = await world(owned);
		await run(started, update, [{ invoice: invoiceOf('501') }]);
		started.sandbox.clearCalls();
		const outcome = await run(started, update, [
			{ invoice: invoiceOf('501', { key: 'HS0000-501' }) },
			{ invoice: invoiceOf('999') },
			{ invoice: paid('501', { organisation: { id: '7', name: 'Old books' } }) },
		]);
		const items = outcome.items(NODE);
		expect(items.map((item) => [item['deal'], (item['invoice'] as unknown as Invoice).reason])).toEqual([
			[undefined, 'It was made for a deal of another CRM account than this HubSpot account'],
			[undefined, 'Its deal was deleted'],
			[undefined, 'Its deal is billed in Books in QuickBooks, not in Old books in QuickBooks'],
		]);
		expect(started.writes()).toEqual([]);
	});

	it('takes the deal that a copy was made of', async () => {
		const started = await world(owned);
		await run(started, update, [{ invoice: invoiceOf('501') }]);
		const [billing] = await stored(started, ['501']);
		await portOf(started).writeBilling([
			{ dealId: '502', companyId: null, contactId: null, billing: billing as DealBilling, customerLinks: null },
		]);
		const outcome = await run(started, update, [{ invoice: deleted('i-501') }]);
		expect(outcome.items(NODE)).toMatchObject([{ deal: { id: '501', billing: { status: 'cancelled' } } }]);
	});

	it('writes on the deal that others were merged into', async () => {
		const started = await world(owned);
		await run(started, update, [{ invoice: invoiceOf('501') }]);
		const merged = await mergeDeals(started, '501', '502');
		const outcome = await run(started, update, [{ invoice: paid('501') }]);
		expect(outcome.items(NODE)).toMatchObject([{ deal: { id: merged, billing: { status: 'paid' } } }]);
		expect((await stored(started, [merged]))[0]).toMatchObject({ status: 'paid' });
	});

	it('writes nothing in preview, and says what it would', async () => {
		const started = await world(owned);
		const outcome = await run(started, { ...update, previewOnly: true }, [{ invoice: paid('501') }]);
		expect(billingOf(outcome.items(NODE)[0])).toMatchObject({ would: 'update', status: null });
		expect(billingOf(outcome.items(NODE)[0])?.statusChanged).toBeUndefined();
		expect(started.writes()).toEqual([]);
	});

	it('sends one whose deal a rule of the portal refuses to the error output', async () => {
		const started = await world(owned);
		await started.sandbox.act('hubspot', 'requireProperty', '', {
			when: 'dealname',
			value: 'Deal 502',
			requires: 'closed_won_reason',
		});
		const items = [{ invoice: paid('501') }, { invoice: paid('502') }];
		const outcome = await run(started, update, items, 'continueErrorOutput');
		expect(outcome.items(NODE)).toMatchObject([{ deal: { id: '501' } }]);
		expect(outcome.items(NODE, 1)).toMatchObject([
			{ invoice: { ledgerId: 'i-502' }, details: { code: 'validation_rule' } },
		]);
	});

	it.each([
		[{ ...update, source: 'nothing' }, { invoice: paid('501') }, "'Source' must be one of its list"],
		[update, { deal: {} }, "'Invoice' is empty"],
		[update, { invoice: paid('501', { ledgerId: null }) }, "'Invoice' holds no invoice of the ledger"],
		[
			{ ...update, previewOnly: '={{ $json.nothing }}' },
			{ invoice: paid('501') },
			"'Preview Only' must be on or off",
		],
	])('says what is wrong with %j', async (parameters, item, message) => {
		const started = await world(owned);
		const outcome = await run(started, parameters, [item]);
		expect(outcome.error?.message).toContain(message);
		expect(started.calls('hubspot')).toEqual([]);
	});

	it('costs a handful of calls for 100 changed invoices', async () => {
		const ids = Array.from({ length: 100 }, (_, index) => String(1000 + index));
		const started = await world(
			companyWith({ deals: ids.map((id) => record(id, { ...won, dealname: `Deal ${id}` })) }),
		);
		await run(
			started,
			update,
			ids.map((id, index) => ({ invoice: index < 60 ? paid(id) : deleted(`i-${id}`) })),
		);
		// Account, searches for the 40 that are known by their ids alone, five a call where none is shown, deals, writes.
		expect(started.calls('hubspot').length).toBeLessThanOrEqual(12);
		expect(started.calls('hubspot').filter(({ path }) => path.includes('/batch/'))).toHaveLength(2);
		expect((await stored(started, ['1000']))[0]?.status).toBe('paid');
	});
});

/** Merges two deals and gives the id of the survivor. */
async function mergeDeals(from: World, primary: string, other: string): Promise<string> {
	const answer = await from.sandbox.fetch(
		new Request('https://api.hubapi.com/crm/objects/2026-09/deals/merge', {
			method: 'POST',
			headers: { Authorization: `Bearer ${from.sandbox.hubspot.token}`, 'Content-Type': 'application/json' },
			body: JSON.stringify({ primaryObjectId: primary, objectIdToMerge: other }),
		}),
	);
	return ((await answer.json()) as { id: string }).id;
}
