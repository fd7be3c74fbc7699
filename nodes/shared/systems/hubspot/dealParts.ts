import type { Problem, Result } from '../../model/result';
import { SystemError } from '../../transport/systemError';
import type { DealReadOptions } from '../crm';
import { unique } from '../lists';
import type { ObjectType } from './api';
import { associationTypes, readAssociations } from './associations';
import type { Association } from './associations';
import { readObjects } from './batch';
import { lineProperties } from './lines';
import { companyProperties, contactProperties } from './parties';
import { quoteProperties } from './quotes';
import type { Session } from './session';
import { byId, text } from './values';
import type { HubSpotObject } from './wire';

/** Everything that hangs on one deal, read and not yet put together. */
export interface DealParts {
	lines: HubSpotObject[];
	quotes: HubSpotObject[];
	company: { object: HubSpotObject; chosenBy: 'bill_to' | 'primary' | 'contact' } | null;
	/** Contacts of the deal, the one labelled for billing first; then the billing contact of the company. */
	contacts: Array<{ object: HubSpotObject; billing: boolean }>;
}

type Found<T> = Map<string, Result<T>>;
type ChosenCompany = { id: string; chosenBy: 'bill_to' | 'primary' | 'contact' };

/** Associations of all deals by kind of record; a type each, a call per 1,000 deals. */
interface DealAssociations {
	lines: Found<Association[]>;
	quotes: Found<Association[]>;
	companies: Found<Association[]>;
	contacts: Found<Association[]>;
}

const BILL_TO = /^bill(ing)?[\s-]*to$/i;
const BILLING = /\bbill(ing)?\b|\baccounts payable\b/i;

/** Reads what hangs on the deals, in batches over all of them. One deal's problem stands under its own id. */
export async function readDealParts(
	session: Session,
	dealIds: string[],
	options: DealReadOptions,
): Promise<Map<string, Result<DealParts>>> {
	const { kernel } = session;
	const [lines, quotes, companies, contacts] = await Promise.all([
		readAssociations(kernel, 'deals', 'line_items', dealIds),
		readAssociations(kernel, 'deals', 'quotes', dealIds),
		readAssociations(kernel, 'deals', 'companies', dealIds),
		readAssociations(kernel, 'deals', 'contacts', dealIds),
	]);
	const associations: DealAssociations = { lines, quotes, companies, contacts };
	const [lineObjects, quoteObjects, chosen] = await Promise.all([
		readAll(session, 'line_items', ids(lines), lineProperties, 'reading line items'),
		readAll(session, 'quotes', ids(quotes), quoteProperties, 'reading quotes'),
		chooseCompanies(session, dealIds, associations),
	]);
	const companyIds = [...chosen.values()].flatMap((company) =>
		company.ok && company.value ? [company.value.id] : [],
	);
	const companyObjects = await readAll(
		session,
		'companies',
		companyIds,
		companyProperties(options.fields),
		'reading companies',
	);
	const billingContacts = await readBillingContacts(session, companyObjects, options);
	const contactIds = [...ids(contacts), ...ids(billingContacts)];
	const contactObjects = await readAll(session, 'contacts', contactIds, contactProperties(), 'reading contacts');

	return new Map(
		dealIds.map((id) => [
			id,
			attempt((): DealParts => {
				const choice = valueOf(chosen, id);
				const company = choice
					? { object: valueOf(companyObjects, choice.id), chosenBy: choice.chosenBy }
					: null;
				const ofCompany = company && choice ? (billingContacts.get(choice.id) ?? null) : null;
				return {
					lines: valueOf(lines, id).map((line) => valueOf(lineObjects, line.id)),
					quotes: valueOf(quotes, id).map((quote) => valueOf(quoteObjects, quote.id)),
					company,
					contacts: contactsOf(valueOf(contacts, id), ofCompany ? unwrap(ofCompany) : [], contactObjects),
				};
			}),
		]),
	);
}

