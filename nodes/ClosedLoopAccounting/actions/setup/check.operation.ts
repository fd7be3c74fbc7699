import type { IDataObject } from 'n8n-workflow';
import { ok } from '../../../shared/model/result';
import type { Operation } from '../../../shared/node/runOperation';
import { optionalDocument } from '../../../shared/node/settings';
import type { CrmSetupReport } from '../../../shared/systems/crm';
import { openLedger, organisationSetting } from '../../openLedger';
import { checkSetup } from '../../setup/checkSetup';
import type { Finding } from '../../setup/findings';
import { findingsOf } from '../../setup/findings';

interface Input {
	organisation: string;
	crm: (CrmSetupReport & { findings?: Finding[] }) | null;
}

/** Setup: Check. Reads only; its findings follow those of the CRM's own check. */
export const check: Operation<Input> = {
	read(context, itemIndex) {
		const document = optionalDocument<CrmSetupReport>(context, 'crmCheck', 'CRM Check', itemIndex);
		// The field reads the whole item, which is no CRM check where the node stands alone.
		const crm = document !== null && document.account && Array.isArray(document.companies) ? document : null;
		return { organisation: organisationSetting(context, itemIndex), crm };
	},
	async run(context, inputs) {
		const results = [];
		for (const { organisation, crm } of inputs) {
			const port = await openLedger(context, organisation);
			const report = await checkSetup(port, crm);
			const found = [...(crm?.findings ?? []), ...findingsOf(report, crm, port.traits)];
			const findings = [...found.filter((one) => !one.ok), ...found.filter((one) => one.ok)];
			results.push(ok({ merge: { ledger: report, findings } as unknown as IDataObject }));
		}
		return results;
	},
};
