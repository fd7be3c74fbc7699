import type { IDataObject, IExecuteFunctions } from 'n8n-workflow';
import type { CrmCustomer, CrmCustomerType } from '../../../shared/model/crmCustomer';
import type { Result } from '../../../shared/model/result';
import { ok } from '../../../shared/model/result';
import { runGrouped } from '../../../shared/node/grouped';
import { isRecord } from '../../../shared/node/isRecord';
import type { Operation } from '../../../shared/node/runOperation';
import { wrongSetting } from '../../../shared/node/settings';
import type { FieldMapping } from '../../../shared/systems/crm';
import { customerTypeOf } from '../../customers/customerType';
import { readCustomers } from '../../customers/readCustomers';
import { openCrm } from '../../openCrm';
import { readFields } from '../../readFields';

interface Input {
	type: CrmCustomerType;
	given: string;
	fields: FieldMapping;
}

/** Customer: Get. All items are read together; one that is not there is a problem of its own item. */
export const get: Operation<Input> = {
	read(context, itemIndex) {
		const type = customerTypeOf(context, itemIndex);
		return {
			type,
			given: givenIn(context, type === 'company' ? 'companyRef' : 'contactRef', itemIndex),
			fields: readFields(context.getNodeParameter('fields', itemIndex, {})),
		};
	},
	async run(context, inputs) {
		const crm = openCrm(context);
		return await runGrouped(
			inputs,
			({ fields }) => fields,
			async (group) => {
				const [{ fields }] = group as [Input];
				const refs = await Promise.all(group.map(({ type, given }) => crm.customerRef(type, given)));
				const known = refs.flatMap((ref) => (ref.ok ? [ref] : []));
				const found = await readCustomers(
					crm,
					known.map(({ value }) => value),
					fields,
				);
				const customers = new Map(known.map((ref, place) => [ref, found[place] as Result<CrmCustomer>]));
				return refs.map((ref): Result<{ merge: IDataObject }> => {
					if (!ref.ok) return ref;
					const customer = customers.get(ref) as Result<CrmCustomer>;
					return customer.ok
						? ok({ merge: { crmCustomer: customer.value as unknown as IDataObject } })
						: customer;
				});
			},
		);
	},
};

/** What the locator holds, whichever way it was chosen: an id or a link. */
function givenIn(context: IExecuteFunctions, name: string, itemIndex: number): string {
	const value: unknown = context.getNodeParameter(name, itemIndex, '');
	const chosen = isRecord(value) ? value['value'] : value;
	const label = name === 'companyRef' ? 'Company' : 'Contact';
	if (typeof chosen !== 'string' && typeof chosen !== 'number') throw wrongSetting(label, 'chosen', chosen);
	if (String(chosen).trim() === '') throw wrongSetting(label, 'chosen', chosen);
	return String(chosen);
}
