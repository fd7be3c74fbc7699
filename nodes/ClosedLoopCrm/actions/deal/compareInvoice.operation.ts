import type { IDataObject } from 'n8n-workflow';
import { ok } from '../../../shared/model/result';
import type { Operation } from '../../../shared/node/runOperation';
import { booleanSetting } from '../../../shared/node/settings';
import { compareInvoices } from '../../billing/compareInvoices';
import type { ChangedInvoice } from '../../billing/invoicesOnDeals';
import { openCrm } from '../../openCrm';
import { changedInvoiceOf } from './changedInvoiceOf';

/**
 * Deal: Compare Invoice. Says what was edited on the invoice in the ledger since its deal last saw it, each edit once, and notes
 * it on the deal, in batches over all items.
 */
export const compareInvoice: Operation<ChangedInvoice> = {
	read: (context, itemIndex) => ({
		invoice: changedInvoiceOf(context, itemIndex),
		preview: booleanSetting(context, 'previewOnly', 'Preview Only', itemIndex),
	}),
	async run(context, inputs) {
		const crm = openCrm(context);
		const compared = await compareInvoices(crm, inputs, { execution: context.getExecutionId() });
		return compared.map((result, index) => {
			if (!result.ok) return result;
			if ('deal' in result.value) {
				const { deal, facts } = result.value;
				return ok({ merge: { deal, edits: facts.edits } as unknown as IDataObject });
			}
			const { invoice } = inputs[index] as ChangedInvoice;
			const skipped = { ...invoice, outcome: 'skipped', reason: result.value.reason };
			return ok({ merge: { invoice: skipped, edits: [] } as unknown as IDataObject });
		});
	},
};
