import type { IExecuteFunctions } from 'n8n-workflow';
import { countSetting, wrongSetting } from '../shared/node/settings';

/** QuickBooks' change feed reaches 30 days back (apis/quickbooks.md 9); the same holds for every ledger. */
export const MOST_DAYS_BACK = 29;

/** *Look Back* in days. */
export function lookBackSetting(context: Pick<IExecuteFunctions, 'getNodeParameter'>, itemIndex: number): number {
	const days = countSetting(context, 'lookBack', 'Look Back', itemIndex, 1);
	if (days > MOST_DAYS_BACK) throw wrongSetting('Look Back', `a number of days from 1 to ${MOST_DAYS_BACK}`, days);
	return days;
}
