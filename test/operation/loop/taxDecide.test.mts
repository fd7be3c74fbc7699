/** Decide tax and Check VAT number of *Bill won deals*, as somebody enables them. */
import { afterAll, expect, it } from '@jest/globals';
import type { IDataObject } from 'n8n-workflow';
import { withBooksIn } from '../../../sandbox/company/books.mts';
import { fiveDeals } from '../../support/fiveDeals.mts';
import { BILL_WON, closeWorlds, SET_UP, startWorld } from '../../support/world.mts';

afterAll(closeWorlds);

it.each(['xero', 'quickbooks-uk', 'sage'] as const)('on %s each draft says why it is taxed so', async (books) => {
	const { company, ids } = fiveDeals();
	const french = company.hubspot.companies.find(({ properties }) => properties['name'] === 'Harbour Lights Catering');
	Object.assign(french?.properties ?? {}, { country: 'France', closed_loop_vat_number: 'FR 40 303265045' });
	const world = await startWorld(withBooksIn(company, books), { searchLagMs: 0 });
	await world.engine.run(world.template(SET_UP), 'Set up');
	world.sandbox.clearCalls();
	const flow = world.template(BILL_WON);
	for (const node of flow.nodes) {
		if (['Check VAT number', 'Decide tax'].includes(node.name)) node.disabled = false;
	}
	const outcome = await world.engine.run(flow, 'Catch up');
	expect(outcome.error).toBeNull();
	expect(world.writes()).toEqual([]);
	const items = outcome.items('Create invoice') as Array<{ deal: IDataObject; invoice?: IDataObject }>;
	const reasons = new Map(
		items.map(({ deal }) => {
			const lines = deal['lines'] as Array<{ tax?: { reason?: string } }>;
			return [deal['id'], lines.map(({ tax }) => tax?.reason ?? '')];
		}),
	);
	expect(reasons.get(ids.held)).toEqual(['', '']);
	expect(reasons.get(ids.newCustomer)).toEqual([
		expect.stringMatching(/^FR business, VAT number checked on 3 Nov 2026/),
		expect.stringMatching(/^FR business, VAT number checked on 3 Nov 2026/),
	]);
	expect(reasons.get(ids.twin1)).toEqual([
		expect.stringMatching(/^GB business/),
		expect.stringMatching(/^GB business/),
	]);
});

it('the day that stands on the company, and the product type of a line, come from HubSpot', async () => {
	const { company, ids } = fiveDeals();
	const french = company.hubspot.companies.find(({ properties }) => properties['name'] === 'Harbour Lights Catering');
	const checked = { closed_loop_vat_number: 'FR40303265045', closed_loop_vat_number_checked_on: '2026-11-05' };
	Object.assign(french?.properties ?? {}, { country: 'France', ...checked });
	for (const { properties } of company.hubspot.line_items) properties['hs_product_type'] = 'service';
	const world = await startWorld(company, { searchLagMs: 0 });
	await world.engine.run(world.template(SET_UP), 'Set up');
	const flow = world.template(BILL_WON);
	for (const node of flow.nodes) if (node.name === 'Decide tax') node.disabled = false;
	const outcome = await world.engine.run(flow, 'Catch up');
	const items = outcome.items('Create invoice') as Array<{ deal: IDataObject }>;
	const deal = items.find(({ deal: { id } }) => id === ids.newCustomer)?.deal;
	expect((deal?.['lines'] as Array<{ tax: object }>).map(({ tax }) => tax)).toMatchObject([
		{ reason: expect.stringMatching(/^FR business, VAT number checked on 5 Nov 2026, services: /), verified: true },
		{ reason: expect.stringMatching(/^FR business, VAT number checked on 5 Nov 2026, services: /), verified: true },
	]);
	expect(deal?.['checks'] ?? []).not.toContainEqual(expect.objectContaining({ code: 'vat_not_verified' }));
});
