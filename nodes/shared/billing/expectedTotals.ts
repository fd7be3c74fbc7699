import type { LedgerTraits } from '../model/ledgerTraits';
import type { InvoiceDraft, InvoiceDraftLine } from '../model/invoice';
import type { LedgerTaxRate, Organisation } from '../model/organisation';
import { Decimal } from './decimal';

/**
 * Totals that the ledger should compute of a draft: tax per line rounded to the decimals it keeps, then summed
 * (apis/xero.md 7.3). Tax and total are null where the ledger decides on the tax of a line.
 */
export function expectedTotals(
	draft: Pick<InvoiceDraft, 'lines' | 'amountsAre'>,
	books: {
		taxRates: LedgerTaxRate[];
		organisation: Pick<Organisation, 'decidesTax'>;
		traits: Pick<LedgerTraits, 'totalDecimals'>;
	},
): { net: number; tax: number | null; total: number | null } {
	const amounts = sum(draft.lines.map((line) => new Decimal(line.amount)));
	const { organisation, taxRates, traits } = books;
	const rates = organisation.decidesTax ? [] : taxRates;
	const taxes = draft.lines.map((line) => taxOf(line, draft.amountsAre, rates, traits.totalDecimals));
	if (taxes.some((tax) => tax === null)) return { net: amounts.toNumber(), tax: null, total: null };
	const tax = sum(taxes.filter((known) => known !== null));
	const net = draft.amountsAre === 'inclusive' ? amounts.minus(tax) : amounts;
	return { net: net.toNumber(), tax: tax.toNumber(), total: net.plus(tax).toNumber() };
}

function taxOf(
	line: InvoiceDraftLine,
	amountsAre: InvoiceDraft['amountsAre'],
	taxRates: LedgerTaxRate[],
	decimals: number,
): Decimal | null {
	if (amountsAre === 'no_tax') return new Decimal(0);
	const rate = taxRates.find((candidate) => candidate.code === line.taxCode);
	if (rate === undefined) return null;
	const base = amountsAre === 'inclusive' ? new Decimal(100).plus(rate.percent) : new Decimal(100);
	return new Decimal(line.amount).times(rate.percent).div(base).toDecimalPlaces(decimals, Decimal.ROUND_HALF_UP);
}

function sum(values: Decimal[]): Decimal {
	return values.reduce((total, value) => total.plus(value), new Decimal(0));
}
