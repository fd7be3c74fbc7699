import { Decimal } from 'decimal.js';
import type { HubSpotRecord } from '../../../sandbox/core/types.mts';
import { associated, text, type Facts } from './facts.mts';
import { toMinor, type PromisedLine } from './lines.mts';

const YEAR = 12;

/** What a line counts for in each of the figures a person may have typed as the deal's amount. */
function figuresOf({ net, recurring }: PromisedLine) {
	if (recurring === null)
		return { first: net, oneOff: net, mrr: new Decimal(0), arr: new Decimal(0), acv: net, tcv: net };
	const mrr = net.dividedBy(recurring.everyMonths);
	const arr = mrr.times(YEAR);
	const whole = recurring.periods === null ? arr : net.times(recurring.periods);
	return { first: net, oneOff: new Decimal(0), mrr, arr, acv: Decimal.min(arr, whole), tcv: whole };
}

/**
 * True when `stated` is none of: first period, one-off total, MRR, ARR, ACV, TCV of the lines, with or without tax
 * (rules.md 5). `percents` are the lines' tax percentages.
 */
export function contradicts(
	stated: Decimal,
	lines: readonly PromisedLine[],
	percents: readonly number[],
	currency: string,
): boolean {
	const names = ['first', 'oneOff', 'mrr', 'arr', 'acv', 'tcv'] as const;
	const figures = lines.map(figuresOf);
	return !names.some((name) => {
		const net = figures.reduce((sum, figure) => sum.plus(figure[name]), new Decimal(0));
		const gross = figures.reduce(
			(sum, figure, index) =>
				sum.plus(
					figure[name]
						.times(100 + (percents[index] ?? 0))
						.dividedBy(100)
						.toDecimalPlaces(2, Decimal.ROUND_HALF_UP),
				),
			new Decimal(0),
		);
		return [net, gross].some((figure) => toMinor(figure, currency).eq(toMinor(stated, currency)));
	});
}

/** The quote that speaks for a deal: the accepted or signed one, else the newest published one. */
export function quoteOf(deal: HubSpotRecord, facts: Facts): { record: HubSpotRecord; accepted: boolean } | null {
	const quotes = associated(deal, 'quotes')
		.flatMap((id) => facts.quotes.get(id) ?? [])
		.sort((a, b) => (b.createdAt ?? '').localeCompare(a.createdAt ?? ''));
	const accepted = quotes.find(
		(quote) =>
			text(quote, 'hs_quote_status') === 'ACCEPTED' ||
			text(quote, 'hs_accepted_date') !== '' ||
			text(quote, 'hs_esign_date') !== '' ||
			text(quote, 'hs_manually_signed') === 'true',
	);
	if (accepted) return { record: accepted, accepted: true };
	const published = quotes.find((quote) => text(quote, 'hs_quote_status') === 'PUBLISHED');
	return published ? { record: published, accepted: false } : null;
}
