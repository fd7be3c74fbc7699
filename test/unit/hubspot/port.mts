import type { CrmPort, DealQuery, DealReadOptions } from '../../../nodes/shared/systems/crm';
import { defaultFields } from '../../../nodes/shared/systems/hubspot/fieldNames';
import { openHubSpot } from '../../../nodes/shared/systems/hubspot/hubspot';
import type { CompanyFile } from '../../../sandbox/core/types.mts';
import { startSandbox } from '../../../sandbox/index.mts';
import type { Sandbox } from '../../../sandbox/index.mts';
import { heldToModels } from '../../support/heldToModels.mts';
import { sandboxContext } from '../../support/sandboxSend.mts';

export interface Setting {
	sandbox: Sandbox;
	/** A port as a new run would open it. */
	open(): CrmPort;
	/** Paths of the calls since the last look, without the version. */
	calls(): string[];
}

let accounts = 0;

export async function over(company: CompanyFile): Promise<Setting> {
	const sandbox = await startSandbox({ company, listen: false, limits: 'off', searchLagMs: 0 });
	sandbox.onCall(heldToModels);
	return {
		sandbox,
		open: () => openHubSpot(sandboxContext(sandbox, sandbox.hubspot.token, `test-${++accounts}`)),
		calls: () => {
			const paths = sandbox.calls.map((call) => `${call.method} ${call.path.replace('/2026-09', '')}`);
			sandbox.clearCalls();
			return paths;
		},
	};
}

export const query: DealQuery = {
	pipelines: ['default'],
	stages: [],
	closedSince: '2026-11-01',
	ownerIds: [],
	onlyOpen: false,
	held: false,
	modifiedSince: null,
	filters: [],
	limit: 500,
};

export const whole: DealReadOptions = { fields: defaultFields, billTo: 'companies', historyBefore: null };
