import { Decimal } from 'decimal.js';
import type { QuickBooksRecord } from '../core/types.mts';
import { cents, share, sum } from './amounts.mts';
import type { Books } from './books.mts';
import { businessRule, missing, refused } from './faults.mts';
import { checkEnum, number, refId } from './input.mts';
import type { Address, Line, SalesItemLineDetail, TaxDetail, TaxRate } from './records.mts';

/**
 * Tax of a sale: apis/quickbooks.md 7.4. Rounded for each tax rate on the sum of its lines, half up; the sheet does not say how
 * QuickBooks rounds. With inclusive amounts a line's `Amount` is net and `TaxInclusiveAmt` gross.
 */

export interface Taxed {
	lines: Line[];
	detail: TaxDetail;
	/** Undefined in the United States, where it does not exist. */
	calculation: string | undefined;
}

interface Sent {
	lines: Line[];
	/** `GlobalTaxCalculation` and `TxnTaxDetail` of the request. */
	fields: QuickBooksRecord;
	/** What the document's discount takes off, positive. */
	discount: number;
	isTaxAfterDiscount: boolean;
	shipTo: Address | undefined;
	isCustomerTaxable: boolean;
	/** Of a sale that stands already, whose tax codes may have been made inactive since. */
	isPast?: boolean;
}

export function taxed(books: Books, sent: Sent): Taxed {
	return books.isAmerican ? american(books, sent) : elsewhere(books, sent);
}

/** Lines are TAX or NON; with automated sales tax the engine decides on the rate, by where the goods go. */
function american(books: Books, sent: Sent): Taxed {
	const lines = sent.lines.map((line) => {
		const detail = line.SalesItemLineDetail;
		if (!detail) return line;
		const item = books.items.get(detail.ItemRef.value);
		const code = detail.TaxCodeRef?.value ?? (item?.Taxable ? 'TAX' : 'NON');
		if (code !== 'TAX' && code !== 'NON') {
			throw refused(
				'6100',
				'Invalid tax code: the tax code of a line must be TAX or NON for US companies',
				'TaxCodeRef',
			);
		}
		return withDetail(line, { ...detail, TaxCodeRef: { value: code } });
	});
	const prefs = books.prefs('TaxPrefs');
	const none: TaxDetail = { TotalTax: 0, TaxLine: [] };
	if (prefs['UsingSalesTax'] !== true || !sent.isCustomerTaxable)
		return { lines, detail: none, calculation: undefined };

	const detail = (sent.fields['TxnTaxDetail'] ?? {}) as QuickBooksRecord;
	const isAutomated = prefs['PartnerTaxEnabled'] === true;
	const code = isAutomated ? automatedCode(books, sent.shipTo) : books.taxCode(refId(detail['TxnTaxCodeRef']));
	const taxable = lines.filter(({ SalesItemLineDetail: line }) => line?.TaxCodeRef?.value === 'TAX');
	const net = lessDiscount(sum(taxable.map(({ Amount = 0 }) => Amount)), lines, sent);
	const rates = ratesOf(books, code?.Id);
	const told = number('TotalTax', detail['TotalTax']);
	const TaxLine = rates.map((rate) => taxLine(rate, net, share(net, rate.RateValue)));
	const TotalTax = told !== undefined ? cents(told) : sum(TaxLine.map(({ Amount }) => Number(Amount)));
	const [only] = TaxLine;
	return {
		lines,
		detail: {
			...(code && { TxnTaxCodeRef: { value: code.Id } }),
			TotalTax,
			// A total that was told is prorated over the rates.
			TaxLine: told !== undefined && only ? [{ ...only, Amount: TotalTax }] : TaxLine,
		},
		calculation: undefined,
	};
}

/** The code of the state the goods go to, or of the company's own without a ship-to. */
function automatedCode(books: Books, shipTo: Address | undefined) {
	const own = books.companyInfo['LegalAddr'] as Address | undefined;
	const state = ((shipTo ?? own)?.CountrySubDivisionCode ?? '').trim().toUpperCase();
	const percent = books.behaviour.salesTaxByState[state];
	if (percent === undefined) return undefined;
	return books
		.of('TaxCode')
		.all()
		.find(({ Name }) => Name === state) as { Id: string } | undefined;
}

