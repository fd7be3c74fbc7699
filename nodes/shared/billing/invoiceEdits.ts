import type { Change } from '../model/change';
import type { Invoice } from '../model/invoice';
import { isLive } from './alreadyBilled';
import { Decimal } from './decimal';
import { formatDate, isDate } from './dates';
import type { Seen } from './lastSeen';
import { collapsed, seenNow } from './lastSeen';
import { change, lineChanges, lineName } from './lineEdits';
import { formatPrice } from './money';
import { statusWords, systemWords } from './words';

/**
 * What was edited on an invoice since it was last seen, in words and figures (rules.md section 8). That it was approved, sent
 * or paid is no edit but its status; that a payment or a credit was taken off it again is one.
 */
export function invoiceEdits(before: Seen, invoice: Invoice): Change[] {
	const now = seenNow(invoice, before);
	const takenOff = [
		...fallen('payment', before.totals.paid, now.totals.paid, invoice.currency),
		...fallen('credit', before.totals.credited, now.totals.credited, invoice.currency),
	];
	// A ledger that voids an invoice may set its lines and amounts to nothing: that is one change, not ten.
	if (!isLive(invoice)) return isLive(before.header) ? [...takenOff, ended(before, invoice)] : [];
	if (!isLive(before.header)) return [ended(before, invoice)];
	const edits = [...contentEdits(before, now, invoice), ...totalEdits(before, now, invoice)];
	return [...edits, ...unexplained(before, now, invoice, edits), ...takenOff];
}

function contentEdits(before: Seen, now: Seen, invoice: Invoice): Change[] {
	const [was, is] = [before.header, now.header];
	return [
		...(was.customer === is.customer
			? []
			: change('customer', was.customerName || was.customer, invoice.customer.name || is.customer)),
		// A draft gets its number when it is approved; that is no edit.
		...(was.number === null || is.number === null ? [] : change('number', was.number, is.number)),
		...change('date', dateText(was.issueDate), dateText(is.issueDate)),
		...change('due date', dateText(was.dueDate), dateText(is.dueDate)),
		...change('reference', was.reference || null, is.reference || null),
		...change('currency', was.currency, is.currency),
		...lineEdits(before, now, invoice),
	];
}

function lineEdits(before: Seen, now: Seen, invoice: Invoice): Change[] {
	// Not read then, or not read now: what the totals tell is all that can be told.
	if (before.lines === '') return [];
	if (now.lines === '') return [elsewhere('lines', invoice)];
	if (typeof before.lines === 'string' || typeof now.lines === 'string') {
		return collapsed(now.lines) === collapsed(before.lines) ? [] : [elsewhere('lines', invoice)];
	}
	const named = now.lines.map((line, index) => {
		const told = invoice.lines[index];
		return { line, name: told === undefined ? (line[1] ?? '') : lineName(told) };
	});
	return lineChanges(before.lines, named, invoice.currency);
}

function totalEdits(before: Seen, now: Seen, { currency }: Invoice): Change[] {
	const figure = (amount: number) => formatPrice(amount, currency);
	const total = change('total', figure(before.totals.total), figure(now.totals.total));
	if (before.totals.subtotal !== now.totals.subtotal) return total;
	return [...change('tax', figure(before.totals.tax), figure(now.totals.tax)), ...total];
}

/** The fingerprint knows what the map does not keep: the accounts of the lines. */
function unexplained(before: Seen, now: Seen, invoice: Invoice, edits: Change[]): Change[] {
	const [was, is] = [before.version.fingerprint, now.version.fingerprint];
	if (edits.length > 0 || was === is || was === '' || is === '') return [];
	return [elsewhere('accounts of the lines', invoice)];
}

function fallen(field: string, was: number, is: number, currency: string): Change[] {
	const less = new Decimal(was).minus(is);
	return less.isPositive() && !less.isZero()
		? [{ field, before: formatPrice(less.toNumber(), currency), after: null }]
		: [];
}

function ended({ header, totals }: Seen, { ledger, kind, status, currency }: Invoice): Change {
	const words = (one: Invoice['status']) => statusWords({ ledger, kind, status: one });
	return {
		field: 'status',
		before: `${words(header.status)} over ${formatPrice(totals.total, header.currency || currency)}`,
		after: words(status),
	};
}

function elsewhere(field: string, { ledger }: Invoice): Change {
	return { field, before: '', after: `changed, details in ${systemWords[ledger]}` };
}

function dateText(date: string | null): string | null {
	return isDate(date) ? formatDate(date) : date;
}
