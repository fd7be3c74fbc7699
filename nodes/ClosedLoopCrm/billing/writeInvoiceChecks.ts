import { differing } from '../../shared/billing/billingFacts';
import { invoiceCheck } from '../../shared/billing/invoiceCheck';
import type { Customer } from '../../shared/model/customer';
import type { Deal } from '../../shared/model/deal';
import type { Invoice } from '../../shared/model/invoice';
import type { Result } from '../../shared/model/result';
import { failed, ok } from '../../shared/model/result';
import type { BillingWrite, CrmPort } from '../../shared/systems/crm';

/** A deal that was tried as if it were won, in preview. */
export interface CheckedDeal {
	deal: Deal;
	customer: Customer | null;
	invoice: Invoice | null;
	preview: boolean;
}

/**
 * Writes *Invoice check* and *Credit status* on deals that are not won yet (rules.md section 8), only where they differ from what
 * stands now, and gives the deals back with both. Nothing else of their billing is touched.
 */
export async function writeInvoiceChecks(crm: CrmPort, inputs: CheckedDeal[]): Promise<Array<Result<Deal>>> {
	const refs = inputs.map(({ deal }) => ({ dealId: deal.id, companyId: null, contactId: null }));
	const stored = await crm.readBilling(refs);
	const planned = inputs.map((input, index): { write: BillingWrite | null; result: Result<Deal> } => {
		const { customer, deal, invoice, preview } = input;
		const now = stored[index];
		if (now === undefined || !now.ok) return { write: null, result: now ?? unread(deal) };
		const facts = {
			invoiceCheck: invoiceCheck(deal, customer, invoice),
			...(customer?.credit !== undefined && { creditStatus: customer.credit.status }),
		};
		const billing = differing(facts, now.value.billing);
		const isNew = !preview && Object.keys(billing).length > 0;
		return {
			write: isNew ? { ...(refs[index] as (typeof refs)[number]), billing, customerLinks: null } : null,
			result: ok({ ...deal, billing: { ...now.value.billing, ...facts } }),
		};
	});
	const writes = planned.flatMap(({ write }) => write ?? []);
	const written = writes.length > 0 ? await crm.writeBilling(writes) : [];
	return planned.map(({ write, result }) => {
		const outcome = write === null ? undefined : written[writes.indexOf(write)];
		return outcome?.ok === false ? failed(outcome.problem) : result;
	});
}

function unread({ name }: Deal): Result<Deal> {
	return failed({
		code: 'not_found',
		message: `Deal '${name}' could not be read again`,
		todo: 'Look whether it is still there',
		scope: 'item',
	});
}
