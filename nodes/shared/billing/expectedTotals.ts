import type { LedgerTraits } from '../model/ledgerTraits';
import type { InvoiceDraft, InvoiceDraftLine } from '../model/invoice';
import type { LedgerTaxRate, Organisation } from '../model/organisation';
import { Decimal } from './decimal';

type Draft = Pick<InvoiceDraft, 'lines' | 'amountsAre'>;

interface Books {
	taxRates: LedgerTaxRate[];
	organisation: Pick<Organisation, 'decidesTax'>;
	traits: Pick<LedgerTraits, 'totalDecimals' | 'taxRoundedPer'>;
}

/**
 * Totals that the ledger should compute of a draft: tax rounded to the decimals it keeps per line (apis/xero.md 7.3), or once
 * per rate, then summed. Tax and total are null where the ledger decides on the tax of a line.
 */
export function expectedTotals(draft: Draft, books: Books): { net: number; tax: number | null; total: number | null } {
	const amounts = sum(draft.lines.map((line) => new Decimal(line.amount)));
	const [tax] = expectedTaxes(draft, books);
	if (tax === undefined) return { net: amounts.toNumber(), tax: null, total: null };
	const net = draft.amountsAre === 'inclusive' ? amounts.minus(tax) : amounts;
	return { net: net.toNumber(), tax, total: net.plus(tax).toNumber() };
}

/**
 * What the tax of the document may come to, the likeliest first; empty where the ledger decides on it. Where a ledger rounds once
 * per rate, its documentation does not say so (apis/quickbooks.md 7.4), and a code may add up several rates: each way of
 * rounding is right.
 */
export function expectedTaxes(draft: Draft, { organisation, taxRates, traits }: Books): number[] {
	const { amountsAre, lines } = draft;
	if (amountsAre === 'no_tax') return [0];
	const taxed: Taxed[] = [];
	for (const line of lines) {
		const rate = organisation.decidesTax ? undefined : taxRates.find(({ code }) => code === line.taxCode);
		if (rate === undefined) return [];
		taxed.push({ line, rate });
	}
	const round = (tax: Decimal) => tax.toDecimalPlaces(traits.totalDecimals, Decimal.ROUND_HALF_UP);
	const perLine = sum(taxed.map(({ line, rate }) => round(taxOf([line], rate.percent, rate, amountsAre))));
	if (traits.taxRoundedPer === 'line') return [perLine.toNumber()];
	const byCode = [...new Set(taxed.map(({ rate }) => rate))].map((rate) => ({
		rate,
		of: taxed.filter((one) => one.rate === rate).map(({ line }) => line),
	}));
	const perCode = sum(byCode.map(({ rate, of }) => round(taxOf(of, rate.percent, rate, amountsAre))));
	const perPart = sum(
		byCode.flatMap(({ rate, of }) =>
			(rate.parts ?? [rate.percent]).map((percent) => round(taxOf(of, percent, rate, amountsAre))),
		),
	);
	return [...new Set([perPart, perCode, perLine].map((tax) => tax.toNumber()))];
}

interface Taxed {
	line: InvoiceDraftLine;
	rate: LedgerTaxRate;
}

/** The part of `percent` in the lines' tax at that rate, not rounded. */
function taxOf(
	lines: InvoiceDraftLine[],
	percent: number,
	rate: LedgerTaxRate,
	amountsAre: InvoiceDraft['amountsAre'],
): Decimal {
	const base = amountsAre === 'inclusive' ? new Decimal(100).plus(rate.percent) : new Decimal(100);
	return sum(lines.map(({ amount }) => new Decimal(amount)))
		.times(percent)
		.div(base);
}

function sum(values: Decimal[]): Decimal {
	return values.reduce((total, value) => total.plus(value), new Decimal(0));
}
