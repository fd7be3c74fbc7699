import type { Deal } from '../model/deal';
import type { DealLine, LineDiscount } from '../model/dealLine';
import { Decimal } from './decimal';
import { plainText } from './lineText';
import { roundMoney, sumMoney } from './money';
import { periodsBilled, servicePeriod } from './recurring';
import type { BillingSettings } from './settings';

/** One line of what is billed now. */
export interface PromisedLine {
	/** The deal's line with the service dates of what is billed; null for the line made from the deal's amount. */
	line: DealLine | null;
	/** Text of a line made from the amount; the others have their own. */
	text: string | null;
	quantity: Decimal;
	unitPrice: Decimal;
	discount: LineDiscount | null;
	/** What the line comes to, in the currency's minor unit. */
	net: number;
}

export interface Promised {
	lines: PromisedLine[];
	/** Sum of the lines. */
	net: number;
}

/**
 * What is billed of a deal (rules.md section 5): each line's net as the CRM shows it, of its first period or its whole
 * term; without lines the deal's amount as one line. Lines are empty where there is neither.
 */
export function promise(deal: Deal, settings: Pick<BillingSettings, 'recurring' | 'noLinesText'>): Promised {
	const lines =
		deal.lines.length > 0
			? deal.lines.map((line) => ofLine(line, deal.currency, settings.recurring))
			: ofAmount(deal, settings.noLinesText);
	return {
		lines,
		net: sumMoney(
			lines.map((line) => line.net),
			deal.currency,
		),
	};
}

function ofLine(line: DealLine, currency: string, mode: BillingSettings['recurring']): PromisedLine {
	const periods = periodsBilled(line, mode);
	return {
		line: { ...line, serviceDate: line.serviceDate ?? servicePeriod(line, mode) },
		text: null,
		quantity: new Decimal(line.quantity).times(periods),
		unitPrice: new Decimal(line.unitPrice),
		discount: isNone(line.discount) ? null : line.discount,
		net: roundMoney(new Decimal(roundMoney(line.amount, currency)).times(periods), currency),
	};
}

/** Never the deal's name, which is internal. */
function ofAmount(deal: Deal, noLinesText: string | null): PromisedLine[] {
	if (deal.amount === null) return [];
	const net = roundMoney(deal.amount, deal.currency);
	const text = noLinesText?.trim() || plainText(deal.description) || 'As agreed';
	return [{ line: null, text, quantity: new Decimal(1), unitPrice: new Decimal(net), discount: null, net }];
}

function isNone(discount: LineDiscount | null): boolean {
	return discount === null || ('percent' in discount ? discount.percent : discount.perUnit) === 0;
}