/** The company labelled "Bill to" (of several the oldest), else the deal's primary or only one, else the one of its first contact that has one. */
async function chooseCompanies(
	session: Session,
	dealIds: string[],
	associations: DealAssociations,
): Promise<Found<ChosenCompany | null>> {
	const own = new Map(dealIds.map((id) => [id, attempt(() => ownCompany(valueOf(associations.companies, id)))]));
	const without = dealIds.filter((id) => {
		const choice = own.get(id);
		return choice?.ok && choice.value === null;
	});
	const contactIds = without.flatMap((id) =>
		ids(new Map([[id, associations.contacts.get(id) as Result<Association[]>]])),
	);
	const ofContacts = await readAssociations(session.kernel, 'contacts', 'companies', contactIds);
	for (const id of without) {
		own.set(
			id,
			attempt(() => {
				const contacts = inOrder(valueOf(associations.contacts, id));
				const company = contacts
					.map((contact) =>
						primaryOf(valueOf(ofContacts, contact.id), associationTypes.contactToPrimaryCompany),
					)
					.find((found) => found !== null);
				return company ? { id: company.id, chosenBy: 'contact' as const } : null;
			}),
		);
	}
	return own;
}

function ownCompany(companies: Association[]): ChosenCompany | null {
	const [billTo] = companies.filter((company) => company.labels.some((label) => BILL_TO.test(label))).sort(byId);
	if (billTo) return { id: billTo.id, chosenBy: 'bill_to' };
	const primary = primaryOf(companies, associationTypes.dealToPrimaryCompany);
	return primary && { id: primary.id, chosenBy: 'primary' };
}

function primaryOf(companies: Association[], primaryType: number): Association | null {
	const only = companies.length === 1 ? companies[0] : undefined;
	return companies.find((company) => company.typeIds.includes(primaryType)) ?? only ?? null;
}

/** Contacts with a billing role, of the companies that are billed and name no billing email of their own. */
async function readBillingContacts(
	session: Session,
	companies: Found<HubSpotObject>,
	options: DealReadOptions,
): Promise<Found<Association[]>> {
	if (options.billTo === 'people') return new Map();
	const wanted = [...companies.values()].flatMap((company) =>
		company.ok && text(company.value, options.fields.billingEmail) === null ? [company.value.id] : [],
	);
	const found = await readAssociations(session.kernel, 'companies', 'contacts', wanted);
	return new Map(
		[...found].map(([id, contacts]) => [
			id,
			contacts.ok ? { ok: true, value: contacts.value.filter(isBilling) } : contacts,
		]),
	);
}

function isBilling(contact: Association): boolean {
	return (
		contact.typeIds.includes(associationTypes.companyToBillingContact) ||
		contact.labels.some((label) => BILLING.test(label))
	);
}

function contactsOf(
	ofDeal: Association[],
	ofCompany: Association[],
	objects: Found<HubSpotObject>,
): DealParts['contacts'] {
	const billing = new Set(ofCompany.map((contact) => contact.id));
	const further = inOrder(ofCompany).filter((contact) => !ofDeal.some((known) => known.id === contact.id));
	return [...inOrder(ofDeal), ...further].map((contact) => ({
		object: valueOf(objects, contact.id),
		billing: billing.has(contact.id) || (billing.size === 0 && isBilling(contact)),
	}));
}

/** HubSpot gives associations in no order: labelled for billing first, then the oldest record. */
function inOrder(contacts: Association[]): Association[] {
	return [...contacts].sort((a, b) => Number(isBilling(b)) - Number(isBilling(a)) || byId(a, b));
}

async function readAll(
	session: Session,
	type: ObjectType,
	wanted: string[],
	properties: readonly string[],
	doing: string,
): Promise<Found<HubSpotObject>> {
	return await readObjects(session.kernel, unique(wanted), { type, properties, doing });
}

function ids(associations: Found<Association[]>): string[] {
	return [...associations.values()].flatMap((found) =>
		found.ok ? found.value.map((association) => association.id) : [],
	);
}

function valueOf<T>(found: Found<T>, id: string): T {
	return unwrap(found.get(id) as Result<T>);
}

function unwrap<T>(result: Result<T>): T {
	if (!result.ok) throw new SystemError(result.problem);
	return result.value;
}

/** Puts one deal together: the first part that could not be read is its problem. */
export function attempt<T>(make: () => T): Result<T> {
	try {
		return { ok: true, value: make() };
	} catch (error) {
		return { ok: false, problem: problemIn(error) };
	}
}

function problemIn(error: unknown): Problem {
	if (error instanceof SystemError) return error.problem;
	throw error;
}
