import { crmPrefix, readCustomerNumber } from '../../shared/billing/key';
import type { CrmCustomer, CrmCustomerRef } from '../../shared/model/crmCustomer';
import type { CustomerLink } from '../../shared/model/deal';
import type { Financials } from '../../shared/model/financials';
import type { Result } from '../../shared/model/result';
import { ok } from '../../shared/model/result';
import type { CrmPort, FieldMapping } from '../../shared/systems/crm';

/** A customer of a ledger, as far as it is looked for in the CRM. */
export type LedgerCustomer = Pick<Financials, 'ledger' | 'organisation' | 'customer'>;

/**
 * The records of ledger customers, read fresh, each in order; none where the CRM does not know the customer. By our number in the
 * ledger where it carries one; else by the lines of *Accounting customer*, which takes one search of 200 records each for all.
 */
export async function customerRecords(
	crm: CrmPort,
	wanted: LedgerCustomer[],
	fields: FieldMapping,
): Promise<Array<Result<CrmCustomer[]>>> {
	const prefix = crmPrefix(await crm.account());
	const numbered = wanted.map(({ customer }) => {
		const number = readCustomerNumber(customer.number);
		return number?.prefix === prefix ? [{ type: number.type, id: number.id }] : [];
	});
	const byNumber = await read(crm, numbered, wanted, fields);
	const missing = byNumber.some((found) => found.ok && found.value.length === 0);
	if (!missing) return byNumber;
	const linked = await crm.linkedCustomers();
	const byLink = await read(
		crm,
		wanted.map((one, index) => {
			const found = byNumber[index];
			if (!found?.ok || found.value.length > 0) return [];
			return linked.filter(({ customerLinks }) => customerLinks.some((link) => leadsTo(link, one)));
		}),
		wanted,
		fields,
	);
	return byNumber.map((found, index) =>
		found.ok && found.value.length === 0 ? (byLink[index] as (typeof byLink)[number]) : found,
	);
}

/** Records that are there and do not say that they are another customer; merged ones once. */
async function read(
	crm: CrmPort,
	refs: CrmCustomerRef[][],
	wanted: LedgerCustomer[],
	fields: FieldMapping,
): Promise<Array<Result<CrmCustomer[]>>> {
	const all = [...new Map(refs.flat().map(({ type, id }) => [`${type} ${id}`, { type, id }])).values()];
	const found = all.length === 0 ? [] : await crm.getCustomers(all, fields);
	const byRef = new Map(all.map(({ type, id }, index) => [`${type} ${id}`, found[index] as Result<CrmCustomer>]));
	return refs.map((own, index) => {
		const results = own.map(({ type, id }) => byRef.get(`${type} ${id}`) as Result<CrmCustomer>);
		const problem = results.find((result) => !result.ok && result.problem.code !== 'not_found');
		if (problem && !problem.ok) return problem;
		const records = results.flatMap((result) => (result.ok ? [result.value] : []));
		const each = [...new Map(records.map((record) => [`${record.type} ${record.id}`, record])).values()];
		return ok(each.filter((record) => !isAnother(record, wanted[index] as LedgerCustomer)));
	});
}

/** A link to another customer of the same books says more than a number that may be old. */
function isAnother({ customerLinks }: CrmCustomer, wanted: LedgerCustomer): boolean {
	const ofBooks = customerLinks.filter((link) => isOfBooks(link, wanted));
	return ofBooks.length > 0 && !ofBooks.some((link) => leadsTo(link, wanted));
}

function leadsTo(link: CustomerLink, wanted: LedgerCustomer): boolean {
	return isOfBooks(link, wanted) && link.ledgerId.toLowerCase() === wanted.customer.ledgerId.toLowerCase();
}

/** Whether a link leads into these books. */
export function isOfBooks(
	link: CustomerLink,
	{ ledger, organisation }: Pick<LedgerCustomer, 'ledger' | 'organisation'>,
): boolean {
	return link.ledger === ledger && link.organisationId.toLowerCase() === organisation.id.toLowerCase();
}
