import type { Invoice, InvoiceStatus } from '../../model/invoice';
import type { Result } from '../../model/result';
import { ok } from '../../model/result';
import type { InvoiceQuery, SalesQuery } from '../accounting';
import type { Books } from './books';
import { documentId, uniqueById } from './ids';
import type { Mapping } from './invoices';
import { estimateAsInvoice, invoiceOf, standsForInvoice, toInvoice } from './invoices';
import { readLinked } from './linked';
import { ACTIVE_OR_NOT, inLists, literal, moment } from './query';
import type { Select } from './query';
import type { WireCustomer, WireEstimate, WireInvoice, WireObject } from './wire';

const READING = 'reading invoices';

/** Customers whose documents a text search shows. */
const CUSTOMERS_MOST = 100;

/** Documents by id, estimates among them; an estimate that became an invoice answers with that invoice. */
export async function invoicesById(books: Books, ledgerIds: string[]): Promise<Array<Result<Invoice | null>>> {
	const { invoices, estimates } = await readDocuments(books, ledgerIds);
	const missing = estimates.map(invoiceOf).filter((id) => id !== null && invoices.every(({ Id }) => Id !== id));
	const made = missing.length === 0 ? [] : (await readDocuments(books, missing as string[])).invoices;
	const documents = await toDocuments(books, uniqueById([...invoices, ...made]), estimates);
	const byId = new Map(documents.map((document) => [document.ledgerId, document]));
	const becameOf = new Map(estimates.map((wire) => [wire.Id ?? '', invoiceOf(wire)]));
	return ledgerIds.map((ledgerId) => {
		const named = documentId(ledgerId);
		const became = named?.entity === 'Estimate' ? (becameOf.get(named.id) ?? null) : null;
		return ok(byId.get(became ?? ledgerId) ?? null);
	});
}

/** The wire documents of these ids, in one call. */
export async function readDocuments(
	{ client }: Books,
	ledgerIds: string[],
): Promise<{ invoices: WireInvoice[]; estimates: WireEstimate[] }> {
	const named = ledgerIds.flatMap((ledgerId) => documentId(ledgerId) ?? []);
	const selects = (['Invoice', 'Estimate'] as const).flatMap((entity) =>
		inLists(
			'Id',
			named.filter((one) => one.entity === entity).map(({ id }) => id),
		).map((list): Select => ({ entity, where: [list] })),
	);
	return await readBoth({ client }, selects);
}

/** Documents of these customers dated from that day on, every status (rules.md section 1, "Found again"). */
export async function invoicesOfCustomers(books: Books, customerIds: string[], since: string): Promise<Invoice[]> {
	const customers = inLists('CustomerRef', customerIds);
	const dated = `TxnDate >= ${literal(since)}`;
	return await documentsOf(books, bothOf(customers.map((list) => [list, dated])));
}

/** Documents with a key of ours made since then: QuickBooks cannot filter by memo, so all made since then are read. */
export async function invoicesMadeByUs(books: Books, since: string): Promise<Invoice[]> {
	const documents = await documentsOf(books, bothOf([[`MetaData.CreateTime >= ${literal(moment(since))}`]]));
	return documents.filter(({ key }) => key !== null);
}

/** Documents with a key of ours that changed since then. */
export async function invoicesChangedSince(books: Books, since: string): Promise<Invoice[]> {
	return (await changedDocuments(books, since)).filter(({ key }) => key !== null);
}

/** Every document that changed since then, deleted ones apart, of which a query tells nothing. */
export async function changedDocuments(books: Books, since: string): Promise<Invoice[]> {
	return await documentsOf(books, bothOf([[`MetaData.LastUpdatedTime >= ${literal(moment(since))}`]]));
}

/** Everything that is not paid in full; estimates are owed by nobody. */
export async function openInvoices(books: Books): Promise<Invoice[]> {
	return await documentsOf(books, [{ entity: 'Invoice', where: [`Balance > '0'`] }]);
}

/** Live invoices with nothing left to pay that changed since then. */
export async function settledInvoices(
	books: Books,
	query: { customerIds: string[] | null; since: string },
): Promise<Invoice[]> {
	const { timeZone } = (await books.company()).organisation;
	const changed = `MetaData.LastUpdatedTime >= ${literal(moment(startOfDay(query.since, timeZone)))}`;
	const settled = await documentsOf(books, ofCustomers('Invoice', query.customerIds, [`Balance = '0'`, changed]));
	return settled.filter(({ status }) => status !== 'voided');
}

/** Live invoices dated within the range. */
export async function salesInvoices(books: Books, query: SalesQuery): Promise<Invoice[]> {
	const sold = await documentsOf(books, ofCustomers('Invoice', query.customerIds, datedWithin(query.from, query.to)));
	return sold.filter(({ status }) => status !== 'voided');
}

