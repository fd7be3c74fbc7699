import type { IExecuteFunctions } from 'n8n-workflow';
import type { CrmCustomerType } from '../../shared/model/crmCustomer';
import { wrongSetting } from '../../shared/node/settings';

/** *Record*: whether companies or contacts are meant. */
export function customerTypeOf(context: IExecuteFunctions, itemIndex: number): CrmCustomerType {
	const value: unknown = context.getNodeParameter('customerType', itemIndex, 'company');
	if (value === 'company' || value === 'contact') return value;
	throw wrongSetting('Record', 'Company or Contact', value);
}
