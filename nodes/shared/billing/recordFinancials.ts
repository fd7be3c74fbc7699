import type { StoredFinancials } from '../model/crmCustomer';
import type { Financials, FinancialYear } from '../model/financials';
import { accountStatus, saysTheSame } from './accountStatus';
import { Decimal } from './decimal';
import { sumMoney } from './money';

/** A text property of HubSpot holds 65,536 characters. */
const LONGEST_TEXT = 60_000;

export interface RecordFigures {
	/** What differs from what stands; empty where nothing is new. */
	write: Partial<StoredFinancials>;
	after: StoredFinancials;
}

/**
 * What is written on a company or contact of how it stands (rules.md section 9). A record may be several customers of one ledger,
 * one for each currency: all money is in the currency of the books and adds up; one that did not come has nothing open. What was
 * not read stays as it stands. The day moves with another change alone, so that a second run writes nothing. `customers` is how many
 * the record is in these books.
 */
export function recordFinancials(
	all: [Financials, ...Financials[]],
	before: StoredFinancials,
	customers = all.length,
): RecordFigures {
	const [first] = all;
	const sum = (figure: (one: Financials) => number) => sumMoney(all.map(figure), first.currency);
	const balance = sum((one) => one.balance);
	const limits = all.flatMap(({ creditLimit }) => creditLimit ?? []);
	const creditLimit = limits.length > 0 ? sumMoney(limits, first.currency) : before.creditLimit;
	const creditAvailable = creditLimit === null ? null : sumMoney([creditLimit, -balance], first.currency);
	const facts: Partial<StoredFinancials> = {
		balance,
		overdue: sum((one) => one.overdue),
		notDue: sum(({ ageing }) => ageing.notDue),
		days1To30: sum(({ ageing }) => ageing.days1To30),
		days31To60: sum(({ ageing }) => ageing.days31To60),
		days61To90: sum(({ ageing }) => ageing.days61To90),
		days91AndMore: sum(({ ageing }) => ageing.days91AndMore),
		unallocatedCredit: sum((one) => one.unallocatedCredit),
		creditLimit,
		creditAvailable,
		...lastInvoice(all, before, customers),
		...(all.length >= customers && {
			...year(all, first.currency),
			...lifetime(all, first.currency),
			...bought(all),
		}),
	};
	const line = accountStatus({
		currency: first.currency,
		balance,
		overdue: facts.overdue ?? 0,
		oldestDue: all.flatMap(({ oldestDue }) => oldestDue ?? []).sort()[0] ?? null,
		creditAvailable,
		averageDaysToPay:
			facts.averageDaysToPay === undefined ? before.averageDaysToPay : (facts.averageDaysToPay ?? null),
		asOf: first.asOf,
	});
	const changed: Partial<StoredFinancials> = Object.fromEntries(
		Object.entries(facts).filter(([name, value]) => value !== before[name as keyof StoredFinancials]),
	);
	if (!saysTheSame(line, before.accountStatus)) changed.accountStatus = line;
	if (Object.keys(changed).length === 0) return { write: {}, after: before };
	const write = { ...changed, accountStatus: line, asOf: first.asOf };
	return { write, after: { ...before, ...write } };
}

/** The newest of all; one that stands already and is newer belongs to a customer that did not come. */
function lastInvoice(all: Financials[], before: StoredFinancials, customers: number): Partial<StoredFinancials> {
	const [newest] = all
		.flatMap((one) => one.lastInvoice ?? [])
		.sort((a, b) => b.date.localeCompare(a.date) || (b.number ?? '').localeCompare(a.number ?? ''));
	if (newest === undefined) return {};
	if (all.length < customers && newest.date < (before.lastInvoiceDate ?? '')) return {};
	return { lastInvoice: newest.number, lastInvoiceDate: newest.date };
}

/** Only where it was read of every customer that came; averages weigh each by what stands behind it. */
function year(all: Financials[], currency: string): Partial<StoredFinancials> {
	const years = all.flatMap((one) => one.year ?? []);
	if (years.length < all.length) return {};
	return {
		billed12Months: sumMoney(
			years.map(({ billed }) => billed),
			currency,
		),
		paid12Months: sumMoney(
			years.map(({ paid }) => paid),
			currency,
		),
		averageDaysToPay: average(
			years,
			(one) => one.averageDaysToPay,
			(one) => one.paidInvoices,
			0,
		),
		shareOnTime: average(
			years,
			(one) => one.shareOnTime,
			(one) => Math.max(one.billed, 0),
			1,
		),
	};
}

function average(
	years: FinancialYear[],
	value: (one: FinancialYear) => number | null,
	weight: (one: FinancialYear) => number,
	digits: number,
): number | null {
	const known = years.filter((one) => value(one) !== null);
	const [only] = known;
	if (only === undefined) return null;
	const total = known.reduce((sum, one) => sum.plus(weight(one)), new Decimal(0));
	const weighed = known.reduce(
		(sum, one) => sum.plus(new Decimal(value(one) ?? 0).times(weight(one))),
		new Decimal(0),
	);
	const mean = known.length === 1 || total.isZero() ? new Decimal(value(only) ?? 0) : weighed.div(total);
	return mean.toDecimalPlaces(digits, Decimal.ROUND_HALF_UP).toNumber();
}

function lifetime(all: Financials[], currency: string): Partial<StoredFinancials> {
	const lives = all.flatMap((one) => one.lifetime ?? []);
	if (lives.length < all.length) return {};
	return {
		billedInTotal: sumMoney(
			lives.map(({ billed }) => billed),
			currency,
		),
		paidInTotal: sumMoney(
			lives.map(({ paid }) => paid),
			currency,
		),
		historySince: lives.map(({ since }) => since).sort()[0] ?? null,
	};
}

/** As the CRM gives a text back, or it would be written anew with every run. */
function bought(all: Financials[]): Partial<StoredFinancials> {
	const texts = all.flatMap((one) => one.bought ?? []);
	if (texts.length < all.length) return {};
	const text = texts
		.map((one) => one.trim())
		.filter((one) => one !== '')
		.join('\n')
		.slice(0, LONGEST_TEXT)
		.trim();
	return { bought: text === '' ? null : text };
}
