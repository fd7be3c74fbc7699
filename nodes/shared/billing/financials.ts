import type { Customer } from '../model/customer';
import type { Financials, FinancialYear } from '../model/financials';
import type { Invoice } from '../model/invoice';
import type { Organisation } from '../model/organisation';
import { billedNet, creditedOf, inBase, paymentsOf, receivedOn } from './collected';
import { addMonths, daysBetween } from './dates';
import { Decimal } from './decimal';
import { sumMoney } from './money';

/** What is left of a credit note or receipt. */
export interface OpenCredit {
	currency: string;
	currencyRate: number | null;
	remaining: number;
}

export interface FinancialsInput {
	organisation: Pick<Organisation, 'ledger' | 'id' | 'name' | 'baseCurrency'>;
	customer: Pick<Customer, 'name' | 'number' | 'url' | 'creditLimit'> & { ledgerId: string };
	/** Day in the organisation's time zone. */
	asOf: string;
	/** The customer's invoices that are approved and not paid in full. */
	open: Invoice[];
	/** Those that were settled in the last 12 months at least; null where they were not read. */
	settled: Invoice[] | null;
	credits: OpenCredit[];
	/** Every invoice of the customer; null where they were not read. */
	history: Invoice[] | null;
	bought: string | null;
}

/**
 * How a customer stands (rules.md section 9). Null where the rate of a foreign document is not known: then no sum of it would be
 * true.
 */
export function financials(input: FinancialsInput): Financials | null {
	const { organisation, customer, asOf, open, settled, credits } = input;
	const base = organisation.baseCurrency;
	const owed = open.map((invoice) => ({ invoice, due: inBase(invoice.due, invoice, base) }));
	const left = credits.map((credit) => inBase(credit.remaining, credit, base));
	const known = [...owed.map(({ due }) => due), ...left].every((amount) => amount !== null);
	const all = settled === null ? null : live([...open, ...settled]);
	const year = all === null ? null : yearOf(all, asOf, base);
	const lifetime = input.history === null ? null : lifetimeOf(live(input.history), base);
	if (!known || year === 'unknown' || lifetime === 'unknown') return null;

	const ages = owed.map(({ invoice, due }) => ({ due: due ?? 0, late: daysLate(invoice, asOf) }));
	const sum = (from: number, to: number) =>
		sumMoney(
			ages.filter(({ late }) => late >= from && late <= to).map(({ due }) => due),
			base,
		);
	const unallocatedCredit = sumMoney(
		left.map((amount) => amount ?? 0),
		base,
	);
	const total = sum(-Infinity, Infinity);
	return {
		ledger: organisation.ledger,
		organisation: { id: organisation.id, name: organisation.name },
		customer: {
			ledgerId: customer.ledgerId,
			name: customer.name,
			number: customer.number,
			url: customer.url,
		},
		currency: base,
		asOf,
		balance: sumMoney([total, -unallocatedCredit], base),
		overdue: sum(1, Infinity),
		oldestDue: oldestDue(open, asOf),
		ageing: {
			notDue: sum(-Infinity, 0),
			days1To30: sum(1, 30),
			days31To60: sum(31, 60),
			days61To90: sum(61, 90),
			days91AndMore: sum(91, Infinity),
		},
		unallocatedCredit,
		creditLimit: customer.creditLimit,
		lastInvoice: all === null ? null : lastInvoice(all),
		year,
		lifetime,
		bought: input.bought,
	};
}

/** Each once, drafts and dead ones left out. */
function live(invoices: Invoice[]): Invoice[] {
	const posted = invoices.filter(({ status }) => !['draft', 'submitted', 'voided', 'deleted'].includes(status));
	return [...new Map(posted.map((invoice) => [invoice.ledgerId, invoice])).values()];
}

/** Days since the due date; 0 and less is not due. */
function daysLate({ dueDate }: Invoice, asOf: string): number {
	return dueDate === null ? 0 : daysBetween(dueDate, asOf);
}

function oldestDue(open: Invoice[], asOf: string): string | null {
	const late = open.filter((invoice) => invoice.due > 0 && daysLate(invoice, asOf) > 0);
	return late.map(({ dueDate }) => dueDate ?? '').sort()[0] ?? null;
}

function lastInvoice(invoices: Invoice[]): Financials['lastInvoice'] {
	const [last] = [...invoices].sort(
		(a, b) => b.issueDate.localeCompare(a.issueDate) || (b.number ?? '').localeCompare(a.number ?? ''),
	);
	return last === undefined ? null : { number: last.number, date: last.issueDate, url: last.url };
}

/** The 12 months that end with `asOf`. */
function yearOf(invoices: Invoice[], asOf: string, base: string): FinancialYear | 'unknown' {
	const start = addMonths(asOf, -12);
	const inYear = (date: string | null) => date !== null && date > start && date <= asOf;
	const billed: number[] = [];
	const paid: number[] = [];
	for (const invoice of invoices) {
		const net = inBase(billedNet(invoice), invoice, base);
		const received = receivedOn(invoice, base);
		if (net === null || received === null) return 'unknown';
		if (inYear(invoice.issueDate)) billed.push(net);
		paid.push(...received.filter(({ date }) => inYear(date)).map((one) => one.net));
	}
	const paidInvoices = invoices.filter(
		(invoice) => invoice.status === 'paid' && inYear(invoice.paidOn) && paymentsOf(invoice).length > 0,
	);
	return {
		billed: sumMoney(billed, base),
		paid: sumMoney(paid, base),
		averageDaysToPay: average(
			paidInvoices.map(({ issueDate, paidOn }) => daysBetween(issueDate, paidOn ?? issueDate)),
		),
		paidInvoices: paidInvoices.length,
		shareOnTime: shareOnTime(
			invoices.filter(({ dueDate }) => inYear(dueDate) && dueDate !== asOf),
			base,
		),
	};
}

/** Whole days. */
function average(days: number[]): number | null {
	if (days.length === 0) return null;
	return Math.round(days.reduce((sum, one) => sum + one, 0) / days.length);
}

/** Percent by amount, whole, of all that fell due less credits; what is paid late or not at all counts against it. */
function shareOnTime(invoices: Invoice[], base: string): number | null {
	let fell = new Decimal(0);
	let onTime = new Decimal(0);
	for (const invoice of invoices) {
		const owed = new Decimal(invoice.total).minus(creditedOf(invoice));
		const inTime = paymentsOf(invoice)
			.filter(({ date }) => date <= (invoice.dueDate ?? ''))
			.reduce((sum, { amount }) => sum.plus(amount), new Decimal(0));
		fell = fell.plus(inBase(owed, invoice, base) ?? 0);
		onTime = onTime.plus(inBase(Decimal.min(inTime, owed), invoice, base) ?? 0);
	}
	return fell.lte(0) ? null : onTime.times(100).div(fell).toDecimalPlaces(0, Decimal.ROUND_HALF_UP).toNumber();
}

function lifetimeOf(invoices: Invoice[], base: string): Financials['lifetime'] | 'unknown' {
	const since = invoices.map(({ issueDate }) => issueDate).sort()[0];
	if (since === undefined) return null;
	const billed: number[] = [];
	const paid: number[] = [];
	for (const invoice of invoices) {
		const net = inBase(billedNet(invoice), invoice, base);
		const received = receivedOn(invoice, base);
		if (net === null || received === null) return 'unknown';
		billed.push(net);
		paid.push(...received.map((one) => one.net));
	}
	return { billed: sumMoney(billed, base), paid: sumMoney(paid, base), since };
}