/** Every line needs the id of a real tax code. */
function elsewhere(books: Books, sent: Sent): Taxed {
	const calculation = sent.fields['GlobalTaxCalculation'];
	if (calculation === undefined) throw missing('GlobalTaxCalculation');
	checkEnum('GlobalTaxCalculation', calculation, ['TaxExcluded', 'TaxInclusive', 'NotApplicable']);
	if (calculation === 'NotApplicable') {
		if (sent.fields['TxnTaxDetail'] !== undefined) {
			throw refused(
				'6170',
				'TxnTaxDetail cannot be specified when GlobalTaxCalculation is NotApplicable',
				'TxnTaxDetail',
			);
		}
		return { lines: sent.lines, detail: { TotalTax: 0, TaxLine: [] }, calculation };
	}
	const isInclusive = calculation === 'TaxInclusive';
	const lines = sent.lines.map((line) =>
		line.SalesItemLineDetail
			? coded(books, line, line.SalesItemLineDetail, { isInclusive, isPast: sent.isPast })
			: line,
	);
	const byRate = new Map<TaxRate, Line[]>();
	for (const line of lines) {
		for (const rate of ratesOf(books, line.SalesItemLineDetail?.TaxCodeRef?.value)) {
			byRate.set(rate, [...(byRate.get(rate) ?? []), line]);
		}
	}
	const TaxLine = [...byRate].map(([rate, of]) => {
		const amount = sum(of.map(({ Amount = 0 }) => Amount));
		const net = lessDiscount(amount, lines, sent);
		const gross = sum(of.map((line) => line.SalesItemLineDetail?.TaxInclusiveAmt ?? 0));
		const isTold =
			isInclusive &&
			net === amount &&
			of.every((line) => ratesOf(books, line.SalesItemLineDetail?.TaxCodeRef?.value).length === 1);
		return taxLine(rate, net, isTold ? sum([gross, -amount]) : share(net, rate.RateValue));
	});
	const TotalTax = sum(TaxLine.map(({ Amount }) => Number(Amount)));
	return { lines, detail: { TotalTax, TaxLine }, calculation: String(calculation) };
}

/** A line with its tax code; of an inclusive one net and gross agree to the cent. */
function coded(
	books: Books,
	line: Line,
	detail: SalesItemLineDetail,
	how: { isInclusive: boolean; isPast?: boolean },
): Line {
	const code = books.taxCode(detail.TaxCodeRef?.value);
	if (!detail.TaxCodeRef) {
		throw businessRule('Make sure all your transactions have a VAT rate before you save.');
	}
	if (!code || (code.Active === false && !how.isPast) || code.Id === 'TAX' || code.Id === 'NON') {
		throw refused(
			'2500',
			`Invalid Reference Id : TaxCode element id ${detail.TaxCodeRef.value} not found`,
			'TaxCodeRef',
		);
	}
	if (!how.isInclusive) {
		const { TaxInclusiveAmt: _, ...rest } = detail;
		return withDetail(line, rest);
	}
	const percent = sum(ratesOf(books, code.Id).map(({ RateValue }) => RateValue));
	const net = line.Amount ?? 0;
	const gross = cents(detail.TaxInclusiveAmt ?? new Decimal(net).plus(share(net, percent)));
	const exact = cents(new Decimal(gross).times(100).dividedBy(new Decimal(100).plus(percent)));
	const isClose = new Decimal(exact).minus(net).abs().lte('0.01');
	return { ...withDetail(line, { ...detail, TaxInclusiveAmt: gross }), Amount: isClose ? net : exact };
}

function withDetail(line: Line, SalesItemLineDetail: SalesItemLineDetail): Line {
	return { ...line, SalesItemLineDetail };
}

/** The rates on sales that a code stands for. */
function ratesOf(books: Books, code: string | undefined): TaxRate[] {
	const details = books.taxCode(code)?.SalesTaxRateList?.TaxRateDetail ?? [];
	return details.flatMap(({ TaxRateRef }) => books.taxRate(TaxRateRef.value) ?? []);
}

/** What of an amount is taxed: with tax after the discount, less its share of it. */
function lessDiscount(amount: number, lines: readonly Line[], { discount, isTaxAfterDiscount }: Sent): number {
	if (!isTaxAfterDiscount || discount === 0) return amount;
	const whole = sum(lines.filter((line) => line.SalesItemLineDetail).map(({ Amount = 0 }) => Amount));
	if (whole === 0) return amount;
	return cents(new Decimal(amount).minus(new Decimal(amount).times(discount).dividedBy(whole)));
}

function taxLine(rate: TaxRate, net: number, Amount: number): QuickBooksRecord {
	return {
		Amount,
		DetailType: 'TaxLineDetail',
		TaxLineDetail: {
			TaxRateRef: { value: rate.Id },
			PercentBased: true,
			TaxPercent: rate.RateValue,
			NetAmountTaxable: net,
		},
	};
}
