import type { CrmCustomer } from '../../shared/model/crmCustomer';
import type { Customer } from '../../shared/model/customer';
import type { Result } from '../../shared/model/result';
import { failed, ok } from '../../shared/model/result';
import type { AccountingPort } from '../../shared/systems/accounting';
import { notFound } from '../ids';

/**
 * The customers that CRM records say in *Accounting customer* they are in this organisation, one for each currency where records are
 * bound to one; read in one go. Records that name none have none.
 */
export async function ofCrmCustomers(port: AccountingPort, records: CrmCustomer[]): Promise<Array<Result<Customer[]>>> {
	const { ledger, id } = await port.organisation();
	const idsOf = ({ customerLinks }: CrmCustomer): string[] =>
		customerLinks
			.filter((link) => link.ledger === ledger && link.organisationId.toLowerCase() === id.toLowerCase())
			.flatMap(({ ledgerId }) => (ledgerId === 'new' ? [] : [ledgerId]));
	const ids = [...new Set(records.flatMap(idsOf))];
	const read = ids.length === 0 ? [] : await port.customersById(ids);
	const found = new Map(ids.map((one, index) => [one, read[index] as Result<Customer | null>]));
	return records.map((record) => {
		const customers: Customer[] = [];
		for (const one of idsOf(record)) {
			const result = found.get(one) as Result<Customer | null>;
			if (!result.ok) return result;
			if (result.value === null) return failed(notFound('customer', one, port.traits.label));
			customers.push({ ...result.value, crmId: record.id, crmType: record.type });
		}
		return ok(customers);
	});
}
