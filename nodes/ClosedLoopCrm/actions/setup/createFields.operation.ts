import type { IDataObject } from 'n8n-workflow';
import { ok } from '../../../shared/model/result';
import { runGrouped } from '../../../shared/node/grouped';
import type { Operation } from '../../../shared/node/runOperation';
import { booleanSetting } from '../../../shared/node/settings';
import { openCrm } from '../../openCrm';

/** Setup: Create Fields. The account is set up once, whatever the number of items. */
export const createFields: Operation<{ preview: boolean }> = {
	read: (context, itemIndex) => ({ preview: booleanSetting(context, 'previewOnly', 'Preview Only', itemIndex) }),
	async run(context, inputs) {
		const crm = openCrm(context);
		return await runGrouped(
			inputs,
			(input) => input.preview,
			async (group) => {
				const reports = await crm.createFields({ preview: group.some((input) => input.preview) });
				const count = (outcome: string) => reports.filter((report) => report.outcome === outcome).length;
				const merge = {
					preview: group.some((input) => input.preview),
					fieldCounts: {
						created: count('created'),
						updated: count('updated'),
						unchanged: count('unchanged'),
						differs: count('differs'),
					},
					fields: reports as unknown as IDataObject[],
				};
				return group.map(() => ok({ merge }));
			},
		);
	},
};
