import type { DealBilling } from '../model/dealBilling';

/** What stands on a deal, without what an earlier step of the same run said of itself. */
export function asStored(billing: DealBilling): DealBilling {
	return {
		...billing,
		outcome: undefined,
		would: undefined,
		reasonChanged: undefined,
		statusChanged: undefined,
	};
}
