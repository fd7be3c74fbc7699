import { Decimal } from 'decimal.js';
import { decimal, exchangeRate, toMoney } from './money.mts';
import type { PastValue, Properties } from './recordStore.mts';

export interface Stage {
	id: string;
	label: string;
	displayOrder: number;
	metadata: { isClosed: string; probability: string };
}

type Values = Record<string, string | null>;

/** Months between two payments (apis/hubspot.md 4.3); weeks as parts of a month. Undefined: paid once. */
const MONTHS: Record<string, Decimal> = {
	weekly: new Decimal(12).div(52),
	biweekly: new Decimal(12).div(26),
	monthly: new Decimal(1),
	quarterly: new Decimal(3),
	per_six_months: new Decimal(6),
	annually: new Decimal(12),
	per_two_years: new Decimal(24),
	per_three_years: new Decimal(36),
	per_four_years: new Decimal(48),
	per_five_years: new Decimal(60),
};

/** Months of an ISO 8601 duration such as `P12M`, `P1Y` or `P12W`; null without one. */
function termMonths(period: string | null | undefined): Decimal | null {
	const [, years, months, weeks] = /^P(?:(\d+)Y)?(?:(\d+)M)?(?:(\d+)W)?/.exec(period ?? '') ?? [];
	if (!years && !months && !weeks) return null;
	return decimal(years).times(12).plus(decimal(months)).plus(decimal(weeks).times(12).div(52));
}

/**
 * What HubSpot computes on a line: the net amount, rounded half up to the minor unit as its record shows it, and the recurring
 * figures. A per-unit `discount` and a percentage exclude each other; the percentage speaks where both stand.
 */
export function lineValues(line: Properties, currency: string): Values {
	const quantity = decimal(line['quantity'] ?? '1');
	const price = decimal(line['price']);
	const gross = quantity.times(price);
	const percentage = line['hs_discount_percentage'];
	const discount = percentage ? gross.times(decimal(percentage)).div(100) : quantity.times(decimal(line['discount']));
	const amount = new Decimal(toMoney(gross.minus(discount), currency));
	const money = (value: Decimal): string => toMoney(value, currency);

	const months = MONTHS[line['recurringbillingfrequency'] ?? ''];
	const term = months ? termMonths(line['hs_recurring_billing_period']) : null;
	const payments = months && term ? term.div(months).toDecimalPlaces(0, Decimal.ROUND_HALF_UP) : null;
	const monthly = months ? amount.div(months) : new Decimal(0);
	const total = payments ? amount.times(payments) : amount;
	const yearly = months ? monthly.times(Decimal.min(term ?? 12, 12)) : amount;
	return {
		amount: money(amount),
		hs_pre_discount_amount: money(gross),
		hs_total_discount: money(discount),
		hs_line_item_currency_code: currency,
		hs_recurring_billing_number_of_payments: payments?.toFixed() ?? null,
		hs_term_in_months: term?.toDecimalPlaces(2).toFixed() ?? null,
		hs_mrr: money(monthly),
		hs_arr: money(monthly.times(12)),
		hs_acv: money(yearly),
		hs_tcv: money(total),
	};
}

/** What HubSpot computes on a deal from its stage, its lines and its currency. */
export function dealValues(
	deal: Properties,
	stage: Stage | undefined,
	lines: readonly Properties[],
	home: string,
): Values {
	const closed = stage?.metadata.isClosed === 'true';
	const probability = stage ? new Decimal(stage.metadata.probability) : null;
	const won = closed && probability !== null && probability.equals(1);
	const currency = deal['deal_currency_code'] || home;
	const rate = decimal(deal['hs_exchange_rate'] ?? exchangeRate(currency, home).toFixed());
	const atHome = deal['amount'] ? toMoney(decimal(deal['amount']).times(rate), home) : null;
	const sum = (name: string): string | null =>
		lines.length === 0 ? null : toMoney(Decimal.sum(...lines.map((line) => decimal(line[name]))), currency);
	return {
		hs_is_closed: String(closed),
		hs_is_closed_won: String(won),
		hs_is_closed_lost: String(closed && !won),
		hs_deal_stage_probability: probability?.toFixed() ?? null,
		hs_exchange_rate: deal['hs_exchange_rate'] ?? rate.toFixed(),
		amount_in_home_currency: atHome,
		hs_deal_amount_in_home_currency: atHome,
		hs_mrr: sum('hs_mrr'),
		hs_arr: sum('hs_arr'),
		hs_acv: sum('hs_acv'),
		hs_tcv: sum('hs_tcv'),
		hs_num_of_associated_line_items: String(lines.length),
	};
}

/** When a deal came into each stage and left it, from the history of its stage; the last time counts. */
export function stageDates(past: readonly PastValue[], isWon: (stage: string) => boolean): Values {
	const values: Values = { hs_closed_won_date: null };
	const oldestFirst = [...past].reverse();
	oldestFirst.forEach(({ value, timestamp }, index) => {
		if (value === '') return;
		const at = new Date(timestamp).toISOString();
		values[`hs_v2_date_entered_${value}`] = at;
		const next = oldestFirst[index + 1];
		values[`hs_v2_date_exited_${value}`] = next ? new Date(next.timestamp).toISOString() : null;
		// Moved between won stages a deal was won only once; one that came back was won anew.
		const before = oldestFirst[index - 1];
		if (!isWon(value)) values['hs_closed_won_date'] = null;
		else if (!before || !isWon(before.value)) values['hs_closed_won_date'] = at;
	});
	return values;
}
