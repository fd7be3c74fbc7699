import { updateBilling } from '../../../nodes/ClosedLoopCrm/billing/updateBilling';
import type { Customer } from '../../../nodes/shared/model/customer';
import type { Deal } from '../../../nodes/shared/model/deal';
import { billFrom } from '../../../sandbox/company/believable.mts';
import { generateCompany } from '../../../sandbox/company/generate.mts';
import { BILLED_PIPELINES } from '../../../sandbox/company/portal.mts';
import { over, query, whole } from './port.mts';

/** What one run over 100 deals asks of HubSpot, whatever the number of contacts. */
describe('100 deals found, read and written back', () => {
	it('cost at most 22 calls and one for each 100 lines', async () => {
		const { open, calls } = await over(generateCompany({ deals: 100, contacts: 50_000, seed: 3, knownShare: 0.5 }));
		await open().createFields();
		calls();
		const since = billFrom();
		const reading = open();
		const found = await reading.findDeals({
			...query,
			pipelines: [...BILLED_PIPELINES],
			closedSince: since,
			onlyOpen: true,
			held: true,
		});
		const results = await reading.getDeals(
			found.deals.map(({ id }) => id),
			{ ...whole, historyBefore: since },
		);
		const deals = results.map((deal) => {
			if (!deal.ok) throw new Error(deal.problem.message);
			return deal.value;
		});
		await updateBilling(
			open(),
			deals.map((deal) => ({
				deal: held(deal),
				customer: made(deal),
				invoice: null,
				problem: null,
				approvalAsked: null,
				preview: false,
			})),
			{ execution: '1' },
		);
		const paths = calls();
		const lines = deals.reduce((sum, deal) => sum + deal.lines.length, 0);
		console.info(`${deals.length} deals, ${lines} lines: ${paths.length} calls to HubSpot`);
		expect(deals.length).toBeGreaterThanOrEqual(95);
		expect(paths.filter((path) => path.includes('batch/update'))).toHaveLength(Math.ceil(deals.length / 100) * 2);
		expect(paths.length).toBeLessThanOrEqual(22 + lines / 100);
	}, 60_000);
});

/** Every deal gets something written, and every customer that is not known yet a link. */
function held(deal: Deal): Deal {
	return { ...deal, hold: { code: 'imported', what: 'Imported', todo: 'Confirm', by: 'sales' } };
}

function made(deal: Deal): Customer | null {
	if (!deal.company) return null;
	const known = deal.company.customerLinks[0];
	return {
		ledger: 'xero',
		crmType: 'company',
		crmId: deal.company.id,
		ledgerId: known?.ledgerId ?? `new-${deal.company.id}`,
		organisation: { id: known?.organisationId ?? 't-1', name: 'Books' },
	} as Customer;
}
