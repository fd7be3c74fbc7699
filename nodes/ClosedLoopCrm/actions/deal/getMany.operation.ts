import type { IDataObject, IExecuteFunctions } from 'n8n-workflow';
import type { Deal } from '../../../shared/model/deal';
import { ok } from '../../../shared/model/result';
import type { Operation, OperationOutput } from '../../../shared/node/runOperation';
import { booleanSetting, countSetting, dateSetting, listSetting, wrongSetting } from '../../../shared/node/settings';
import type { CrmPort, DealQuery, DealReadOptions } from '../../../shared/systems/crm';
import { SystemError } from '../../../shared/transport/systemError';
import { isRecord } from '../../../shared/node/isRecord';
import { texts } from '../../lists';
import { openCrm } from '../../openCrm';
import { readBillTo, readFields } from '../../readFields';

interface Input {
	/** One deal by link or id, in place of a search. */
	link: string;
	query: DealQuery;
	options: DealReadOptions;
}

/** Deal: Get Many. One item per deal; of an item that finds none nothing goes on. */
export const getMany: Operation<Input> = {
	read: readInput,
	async run(context, inputs) {
		const crm = openCrm(context);
		const outputs: OperationOutput[] = [];
		for (const input of inputs) outputs.push({ items: await find(crm, input, context) });
		return outputs.map((output) => ok(output));
	},
};

function readInput(context: IExecuteFunctions, itemIndex: number): Input {
	const billFrom = dateSetting(context, 'billFrom', 'Bill From', itemIndex);
	const options = context.getNodeParameter('options', itemIndex, {});
	const chosen = isRecord(options) ? options : {};
	return {
		link: String(context.getNodeParameter('dealLink', itemIndex, '')).trim(),
		query: {
			pipelines: listSetting(context, 'pipelines', 'Pipelines', itemIndex),
			stages: texts(chosen['stages'], 'Stages'),
			closedSince: billFrom,
			ownerIds: texts(chosen['owners'], 'Owners'),
			onlyOpen: booleanSetting(context, 'onlyUnbilled', 'Only Unbilled', itemIndex),
			held: true,
			modifiedSince: null,
			filters: filtersOf(chosen['filters']),
			limit: countSetting(context, 'limit', 'Limit', itemIndex, 1),
		},
		options: {
			fields: readFields(context.getNodeParameter('fields', itemIndex, {})),
			billTo: readBillTo(chosen['billTo']),
			historyBefore: billFrom,
		},
	};
}

async function find(crm: CrmPort, input: Input, context: IExecuteFunctions): Promise<IDataObject[]> {
	if (input.link !== '') return items(await whole(crm, [input.link], input.options), false);
	const found = await crm.findDeals(input.query);
	if (found.more) {
		context.addExecutionHints({
			message: `More deals match than the ${input.query.limit} of 'Limit'; run again once these are billed, or raise it`,
			location: 'outputPane',
		});
	}
	const ids = found.deals.map((deal) => deal.id);
	return ids.length === 0 ? [] : items(await whole(crm, ids, input.options), found.more);
}

/** A list with a hole would pass for the whole, so a deal that cannot be read stops it. */
async function whole(crm: CrmPort, refs: string[], options: DealReadOptions): Promise<Deal[]> {
	return (await crm.getDeals(refs, options)).map((deal) => {
		if (!deal.ok) throw new SystemError(deal.problem);
		return deal.value;
	});
}

function items(deals: Deal[], moreRemain: boolean): IDataObject[] {
	return deals.map((deal) => ({ deal: deal as unknown as IDataObject, moreRemain }));
}

/** n8n keeps a repeatable group of fields as `{condition: [...]}`. */
function filtersOf(value: unknown): DealQuery['filters'] {
	const list = isRecord(value) ? value['condition'] : undefined;
	if (list === undefined) return [];
	if (!Array.isArray(list)) throw wrongSetting('Filters', 'a list of conditions', list);
	return list.filter(isRecord).map((condition) => {
		const property = String(condition['property'] ?? '').trim();
		if (property === '') throw wrongSetting('Filters: Property', 'the name of a property', property);
		return { property, operator: String(condition['operator'] ?? 'EQ'), value: String(condition['value'] ?? '') };
	});
}
