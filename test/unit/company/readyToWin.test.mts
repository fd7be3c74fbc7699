import { READY_TO_WIN } from '../../../sandbox/company/believable/open.mts';
import { BILLED_PIPELINES, believableCompany, billFrom } from '../../../sandbox/company/believable.mts';
import { expected } from '../../e2e/oracle/oracle.mts';

const NOW = new Date('2026-10-20T12:00:00Z');

/** What the oracle says once the deal is won, by the start of its name. */
const ONCE_WON: ReadonlyArray<[string, string]> = [
	['Acme second floor', 'draft'],
	['Drone seats', 'draft later_start more_to_bill'],
	['Tea counter', 'held customer_question'],
	['Course room', 'held customer_ambiguous'],
	['Garage', 'draft'],
	['Uhrenwerk', 'held currency_not_enabled'],
	['Return of unused desks', 'held negative_total'],
	['Price to be agreed', 'held amount_empty'],
	['Volume licences', 'held tiered_price'],
	['Support, start open', 'held recurring_undated'],
	['Old workstation', 'draft sku_unknown'],
	['Depot 2', 'not offered not_yet'],
	['Labels', 'draft tax_differs'],
	['Order in pounds', 'draft currency_differs'],
	['Screws', 'draft'],
];

it('has an answer for every deal that waits to be won', () => {
	expect(ONCE_WON).toHaveLength(READY_TO_WIN.length);
});

it.each(ONCE_WON)('%s, once won: %s', (name, wanted) => {
	const company = believableCompany({ now: NOW });
	const deal = company.hubspot.deals.find(({ properties }) => properties.dealname?.startsWith(name));
	Object.assign(deal?.properties ?? {}, { dealstage: 'closedwon', closedate: NOW.toISOString() });
	const settings = { billFrom: billFrom(NOW), pipelines: BILLED_PIPELINES, now: NOW };
	const found = expected(company, settings).find(({ dealId }) => dealId === deal?.id);
	expect([found?.outcome, ...(found?.code ? [found.code] : []), ...(found?.checks ?? [])].join(' ')).toBe(wanted);
});