/** Documents for people, newest first. What QuickBooks cannot filter is filtered here, over all its pages. */
export async function findInvoices(books: Books, query: InvoiceQuery): Promise<{ invoices: Invoice[]; more: boolean }> {
	const statuses = query.statuses as InvoiceStatus[];
	const dated = datedWithin(query.dateFrom, query.dateTo);
	const customer = query.customerId === null ? [] : [`CustomerRef = ${literal(query.customerId)}`];
	const texts = query.text === null ? [[]] : await textConditions(books, query.text);
	const filteredHere = statuses.length > 0 || query.madeByExecution !== null;
	const found = await documentsOf(
		books,
		bothOf(texts.map((text) => [...customer, ...dated, ...text])).map((select) => ({
			...select,
			order: 'TxnDate DESC',
		})),
		filteredHere ? Infinity : query.limit + 1,
	);
	const invoices = found
		.filter(({ status }) => statuses.length === 0 || statuses.includes(status))
		.filter(
			({ execution, key }) =>
				query.madeByExecution === null || (execution === query.madeByExecution && key !== null),
		)
		.sort((a, b) => b.issueDate.localeCompare(a.issueDate));
	return { invoices: invoices.slice(0, query.limit), more: invoices.length > query.limit };
}

/** A text is looked for in numbers, and in the names of customers. */
async function textConditions({ client }: Books, text: string): Promise<string[][]> {
	const pattern = literal(`%${text.trim()}%`);
	const customers = await client.rows<WireCustomer>(
		[{ entity: 'Customer', where: [`DisplayName LIKE ${pattern}`, ACTIVE_OR_NOT] }],
		'searching customers',
		CUSTOMERS_MOST,
	);
	const lists = inLists(
		'CustomerRef',
		customers.flatMap(({ Id }) => Id ?? []),
	);
	return [[`DocNumber LIKE ${pattern}`], ...lists.map((list) => [list])];
}

/** The same conditions asked of invoices and of estimates. */
function bothOf(conditions: string[][]): Select[] {
	return (['Invoice', 'Estimate'] as const).flatMap((entity) => conditions.map((where) => ({ entity, where })));
}

/** Conditions asked of one entity, for these customers in chunks or for all. */
export function ofCustomers(entity: string, customerIds: string[] | null, where: string[]): Select[] {
	if (customerIds === null) return [{ entity, where }];
	return inLists('CustomerRef', customerIds).map((list) => ({ entity, where: [list, ...where] }));
}

export function datedWithin(from: string | null, to: string | null): string[] {
	return [
		...(from === null ? [] : [`TxnDate >= ${literal(from)}`]),
		...(to === null ? [] : [`TxnDate <= ${literal(to)}`]),
	];
}

async function documentsOf(books: Books, selects: Select[], most?: number): Promise<Invoice[]> {
	const { invoices, estimates } = await readBoth(books, selects, most);
	return await toDocuments(books, invoices, estimates);
}

async function readBoth(
	{ client }: Pick<Books, 'client'>,
	selects: Select[],
	most?: number,
): Promise<{ invoices: WireInvoice[]; estimates: WireEstimate[] }> {
	const found = selects.length === 0 ? [] : await client.select<WireObject>(selects, READING, most);
	const of = (entity: string) => uniqueById(found.filter((_, index) => selects[index]?.entity === entity).flat());
	return { invoices: of('Invoice'), estimates: of('Estimate') };
}

/** Wire documents as Invoices, with what they point to; of the estimates those that stand for an invoice. */
export async function toDocuments(
	books: Books,
	invoices: WireInvoice[],
	estimates: WireEstimate[],
	referenceField?: string | null,
): Promise<Invoice[]> {
	const standing = estimates.filter(standsForInvoice);
	if (invoices.length === 0 && standing.length === 0) return [];
	const [linked, mapping] = await Promise.all([
		readLinked(books.client, invoices, estimates),
		mappingOf(books, referenceField),
	]);
	return [
		...invoices.map((wire) => toInvoice(wire, linked, mapping)),
		...standing.map((wire) => estimateAsInvoice(wire, mapping)),
	];
}

export async function mappingOf(books: Books, referenceField?: string | null): Promise<Mapping> {
	const [company, items] = await Promise.all([books.company(), books.items()]);
	return { client: books.client, company, items, referenceField };
}

/** The first moment of a day in a time zone or before it: days begin at most 14 hours before they do in UTC. */
function startOfDay(date: string, timeZone: string): string {
	return timeZone === 'UTC'
		? `${date}T00:00:00Z`
		: new Date(Date.parse(`${date}T00:00:00Z`) - 14 * 3_600_000).toISOString();
}
