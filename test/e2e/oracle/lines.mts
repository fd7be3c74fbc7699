import { Decimal } from 'decimal.js';
import type { HubSpotRecord } from '../../../sandbox/core/types.mts';
import type { Item, Ways } from './books/books.mts';
import { associated, foldCode, text, type Facts } from './facts.mts';

/** A line of a deal as promised. */
export interface PromisedLine {
	name: string;
	quantity: Decimal;
	price: Decimal;
	/** Discount in percent; `null` when there is none or an amount. */
	percent: Decimal | null;
	/** Amount off each unit; `null` when there is none or a percentage. */
	off: Decimal | null;
	/** Of one billing period, in the currency's minor unit. */
	net: Decimal;
	sku: string;
	item: Item | null;
	recurring: Recurring | null;
	tiered: boolean;
	/** The percentage HubSpot would charge; `null` when none is set. */
	hubspotRate: number | null;
}

export interface Recurring {
	/** Months from one bill to the next; weekly is 12/52. */
	everyMonths: Decimal;
	/** Bills in the term; `null` when it renews until cancelled. */
	periods: Decimal | null;
	/** `YYYY-MM-DD`; empty when none is given: it starts with the deal, or after a delay. */
	starts: string;
	/** A start told as so many days or months from some other day. */
	delayed: boolean;
}

const MONTHS: Readonly<Record<string, number>> = {
	monthly: 1,
	quarterly: 3,
	per_six_months: 6,
	annually: 12,
	per_two_years: 24,
	per_three_years: 36,
	per_four_years: 48,
	per_five_years: 60,
};

const digits = new Map<string, number>();

/** Decimal places of a currency's minor unit. */
export function minorDigits(currency: string): number {
	const known = digits.get(currency);
	if (known !== undefined) return known;
	const format = new Intl.NumberFormat('en', { style: 'currency', currency });
	const places = format.resolvedOptions().maximumFractionDigits ?? 2;
	digits.set(currency, places);
	return places;
}

/** Rounds half up (away from zero) to the currency's minor unit. */
export function toMinor(value: Decimal, currency: string): Decimal {
	return value.toDecimalPlaces(minorDigits(currency), Decimal.ROUND_HALF_UP);
}

/** The deal's lines in the order of the editor. */
export function promisedLines(deal: HubSpotRecord, currency: string, facts: Facts): PromisedLine[] {
	return associated(deal, 'line_items')
		.flatMap((id) => facts.lines.get(id) ?? [])
		.sort((a, b) => position(a) - position(b) || Number(a.id) - Number(b.id))
		.map((line) => promisedLine(line, currency, facts));
}

function position(line: HubSpotRecord): number {
	const given = text(line, 'hs_position_on_quote');
	return given === '' ? Number.MAX_SAFE_INTEGER : Number(given);
}

function promisedLine(line: HubSpotRecord, currency: string, facts: Facts): PromisedLine {
	const quantity = new Decimal(text(line, 'quantity') || 1);
	const price = new Decimal(text(line, 'price') || 0);
	const given = { percent: text(line, 'hs_discount_percentage'), off: text(line, 'discount') };
	const percent = given.percent !== '' && Number(given.percent) !== 0 ? new Decimal(given.percent) : null;
	const off = percent === null && given.off !== '' && Number(given.off) !== 0 ? new Decimal(given.off) : null;
	const unit = percent ? price.times(new Decimal(100).minus(percent)).dividedBy(100) : price.minus(off ?? 0);
	const shown = text(line, 'amount');
	const sku = text(line, 'hs_sku');
	const name = text(line, 'name');
	const model = text(line, 'hs_pricing_model');
	return {
		name,
		quantity,
		price,
		percent,
		off,
		net: toMinor(shown === '' ? unit.times(quantity) : new Decimal(shown), currency),
		sku,
		item: itemOf(sku, name, facts),
		recurring: recurringOf(line),
		tiered: (model !== '' && model !== 'flat') || text(line, 'hs_tier_prices') !== '',
		hubspotRate: facts.hubspotRates.get(text(line, 'hs_tax_rate_group_id')) ?? null,
	};
}

/** SKU = item code, else the one item of exactly this name (rules.md 5). */
function itemOf(sku: string, name: string, facts: Facts): Item | null {
	const byCode = sku === '' ? undefined : facts.itemsByCode.get(foldCode(sku));
	const byName = facts.itemsByName.get(name) ?? [];
	return byCode ?? (byName.length === 1 ? (byName[0] as Item) : null);
}

function recurringOf(line: HubSpotRecord): Recurring | null {
	const frequency = text(line, 'recurringbillingfrequency');
	if (frequency === '' || frequency === 'one_time') return null;
	const weeks = { weekly: 1, biweekly: 2 }[frequency];
	const everyMonths =
		weeks === undefined ? new Decimal(MONTHS[frequency] ?? 1) : new Decimal(12).times(weeks).dividedBy(52);
	const term = /^P(\d+)([YMW])$/.exec(text(line, 'hs_recurring_billing_period'));
	const unit = { Y: new Decimal(12), M: new Decimal(1), W: new Decimal(12).dividedBy(52) }[
		term?.[2] ?? 'M'
	] as Decimal;
	return {
		everyMonths,
		periods: term
			? unit
					.times(term[1] as string)
					.dividedBy(everyMonths)
					.toDecimalPlaces(0)
			: null,
		starts: text(line, 'hs_recurring_billing_start_date').slice(0, 10),
		delayed: ['hs_billing_start_delay_days', 'hs_billing_start_delay_months'].some(
			(name) => Number(text(line, name)) > 0,
		),
	};
}

/** True when the ledger, which keeps two decimals, can be made to show exactly this net. */
export function isExactable(line: PromisedLine, { amountAlone, priceDecimals }: Ways): boolean {
	const full = line.quantity.times(line.price).toDecimalPlaces(2, Decimal.ROUND_HALF_UP);
	return amountAlone || line.price.decimalPlaces() > priceDecimals || full.gte(line.net);
}
