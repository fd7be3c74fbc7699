import type { Invoice } from '../../model/invoice';
import type { Organisation } from '../../model/organisation';
import type { LedgerChanges, SalesQuery } from '../accounting';
import type { XeroClient } from './client';
import { modifiedSince, whereDate } from './dates';
import { isGuid } from './ids';
import { INVOICES, readChunked, readDocuments, SALES } from './invoiceReads';

/**
 * Every sales invoice that changed since then. Xero shows deleted ones whole, with their status, so none is told by id alone.
 * What does not touch UpdatedDateUTC is not among them: due date and sent flag of part-paid invoices (apis/xero.md 4).
 */
export async function changes(client: XeroClient, organisation: Organisation, since: string): Promise<LedgerChanges> {
	const before = client.clock();
	const read = { ...INVOICES, query: { ...INVOICES.query, where: SALES }, since: modifiedSince(since) };
	const invoices = await readDocuments(client, organisation, [read]);
	return { invoices, deleted: [], until: before ?? client.clock() ?? since };
}

/** Approved and not paid in full, 1,000 a call. */
export async function openInvoices(client: XeroClient, organisation: Organisation): Promise<Invoice[]> {
	const where = `${SALES} AND Status=="AUTHORISED"`;
	const read = { ...INVOICES, query: { ...INVOICES.query, where } };
	return await readDocuments(client, organisation, [read]);
}

/** Paid in full and changed since that day: a payment changes its invoice (apis/xero.md 9). */
export async function settledInvoices(
	client: XeroClient,
	organisation: Organisation,
	query: { customerIds: string[] | null; since: string },
): Promise<Invoice[]> {
	const listing = { ...INVOICES, since: modifiedSince(`${query.since}T00:00:00Z`) };
	const base = { ...INVOICES.query, where: SALES, Statuses: 'PAID' };
	if (query.customerIds === null) return await readDocuments(client, organisation, [{ ...listing, query: base }]);
	const ids = [...new Set(query.customerIds.map((id) => id.toLowerCase()).filter(isGuid))];
	const queryOf = (chunk: string[]) => ({ ...base, ContactIDs: chunk.join(',') });
	return await readChunked(client, organisation, ids, queryOf, listing);
}

/** Neither voided nor deleted, drafts among them, dated within the range. */
export async function salesInvoices(
	client: XeroClient,
	organisation: Organisation,
	query: SalesQuery,
): Promise<Invoice[]> {
	const where = [
		SALES,
		`Date>=${whereDate(query.from)}`,
		...(query.to === null ? [] : [`Date<=${whereDate(query.to)}`]),
	].join(' AND ');
	const base = { ...INVOICES.query, where, Statuses: 'DRAFT,SUBMITTED,AUTHORISED,PAID' };
	if (query.customerIds === null) return await readDocuments(client, organisation, [{ ...INVOICES, query: base }]);
	const ids = [...new Set(query.customerIds.map((id) => id.toLowerCase()).filter(isGuid))];
	return await readChunked(client, organisation, ids, (chunk) => ({ ...base, ContactIDs: chunk.join(',') }));
}
