import type { Invoice, InvoiceStatus } from '../model/invoice';
import { isLive } from './alreadyBilled';
import { Decimal } from './decimal';
import { minorDigits, sumMoney } from './money';

/** One line of *Invoices* (rules.md section 8). */
export interface InvoiceRow {
	key: string;
	number: string;
	status: InvoiceStatus;
	currency: string;
	total: number;
	paid: number;
	due: number;
	ledgerId: string;
}

/** Sums over the live invoices of a deal. */
export interface InvoiceSums {
	total: number;
	paid: number;
	credited: number;
	due: number;
}

/** Statuses as the text says them, whatever the ledger; for ever, since records carry them. */
const rowWords: Record<InvoiceStatus, string> = {
	draft: 'Draft',
	submitted: 'Awaiting approval',
	approved: 'Approved',
	sent: 'Sent',
	part_paid: 'Part paid',
	paid: 'Paid',
	overdue: 'Overdue',
	voided: 'Voided',
	deleted: 'Deleted',
};

/**
 * *Invoices* with the line of this invoice set, in the order in which they came; lines that a person broke are left out. The
 * invoice that an estimate became takes the estimate's line.
 * `HS7K2Q-123 | INV-0042 | Draft | GBP total 120.00 | paid 0.00 | due 120.00 | <id in the ledger>`
 */
export function mergeInvoicesText(before: string | null, invoice: Invoice): string {
	const row = rowOf(invoice);
	const rows = parseInvoicesText(before);
	const replaced = new Set([row.ledgerId, convertedEstimate(before, invoice)?.ledgerId]);
	const kept = rows.filter((other) => !replaced.has(other.ledgerId));
	const place = rows.findIndex((other) => replaced.has(other.ledgerId));
	const at = place < 0 ? kept.length : place;
	return [...kept.slice(0, at), row, ...kept.slice(at)].map(print).join('\n');
}

/** *Invoices* with the line of this invoice as it stands now; one that is not there is not added. */
export function replaceRow(text: string | null, invoice: Parameters<typeof rowOf>[0]): string | null {
	const rows = parseInvoicesText(text);
	const row = rowOf(invoice);
	return rows.length === 0 ? text : rows.map((one) => print(one.ledgerId === row.ledgerId ? row : one)).join('\n');
}

export function parseInvoicesText(text: string | null): InvoiceRow[] {
	return (text ?? '').split('\n').flatMap((line) => {
		const row = parse(line);
		return row === null ? [] : [row];
	});
}

/** The line of the estimate that this invoice was made of (QuickBooks); null where there is none. */
export function convertedEstimate(text: string | null, invoice: Invoice): InvoiceRow | null {
	if (invoice.kind === 'estimate' || invoice.key === null) return null;
	const rows = parseInvoicesText(text);
	return rows.find((row) => isEstimate(row) && row.key === invoice.key) ?? null;
}

/** True for an estimate whose invoice stands in *Invoices* already. */
export function isConverted(text: string | null, invoice: Invoice): boolean {
	if (invoice.kind !== 'estimate' || invoice.key === null) return false;
	return parseInvoicesText(text).some((row) => !isEstimate(row) && row.key === invoice.key);
}

/** Sums over the live invoices in *Invoices* that are in this currency; credits are what is neither paid nor due. */
export function sumsOf(text: string, currency: string): InvoiceSums {
	const live = parseInvoicesText(text).filter((row) => isLive(row) && row.currency === currency);
	const sum = (amount: (row: InvoiceRow) => number) => sumMoney(live.map(amount), currency);
	const [total, paid, due] = [sum((row) => row.total), sum((row) => row.paid), sum((row) => row.due)];
	return { total, paid, due, credited: sumMoney([total, -paid, -due], currency) };
}

const pattern =
	/^(\S*) \| (.*) \| ([^|]+) \| ([A-Z]{3}) total (-?[\d.]+) \| paid (-?[\d.]+) \| due (-?[\d.]+) \| (\S+)$/;

const statusByWords = new Map(
	Object.entries(rowWords).map(([status, words]) => [words.toLowerCase(), status as InvoiceStatus]),
);

function isEstimate(row: InvoiceRow): boolean {
	return row.ledgerId.startsWith('estimate-');
}

function print(row: InvoiceRow): string {
	const amount = (value: number) => new Decimal(value).toFixed(minorDigits(row.currency));
	return [
		row.key,
		row.number,
		rowWords[row.status],
		`${row.currency} total ${amount(row.total)}`,
		`paid ${amount(row.paid)}`,
		`due ${amount(row.due)}`,
		row.ledgerId,
	].join(' | ');
}

function parse(line: string): InvoiceRow | null {
	const [, key, number, words, currency, total, paid, due, ledgerId] = pattern.exec(line.trim()) ?? [];
	const status = statusByWords.get((words ?? '').toLowerCase());
	if (status === undefined || currency === undefined || ledgerId === undefined) return null;
	return {
		key: key ?? '',
		number: number ?? '',
		status,
		currency,
		total: Number(total),
		paid: Number(paid),
		due: Number(due),
		ledgerId,
	};
}

function rowOf(
	invoice: Pick<Invoice, 'ledgerId' | 'key' | 'number' | 'status' | 'currency' | 'total' | 'paid' | 'due'>,
): InvoiceRow {
	return {
		key: invoice.key ?? '',
		number: (invoice.number ?? '').replace(/[|\s]+/g, ' '),
		status: invoice.status,
		currency: invoice.currency,
		total: invoice.total,
		paid: invoice.paid,
		due: invoice.due,
		ledgerId: invoice.ledgerId ?? '',
	};
}
