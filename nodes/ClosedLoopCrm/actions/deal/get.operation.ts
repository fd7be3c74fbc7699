import type { IDataObject, IExecuteFunctions } from 'n8n-workflow';
import type { Result } from '../../../shared/model/result';
import { ok } from '../../../shared/model/result';
import { runGrouped } from '../../../shared/node/grouped';
import type { Operation } from '../../../shared/node/runOperation';
import { wrongSetting } from '../../../shared/node/settings';
import type { DealReadOptions } from '../../../shared/systems/crm';
import { isRecord } from '../../../shared/node/isRecord';
import { openCrm } from '../../openCrm';
import { readBillTo, readFields } from '../../readFields';

interface Input {
	ref: string;
	options: DealReadOptions;
}

/** Deal: Get. All items are read together; a deal that is not there is a problem of its own item. */
export const get: Operation<Input> = {
	read: (context, itemIndex) => ({
		ref: refOf(context.getNodeParameter('dealRef', itemIndex, '')),
		options: {
			fields: readFields(context.getNodeParameter('fields', itemIndex, {})),
			billTo: readBillTo(context.getNodeParameter('options.billTo', itemIndex, 'companies')),
			historyBefore: historyBefore(context, itemIndex),
		},
	}),
	async run(context, inputs) {
		const crm = openCrm(context);
		return await runGrouped(
			inputs,
			(input) => input.options,
			async (group) => {
				const [{ options }] = group as [Input];
				const deals = await crm.getDeals(
					group.map((input) => input.ref),
					options,
				);
				return deals.map(
					(deal): Result<{ merge: IDataObject }> =>
						deal.ok ? ok({ merge: { deal: deal.value as unknown as IDataObject } }) : deal,
				);
			},
		);
	},
};

/** What the deal's locator holds, whichever way it was chosen: an id or a link. */
function refOf(value: unknown): string {
	const chosen = isRecord(value) ? value['value'] : value;
	if (typeof chosen !== 'string' && typeof chosen !== 'number') throw wrongSetting('Deal', 'a deal', chosen);
	if (String(chosen).trim() === '') throw wrongSetting('Deal', 'a deal', chosen);
	return String(chosen);
}

/** *Bill From* is a choice here: with it older deals carry when they were first won. */
function historyBefore(context: IExecuteFunctions, itemIndex: number): string | null {
	const value: unknown = context.getNodeParameter('options.billFrom', itemIndex, '');
	if (value === '') return null;
	const date = typeof value === 'string' ? /^\d{4}-\d{2}-\d{2}/.exec(value)?.[0] : undefined;
	if (!date) throw wrongSetting('Bill From', 'a date such as 2026-11-01', value);
	return date;
}
