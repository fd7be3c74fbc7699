import type { IDataObject, IExecuteFunctions, IPollFunctions } from 'n8n-workflow';
import { isRecord } from '../../shared/node/isRecord';
import { openCrm } from '../../ClosedLoopCrm/openCrm';
import { readBillTo, readFields } from '../../ClosedLoopCrm/readFields';
import type { CrmCustomer } from '../../shared/model/crmCustomer';
import type { Deal } from '../../shared/model/deal';
import { countSetting, dateSetting, listSetting, wrongSetting } from '../../shared/node/settings';
import { SystemError } from '../../shared/transport/systemError';
import { customerMemoryFrom, pollCustomers, sampleCustomer } from './changedCustomers';
import { memoryFrom } from './memory';
import { dealEvents, pollWonDeals, sampleDeal } from './wonDeals';
import type { DealEvent, WonDealSettings } from './wonDeals';

/** One poll: the items to start with. A test from the editor gives a sample and leaves the memory as it is. */
export async function poll(context: IPollFunctions): Promise<IDataObject[]> {
	const event = eventOf(context);
	if (event === 'customerChanged') {
		const customers = await changedCustomers(context);
		return customers.map((crmCustomer) => ({ crmCustomer: crmCustomer as unknown as IDataObject }));
	}
	const deals = await offeredDeals(context, readSettings(context, event));
	return deals.map((deal) => ({ deal: deal as unknown as IDataObject }));
}

function eventOf(context: IPollFunctions): DealEvent | 'customerChanged' {
	const event: unknown = context.getNodeParameter('event');
	const known = [...dealEvents, 'customerChanged' as const].find((one) => one === event);
	if (known === undefined) throw wrongSetting('Trigger On', 'an event from the list', event);
	return known;
}

async function changedCustomers(context: IPollFunctions): Promise<CrmCustomer[]> {
	const crm = openCrm(context);
	const fields = readFields(context.getNodeParameter('fields', {}));
	if (context.getMode() === 'manual') return [await sampleCustomer(crm, fields)];
	const data = context.getWorkflowStaticData('node');
	const { customers, memory } = await pollCustomers(crm, fields, customerMemoryFrom(data), new Date().toISOString());
	Object.assign(data, memory);
	return customers;
}

async function offeredDeals(context: IPollFunctions, settings: WonDealSettings): Promise<Deal[]> {
	const crm = openCrm(context);
	if (context.getMode() === 'manual') {
		const sample = await sampleDeal(crm, settings);
		if (!sample) throw nothingWon(settings.billFrom);
		return [sample];
	}
	const data = context.getWorkflowStaticData('node');
	const { deals, problems, failed, memory } = await pollWonDeals(
		crm,
		settings,
		memoryFrom(data),
		new Date().toISOString(),
	);
	for (const { dealId, problem } of problems) {
		context.logger.warn(
			`Deal ${dealId} could not be read and is tried again with the next poll: ${problem.message}`,
		);
	}
	Object.assign(data, memory);
	const [first] = problems;
	if (failed && first) throw new SystemError(first.problem);
	return deals;
}

function readSettings(context: IPollFunctions, event: DealEvent): WonDealSettings {
	const reader = {
		getNodeParameter: (name: string) => context.getNodeParameter(name),
	} as Pick<IExecuteFunctions, 'getNodeParameter'>;
	const billFrom = dateSetting(reader, 'billFrom', 'Bill From', 0);
	const options: unknown = context.getNodeParameter('options', {});
	return {
		event,
		pipelines: listSetting(reader, 'pipelines', 'Pipelines', 0),
		billFrom,
		settleFor: countSetting(reader, 'settleFor', 'Settle For', 0, 0),
		read: {
			fields: readFields(context.getNodeParameter('fields', {})),
			billTo: readBillTo(isRecord(options) ? options['billTo'] : undefined),
			historyBefore: billFrom,
		},
	};
}

function nothingWon(billFrom: string): SystemError {
	return new SystemError({
		code: 'no_sample',
		message: `No deal was won in these pipelines since ${billFrom}, so there is no sample to show`,
		todo: "Win a deal in the CRM, or choose other 'Pipelines' or an earlier 'Bill From'",
		scope: 'run',
	});
}
