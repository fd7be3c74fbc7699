import type { IDataObject } from 'n8n-workflow';
import type { Financials } from '../../../shared/model/financials';
import type { Result } from '../../../shared/model/result';
import { ok } from '../../../shared/model/result';
import { runGrouped } from '../../../shared/node/grouped';
import type { Operation } from '../../../shared/node/runOperation';
import { booleanSetting, documentParameter } from '../../../shared/node/settings';
import { defaultFields } from '../../../shared/systems/hubspot/fieldNames';
import { updateFinancials as update } from '../../customers/updateFinancials';
import type { FinancialsInput } from '../../customers/updateFinancials';
import { openCrm } from '../../openCrm';

/** Customer: Update Financials. All items together: each record and contact is written once, and only where something changed. */
export const updateFinancials: Operation<FinancialsInput> = {
	read: (context, itemIndex) => ({
		financials: documentParameter<Financials>(context, 'financials', 'Financials', itemIndex),
		preview: booleanSetting(context, 'previewOnly', 'Preview Only', itemIndex),
	}),
	async run(context, inputs) {
		const crm = openCrm(context);
		return await runGrouped(
			inputs,
			({ preview }) => preview,
			async (group) =>
				(await update(crm, group, defaultFields)).map((result): Result<{ merge: IDataObject }> => {
					if (!result.ok) return result;
					const { financials, records } = result.value;
					return ok({ merge: { financials, crmCustomers: records } as unknown as IDataObject });
				}),
		);
	},
};
