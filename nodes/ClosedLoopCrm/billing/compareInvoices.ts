import { comparedInvoiceFacts } from '../../shared/billing/comparedInvoice';
import type { ComparedInvoice } from '../../shared/billing/comparedInvoice';
import type { Result } from '../../shared/model/result';
import type { CrmPort } from '../../shared/systems/crm';
import { invoicesOnDeals } from './invoicesOnDeals';
import type { ChangedInvoice, OnDeal } from './invoicesOnDeals';
import type { Run } from './updateBilling';

/** Writes what was edited on invoices onto their deals, and hands each edit on once. Owners are read where there is one. */
export async function compareInvoices(
	crm: CrmPort,
	inputs: ChangedInvoice[],
	run: Run,
): Promise<Array<Result<OnDeal<ComparedInvoice>>>> {
	return await invoicesOnDeals(crm, inputs, run, {
		facts: comparedInvoiceFacts,
		isTold: ({ edits }) => edits.length > 0,
	});
}
