import { parseLinks, printLinks } from '../../billing/customerLinks';
import type { CustomerLink } from '../../model/deal';
import type { Result } from '../../model/result';
import { failed, ok } from '../../model/result';
import type { Kernel } from '../../transport/kernel';
import type { BillingWrite, DealRef, StoredBilling } from '../crm';
import { unique } from '../lists';
import type { FieldObject } from './api';
import { readObjects } from './batch';
import { billingOf, billingProperties, billingPropertyNames } from './billingProperties';
import { fieldNames } from './fieldNames';
import { updateObjects } from './updateObjects';
import type { Update } from './updateObjects';
import { text } from './values';
import type { HubSpotObject } from './wire';

/** What stands in our properties now, read by id and so never stale as a search is. */
export async function readBilling(kernel: Kernel, refs: DealRef[]): Promise<Array<Result<StoredBilling>>> {
	const customers = (type: 'companies' | 'contacts', ids: Array<string | null>) =>
		readObjects(kernel, given(ids), {
			type,
			properties: [fieldNames.accountingCustomer],
			doing: 'reading which customer in the ledger it is',
		});
	const [deals, companies, contacts] = await Promise.all([
		readObjects(kernel, given(refs.map((ref) => ref.dealId)), {
			type: 'deals',
			properties: billingPropertyNames,
			doing: 'reading what stands on the deals',
		}),
		customers(
			'companies',
			refs.map((ref) => ref.companyId),
		),
		customers(
			'contacts',
			refs.map((ref) => (ref.companyId === null ? ref.contactId : null)),
		),
	]);
	return refs.map((ref) => {
		const deal = deals.get(ref.dealId) as Result<HubSpotObject>;
		if (!deal.ok) return deal;
		const customer = companies.get(ref.companyId ?? '') ?? contacts.get(ref.contactId ?? '') ?? null;
		if (customer && !customer.ok) return customer;
		return ok({ billing: billingOf(deal.value), customerLinks: customer && linksOf(customer.value) });
	});
}

/**
 * Writes billing properties and customer links; a record that stands in several writes is written once, and a write is
 * done when all its parts are. The deal comes last: once it says that it is done, nobody looks for what is missing.
 */
export async function writeBilling(kernel: Kernel, writes: BillingWrite[]): Promise<Array<Result<void>>> {
	const companies = await update(
		kernel,
		'companies',
		writes.map((write) => [write.companyId, linkProperties(write)]),
	);
	const contacts = await update(
		kernel,
		'contacts',
		writes.map((write) => [write.companyId === null ? write.contactId : null, linkProperties(write)]),
	);
	const deals = await update(
		kernel,
		'deals',
		writes.map((write) => [write.dealId, billingProperties(write.billing)]),
	);
	return writes.map((write) => {
		const results = [
			deals.get(write.dealId),
			companies.get(write.companyId ?? ''),
			contacts.get(write.companyId === null ? (write.contactId ?? '') : ''),
		];
		const problem = results.find((result) => result && !result.ok);
		return problem && !problem.ok ? failed(problem.problem) : ok(undefined);
	});
}

/** A record that stands in several writes takes all their properties; of the same one the last stands. */
async function update(
	kernel: Kernel,
	type: FieldObject,
	wanted: Array<[id: string | null, properties: Record<string, string>]>,
): Promise<Map<string, Result<void>>> {
	const byId = new Map<string, Update>();
	for (const [id, properties] of wanted) {
		if (id === null || Object.keys(properties).length === 0) continue;
		byId.set(id, { id, properties: { ...byId.get(id)?.properties, ...properties } });
	}
	return await updateObjects(kernel, type, [...byId.values()]);
}

function linkProperties(write: BillingWrite): Record<string, string> {
	return write.customerLinks === null ? {} : { [fieldNames.accountingCustomer]: printLinks(write.customerLinks) };
}

function linksOf(object: HubSpotObject): CustomerLink[] {
	return parseLinks(text(object, fieldNames.accountingCustomer));
}

function given(ids: Array<string | null>): string[] {
	return unique(ids.flatMap((id) => id ?? []));
}
