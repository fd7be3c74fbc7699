import type { IDataObject } from 'n8n-workflow';
import type { Deal } from '../../../shared/model/deal';
import type { Result } from '../../../shared/model/result';
import { ok } from '../../../shared/model/result';
import { runGrouped } from '../../../shared/node/grouped';
import type { Operation, OperationOutput } from '../../../shared/node/runOperation';
import { booleanSetting, countSetting, documentParameter, wrongSetting } from '../../../shared/node/settings';
import type { CustomerOptions, DealCustomer } from '../../customers/customerStep';
import { resolveCustomers } from '../../customers/resolveCustomers';
import { openLedger, organisationSetting } from '../../openLedger';
import { dealSettings } from '../../readSettings';

interface Input {
	organisation: string;
	deal: Deal;
	options: Omit<CustomerOptions, 'run' | 'now'>;
}

const MODES: Array<CustomerOptions['ifExists']> = ['unchanged', 'fill', 'overwrite'];

/** Customer: Create or Update. One item per deal, with the customer beside it; held deals pass untouched. */
export const createOrUpdate: Operation<Input> = {
	read(context, itemIndex) {
		const asked: unknown = context.getNodeParameter('ifExists', itemIndex, 'unchanged');
		const ifExists = MODES.find((mode) => mode === asked);
		if (ifExists === undefined) throw wrongSetting('If It Exists', `one of ${MODES.join(', ')}`, asked);
		const options = {
			settings: dealSettings(context, itemIndex),
			ifExists,
			preview: booleanSetting(context, 'previewOnly', 'Preview Only', itemIndex),
			stopIfMoreThan: countSetting(context, 'stopIfMoreThan', 'Stop If More Than', itemIndex, 1),
		};
		const organisation = organisationSetting(context, itemIndex);
		return { organisation, options, deal: documentParameter<Deal>(context, 'deal', 'Deal', itemIndex) };
	},
	async run(context, inputs) {
		return await runGrouped(
			inputs,
			({ organisation, options }) => ({ organisation, options }),
			async (group) => {
				const [{ organisation, options }] = group as [Input];
				const port = await openLedger(context, organisation);
				const run = context.getExecutionId();
				const deals = group.map(({ deal }) => deal);
				return (await resolveCustomers(port, deals, { ...options, run, now: Date.now() })).map(output);
			},
		);
	},
};

function output(result: Result<DealCustomer>): Result<OperationOutput> {
	return result.ok ? ok({ merge: result.value as unknown as IDataObject }) : result;
}
