import type { IAllExecuteFunctions, IExecuteFunctions, IPollFunctions } from 'n8n-workflow';
import { lookBackSetting } from '../../ClosedLoopAccounting/lookBack';
import { openLedger, organisationSetting } from '../../ClosedLoopAccounting/openLedger';
import { booleanSetting, listSetting } from '../../shared/node/settings';
import { memoryFrom } from './memory';
import { pollLedger } from './pollLedger';
import type { LedgerEvent, LedgerNews, LedgerPollSettings } from './pollLedger';
import { sample } from './sample';

/** One poll: what happened. A test from the editor gives a sample and leaves the memory as it is. */
export async function poll(context: IPollFunctions): Promise<LedgerNews[]> {
	const reader = {
		getNodeParameter: (name: string) => context.getNodeParameter(name),
		getNode: () => context.getNode(),
	} as unknown as Pick<IExecuteFunctions, 'getNodeParameter' | 'getNode'>;
	const settings = readSettings(reader, context.getTimezone());
	const port = await openLedger(context as IAllExecuteFunctions, organisationSetting(reader, 0));
	const now = new Date().toISOString();
	if (context.getMode() === 'manual') return [await sample(port, settings, now)];
	const data = context.getWorkflowStaticData('node');
	const { news, memory } = await pollLedger(port, settings, memoryFrom(data), now);
	Object.assign(data, memory);
	return news;
}

function readSettings(reader: Pick<IExecuteFunctions, 'getNodeParameter'>, timeZone: string): LedgerPollSettings {
	return {
		events: listSetting(reader, 'events', 'Trigger On', 0) as LedgerEvent[],
		lookBack: lookBackSetting(reader, 0),
		onlyDeals: booleanSetting(reader, 'onlyDeals', 'Only of Deals', 0),
		timeZone,
	};
}
