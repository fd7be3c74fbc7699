import { parseKey } from '../../billing/key';
import type { Invoice, InvoiceStatus } from '../../model/invoice';
import type { Organisation } from '../../model/organisation';
import type { Result } from '../../model/result';
import { ok } from '../../model/result';
import type { InvoiceQuery } from '../accounting';
import { uniqueBy } from '../lists';
import type { Read, XeroClient } from './client';
import { PAGE_SIZE, urlBase } from './client';
import { modifiedSince, whereDate } from './dates';
import { isGuid } from './ids';
import { toInvoice } from './invoices';
import type { Query } from './where';
import { chunkByUrl } from './where';
import type { WireInvoice } from './wire';

const PATH = '/Invoices';
export const SALES = 'Type=="ACCREC"';
/**
 * Paged, so that lines come whole; by id, so that an invoice which changes meanwhile moves no other over a page's edge;
 * archived ones too, so that nothing of ours is out of sight.
 */
const BASE: Query = { includeArchived: true, unitdp: 4, order: 'InvoiceID' };
const FIRST_PAGE: Query = { page: 1, pageSize: PAGE_SIZE };

/** A listing of invoices, to be narrowed. */
export const INVOICES: Read = { path: PATH, query: BASE, doing: 'reading invoices' };

/** Sales invoices by id; null for an id that does not exist or is no sales invoice. */
export async function invoicesById(
	client: XeroClient,
	organisation: Organisation,
	ids: string[],
): Promise<Array<Result<Invoice | null>>> {
	const wanted = [...new Set(ids.map((id) => id.toLowerCase()).filter(isGuid))];
	const read = await readChunked(client, organisation, wanted, (chunk) => ({ ...BASE, IDs: chunk.join(',') }));
	const found = new Map(read.map((invoice) => [invoice.ledgerId?.toLowerCase(), invoice]));
	return ids.map((id) => ok(found.get(id.toLowerCase()) ?? null));
}

/** Sales invoices of these contacts dated from that day on, every status (rules.md section 1, "Found again"). */
export async function invoicesOfContacts(
	client: XeroClient,
	organisation: Organisation,
	contactIds: string[],
	since: string,
): Promise<Invoice[]> {
	const wanted = [...new Set(contactIds.map((id) => id.toLowerCase()).filter(isGuid))];
	const where = `${SALES} AND Date>=${whereDate(since)}`;
	const query = { ...BASE, where };
	return await readChunked(client, organisation, wanted, (chunk) => ({ ...query, ContactIDs: chunk.join(',') }));
}

/**
 * Documents with a key of ours that our app made and that changed since then: whatever was made since then is among
 * them, whoever its contact is today.
 */
export async function invoicesMadeByApp(
	client: XeroClient,
	organisation: Organisation,
	since: string,
): Promise<Invoice[]> {
	return await changedSince(client, organisation, since, { createdByMyApp: true });
}

/** Documents with a key of ours that changed since then, whichever sign-in made them. */
export async function changedSince(
	client: XeroClient,
	organisation: Organisation,
	since: string,
	query: Query = {},
): Promise<Invoice[]> {
	const read: Read = {
		...INVOICES,
		query: { ...BASE, where: SALES, ...query },
		since: modifiedSince(since),
	};
	return (await readDocuments(client, organisation, [read])).filter((invoice) => invoice.key !== null);
}

/** Reads what the query says of each chunk of ids, no URL longer than Xero takes. */
export async function readChunked(
	client: XeroClient,
	organisation: Organisation,
	ids: string[],
	query: (chunk: string[]) => Query,
	listing: Read = INVOICES,
): Promise<Invoice[]> {
	const chunks = chunkByUrl(ids, urlBase(PATH), (chunk) => ({ ...query(chunk), ...FIRST_PAGE }));
	const reads = chunks.map((chunk) => ({ ...listing, query: query(chunk) }));
	return await readDocuments(client, organisation, reads);
}

/** Every page of these listings as documents, each once. */
export async function readDocuments(client: XeroClient, organisation: Organisation, reads: Read[]): Promise<Invoice[]> {
	return documents(client, organisation, await client.pages<WireInvoice>(reads, 'Invoices'));
}

/** Each sales invoice once: a listing by ids may hold bills. */
function documents(client: XeroClient, organisation: Organisation, wires: WireInvoice[]): Invoice[] {
	const sales = wires.filter((wire) => wire.Type === 'ACCREC');
	return uniqueBy(sales, idOf).map((wire) => toInvoice(wire, organisation, client.now()));
}

function idOf(wire: WireInvoice): string {
	return (wire.InvoiceID ?? '').toLowerCase();
}

/** Xero's status behind each of ours. */
const STATUSES: Record<InvoiceStatus, string> = {
	draft: 'DRAFT',
	submitted: 'SUBMITTED',
	approved: 'AUTHORISED',
	sent: 'AUTHORISED',
	part_paid: 'AUTHORISED',
	overdue: 'AUTHORISED',
	paid: 'PAID',
	voided: 'VOIDED',
	deleted: 'DELETED',
};

/** Sales invoices for people, newest first. What Xero cannot filter is filtered here, over all its pages. */
export async function findInvoices(
	client: XeroClient,
	organisation: Organisation,
	query: InvoiceQuery,
): Promise<{ invoices: Invoice[]; more: boolean }> {
	const statuses = query.statuses as InvoiceStatus[];
	const where = [
		SALES,
		...(query.dateFrom === null ? [] : [`Date>=${whereDate(query.dateFrom)}`]),
		...(query.dateTo === null ? [] : [`Date<=${whereDate(query.dateTo)}`]),
	].join(' AND ');
	const read: Read = {
		path: PATH,
		query: {
			includeArchived: true,
			unitdp: 4,
			order: 'Date DESC',
			where,
			...(query.customerId === null ? {} : { ContactIDs: query.customerId }),
			...(statuses.length === 0
				? {}
				: { Statuses: [...new Set(statuses.map((status) => STATUSES[status]))].join(',') }),
			...(query.text === null ? {} : { searchTerm: query.text }),
			...(query.madeByExecution === null ? {} : { createdByMyApp: true }),
		},
		doing: 'reading invoices',
	};
	const filteredHere = statuses.some((status) => STATUSES[status] === 'AUTHORISED') || query.madeByExecution !== null;
	const wires = await client.pages<WireInvoice>([read], 'Invoices', filteredHere ? Infinity : query.limit + 1);
	const invoices = documents(client, organisation, wires).filter(
		(invoice) =>
			(statuses.length === 0 || statuses.includes(invoice.status)) &&
			(query.madeByExecution === null || invoice.execution === query.madeByExecution) &&
			(query.madeByExecution === null || parseKey(invoice.key) !== null),
	);
	return { invoices: invoices.slice(0, query.limit), more: invoices.length > query.limit };
}
