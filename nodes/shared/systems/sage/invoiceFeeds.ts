import type { ParsedKey } from '../../billing/key';
import { parseKey, parseKeys } from '../../billing/key';
import type { Invoice } from '../../model/invoice';
import type { LedgerChanges, SalesQuery } from '../accounting';
import type { SageClient } from './client';
import type { InvoiceReads } from './invoiceReads';
import { offsetTime } from './invoiceReads';
import { statusId } from './invoices';
import type { WireInvoice } from './wire';
import { text } from './wire';

/** Documents that carry a key of ours and changed at or after that moment; Sage's filter is inclusive (apis/sage.md 3). */
export async function changedByUs(reads: InvoiceReads, since: string, keys?: string[]): Promise<Invoice[]> {
	const query = { updated_or_created_since: offsetTime(since) };
	return await reads.listed(query, { keep: (wire) => keyOf(wire) !== null, needsLines: ofDeals(keys) });
}

/** A key stands in the reference, or (put there by us) in the notes. */
function keyOf(wire: WireInvoice): ParsedKey | null {
	return parseKeys(wire.reference).at(-1) ?? parseKey(wire.notes);
}

/** Documents of these keys' deals, whatever part and attempt; without keys, all that carry one. */
function ofDeals(keys: string[] | undefined): (wire: WireInvoice) => boolean {
	const deals = keys && new Set(keys.map((key) => dealOf(parseKey(key))));
	return (wire) => {
		const key = keyOf(wire);
		return key !== null && (deals === undefined || deals.has(dealOf(key)));
	};
}

function dealOf(key: ParsedKey | null): string {
	return key === null ? '' : `${key.prefix}-${key.dealId}`;
}

/**
 * Every sales invoice that changed since then. Deletions are a query of their own (apis/sage.md 3); whether they also show among the
 * changed ones is not told, so those are taken from either.
 */
export async function changes(client: SageClient, reads: InvoiceReads, since: string): Promise<LedgerChanges> {
	const gone = (await reads.deletedSince(since)).filter((wire) => statusId(wire) !== 'VOID');
	const until = client.clock() ?? since;
	const invoices = await reads.listed({ updated_or_created_since: offsetTime(since) });
	const told = new Set(invoices.map(({ ledgerId }) => ledgerId));
	const deleted = gone.map((wire) => wire.id ?? '').filter((id) => id !== '' && !told.has(id));
	return { invoices, deleted, until };
}

/** Two listings, since the filter takes one status; an invoice that moves between the two is taken as read last. */
export async function openInvoices(reads: InvoiceReads): Promise<Invoice[]> {
	const unpaid = await reads.asListed({ status_id: 'UNPAID' });
	const partPaid = await reads.asListed({ status_id: 'PART_PAID' });
	return [...new Map([...unpaid, ...partPaid].map((invoice) => [invoice.ledgerId, invoice])).values()].filter(
		({ due }) => due !== 0,
	);
}

/**
 * Paid in full and changed since that day. That a receipt changes its invoice is expected, not told (apis/sage.md 10).
 */
export async function settledInvoices(
	reads: InvoiceReads,
	query: { customerIds: string[] | null; since: string; lines?: boolean },
): Promise<Invoice[]> {
	const paid = { status_id: 'PAID' };
	const changed = { ...paid, updated_or_created_since: offsetTime(`${query.since}T00:00:00Z`) };
	const choose = { needsLines: () => query.lines !== false };
	const { customerIds } = query;
	return customerIds === null
		? await reads.listed(changed, choose)
		: await reads.ofCustomers(customerIds, changed, choose);
}

/** Neither voided nor deleted, drafts among them, dated within the range. */
export async function salesInvoices(reads: InvoiceReads, query: SalesQuery): Promise<Invoice[]> {
	const range = { from_date: query.from, ...(query.to === null ? {} : { to_date: query.to }) };
	const choose = {
		keep: (wire: WireInvoice) => statusId(wire) !== 'VOID' && text(wire.deleted_at) === null,
		needsLines: () => query.lines !== false,
	};
	return query.customerIds === null
		? await reads.listed(range, choose)
		: await reads.ofCustomers(query.customerIds, range, choose);
}

/**
 * Sales invoices of these customers dated from that day on, every status (rules.md section 1, "Found again"). What was billed by hand is told
 * by its totals; only of what carries a key of ours are lines worth a call each, where the list leaves them out.
 */
export async function invoicesOfCustomers(
	reads: InvoiceReads,
	customerIds: string[],
	since: string,
	keys?: string[],
): Promise<Invoice[]> {
	return await reads.ofCustomers(customerIds, { from_date: since }, { needsLines: ofDeals(keys) });
}
