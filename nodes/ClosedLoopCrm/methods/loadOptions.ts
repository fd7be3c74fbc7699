import type { ILoadOptionsFunctions, INodePropertyOptions } from 'n8n-workflow';
import type { CrmListKind } from '../../shared/systems/crm';
import { nodeError } from '../../shared/node/nodeError';
import { openCrm } from '../openCrm';

type Load = (this: ILoadOptionsFunctions) => Promise<INodePropertyOptions[]>;

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
		const list = async () => await openCrm(this).list(kind);
		const entries = await list().catch((error: unknown) => nodeError(this.getNode(), error));
		return entries.map(({ value, name, description }) => ({
			value,
			name,
			...(description ? { description } : {}),
		}));
	};
}
