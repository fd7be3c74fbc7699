import type { IDataObject, IExecuteFunctions } from 'n8n-workflow';
import { ok } from '../../../shared/model/result';
import { runGrouped } from '../../../shared/node/grouped';
import type { Operation } from '../../../shared/node/runOperation';
import { booleanSetting, wrongSetting } from '../../../shared/node/settings';
import type { ChangesWanted } from '../../changes/changedInvoices';
import { changedInvoices } from '../../changes/changedInvoices';
import { lookBackSetting, MOST_DAYS_BACK } from '../../lookBack';
import { openLedger, organisationSetting } from '../../openLedger';
import { optionsOf } from '../../readSettings';
import { textOption } from '../options';

interface Input {
	organisation: string;
	wanted: ChangesWanted;
}

const DAY = 86_400_000;

/** Invoice: Get Changes. One item per changed invoice; nothing new is no item. */
export const getChanges: Operation<Input> = {
	read: (context, itemIndex) => ({
		organisation: organisationSetting(context, itemIndex),
		wanted: {
			since: since(context, itemIndex),
			onlyDeals: booleanSetting(context, 'onlyDeals', 'Only of Deals', itemIndex),
			alsoOpen: booleanSetting(context, 'alsoOpen', 'Also All Open', itemIndex),
		},
	}),
	async run(context, inputs) {
		return await runGrouped(
			inputs,
			(input) => input,
			async (group) => {
				const [{ organisation, wanted }] = group as [Input];
				const port = await openLedger(context, organisation);
				const items = (await changedInvoices(port, wanted)) as unknown as IDataObject[];
				return group.map((_, index) => ok({ items: index === 0 ? items : [] }));
			},
		);
	},
};

/** *Changed Since* where it is set, else *Look Back*; to the minute, so that items of one run ask alike. */
function since(context: IExecuteFunctions, itemIndex: number): string {
	const days = lookBackSetting(context, itemIndex);
	const now = Math.floor(Date.now() / 60_000) * 60_000;
	const given = textOption(optionsOf(context, itemIndex)['changedSince'], 'Changed Since');
	if (given === null) return new Date(now - days * DAY).toISOString();
	const at = Date.parse(given);
	if (Number.isNaN(at) || at < now - (MOST_DAYS_BACK + 1) * DAY)
		throw wrongSetting('Changed Since', `a time within the last ${MOST_DAYS_BACK} days`, given);
	return new Date(Math.max(at, now - MOST_DAYS_BACK * DAY)).toISOString();
}
