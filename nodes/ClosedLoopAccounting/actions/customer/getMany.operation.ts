import type { IDataObject, IExecuteFunctions } from 'n8n-workflow';
import type { CrmCustomer } from '../../../shared/model/crmCustomer';
import type { Customer } from '../../../shared/model/customer';
import type { Result } from '../../../shared/model/result';
import { ok } from '../../../shared/model/result';
import { runGrouped } from '../../../shared/node/grouped';
import type { Operation, OperationOutput } from '../../../shared/node/runOperation';
import { countSetting, documentParameter, wrongSetting } from '../../../shared/node/settings';
import type { AccountingPort } from '../../../shared/systems/accounting';
import { ofCrmCustomers } from '../../customers/ofCrmCustomers';
import { sayMoreRemain } from '../../moreRemain';
import { openLedger, organisationSetting } from '../../openLedger';
import { optionsOf } from '../../readSettings';
import { textOption } from '../options';

type Which =
	| { which: 'search'; text: string; limit: number }
	| { which: 'changed'; since: string }
	| { which: 'crm'; record: CrmCustomer };

type Input = Which & { organisation: string };

/** Customer: Get Many. One item for each customer: those that match, that changed, or that a record of the CRM is. */
export const getMany: Operation<Input> = {
	read: (context, itemIndex) => ({
		organisation: organisationSetting(context, itemIndex),
		...whichOf(context, itemIndex),
	}),
	async run(context, inputs) {
		return await runGrouped(
			inputs,
			(input) => (input.which === 'crm' ? { organisation: input.organisation, which: 'crm' } : input),
			async (group) => {
				const [first] = group as [Input];
				const port = await openLedger(context, first.organisation);
				if (first.which === 'crm') return await ofRecords(port, group);
				if (first.which === 'changed') {
					const changed = await port.customersChangedSince(first.since);
					return group.map(() => ok({ items: changed.map((customer) => itemOf({ customer })) }));
				}
				const { customers, more } = await port.findCustomers({ text: first.text, limit: first.limit });
				if (more) sayMoreRemain(context, first.limit, 'customers');
				return group.map(() => ok({ items: customers.map((customer) => itemOf({ customer })) }));
			},
		);
	},
};

/** Each customer with the record that it is. */
async function ofRecords(port: AccountingPort, group: Input[]): Promise<Array<Result<OperationOutput>>> {
	const records = group.flatMap((input) => (input.which === 'crm' ? [input.record] : []));
	const found = await ofCrmCustomers(port, records);
	return records.map((crmCustomer, index) => {
		const customers = found[index] as Result<Customer[]>;
		if (!customers.ok) return customers;
		return ok({ items: customers.value.map((customer) => itemOf({ customer, crmCustomer })) });
	});
}

function itemOf(documents: { customer: Customer; crmCustomer?: CrmCustomer }): IDataObject {
	return documents as unknown as IDataObject;
}

function whichOf(context: IExecuteFunctions, itemIndex: number): Which {
	const which: unknown = context.getNodeParameter('customersBy', itemIndex, 'search');
	if (which === 'crm') {
		return { which, record: documentParameter<CrmCustomer>(context, 'crmCustomer', 'CRM Customer', itemIndex) };
	}
	if (which === 'changed') return { which, since: momentOf(context.getNodeParameter('changedSince', itemIndex, '')) };
	if (which !== 'search') throw wrongSetting('By', 'search, changed or crm', which);
	return {
		which,
		text: textOption(optionsOf(context, itemIndex)['text'], 'Search Text') ?? '',
		limit: countSetting(context, 'limit', 'Limit', itemIndex, 1),
	};
}

/** A date and time with its zone, or a day in UTC. */
function momentOf(value: unknown): string {
	const time = typeof value === 'string' ? Date.parse(value) : NaN;
	if (Number.isNaN(time)) throw wrongSetting('Changed Since', 'a date such as 2026-11-01', value);
	return new Date(time).toISOString();
}
