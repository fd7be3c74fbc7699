import type { CrmCustomer, CrmCustomerRef } from '../../shared/model/crmCustomer';
import type { Result } from '../../shared/model/result';
import { ok } from '../../shared/model/result';
import type { CrmPort, FieldMapping } from '../../shared/systems/crm';

/** Customers with their owners, in order. */
export async function readCustomers(
	crm: CrmPort,
	refs: CrmCustomerRef[],
	fields: FieldMapping,
): Promise<Array<Result<CrmCustomer>>> {
	if (refs.length === 0) return [];
	const found = await crm.getCustomers(refs, fields);
	const ids = [...new Set(found.flatMap((customer) => (customer.ok ? (customer.value.ownerId ?? []) : [])))];
	const owners = ids.length === 0 ? [] : await crm.owners(ids);
	const byId = new Map(ids.map((id, index) => [id, owners[index] ?? null]));
	return found.map((customer) =>
		customer.ok ? ok({ ...customer.value, owner: byId.get(customer.value.ownerId ?? '') ?? null }) : customer,
	);
}
