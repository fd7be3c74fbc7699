import type { IDataObject } from 'n8n-workflow';
import { ok } from '../../../shared/model/result';
import { runGrouped } from '../../../shared/node/grouped';
import type { Operation } from '../../../shared/node/runOperation';
import { countSetting } from '../../../shared/node/settings';
import { sayMoreRemain } from '../../moreRemain';
import { openLedger, organisationSetting } from '../../openLedger';

interface Input {
	organisation: string;
	limit: number;
}

/** Product: Get Many. The items that the ledger sells, one item each. */
export const getMany: Operation<Input> = {
	read: (context, itemIndex) => ({
		organisation: organisationSetting(context, itemIndex),
		limit: countSetting(context, 'limit', 'Limit', itemIndex, 1),
	}),
	async run(context, inputs) {
		return await runGrouped(
			inputs,
			({ organisation }) => organisation,
			async (group) => {
				const port = await openLedger(context, group[0]?.organisation ?? '');
				const sold = (await port.items()).filter((item) => item.sold);
				return group.map(({ limit }) => {
					if (sold.length > limit) sayMoreRemain(context, limit, 'items');
					return ok({
						items: sold.slice(0, limit).map((product) => ({ product: product as unknown as IDataObject })),
					});
				});
			},
		);
	},
};
