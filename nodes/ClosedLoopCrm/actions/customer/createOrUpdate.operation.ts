import type { IDataObject, IExecuteFunctions } from 'n8n-workflow';
import { customerFields } from '../../../shared/billing/customerFields';
import { defaultOwners } from '../../../shared/billing/customerSync';
import type { SyncSettings } from '../../../shared/billing/customerSync';
import type { CrmCustomer } from '../../../shared/model/crmCustomer';
import type { Customer } from '../../../shared/model/customer';
import type { CustomerSide, CustomerSync } from '../../../shared/model/customerSync';
import type { Result } from '../../../shared/model/result';
import { ok } from '../../../shared/model/result';
import { runGrouped } from '../../../shared/node/grouped';
import { isRecord } from '../../../shared/node/isRecord';
import type { Operation } from '../../../shared/node/runOperation';
import { booleanSetting, documentParameter, optionalDocument, wrongSetting } from '../../../shared/node/settings';
import type { FieldMapping } from '../../../shared/systems/crm';
import { syncCustomers } from '../../customers/syncCustomers';
import type { SyncInput } from '../../customers/syncCustomers';
import { openCrm } from '../../openCrm';
import { readFields } from '../../readFields';

interface Input extends SyncInput {
	settings: SyncSettings;
	fields: FieldMapping;
}

/**
 * Customer: Create or Update. Compares each ledger customer with its record three-way, writes the CRM's side and what is agreed,
 * and hands on what goes over to the ledger; all items together.
 */
export const createOrUpdate: Operation<Input> = {
	read: (context, itemIndex) => ({
		customer: documentParameter<Customer>(context, 'customer', 'Ledger Customer', itemIndex),
		crmCustomer: optionalDocument<CrmCustomer>(context, 'crmCustomer', 'CRM Customer', itemIndex),
		sync: optionalDocument<CustomerSync>(context, 'customerSync', 'Customer Sync', itemIndex),
		preview: booleanSetting(context, 'previewOnly', 'Preview Only', itemIndex),
		settings: settingsOf(context, itemIndex),
		fields: readFields(context.getNodeParameter('fields', itemIndex, {})),
	}),
	async run(context, inputs) {
		const crm = openCrm(context);
		return await runGrouped(
			inputs,
			({ preview, settings, fields }) => ({ preview, settings, fields }),
			async (group) => {
				const [{ settings, fields }] = group as [Input];
				return (await syncCustomers(crm, group, settings, fields)).map(
					(result): Result<{ merge: IDataObject }> => {
						if (!result.ok) return result;
						const { sync, record } = result.value;
						return ok({ merge: { customerSync: sync, crmCustomer: record } as unknown as IDataObject });
					},
				);
			},
		);
	},
};

function settingsOf(context: IExecuteFunctions, itemIndex: number): SyncSettings {
	const options: unknown = context.getNodeParameter('options', itemIndex, {});
	const chosen = isRecord(options) ? options : {};
	const owners = { ...defaultOwners };
	for (const field of customerFields) {
		const owner = chosen[`${field}Owner`];
		if (owner === undefined || owner === '') continue;
		if (owner !== 'crm' && owner !== 'ledger' && owner !== 'ask') {
			throw wrongSetting(`If Both Changed: ${field}`, 'crm, ledger or ask', owner);
		}
		owners[field] = owner;
	}
	const emptyClears = chosen['emptyClears'] ?? false;
	if (typeof emptyClears !== 'boolean') throw wrongSetting('Empty Clears', 'on or off (true or false)', emptyClears);
	return { owners, firstRun: firstRunOf(context, itemIndex), emptyClears };
}

function firstRunOf(context: IExecuteFunctions, itemIndex: number): CustomerSide | null {
	const value: unknown = context.getNodeParameter('ifNeverCompared', itemIndex, 'list');
	if (value === 'crm' || value === 'ledger') return value;
	if (value === 'list') return null;
	throw wrongSetting('If Never Compared', 'list, crm or ledger', value);
}
