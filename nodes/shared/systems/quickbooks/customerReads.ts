import { mailDomain, searchWords } from '../../billing/names';
import type { Customer, CustomerWanted } from '../../model/customer';
import type { Result } from '../../model/result';
import { ok } from '../../model/result';
import { unreadable } from '../../transport/answers';
import type { Books } from './books';
import type { QuickBooksClient } from './client';
import { toCustomer } from './customers';
import { isId, uniqueById } from './ids';
import { PAGE_SIZE } from './limits';
import { QUICKBOOKS } from './profile';
import { ACTIVE_OR_NOT, count, inLists, literal, moment, statement } from './query';
import type { Select } from './query';
import type { WireCustomer } from './wire';

/** Up to this many customers all are read; above it they are searched (rules.md section 4). */
const READ_WHOLE = 5000;

const READING = 'reading customers';

/** Customers by id, inactive ones too; null for an id that does not exist. QuickBooks deletes what is merged away. */
export async function customersById(books: Books, ids: string[]): Promise<Array<Result<Customer | null>>> {
	const wires = await readIds(books, ids);
	const company = wires.length === 0 ? null : await books.company();
	const byId = new Map(wires.map((wire) => [wire.Id, wire]));
	return ids.map((id) => {
		const wire = byId.get(id);
		return ok(wire === undefined || company === null ? null : toCustomer(wire, company, books.client));
	});
}

export async function readIds({ client }: Books, ids: string[]): Promise<WireCustomer[]> {
	const selects = inLists('Id', ids.filter(isId)).map(
		(some): Select => ({ entity: 'Customer', where: [some, ACTIVE_OR_NOT] }),
	);
	return selects.length === 0 ? [] : await client.rows<WireCustomer>(selects, READING);
}

/**
 * Everything that could be one of the wanted customers. A small company is read whole. In a large one each wanted customer is
 * asked for by a few filters, thirty to a call (QuickBooks has no OR): its name and mail address with all others' in one
 * list, the telling words of its name, and its mail domain.
 */
export async function customerCandidates(books: Books, wanted: CustomerWanted[]): Promise<Customer[]> {
	if (wanted.length === 0) return [];
	const all: Select = { entity: 'Customer', where: [ACTIVE_OR_NOT] };
	const [counted] = await books.client.statements([count(all)], READING);
	const total = counted?.totalCount;
	if (total === undefined) throw unreadable(QUICKBOOKS, READING);
	const wires =
		total > READ_WHOLE
			? await books.client.rows<WireCustomer>(searches(wanted), 'searching customers')
			: await readPages(books.client, all, total);
	const company = await books.company();
	return wires.map((wire) => toCustomer(wire, company, books.client));
}

/** All pages at once, their number known; one more where customers were added meanwhile. */
async function readPages(client: QuickBooksClient, all: Select, total: number): Promise<WireCustomer[]> {
	const pages = Array.from({ length: Math.floor(total / PAGE_SIZE) + 1 }, (_, page) =>
		statement(all, page * PAGE_SIZE + 1, PAGE_SIZE),
	);
	const answers = await client.statements(pages, READING);
	return uniqueById(answers.flatMap((answer) => (answer['Customer'] ?? []) as WireCustomer[]));
}

function searches(wanted: CustomerWanted[]): Select[] {
	const words = wanted.map(({ name }) => searchWords(name));
	const names = [...wanted.map(({ name }) => name.trim()), ...words.map(([first = '']) => first)];
	const domains = wanted.flatMap(({ domain }) => domain ?? []);
	const emails = wanted.flatMap(({ email }) =>
		email === null || domains.includes(mailDomain(email) ?? '') ? [] : email,
	);
	const conditions = [
		...inLists(
			'DisplayName',
			names.filter((name) => name !== ''),
		),
		...inLists(
			'CompanyName',
			wanted.map(({ name }) => name.trim()).filter((name) => name !== ''),
		),
		...inLists('PrimaryEmailAddr', emails),
		...new Set(words.flatMap(nearNames)),
		...new Set(domains.map((domain) => `PrimaryEmailAddr LIKE ${literal(`%@${domain}`)}`)),
	];
	return conditions.map((condition) => ({ entity: 'Customer', where: [condition, ACTIVE_OR_NOT] }));
}

/**
 * Two words of the name must stand together, since one alone ("Foods") brings thousands; a record that has the first word only
 * is asked for with a legal form behind it that begins with L (Ltd, Limited, LLC).
 */
function nearNames([first = '', second]: string[]): string[] {
	// One letter is in every name.
	if (first.length < 2) return [];
	if (second === undefined) return [`DisplayName LIKE ${literal(`%${first}%`)}`];
	return [`DisplayName LIKE ${literal(`%${first}%${second}%`)}`, `DisplayName LIKE ${literal(`${first} L%`)}`];
}

/** Active customers that show the text in their name, for people and lists; a mail address is looked for as one. */
export async function findCustomers(
	books: Books,
	query: { text: string; limit: number },
): Promise<{ customers: Customer[]; more: boolean }> {
	const asked = query.text.trim();
	const field = asked.includes('@') ? 'PrimaryEmailAddr' : 'DisplayName';
	const where = asked === '' ? [] : [`${field} LIKE ${literal(`%${asked}%`)}`];
	const select: Select = { entity: 'Customer', where, order: 'DisplayName' };
	const wires = await books.client.rows<WireCustomer>([select], 'searching customers', query.limit + 1);
	const company = await books.company();
	return {
		customers: wires.slice(0, query.limit).map((wire) => toCustomer(wire, company, books.client)),
		more: wires.length > query.limit,
	};
}

/**
 * Every customer that changed since then, inactive ones included. Asked as a query: the change feed would end at 30 days and 1,000
 * objects (apis/quickbooks.md 9), and customers are made inactive, not deleted.
 */
export async function customersChangedSince(books: Books, since: string): Promise<Customer[]> {
	const changed = `MetaData.LastUpdatedTime >= ${literal(moment(since))}`;
	const wires = await books.client.rows<WireCustomer>(
		[{ entity: 'Customer', where: [changed, ACTIVE_OR_NOT] }],
		READING,
	);
	const company = wires.length === 0 ? null : await books.company();
	return company === null ? [] : wires.map((wire) => toCustomer(wire, company, books.client));
}
