import { createKernel } from '../../transport/kernel';
import type { PortContext } from '../../transport/kernel';
import type { CrmPort } from '../crm';
import { check } from './check';
import { createFields } from './createFields';
import { findDeals } from './findDeals';
import { getDeals } from './getDeals';
import { listDeals, listOf } from './lists';
import { profile } from './profile';
import { createSession } from './session';
import { readBilling, writeBilling } from './storedBilling';

/** HubSpot behind the CRM's port. One port per run: what it reads of the account is kept for that long. */
export function openHubSpot(context: PortContext): CrmPort {
	const kernel = createKernel(profile, context);
	const session = createSession(kernel);
	return {
		account: () => session.account(),
		pipelines: () => session.pipelines(),
		findDeals: (query) => findDeals(session, query),
		getDeals: (refs, options) => getDeals(session, refs, options),
		readBilling: (deals) => readBilling(kernel, deals),
		writeBilling: (writes) => writeBilling(kernel, writes),
		createFields: (options) => createFields(kernel, options?.preview === true),
		check: (query) => check(session, query),
		list: (kind) => listOf(session, kind),
		listDeals: (wanted) => listDeals(session, wanted),
	};
}
