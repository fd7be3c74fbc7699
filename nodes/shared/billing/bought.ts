import type { Invoice, InvoiceLine } from '../model/invoice';
import { inBase } from './collected';
import { addDays, addMonths, daysBetween, formatDate } from './dates';
import { Decimal } from './decimal';
import { formatMoney, sumMoney } from './money';

/** Products told at most; a person reads it. */
const MOST = 20;
/** A term that ends within these days is due again. */
const SOON_DAYS = 60;
/** Purchases from which on an interval is usual. */
const USUAL = 3;

interface Purchase {
	name: string;
	date: string;
	quantity: number;
	/** Net of tax in the base currency. */
	net: number;
	/** Last day of the service that the line names. */
	termEnds: string | null;
}

/**
 * *What they bought* as a text (issue 5), one line for each product, the last bought first: the last date, the last 12 months against
 * the 12 before, and "due again". `all` are those of the last 24 months at least. Empty without any; null where a ledger did
 * not tell the lines of one of these months (Sage, beyond 500 documents): then nothing that was bought can be told.
 */
export function whatTheyBought(all: Invoice[], asOf: string, baseCurrency: string): string | null {
	const invoices = all.filter(({ status }) => !['draft', 'submitted', 'voided', 'deleted'].includes(status));
	const from = addMonths(asOf, -24);
	if (invoices.some(({ lines, total, issueDate }) => issueDate >= from && lines.length === 0 && total !== 0))
		return null;
	const products = new Map<string, Purchase[]>();
	for (const invoice of invoices) {
		for (const line of invoice.lines) {
			const purchase = purchaseOf(line, invoice, baseCurrency);
			if (purchase === null) continue;
			const key = line.itemCode ?? purchase.name.toLowerCase();
			products.set(key, [...(products.get(key) ?? []), purchase]);
		}
	}
	const told = [...products.values()]
		.map((purchases) => [...purchases].sort((a, b) => b.date.localeCompare(a.date)))
		.sort((a, b) => (b[0]?.date ?? '').localeCompare(a[0]?.date ?? '') || nameOf(a).localeCompare(nameOf(b)))
		.map((purchases) => productText(purchases, asOf, baseCurrency));
	const more = told.length > MOST ? [`and ${told.length - MOST} more products`] : [];
	return [...told.slice(0, MOST), ...more].join('\n');
}

function purchaseOf(line: InvoiceLine, invoice: Invoice, baseCurrency: string): Purchase | null {
	const [name = '', ...rest] = line.description.split('\n').map((part) => part.trim());
	const net =
		invoice.amountsAre === 'inclusive' ? new Decimal(line.amount).minus(line.tax) : new Decimal(line.amount);
	const inBaseCurrency = inBase(net, invoice, baseCurrency);
	if (inBaseCurrency === null || line.amount <= 0) return null;
	return {
		name: name || line.itemCode || 'Without a description',
		date: invoice.issueDate,
		quantity: line.quantity,
		net: inBaseCurrency,
		termEnds: termEnds([name, ...rest]),
	};
}

function productText(purchases: Purchase[], asOf: string, currency: string): string {
	const [last] = purchases as [Purchase];
	const year = addMonths(asOf, -12);
	const before = addMonths(asOf, -24);
	const now = period(
		purchases.filter(({ date }) => date > year && date <= asOf),
		currency,
	);
	const then = period(
		purchases.filter(({ date }) => date > before && date <= year),
		currency,
	);
	const due = dueAgain(purchases, asOf);
	return `${last.name}: last on ${formatDate(last.date)}; last 12 months ${now}, the 12 before ${then}${due === null ? '' : `; due again: ${due}`}`;
}

/** `3 for 1,200.00 GBP`. */
function period(purchases: Purchase[], currency: string): string {
	if (purchases.length === 0) return 'none';
	const quantity = purchases.reduce((sum, one) => sum.plus(one.quantity), new Decimal(0));
	const net = sumMoney(
		purchases.map((one) => one.net),
		currency,
	);
	return `${quantity.toDecimalPlaces(2).toString()} for ${formatMoney(net, currency)}`;
}

/** The last term ends soon or has ended, or the usual time between two purchases has passed. */
function dueAgain(purchases: Purchase[], asOf: string): string | null {
	const ends = purchases
		.flatMap(({ termEnds: end }) => end ?? [])
		.sort()
		.at(-1);
	if (ends !== undefined) {
		if (ends > addDays(asOf, SOON_DAYS)) return null;
		return `its term ${ends < asOf ? 'ended' : 'ends'} on ${formatDate(ends)}`;
	}
	const days = [...new Set(purchases.map(({ date }) => date))].sort();
	if (days.length < USUAL) return null;
	const gaps = days.slice(1).map((day, index) => daysBetween(days[index] ?? day, day));
	const usual = [...gaps].sort((a, b) => a - b)[Math.floor(gaps.length / 2)] ?? 0;
	const last = days.at(-1) ?? asOf;
	return daysBetween(last, asOf) > usual ? `usually bought every ${usual} days` : null;
}

const MONTHS = ['jan', 'feb', 'mar', 'apr', 'may', 'jun', 'jul', 'aug', 'sep', 'oct', 'nov', 'dec'];

/** The second date of service dates as our lines carry them: `1 Nov 2026 to 31 Oct 2027` (billing/lineText), or ISO. */
function termEnds(lines: string[]): string | null {
	const spans = lines.flatMap((line) => [
		...[...line.matchAll(/\d{1,2} [A-Za-z]{3,9} \d{4} (?:to|-|–) (\d{1,2}) ([A-Za-z]{3})[a-z]* (\d{4})/g)].map(
			([, day, month, year]) =>
				`${year}-${String(MONTHS.indexOf((month ?? '').toLowerCase()) + 1).padStart(2, '0')}-${(day ?? '').padStart(2, '0')}`,
		),
		...[...line.matchAll(/\d{4}-\d{2}-\d{2} (?:to|-|–) (\d{4}-\d{2}-\d{2})/g)].map(([, end]) => end ?? ''),
	]);
	return (
		spans
			.filter((end) => /^\d{4}-(?:0[1-9]|1[0-2])-\d{2}$/.test(end))
			.sort()
			.at(-1) ?? null
	);
}

function nameOf(purchases: Purchase[]): string {
	return purchases[0]?.name ?? '';
}
