import type { Invoice, InvoiceStatus } from '../model/invoice';
import { isLive } from './alreadyBilled';
import { Decimal } from './decimal';
import { minorDigits, sumMoney } from './money';
import { invoiceStatusWords } from './words';

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

/**
 * *Invoices* with the line of this invoice set, in the order in which they came; lines that a person broke are left out.
 * `HS7K2Q-123 | INV-0042 | Draft | GBP total 120.00 | paid 0.00 | due 120.00 | <id in the ledger>`
 */
export function mergeInvoicesText(before: string | null, invoice: Invoice): string {
	const row = rowOf(invoice);
	const rows = parseInvoicesText(before);
	const at = rows.findIndex((other) => other.ledgerId === row.ledgerId);
	const merged = at < 0 ? [...rows, row] : rows.with(at, row);
	return merged.map(print).join('\n');
}

export function parseInvoicesText(text: string | null): InvoiceRow[] {
	return (text ?? '').split('\n').flatMap((line) => {
		const row = parse(line);
		return row === null ? [] : [row];
	});
}

/** Sums over the live invoices in *Invoices*; credits are what is neither paid nor due. */
export function sumsOf(text: string, currency: string): InvoiceSums {
	const live = parseInvoicesText(text).filter(isLive);
	const sum = (amount: (row: InvoiceRow) => number) => sumMoney(live.map(amount), currency);
	const [total, paid, due] = [sum((row) => row.total), sum((row) => row.paid), sum((row) => row.due)];
	return { total, paid, due, credited: sumMoney([total, -paid, -due], currency) };
}

const pattern =
	/^(\S*) \| (.*) \| ([^|]+) \| ([A-Z]{3}) total (-?[\d.]+) \| paid (-?[\d.]+) \| due (-?[\d.]+) \| (\S+)$/;

const statusByWords = new Map(
	Object.entries(invoiceStatusWords).map(([status, words]) => [words, status as InvoiceStatus]),
);

function print(row: InvoiceRow): string {
	const amount = (value: number) => new Decimal(value).toFixed(minorDigits(row.currency));
	return [
		row.key,
		row.number,
		invoiceStatusWords[row.status],
		`${row.currency} total ${amount(row.total)}`,
		`paid ${amount(row.paid)}`,
		`due ${amount(row.due)}`,
		row.ledgerId,
	].join(' | ');
}

function parse(line: string): InvoiceRow | null {
	const [, key, number, words, currency, total, paid, due, ledgerId] = pattern.exec(line.trim()) ?? [];
	const status = statusByWords.get(words ?? '');
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

function rowOf(invoice: Invoice): InvoiceRow {
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
