import type { IDataObject, IExecuteFunctions } from 'n8n-workflow';
import { ok } from '../../../shared/model/result';
import { runGrouped } from '../../../shared/node/grouped';
import type { Operation } from '../../../shared/node/runOperation';
import { dateSetting, wrongSetting } from '../../../shared/node/settings';
import type { SetupQuery } from '../../../shared/systems/crm';
import { openCrm } from '../../openCrm';
import { readFields } from '../../readFields';
import { findingsOf } from '../../setup/findings';

/** Setup: Check. Without pipelines it looks at all of them: it writes nothing. */
export const check: Operation<SetupQuery> = {
	read: (context, itemIndex) => ({
		pipelines: pipelinesOf(context, itemIndex),
		billFrom: dateSetting(context, 'billFrom', 'Bill From', itemIndex),
		fields: readFields(context.getNodeParameter('fields', itemIndex, {})),
	}),
	async run(context, inputs) {
		const crm = openCrm(context);
		return await runGrouped(
			inputs,
			(input) => input,
			async (group) => {
				const [query] = group as [SetupQuery];
				const all = query.pipelines.length > 0 ? query.pipelines : (await crm.pipelines()).map(({ id }) => id);
				const report = await crm.check({ ...query, pipelines: all });
				const merge = { ...report, findings: findingsOf(report, query.billFrom) } as unknown as IDataObject;
				return group.map(() => ok({ merge }));
			},
		);
	},
};

function pipelinesOf(context: IExecuteFunctions, itemIndex: number): string[] {
	const value: unknown = context.getNodeParameter('pipelines', itemIndex, []);
	if (!Array.isArray(value) || value.some((entry) => typeof entry !== 'string')) {
		throw wrongSetting('Pipelines', 'a list', value);
	}
	return value as string[];
}
