import type { IDataObject } from 'n8n-workflow';
import type { Customer } from '../../../shared/model/customer';
import type { Deal } from '../../../shared/model/deal';
import type { Invoice } from '../../../shared/model/invoice';
import type { Result } from '../../../shared/model/result';
import { ok } from '../../../shared/model/result';
import { runGrouped } from '../../../shared/node/grouped';
import type { Operation } from '../../../shared/node/runOperation';
import { booleanSetting, optionalDocument, wrongSetting } from '../../../shared/node/settings';
import type { ChangedInvoice } from '../../billing/invoicesOnDeals';
import { updateFromInvoices } from '../../billing/updateFromInvoices';
import { updateBilling as update } from '../../billing/updateBilling';
import type { BillingResult } from '../../billing/updateBilling';
import type { CheckedDeal } from '../../billing/writeInvoiceChecks';
import { writeInvoiceChecks } from '../../billing/writeInvoiceChecks';
import { openCrm } from '../../openCrm';
import { dealOf } from '../dealOf';
import { changedInvoiceOf } from './changedInvoiceOf';

type Input =
	| ({ source: 'deal' } & BillingResult)
	| ({ source: 'invoiceCheck' } & CheckedDeal)
	| ({ source: 'changedInvoice' } & ChangedInvoice);
type Output = Array<Result<{ merge: IDataObject }>>;

/**
 * Deal: Update Billing. What became of the deals is written on them, in batches over all items: by *Deal* what the billing flow
 * made of them, by *Changed Invoice* what the ledger alone tells, by *Invoice Check* what would stop or mark the invoice of a deal
 * that is not won yet.
 */
export const updateBilling: Operation<Input> = {
	read(context, itemIndex) {
		const preview = booleanSetting(context, 'previewOnly', 'Preview Only', itemIndex);
		const source: unknown = context.getNodeParameter('source', itemIndex, 'deal');
		if (source === 'changedInvoice') return { source, invoice: changedInvoiceOf(context, itemIndex), preview };
		if (source !== 'deal' && source !== 'invoiceCheck') throw wrongSetting('Source', 'one of its list', source);
		const documents = {
			deal: dealOf(context, itemIndex),
			customer: optionalDocument<Customer>(context, 'customer', 'Customer', itemIndex),
			invoice: optionalDocument<Invoice>(context, 'invoice', 'Invoice', itemIndex),
			preview,
		};
		if (source === 'invoiceCheck') return { source, ...documents };
		return {
			source,
			...documents,
			problem: optionalDocument<NonNullable<BillingResult['problem']>>(context, 'problem', 'Problem', itemIndex),
			approvalAsked: String(context.getNodeParameter('approvalAsked', itemIndex, '') ?? '').trim() || null,
		};
	},
	async run(context, inputs) {
		const crm = openCrm(context);
		const run = { execution: context.getExecutionId() };
		return await runGrouped(
			inputs,
			({ source }) => source,
			async (group): Promise<Output> => {
				const changed = group.flatMap((input) => (input.source === 'changedInvoice' ? [input] : []));
				if (changed.length > 0) {
					const updates = await updateFromInvoices(crm, changed, run);
					return updates.map((result, index) => {
						if (!result.ok) return result;
						if ('deal' in result.value) return merged({ deal: result.value.deal });
						const { invoice } = changed[index] as ChangedInvoice;
						return merged({ invoice: { ...invoice, outcome: 'skipped', reason: result.value.reason } });
					});
				}
				const checked = group.flatMap((input) => (input.source === 'invoiceCheck' ? [input] : []));
				if (checked.length > 0) return (await writeInvoiceChecks(crm, checked)).map(dealOfResult);
				const deals = await update(
					crm,
					group.flatMap((input) => (input.source === 'deal' ? [input] : [])),
					run,
				);
				return deals.map(dealOfResult);
			},
		);
	},
};

function merged(documents: object): Result<{ merge: IDataObject }> {
	return ok({ merge: documents as IDataObject });
}

function dealOfResult(deal: Result<Deal>): Result<{ merge: IDataObject }> {
	return deal.ok ? merged({ deal: deal.value }) : deal;
}
