import type { IDataObject, IExecuteFunctions } from 'n8n-workflow';
import type { Customer } from '../../../shared/model/customer';
import type { Deal } from '../../../shared/model/deal';
import type { Invoice } from '../../../shared/model/invoice';
import type { Result } from '../../../shared/model/result';
import { ok } from '../../../shared/model/result';
import type { Operation } from '../../../shared/node/runOperation';
import { booleanSetting, documentParameter, optionalDocument } from '../../../shared/node/settings';
import { SystemError } from '../../../shared/transport/systemError';
import { updateBilling as update } from '../../billing/updateBilling';
import type { BillingResult } from '../../billing/updateBilling';
import { openCrm } from '../../openCrm';

/** Deal: Update Billing. What became of the deals is written on them, in batches over all items. */
export const updateBilling: Operation<BillingResult> = {
	read: (context, itemIndex) => ({
		deal: dealOf(context, itemIndex),
		customer: optionalDocument<Customer>(context, 'customer', 'Customer', itemIndex),
		invoice: optionalDocument<Invoice>(context, 'invoice', 'Invoice', itemIndex),
		problem: optionalDocument<NonNullable<BillingResult['problem']>>(context, 'problem', 'Problem', itemIndex),
		preview: booleanSetting(context, 'previewOnly', 'Preview Only', itemIndex),
	}),
	async run(context, inputs) {
		const deals = await update(openCrm(context), inputs, { execution: context.getExecutionId() });
		return deals.map(
			(deal): Result<{ merge: IDataObject }> =>
				deal.ok ? ok({ merge: { deal: deal.value as unknown as IDataObject } }) : deal,
		);
	},
};

/** A step in between may have made anything of it; without its id it cannot be found again. */
function dealOf(context: IExecuteFunctions, itemIndex: number): Deal {
	const deal = documentParameter<Deal>(context, 'deal', 'Deal', itemIndex);
	if (typeof deal.id === 'string' && /^\d+$/.test(deal.id)) return deal;
	throw new SystemError({
		code: 'document_unreadable',
		message: "'Deal' holds no deal: it has no ID",
		todo: "Set 'Deal' to the whole deal of an earlier Closed Loop step, e.g. {{ $json.deal }}",
		scope: 'item',
	});
}
