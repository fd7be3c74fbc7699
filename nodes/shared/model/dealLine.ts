/** How often a line is billed; `once` does not recur. */
export type BillingPeriod =
	| 'once'
	| 'weekly'
	| 'biweekly'
	| 'monthly'
	| 'quarterly'
	| 'per_six_months'
	| 'annually'
	| 'per_two_years'
	| 'per_three_years'
	| 'per_four_years'
	| 'per_five_years';

/** A line item of a deal. Money in the deal's currency, major units. */
export interface DealLine {
	id: string;
	/** Trimmed; null for a line without one. */
	sku: string | null;
	name: string;
	/** As the CRM holds it, may contain HTML. */
	description: string | null;
	quantity: number;
	/** Per unit, before discount. */
	unitPrice: number;
	discount: LineDiscount | null;
	/** Net of the line as the CRM shows it: quantity x price less discount, rounded half up to the minor unit. */
	amount: number;
	period: BillingPeriod;
	/** Number of periods of the whole term; null when it renews until cancelled or is billed once. */
	periods: number | null;
	/** First day of the recurring service, `YYYY-MM-DD`. */
	startDate: string | null;
	/** Start given as a delay in days or months instead of a date. */
	startDelay: { days: number } | { months: number } | null;
	/** Tiered prices cannot be carried as one line. */
	tiered: boolean;
	/** The CRM's own tax on the line, percent; null when it says nothing. */
	taxPercent: number | null;
	serviceDate?: { from: string; to: string } | null;
	/** By the CRM's product type; null or left out where it says nothing. */
	goodsOrService?: GoodsOrService | null;
	/** The matched ledger item, set by Product Match. */
	product?: ProductMatch;
	/** Tax code set by a person or step, or the decision with its reason. */
	tax?: LineTax;
}

export type GoodsOrService = 'goods' | 'service';

/** Percent of the line, or an amount per unit (hubspot.md 4.3). */
export type LineDiscount = { percent: number } | { perUnit: number };

/** The ledger's item of a line, as found there. */
export interface ProductMatch {
	/** Ledger code of the item; null when the line is billed without one. */
	code: string | null;
	name: string | null;
	/** Sales account of the item; null when it has none. */
	account: string | null;
	/** Sales tax code of the item; null when it has none. */
	taxCode: string | null;
	/** Stock is kept of it: its lines need a quantity; left out for an item without stock. */
	stocked?: boolean;
	/** Where the ledger tells. */
	goodsOrService?: GoodsOrService;
	by: 'alias' | 'sku' | 'name' | 'fallback' | 'none';
	/** In words: why this item, or why none. */
	reason: string;
	/** The code it nearly is, where there is one. */
	near?: string;
}

/** The tax of a line: a code set by a person or step, or a decision. */
export interface LineTax {
	/** Tax code of the ledger; null leaves it to the ledger. */
	code: string | null;
	/** Percent, where known. */
	percent?: number;
	reason?: string;
	/** What was sold, where *Tax: Decide* knew. */
	goodsOrService?: GoodsOrService | null;
	/** Where it is taxed by *Tax: Decide*: ISO country, state or province. */
	place?: { country: string | null; region: string | null };
	/** Whether the VAT number that the rate hangs on was checked; null where none matters. */
	verified?: boolean | null;
}
