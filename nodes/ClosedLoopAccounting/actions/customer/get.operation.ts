import type { IDataObject } from 'n8n-workflow';
import { failed, ok } from '../../../shared/model/result';
import { runGrouped } from '../../../shared/node/grouped';
import type { Operation } from '../../../shared/node/runOperation';
import { idParameter, notFound } from '../../ids';
import { openLedger, organisationSetting } from '../../openLedger';

interface Input {
	organisation: string;
	id: string;
}

/** Customer: Get. */
export const get: Operation<Input> = {
	read: (context, itemIndex) => ({
		organisation: organisationSetting(context, itemIndex),
		id: idParameter(context, 'customerId', 'Customer ID', itemIndex),
	}),
	async run(context, inputs) {
		return await runGrouped(
			inputs,
			({ organisation }) => organisation,
			async (group) => {
				const port = await openLedger(context, group[0]?.organisation ?? '');
				const results = await port.customersById(group.map(({ id }) => id));
				return results.map((result, index) => {
					if (!result.ok) return result;
					if (result.value === null)
						return failed(notFound('customer', group[index]?.id ?? '', port.traits.label));
					return ok({ merge: { customer: result.value as unknown as IDataObject } });
				});
			},
		);
	},
};
