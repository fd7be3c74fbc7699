import type { BillingFacts } from '../../shared/billing/billingFacts';
import { changedInvoiceFacts } from '../../shared/billing/changedInvoice';
import type { Result } from '../../shared/model/result';
import type { CrmPort } from '../../shared/systems/crm';
import { invoicesOnDeals } from './invoicesOnDeals';
import type { ChangedInvoice, OnDeal } from './invoicesOnDeals';
import type { Run } from './updateBilling';

/** Writes what changed invoices say onto their deals. Owners are read of those deals alone whose status changed. */
export async function updateFromInvoices(
	crm: CrmPort,
	inputs: ChangedInvoice[],
	run: Run,
): Promise<Array<Result<OnDeal<BillingFacts>>>> {
	return await invoicesOnDeals(crm, inputs, run, {
		facts: changedInvoiceFacts,
		isTold: ({ billing }) => billing.statusChanged === true,
	});
}
