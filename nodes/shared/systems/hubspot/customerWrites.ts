import type { CrmCustomerFields, CrmCustomerRef, CrmCustomerType } from '../../model/crmCustomer';
import type { CustomerField } from '../../model/customerSync';
import type { Result } from '../../model/result';
import { ok } from '../../model/result';
import type { Kernel } from '../../transport/kernel';
import type { FieldMapping } from '../crm';
import { unique } from '../lists';
import { readObjects } from './batch';
import { customerProperties, propertiesOf } from './customerProperties';
import { updateObjects } from './updateObjects';
import type { HubSpotObject } from './wire';

const types = { company: 'companies', contact: 'contacts' } as const;

/** Sources of a value that a person typed in HubSpot, on its pages or in its app; any other is no decision of theirs. */
const people = new Set(['CRM_UI', 'CRM_UI_BULK_ACTION', 'CONTACTS_WEB', 'MOBILE_ANDROID', 'MOBILE_IOS']);

/** By the newest entry in the history of each field's properties; 50 records a call (apis/hubspot.md 3.1). */
export async function notByPerson(
	kernel: Kernel,
	asked: Array<CrmCustomerRef & { fields: CustomerField[] }>,
	fields: FieldMapping,
): Promise<Array<Result<CustomerField[]>>> {
	const read = async (type: CrmCustomerType) => {
		const own = asked.filter((one) => one.type === type);
		const history = unique(own.flatMap((one) => one.fields.flatMap((field) => propertiesOf(type, field, fields))));
		return await readObjects(kernel, unique(own.map(({ id }) => id)), {
			type: types[type],
			properties: ['hs_object_id'],
			history,
			doing: `reading who changed ${types[type]}`,
		});
	};
	const found = { company: await read('company'), contact: await read('contact') };
	return asked.map(({ type, id, fields: own }) => {
		const object = found[type].get(id) as Result<HubSpotObject>;
		if (!object.ok) return object;
		return ok(own.filter((field) => !isByPerson(object.value, propertiesOf(type, field, fields))));
	});
}

function isByPerson({ propertiesWithHistory }: HubSpotObject, properties: string[]): boolean {
	const entries = properties.flatMap((name) => (propertiesWithHistory?.[name] ?? []).slice(0, 1));
	const [newest] = entries.sort((a, b) => Date.parse(b.timestamp) - Date.parse(a.timestamp));
	return newest !== undefined && people.has(newest.sourceType ?? '');
}

/** Writes details of customers, 100 records a call; each record stands once in `writes`. */
export async function writeCustomers(
	kernel: Kernel,
	writes: Array<CrmCustomerRef & { fields: Partial<CrmCustomerFields> }>,
	fields: FieldMapping,
): Promise<Array<Result<void>>> {
	const write = async (kind: CrmCustomerType) =>
		await updateObjects(
			kernel,
			types[kind],
			writes
				.filter(({ type }) => type === kind)
				.map(({ id, fields: values }) => ({ id, properties: customerProperties(kind, values, fields) })),
		);
	const written = { company: await write('company'), contact: await write('contact') };
	return writes.map(({ type, id }) => written[type].get(id) as Result<void>);
}
