import { searchStem, searchWords } from '../../billing/names';
import type { Customer, CustomerWanted } from '../../model/customer';
import type { Organisation } from '../../model/organisation';
import type { Result } from '../../model/result';
import { ok } from '../../model/result';
import { problemOf } from '../../transport/systemError';
import { uniqueBy } from '../lists';
import type { Read, XeroClient } from './client';
import { PAGE_SIZE, urlBase } from './client';
import { toCustomer } from './contacts';
import { modifiedSince } from './dates';
import { isGuid } from './ids';
import { chunkByUrl, literal } from './where';
import type { WireContact } from './wire';

/** Up to this many contacts all names are read; above it they are searched (rules.md section 4). */
const READ_WHOLE = 5000;

/** A record merged into another may have been merged again; no chain of people's making is longer. */
const MERGES = 5;

const PATH = '/Contacts';
/** Archived ones are looked at too; a fixed order, so that no page skips a contact that changes meanwhile. */
const BASE = { includeArchived: true, order: 'ContactID' };

/** Contacts by id, merged ones followed to their survivor; null for an id that does not exist. */
export async function contactsById(
	client: XeroClient,
	organisation: Organisation,
	ids: string[],
): Promise<Array<Result<Customer | null>>> {
	const found = new Map<string, WireContact>();
	let wanted = [...new Set(ids.map((id) => id.toLowerCase()).filter(isGuid))];
	for (let hop = 0; hop <= MERGES && wanted.length > 0; hop++) {
		for (const contact of await readIds(client, wanted)) found.set(idOf(contact), contact);
		wanted = [...found.values()]
			.map((contact) => survivorOf(contact))
			.filter((id) => id !== null && !found.has(id)) as string[];
	}
	return ids.map((id) => {
		const contact = survivor(found, id.toLowerCase());
		return ok(contact === null ? null : toCustomer(contact, organisation));
	});
}

async function readIds(client: XeroClient, ids: string[]): Promise<WireContact[]> {
	const query = (chunk: string[]) => ({ ...BASE, IDs: chunk.join(','), page: 1, pageSize: PAGE_SIZE });
	const reads = chunkByUrl(ids, urlBase(PATH), query).map((chunk) => ({
		path: PATH,
		query: query(chunk),
		doing: 'reading customers',
	}));
	return await client.pages<WireContact>(reads, 'Contacts');
}

function survivor(found: Map<string, WireContact>, id: string): WireContact | null {
	let contact = found.get(id) ?? null;
	for (let hop = 0; hop < MERGES && contact !== null; hop++) {
		const next = survivorOf(contact);
		if (next === null) break;
		contact = found.get(next) ?? contact;
	}
	return contact;
}

function survivorOf(contact: WireContact): string | null {
	const into = contact.MergedToContactID?.toLowerCase();
	return into && isGuid(into) && !/^[0-]+$/.test(into) ? into : null;
}

/**
 * Everything that could be one of the wanted customers. A small ledger is read whole. In a large one a few filters, each
 * for several customers, ask for their number, mail address, the telling word of their name and their mail domain; 100
 * deals cost the same with 50,000 contacts. Where Xero refuses a filter, its search term serves.
 */
export async function contactCandidates(
	client: XeroClient,
	organisation: Organisation,
	wanted: CustomerWanted[],
): Promise<Customer[]> {
	if (wanted.length === 0) return [];
	const all: Read = { path: PATH, query: BASE, doing: 'reading customers' };
	const first = await client.page<WireContact>(all, 'Contacts', 1);
	const contacts =
		first.total <= READ_WHOLE
			? [...first.records, ...(await restOf(client, all, first.total))]
			: await searched(client, wanted);
	return uniqueBy(contacts, idOf).map((contact) => toCustomer(contact, organisation));
}

async function restOf(client: XeroClient, read: Read, total: number): Promise<WireContact[]> {
	const numbers = Array.from({ length: Math.max(0, Math.ceil(total / PAGE_SIZE) - 1) }, (_, index) => index + 2);
	const pages = await Promise.all(
		numbers.map(async (number) => await client.page<WireContact>(read, 'Contacts', number)),
	);
	return pages.flatMap((page) => page.records);
}

