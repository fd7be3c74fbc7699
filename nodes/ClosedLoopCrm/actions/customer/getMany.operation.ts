import type { IDataObject, IExecuteFunctions } from 'n8n-workflow';
import { ok } from '../../../shared/model/result';
import { isRecord } from '../../../shared/node/isRecord';
import type { Operation, OperationOutput } from '../../../shared/node/runOperation';
import { booleanSetting, countSetting, wrongSetting } from '../../../shared/node/settings';
import type { CrmCustomerQuery, CrmPort, FieldMapping } from '../../../shared/systems/crm';
import { SystemError } from '../../../shared/transport/systemError';
import { customerTypeOf } from '../../customers/customerType';
import { readCustomers } from '../../customers/readCustomers';
import { texts } from '../../lists';
import { openCrm } from '../../openCrm';
import { readFields } from '../../readFields';

interface Input {
	query: CrmCustomerQuery;
	fields: FieldMapping;
}

/** Customer: Get Many. One item for each record; of an item that finds none nothing goes on. */
export const getMany: Operation<Input> = {
	read(context, itemIndex) {
		const options = context.getNodeParameter('options', itemIndex, {});
		const chosen = isRecord(options) ? options : {};
		return {
			query: {
				type: customerTypeOf(context, itemIndex),
				linkedOnly: booleanSetting(context, 'linkedOnly', 'Only Ledger Customers', itemIndex),
				ownerIds: texts(chosen['owners'], 'Owners'),
				changedSince: momentOf(chosen['changedSince']),
				limit: countSetting(context, 'limit', 'Limit', itemIndex, 1),
			},
			fields: readFields(context.getNodeParameter('fields', itemIndex, {})),
		};
	},
	async run(context, inputs) {
		const crm = openCrm(context);
		const outputs: OperationOutput[] = [];
		for (const input of inputs) outputs.push({ items: await find(crm, input, context) });
		return outputs.map((output) => ok(output));
	},
};

async function find(crm: CrmPort, { query, fields }: Input, context: IExecuteFunctions): Promise<IDataObject[]> {
	const { refs, more } = await crm.findCustomers(query);
	if (more) {
		context.addExecutionHints({
			message: `More records match than the ${query.limit} of 'Limit'; raise it to read them too`,
			location: 'outputPane',
		});
	}
	return (await readCustomers(crm, refs, fields)).map((customer) => {
		// A list with a hole would pass for the whole.
		if (!customer.ok) throw new SystemError(customer.problem);
		return { crmCustomer: customer.value as unknown as IDataObject, moreRemain: more };
	});
}

/** A date and time with its zone, or a day in UTC. */
function momentOf(value: unknown): string | null {
	if (value === undefined || value === '') return null;
	const time = typeof value === 'string' ? Date.parse(value) : NaN;
	if (Number.isNaN(time)) throw wrongSetting('Changed Since', 'a date such as 2026-11-01', value);
	return new Date(time).toISOString();
}
