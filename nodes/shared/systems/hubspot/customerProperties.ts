import type { CrmCustomerFields, CrmCustomerType } from '../../model/crmCustomer';
import type { CustomerField, CustomerSide } from '../../model/customerSync';
import type { FieldMapping } from '../crm';
import { fieldNames } from './fieldNames';

/** What we keep on a customer's record beside its details. */
export const customerState = [fieldNames.agreedValues, fieldNames.customerQuestion, fieldNames.customerAnswer];

/** Our fields stand on a contact under our own names; those of a company may be mapped. */
function namesFor(type: CrmCustomerType, fields: FieldMapping) {
	return type === 'company'
		? {
				billingName: fields.billingName,
				billingEmail: fields.billingEmail,
				vatNumber: fields.vatNumber,
				paymentTerms: fields.companyPaymentTerms,
			}
		: fieldNames;
}

/** The properties that hold a field; the value of the first that is filled counts, all parts of an address. */
export function propertiesOf(type: CrmCustomerType, field: CustomerField, fields: FieldMapping): string[] {
	const names = namesFor(type, fields);
	const isCompany = type === 'company';
	const properties: Record<CustomerField, string[]> = {
		name: [names.billingName, ...(isCompany ? ['name'] : ['firstname', 'lastname'])],
		email: [names.billingEmail, ...(isCompany ? [] : ['email'])],
		billingAddress: ['address', ...(isCompany ? ['address2'] : []), 'city', 'state', 'zip', 'country'],
		phone: ['phone', ...(isCompany ? [] : ['mobilephone'])],
		taxNumber: [names.vatNumber],
		terms: [names.paymentTerms],
	};
	return properties[field].filter((name) => name !== '');
}

/** The properties of a write; an empty text clears. A contact has one line of address only. */
export function customerProperties(
	type: CrmCustomerType,
	values: Partial<CrmCustomerFields>,
	fields: FieldMapping,
): Record<string, string> {
	const names = namesFor(type, fields);
	const { address } = values;
	const [line1, line2] = [address?.line1 ?? '', address?.line2 ?? ''];
	const lines =
		type === 'company'
			? { address: line1, address2: line2 }
			: { address: [line1, line2].filter((line) => line !== '').join(', ') };
	const properties: Record<string, string | null | undefined> = {
		[names.billingName]: values.billingName,
		[names.billingEmail]: values.billingEmail,
		[names.vatNumber]: values.vatNumber,
		[names.paymentTerms]: values.paymentTerms,
		phone: values.phone,
		...(address && {
			...lines,
			city: address.city,
			state: address.region,
			zip: address.postalCode,
			country: address.country,
		}),
		[fieldNames.agreedValues]: values.agreedValues,
		[fieldNames.customerQuestion]: values.customerQuestion,
		[fieldNames.customerAnswer]: values.customerAnswer,
	};
	return Object.fromEntries(
		Object.entries(properties).flatMap(([name, value]) =>
			name === '' || value === undefined ? [] : [[name, value ?? '']],
		),
	);
}

/** *Customer answer* as it is stored. */
export function answerOf(value: string | null): CustomerSide | null {
	return value === 'crm' || value === 'ledger' ? value : null;
}
