import type { Organisation } from '../../model/organisation';
import type { Payment } from '../../model/payment';
import type { PaymentQuery } from '../accounting';
import { uniqueBy } from '../lists';
import type { Read, XeroClient } from './client';
import { urlBase } from './client';
import { readCreditNotes } from './creditNoteReads';
import { toCreditNote } from './creditNotes';
import { whereDate } from './dates';
import { isGuid } from './ids';
import { creditsOf, PAYMENT_TYPES, toPayment } from './payments';
import { readReceipts } from './receipts';
import { chunkByUrl } from './where';
import type { WirePayment } from './wire';

const PAYMENTS: Read = { path: '/Payments', doing: 'reading payments' };
const CUSTOMERS = `(${Object.keys(PAYMENT_TYPES)
	.map((type) => `PaymentType=="${type}"`)
	.join(' OR ')})`;

/**
 * Payments and refunds, prepayments, overpayments, and what credit notes settled: four lists in Xero. Which customers they are
 * of, Xero does not filter, so that is done here.
 */
export async function payments(
	client: XeroClient,
	organisation: Organisation,
	query: PaymentQuery,
): Promise<{ payments: Payment[]; more: boolean }> {
	const dates = [
		...(query.from === null ? [] : [`Date>=${whereDate(query.from)}`]),
		...(query.to === null ? [] : [`Date<=${whereDate(query.to)}`]),
	];
	const credited = ['Type=="ACCRECCREDIT"', '(Status=="AUTHORISED" OR Status=="PAID")'].join(' AND ');
	const [paid, receipts, notes] = await Promise.all([
		readPayments(client, query, dates),
		readReceipts(client, organisation, dates.length === 0 ? null : dates.join(' AND ')),
		// A note may have been set against an invoice long after its own date.
		readCreditNotes(client, credited),
	]);
	const credits = notes.flatMap((note) => creditsOf(toCreditNote(note, organisation)));
	const found = [...paid.map((wire) => toPayment(wire, organisation)), ...receipts, ...credits]
		.filter((payment) => isAskedFor(payment, query))
		.sort((a, b) => (a.date < b.date ? 1 : a.date > b.date ? -1 : 0));
	return { payments: found.slice(0, query.limit), more: found.length > query.limit };
}

/** By invoice where they are named; else newest first, no further than needed. */
async function readPayments(client: XeroClient, query: PaymentQuery, dates: string[]): Promise<WirePayment[]> {
	const clause = [CUSTOMERS, ...dates];
	if (query.invoiceIds === null) {
		const read = { ...PAYMENTS, query: { where: clause.join(' AND '), order: 'Date DESC' } };
		const most = query.customerIds === null ? query.limit + 1 : Infinity;
		return uniqueBy(await client.pages<WirePayment>([read], 'Payments', most), idOf);
	}
	const queryOf = (ids: string[]) => {
		const invoices = ids.map((id) => `Invoice.InvoiceID==guid("${id}")`).join(' OR ');
		return { where: [...dates, `(${invoices})`].join(' AND '), order: 'Date DESC' };
	};
	const ids = [...new Set(query.invoiceIds.map((id) => id.toLowerCase()).filter(isGuid))];
	const chunks = chunkByUrl(ids, urlBase('/Payments'), (chunk) => ({ ...queryOf(chunk), page: 1, pageSize: 1000 }));
	const reads = chunks.map((chunk) => ({ ...PAYMENTS, query: queryOf(chunk) }));
	return uniqueBy(await client.pages<WirePayment>(reads, 'Payments'), idOf);
}

function isAskedFor(payment: Payment, { customerIds, invoiceIds, from, to }: PaymentQuery): boolean {
	const customer = payment.customer.ledgerId?.toLowerCase() ?? '';
	return (
		(customerIds === null || customerIds.some((id) => id.toLowerCase() === customer)) &&
		(invoiceIds === null || payment.allocations.some((one) => holds(invoiceIds, one.invoiceId))) &&
		(from === null || payment.date >= from) &&
		(to === null || payment.date <= to)
	);
}

function holds(ids: string[], id: string): boolean {
	return ids.some((other) => other.toLowerCase() === id.toLowerCase());
}

function idOf(wire: WirePayment): string {
	return (wire.PaymentID ?? '').toLowerCase();
}
