import type { IDataObject, IExecuteFunctions } from 'n8n-workflow';
import type { Customer } from '../../../shared/model/customer';
import type { CustomerSync } from '../../../shared/model/customerSync';
import type { Deal } from '../../../shared/model/deal';
import type { Result } from '../../../shared/model/result';
import { ok } from '../../../shared/model/result';
import { runGrouped } from '../../../shared/node/grouped';
import type { Operation, OperationOutput } from '../../../shared/node/runOperation';
import { booleanSetting, countSetting, documentParameter, wrongSetting } from '../../../shared/node/settings';
import type { CustomerOptions, DealCustomer } from '../../customers/customerStep';
import { resolveCustomers } from '../../customers/resolveCustomers';
import { writeSynced } from '../../customers/writeSynced';
import type { SyncedInput, SyncedOptions } from '../../customers/writeSynced';
import { openLedger, organisationSetting } from '../../openLedger';
import { dealSettings } from '../../readSettings';

type Input = OfDeal | OfSync;

interface OfDeal {
	of: 'deal';
	organisation: string;
	deal: Deal;
	options: Omit<CustomerOptions, 'run' | 'now'>;
}

interface OfSync extends SyncedInput {
	of: 'sync';
	organisation: string;
	options: SyncedOptions;
}

const MODES: Array<CustomerOptions['ifExists']> = ['unchanged', 'fill', 'overwrite'];

/**
 * Customer: Create or Update. Of a deal: one item each, with the customer beside it; held deals pass untouched. Of a customer sync:
 * what goes over from the CRM is written.
 */
export const createOrUpdate: Operation<Input> = {
	read(context, itemIndex) {
		const of: unknown = context.getNodeParameter('customerOf', itemIndex, 'deal');
		if (of === 'sync') return readSync(context, itemIndex);
		if (of !== 'deal') throw wrongSetting('Of', 'deal or sync', of);
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
		return { of, organisation, options, deal: documentParameter<Deal>(context, 'deal', 'Deal', itemIndex) };
	},
	async run(context, inputs) {
		return await runGrouped(
			inputs,
			({ of, organisation, options }) => ({ of, organisation, options }),
			async (group) => {
				const [first] = group as [Input];
				const port = await openLedger(context, first.organisation);
				if (first.of === 'sync') return (await writeSynced(port, group as OfSync[], first.options)).map(synced);
				const run = context.getExecutionId();
				const deals = (group as OfDeal[]).map(({ deal }) => deal);
				return (await resolveCustomers(port, deals, { ...first.options, run, now: Date.now() })).map(output);
			},
		);
	},
};

function output(result: Result<DealCustomer>): Result<OperationOutput> {
	return result.ok ? ok({ merge: result.value as unknown as IDataObject }) : result;
}

function readSync(context: IExecuteFunctions, itemIndex: number): OfSync {
	return {
		of: 'sync',
		organisation: organisationSetting(context, itemIndex),
		customer: documentParameter<Customer>(context, 'customer', 'Customer', itemIndex),
		sync: documentParameter<CustomerSync>(context, 'customerSync', 'Customer Sync', itemIndex),
		options: {
			preview: booleanSetting(context, 'previewOnly', 'Preview Only', itemIndex),
			stopIfMoreThan: countSetting(context, 'stopIfMoreThan', 'Stop If More Than', itemIndex, 1),
		},
	};
}

function synced(result: Result<SyncedInput>): Result<OperationOutput> {
	if (!result.ok) return result;
	const { customer, sync } = result.value;
	return ok({ merge: { customer, customerSync: sync } as unknown as IDataObject });
}
