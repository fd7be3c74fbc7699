import type { ILoadOptionsFunctions } from 'n8n-workflow';
import type { CrmListKind } from '../../shared/systems/crm';
import { dropDown } from '../../shared/node/dropDown';
import type { Load } from '../../shared/node/dropDown';
import { openCrm } from '../openCrm';

/** Short lists of the CRM for the drop-downs of the node and the trigger. */
export const loadOptions: Record<string, Load> = {
	getPipelines: listing('pipelines'),
	getStages: listing('stages'),
	getOwners: listing('owners'),
	getDealProperties: listing('dealProperties'),
	getCompanyProperties: listing('companyProperties'),
};

function listing(kind: CrmListKind): Load {
	return async function (this: ILoadOptionsFunctions) {
		return await dropDown(this, async () => await openCrm(this).list(kind));
	};
}
