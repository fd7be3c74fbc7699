import { billWonDeals } from './billWonDeals.mts';
import type { Flow } from './flow.mts';
import { setUpCrm } from './setUpCrm.mts';
import { hubspot, xero } from './systems.mts';

/** Every template by its file name in `workflows/`. */
export const templates: Record<string, Flow> = {
	'01-bill-won-hubspot-deals-as-xero-drafts.json': billWonDeals(hubspot, xero),
	'02-set-up-the-crm.json': setUpCrm(hubspot, xero),
};

/** As it stands in the file. */
export function printed(template: Flow): string {
	return `${JSON.stringify(template, null, '\t')}\n`;
}
