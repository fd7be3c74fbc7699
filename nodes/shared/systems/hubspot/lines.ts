import { Decimal } from '../../billing/decimal';
import { roundMoney } from '../../billing/money';
import type { BillingPeriod, DealLine, GoodsOrService, LineDiscount } from '../../model/dealLine';
import { byId, date, decimal, number, text } from './values';
import type { HubSpotObject } from './wire';

/** Line item properties we read (apis/hubspot.md 4.3). */
export const lineProperties = [
	'name',
	'description',
	'hs_sku',
	'quantity',
	'price',
	'amount',
	'discount',
	'hs_discount_percentage',
	'hs_tax_rate_group_id',
	'hs_position_on_quote',
	'recurringbillingfrequency',
	'hs_recurring_billing_period',
	'hs_recurring_billing_number_of_payments',
	'hs_recurring_billing_start_date',
	'hs_billing_start_delay_type',
	'hs_billing_start_delay_days',
	'hs_billing_start_delay_months',
	'hs_pricing_model',
	'hs_tier_prices',
	'hs_product_type',
] as const;

/** Months of each frequency, or weeks; the terms of recurring lines are told in either. */
const frequencies: Record<string, { period: BillingPeriod; months?: number; weeks?: number }> = {
	weekly: { period: 'weekly', weeks: 1 },
	biweekly: { period: 'biweekly', weeks: 2 },
	monthly: { period: 'monthly', months: 1 },
	quarterly: { period: 'quarterly', months: 3 },
	per_six_months: { period: 'per_six_months', months: 6 },
	annually: { period: 'annually', months: 12 },
	per_two_years: { period: 'per_two_years', months: 24 },
	per_three_years: { period: 'per_three_years', months: 36 },
	per_four_years: { period: 'per_four_years', months: 48 },
	per_five_years: { period: 'per_five_years', months: 60 },
};

/** Product types of HubSpot (apis/hubspot.md 4.4); an account's own ones say nothing. */
const kinds: Record<string, GoodsOrService> = { inventory: 'goods', non_inventory: 'goods', service: 'service' };

/** Lines in the order people gave them, then as they were made. */
export function linesOf(objects: HubSpotObject[], currency: string, taxRates: Map<string, number>): DealLine[] {
	return [...objects]
		.sort((a, b) => position(a) - position(b) || byId(a, b))
		.map((object) => lineOf(object, currency, taxRates));
}

/** True when a line names a rate of the account's tax library. */
export function namesTaxRate(object: HubSpotObject): boolean {
	return text(object, 'hs_tax_rate_group_id') !== null;
}

function lineOf(object: HubSpotObject, currency: string, taxRates: Map<string, number>): DealLine {
	const quantity = decimal(object, 'quantity') ?? new Decimal(1);
	const price = decimal(object, 'price') ?? new Decimal(0);
	const discount = discountOf(object);
	const frequency = frequencies[text(object, 'recurringbillingfrequency') ?? ''];
	const net = decimal(object, 'amount') ?? netOf(quantity, price, discount);
	return {
		id: object.id,
		sku: text(object, 'hs_sku'),
		name: text(object, 'name') ?? '',
		description: text(object, 'description'),
		quantity: quantity.toNumber(),
		unitPrice: price.toNumber(),
		discount,
		amount: roundMoney(net, currency),
		period: frequency?.period ?? 'once',
		periods: frequency ? periodsOf(object, frequency) : null,
		startDate: frequency ? date(object, 'hs_recurring_billing_start_date') : null,
		startDelay: frequency ? delayOf(object) : null,
		tiered: isTiered(object),
		goodsOrService: kinds[text(object, 'hs_product_type') ?? ''] ?? null,
		taxPercent: taxRates.get(text(object, 'hs_tax_rate_group_id') ?? '') ?? null,
	};
}

function position(object: HubSpotObject): number {
	return number(object, 'hs_position_on_quote') ?? Number.MAX_SAFE_INTEGER;
}

function discountOf(object: HubSpotObject): LineDiscount | null {
	const percent = number(object, 'hs_discount_percentage');
	if (percent !== null && percent !== 0) return { percent };
	const perUnit = number(object, 'discount');
	return perUnit !== null && perUnit !== 0 ? { perUnit } : null;
}

/** What HubSpot's calculated `amount` says, for the moments in which it has not been calculated yet. */
function netOf(quantity: Decimal, price: Decimal, discount: LineDiscount | null): Decimal {
	if (discount === null) return quantity.times(price);
	if ('percent' in discount) return quantity.times(price).times(new Decimal(100).minus(discount.percent)).div(100);
	return quantity.times(price.minus(discount.perUnit));
}

/** Payments of the whole term; null when it renews until cancelled. */
function periodsOf(object: HubSpotObject, frequency: { months?: number; weeks?: number }): number | null {
	const counted = number(object, 'hs_recurring_billing_number_of_payments');
	if (counted !== null && counted > 0) return counted;
	const [, amount, unit] = /^P(\d+)([YMWD])$/.exec(text(object, 'hs_recurring_billing_period') ?? '') ?? [];
	if (amount === undefined) return null;
	const months = { Y: 12, M: 1 }[unit as string];
	const days = { W: 7, D: 1 }[unit as string];
	const periods =
		months !== undefined && frequency.months !== undefined
			? (Number(amount) * months) / frequency.months
			: days !== undefined && frequency.weeks !== undefined
				? (Number(amount) * days) / (frequency.weeks * 7)
				: null;
	return periods === null ? null : Math.max(1, Math.round(periods));
}

function delayOf(object: HubSpotObject): DealLine['startDelay'] {
	const type = text(object, 'hs_billing_start_delay_type') ?? '';
	const days = number(object, 'hs_billing_start_delay_days');
	const months = number(object, 'hs_billing_start_delay_months');
	if (/days/.test(type) && days !== null) return { days };
	if (/months/.test(type) && months !== null) return { months };
	return null;
}

/** A line or product whose price depends on the quantity. */
export function isTiered(object: HubSpotObject): boolean {
	const model = text(object, 'hs_pricing_model');
	return (model !== null && model !== 'flat') || text(object, 'hs_tier_prices') !== null;
}
