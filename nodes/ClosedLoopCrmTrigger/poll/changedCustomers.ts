import { readCustomers } from '../../ClosedLoopCrm/customers/readCustomers';
import { base32Hash } from '../../shared/billing/key';
import type { CrmCustomer, CrmCustomerType } from '../../shared/model/crmCustomer';
import type { CrmPort, FieldMapping } from '../../shared/systems/crm';
import { SystemError } from '../../shared/transport/systemError';

/** What is remembered of customers: an economy and never a guard. */
export interface CustomerMemory {
	/** Start of the last poll, ISO; null before the first. */
	customersSince: string | null;
	/** Hash of what a person may change, by record. */
	customers: Record<string, string>;
}

const TYPES: CrmCustomerType[] = ['company', 'contact'];
const OVERLAP_MS = 10 * 60_000;
const MOST_KNOWN = 2_000;
const ALL = Number.MAX_SAFE_INTEGER;

/** Memory from n8n's static data, whatever an older version or a hand left there. */
export function customerMemoryFrom({ customersSince, customers }: Record<string, unknown>): CustomerMemory {
	return {
		customersSince: typeof customersSince === 'string' ? customersSince : null,
		customers: typeof customers === 'object' && customers !== null ? (customers as Record<string, string>) : {},
	};
}

/**
 * Companies and contacts that are customers in a ledger and were changed since the last poll. The first poll learns how they
 * stand and tells none, so that figures written back to them later are no change. Two searches when nothing is new.
 */
export async function pollCustomers(
	crm: CrmPort,
	fields: FieldMapping,
	before: CustomerMemory,
	now: string,
): Promise<{ customers: CrmCustomer[]; memory: CustomerMemory }> {
	const since = before.customersSince;
	const changedSince = since && new Date(Date.parse(since) - OVERLAP_MS).toISOString();
	const found = await linked(crm, fields, changedSince, ALL);
	const hashes = new Map(found.map((customer) => [`${customer.type} ${customer.id}`, hashOf(customer)]));
	const isNews = ({ type, id }: CrmCustomer) =>
		before.customers[`${type} ${id}`] !== hashes.get(`${type} ${id}`) && since !== null;
	const kept = Object.entries(before.customers).filter(([name]) => !hashes.has(name));
	const known = [...kept, ...hashes].slice(-MOST_KNOWN);
	return {
		customers: found.filter(isNews),
		memory: { customersSince: now, customers: Object.fromEntries(known) },
	};
}

/** One customer to build a flow with. Leaves no trace. */
export async function sampleCustomer(crm: CrmPort, fields: FieldMapping): Promise<CrmCustomer> {
	const [customer] = await linked(crm, fields, null, 1);
	if (customer !== undefined) return customer;
	throw new SystemError({
		code: 'no_sample',
		message: 'No company and no contact is linked to a customer in a ledger, so there is no sample to show',
		todo: 'Bill a deal or link a customer first',
		scope: 'run',
	});
}

async function linked(
	crm: CrmPort,
	fields: FieldMapping,
	changedSince: string | null,
	limit: number,
): Promise<CrmCustomer[]> {
	const found = await Promise.all(
		TYPES.map(
			async (type) => await crm.findCustomers({ type, linkedOnly: true, ownerIds: [], changedSince, limit }),
		),
	);
	const refs = found.flatMap((one) => one.refs);
	const results = await readCustomers(crm, refs, fields);
	return results.flatMap((result) => {
		if (result.ok) return [result.value];
		// Deleted since it was found.
		if (result.problem.code === 'not_found') return [];
		throw new SystemError(result.problem);
	});
}

/** Without what we write ourselves. */
function hashOf(customer: CrmCustomer): string {
	const { name, email, phone, address, billingName, billingEmail, vatNumber, paymentTerms } = customer;
	const { ownerId, domain, customerLinks, customerAnswer } = customer;
	const told = { name, email, phone, address, billingName, billingEmail, vatNumber, paymentTerms };
	return base32Hash(JSON.stringify({ ...told, ownerId, domain, customerLinks, customerAnswer }), 8);
}
