import { parseLinks } from '../../billing/customerLinks';
import type { CrmCustomer, CrmCustomerRef, CrmCustomerType, StoredFinancials } from '../../model/crmCustomer';
import type { CrmAccountRef, CustomerLink } from '../../model/deal';
import type { Result } from '../../model/result';
import { ok } from '../../model/result';
import type { Kernel } from '../../transport/kernel';
import type { CrmCustomerQuery, FieldMapping } from '../crm';
import { unique } from '../lists';
import { readObjects } from './batch';
import { fieldNames } from './fieldNames';
import { storedFinancials } from './financialProperties';
import { addressOf, companyProperties, contactName, contactProperties } from './parties';
import { search } from './search';
import type { Filter } from './search';
import { answerOf, customerState } from './customerProperties';
import { recordUrl } from './session';
import type { Session } from './session';
import { updateObjects } from './updateObjects';
import { instant, text } from './values';
import type { AccountDetails, HubSpotObject } from './wire';

/** How companies and contacts are called on the wire; contacts alone name their last change otherwise (apis/hubspot.md 3.4). */
const kinds = {
	company: { type: 'companies', url: '0-2', modified: 'hs_lastmodifieddate' },
	contact: { type: 'contacts', url: '0-1', modified: 'lastmodifieddate' },
} as const;

const both: CrmCustomerType[] = ['company', 'contact'];

/** No search ends before it has everything. */
const ALL = Number.MAX_SAFE_INTEGER;

/** Read by id, 100 a call, and so never stale as a search is. */
export async function getCustomers(
	session: Session,
	refs: CrmCustomerRef[],
	fields: FieldMapping,
): Promise<Array<Result<CrmCustomer>>> {
	const read = (kind: CrmCustomerType) =>
		readObjects(session.kernel, unique(refs.flatMap(({ type, id }) => (type === kind ? [id] : []))), {
			type: kinds[kind].type,
			properties: unique([
				...(kind === 'company' ? companyProperties(fields) : contactProperties()),
				'hubspot_owner_id',
				kinds[kind].modified,
				...storedFinancials.names,
				...customerState,
			]),
			doing: `reading ${kinds[kind].type}`,
		});
	const [details, account, company, contact] = await Promise.all([
		session.details(),
		session.account(),
		read('company'),
		read('contact'),
	]);
	const found = { company, contact };
	return refs.map(({ type, id }) => {
		const object = found[type].get(id) as Result<HubSpotObject>;
		return object.ok ? ok(customerOf(type, object.value, fields, details, account)) : object;
	});
}

/** Records that match, lowest id first, 200 a search. */
export async function findCustomers(
	session: Session,
	query: CrmCustomerQuery,
): Promise<{ refs: CrmCustomerRef[]; more: boolean }> {
	const { type, modified } = kinds[query.type];
	// A group wants a condition.
	const filters: Filter[] = [{ propertyName: 'hs_object_id', operator: 'HAS_PROPERTY' }];
	if (query.linkedOnly) filters.push({ propertyName: fieldNames.accountingCustomer, operator: 'HAS_PROPERTY' });
	if (query.ownerIds.length > 0) {
		filters.push({ propertyName: 'hubspot_owner_id', operator: 'IN', values: query.ownerIds });
	}
	if (query.changedSince !== null) {
		filters.push({ propertyName: modified, operator: 'GTE', value: query.changedSince });
	}
	const { objects, more } = await search(session.kernel, {
		type,
		groups: [filters],
		properties: ['hs_object_id'],
		limit: query.limit,
		doing: `searching ${type}`,
	});
	return { refs: objects.map(({ id }) => ({ type: query.type, id })), more };
}

/** Every company and contact with a line in *Accounting customer*. */
export async function linkedCustomers(
	session: Session,
): Promise<Array<CrmCustomerRef & { customerLinks: CustomerLink[] }>> {
	const found = await Promise.all(
		both.map(async (kind) => {
			const { objects } = await search(session.kernel, {
				type: kinds[kind].type,
				groups: [[{ propertyName: fieldNames.accountingCustomer, operator: 'HAS_PROPERTY' }]],
				properties: [fieldNames.accountingCustomer],
				limit: ALL,
				doing: `searching ${kinds[kind].type} that are customers in the ledger`,
			});
			return objects.map((object) => ({
				type: kind,
				id: object.id,
				customerLinks: parseLinks(text(object, fieldNames.accountingCustomer)),
			}));
		}),
	);
	return found.flat();
}

/** Writes figures, 100 records a call; each record stands once in `writes`. */
export async function writeFinancials(
	kernel: Kernel,
	writes: Array<CrmCustomerRef & { financials: Partial<StoredFinancials> }>,
): Promise<Array<Result<void>>> {
	const write = (kind: CrmCustomerType) =>
		updateObjects(
			kernel,
			kinds[kind].type,
			writes
				.filter(({ type }) => type === kind)
				.map(({ id, financials }) => ({ id, properties: storedFinancials.write(financials) })),
		);
	const written = { company: await write('company'), contact: await write('contact') };
	return writes.map(({ type, id }) => written[type].get(id) as Result<void>);
}

function customerOf(
	type: CrmCustomerType,
	object: HubSpotObject,
	fields: FieldMapping,
	details: AccountDetails,
	account: CrmAccountRef,
): CrmCustomer {
	const isCompany = type === 'company';
	const mapped = (name: 'billingName' | 'billingEmail' | 'vatNumber') =>
		text(object, isCompany ? fields[name] : fieldNames[name]);
	return {
		type,
		id: object.id,
		name: isCompany ? (text(object, 'name') ?? text(object, 'domain') ?? '') : contactName(object),
		url: recordUrl(details, kinds[type].url, object.id),
		crm: account,
		domain: isCompany ? (text(object, 'domain')?.toLowerCase() ?? null) : null,
		email: isCompany ? null : text(object, 'email'),
		phone: text(object, 'phone') ?? text(object, 'mobilephone'),
		address: addressOf(object),
		billingName: mapped('billingName'),
		billingEmail: mapped('billingEmail'),
		vatNumber: mapped('vatNumber'),
		paymentTerms: text(object, isCompany ? fields.companyPaymentTerms : fieldNames.paymentTerms),
		modifiedAt: instant(object, kinds[type].modified) ?? new Date(object.updatedAt).toISOString(),
		ownerId: text(object, 'hubspot_owner_id'),
		owner: null,
		customerLinks: parseLinks(text(object, fieldNames.accountingCustomer)),
		financials: storedFinancials.read(object),
		agreedValues: text(object, fieldNames.agreedValues),
		customerQuestion: text(object, fieldNames.customerQuestion),
		customerAnswer: answerOf(text(object, fieldNames.customerAnswer)),
	};
}