async function searched(client: XeroClient, wanted: CustomerWanted[]): Promise<WireContact[]> {
	const query = (chunk: CustomerWanted[]) => ({
		...BASE,
		where: [...new Set(chunk.flatMap(clauses))].join(' OR '),
		page: 1,
		pageSize: PAGE_SIZE,
	});
	const asked = wanted.filter((one) => clauses(one).length > 0);
	const chunks = chunkByUrl(asked, urlBase(PATH), query);
	const found = await Promise.all(
		chunks.map(async (chunk) => {
			const read = { path: PATH, query: query(chunk), doing: 'searching customers' };
			return await client.pages<WireContact>([read], 'Contacts').then(
				(contacts) => contacts,
				async (error: unknown) => {
					if (problemOf(error)?.status !== 400) throw error;
					return await bySearchTerm(client, chunk);
				},
			);
		}),
	);
	return found.flat();
}

/**
 * What asks for one customer. Two words of the name must stand together, since one alone ("Foods") brings thousands in
 * a large ledger; a record that has the first word only is asked for with and without a legal form that begins with L
 * (Ltd, Limited, LLC).
 */
function clauses(wanted: CustomerWanted): string[] {
	const [first = '', second] = searchWords(wanted.name).map((word) => literal(word) ?? '');
	const contains = (word: string) => `Name.Contains(${word})`;
	const named =
		first === ''
			? []
			: second === undefined || second === ''
				? [contains(first)]
				: [
						`(${contains(first)} && ${contains(second)})`,
						`Name==${first}`,
						`Name.StartsWith(${first.slice(0, -1)} L")`,
					];
	const number = wanted.number === null ? null : literal(wanted.number);
	const email = wanted.email === null ? null : literal(wanted.email);
	const domain = wanted.domain === null ? null : literal(`@${wanted.domain}`);
	const mailCovered = domain !== null && wanted.email?.toLowerCase().endsWith(`@${wanted.domain}`);
	return [
		...(number === null ? [] : [`ContactNumber==${number}`]),
		...(email === null || mailCovered ? [] : [`EmailAddress==${email}`]),
		...named,
		...(domain === null ? [] : [`EmailAddress.Contains(${domain})`]),
	];
}

/** Looks in names, number and mail address at once (apis/xero.md 5). */
async function bySearchTerm(client: XeroClient, wanted: CustomerWanted[]): Promise<WireContact[]> {
	const terms = wanted.flatMap((one) => [
		one.number,
		searchStem(one.name),
		one.email,
		one.domain === null ? null : `@${one.domain}`,
	]);
	const asked = [...new Set(terms.filter((term) => term !== null && term !== ''))] as string[];
	const reads = asked.map((searchTerm) => ({
		path: PATH,
		query: { ...BASE, searchTerm },
		doing: 'searching customers',
	}));
	return await client.pages<WireContact>(reads, 'Contacts');
}

/** Contacts that show the text in name, number or mail address, for people and lists. */
export async function findContacts(
	client: XeroClient,
	organisation: Organisation,
	query: { text: string; limit: number },
): Promise<{ customers: Customer[]; more: boolean }> {
	const searchTerm = query.text.trim();
	const read: Read = {
		path: PATH,
		query: { order: 'Name', ...(searchTerm === '' ? {} : { searchTerm }) },
		doing: 'searching customers',
	};
	const contacts = await client.pages<WireContact>([read], 'Contacts', query.limit + 1);
	const customers = contacts.slice(0, query.limit).map((contact) => toCustomer(contact, organisation));
	return { customers, more: contacts.length > query.limit };
}

/** Every contact that changed since then, archived and merged ones included; Xero counts whole seconds (apis/xero.md 5). */
export async function contactsChangedSince(
	client: XeroClient,
	organisation: Organisation,
	since: string,
): Promise<Customer[]> {
	const read: Read = { path: PATH, query: BASE, since: modifiedSince(since), doing: 'reading customers' };
	const contacts = await client.pages<WireContact>([read], 'Contacts');
	return uniqueBy(contacts, idOf).map((contact) => toCustomer(contact, organisation));
}

function idOf(contact: WireContact): string {
	return (contact.ContactID ?? '').toLowerCase();
}
