import { updateBilling } from '../../../nodes/ClosedLoopCrm/billing/updateBilling';
import type { CustomerLink } from '../../../nodes/shared/model/deal';
import { ok } from '../../../nodes/shared/model/result';
import type { BillingWrite, CrmPort } from '../../../nodes/shared/systems/crm';
import { billing, company, customer, deal } from '../billing/records.mts';

const realm = '4620816365';

it('deals of one company in two currencies leave a line for each on the company', async () => {
	const writes: BillingWrite[] = [];
	const crm = {
		readBilling: async (refs: unknown[]) => refs.map(() => ok({ billing: billing(), customerLinks: [] })),
		writeBilling: async (asked: BillingWrite[]) => {
			writes.push(...asked);
			return asked.map(() => ok(undefined));
		},
	} as unknown as CrmPort;
	const billed = (id: string, ledgerId: string, currency: string) => ({
		deal: deal({ id, currency, company: company({ id: '7', customerLinks: [] }) }),
		customer: customer({
			crmId: '7',
			crmType: 'company',
			ledger: 'quickbooks',
			organisation: { id: realm, name: 'Books' },
			ledgerId,
			currency,
			currencyBound: true,
		}),
		invoice: null,
		problem: null,
		approvalAsked: null,
		preview: false,
	});
	await updateBilling(crm, [billed('1', '57', 'GBP'), billed('2', '61', 'EUR'), billed('3', '57', 'GBP')], {
		execution: '9',
	});
	const last = writes.filter(({ companyId }) => companyId === '7').at(-1)?.customerLinks as CustomerLink[];
	expect(last.map(({ ledgerId, currency }) => `${ledgerId} ${currency}`)).toEqual(['57 GBP', '61 EUR']);
});
