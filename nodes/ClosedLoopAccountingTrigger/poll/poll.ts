import type { IAllExecuteFunctions, IExecuteFunctions, IPollFunctions } from 'n8n-workflow';
import { openLedger, organisationSetting } from '../../ClosedLoopAccounting/openLedger';
import { booleanSetting, countSetting, listSetting, wrongSetting } from '../../shared/node/settings';
import { memoryFrom } from './memory';
import { pollLedger } from './pollLedger';
import type { LedgerEvent, LedgerNews, LedgerPollSettings } from './pollLedger';
import { sample } from './sample';

/** QuickBooks' change feed reaches 30 days back (apis/quickbooks.md 9). */
const MOST_DAYS = 29;

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
	const lookBack = countSetting(reader, 'lookBack', 'Look Back', 0, 1);
	if (lookBack > MOST_DAYS) throw wrongSetting('Look Back', `a number of days from 1 to ${MOST_DAYS}`, lookBack);
	return {
		events: listSetting(reader, 'events', 'Trigger On', 0) as LedgerEvent[],
		lookBack,
		onlyDeals: booleanSetting(reader, 'onlyDeals', 'Only of Deals', 0),
		timeZone,
	};
}
