import type { Deal } from '../model/deal';
import type { Check } from '../model/outcome';
import { Decimal } from './decimal';
import { formatMoney, minorDigits, roundMoney } from './money';
import type { Priced } from './recurring';
import { firstPeriod, perMonth, wholeTerm } from './recurring';

/**
 * Whether the deal's amount and its accepted or published quote agree with its lines (rules.md section 5). Equal to the
 * one-off total, first period, TCV, ACV, ARR or MRR of the lines, with or without tax, is no contradiction. `percents` is
 * the tax of each line; null or missing counts as none.
 */
export function amountChecks(deal: Deal, percents: Array<number | null>): Check[] {
	const checks: Check[] = [];
	const { lines, amount, quote, currency } = deal;
	if (lines.length > 0 && amount !== null && !agrees(amount, lines, percents, currency)) {
		checks.push({
			code: 'amount_contradicts',
			what: `The deal says ${formatMoney(amount, currency)}, its lines come to ${formatMoney(total(lines, currency), currency)}`,
			todo: 'Check which is right. The lines were billed',
			by: 'sales',
		});
	}
	if (quote === null || quote.total === null || (lines.length === 0 && amount === null)) return checks;
	const quotedIn = quote.currency ?? currency;
	const billed: Priced[] = lines.length > 0 ? lines : [{ amount: amount ?? 0, period: 'once', periods: null }];
	if (quotedIn === currency && agrees(quote.total, billed, percents, currency)) return checks;
	const name = `${quote.status === 'accepted' ? 'accepted' : 'published'} quote ${quote.number ?? `"${quote.title}"`}`;
	checks.push({
		code: 'quote_contradicts',
		what: `The ${name} says ${formatMoney(quote.total, quotedIn)}, the deal bills ${formatMoney(total(billed, currency), currency)}`,
		todo: 'Check which is right: the quote, or the lines of the deal',
		by: 'sales',
	});
	return checks;
}

/** The figures that people put into a deal's amount, of one line each; the first is what is billed now. */
const figures: Array<(line: Priced) => Decimal> = [
	firstPeriod,
	(line) => (line.period === 'once' ? firstPeriod(line) : new Decimal(0)),
	(line) => (line.period === 'once' ? new Decimal(0) : firstPeriod(line)),
	wholeTerm,
	(line) => (line.period !== 'once' && line.periods === null ? perYear(line) : wholeTerm(line)),
	(line) => (line.period === 'once' ? firstPeriod(line) : contractYear(line)),
	perYear,
	perMonth,
];

function agrees(stated: number, lines: Priced[], percents: Array<number | null>, currency: string): boolean {
	const wanted = roundMoney(stated, currency);
	const taxDecimals = Math.max(2, minorDigits(currency));
	return figures.some((figure, index) => {
		const nets = lines.map(figure);
		// A figure that these lines do not have (the ARR of one-off lines) says nothing of an amount of zero.
		if (index > 0 && nets.every((net) => net.isZero())) return false;
		const gross = nets.map((net, line) =>
			net
				.times(new Decimal(100).plus(percents[line] ?? 0))
				.div(100)
				.toDecimalPlaces(taxDecimals),
		);
		return [nets, gross].some((values) => roundMoney(sum(values), currency) === wanted);
	});
}

function perYear(line: Priced): Decimal {
	return perMonth(line).times(12);
}

/** Value of the first twelve months: a shorter term counts whole. */
function contractYear(line: Priced): Decimal {
	const year = perYear(line);
	return line.periods === null ? year : Decimal.min(year, wholeTerm(line));
}

function total(lines: Priced[], currency: string): number {
	return roundMoney(sum(lines.map(firstPeriod)), currency);
}

function sum(values: Decimal[]): Decimal {
	return values.reduce((all, value) => all.plus(value), new Decimal(0));
}
