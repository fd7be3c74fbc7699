/** What Sage itself lists, the same in every business; ids are readable codes (apis/sage.md section 3). */

export type SystemList = ReadonlyArray<readonly [id: string, displayedAs: string]>;

/** GET /artefact_statuses. DISPUTED belongs to purchases, DECLINED to quotes. */
export const ARTEFACT_STATUSES: SystemList = [
	['UNPAID', 'Unpaid'],
	['PART_PAID', 'Part Paid'],
	['PAID', 'Paid'],
	['VOID', 'Void'],
	['DRAFT', 'Draft'],
	['DISPUTED', 'Disputed'],
	['DECLINED', 'Declined'],
	['PRO_FORMA', 'Pro Forma'],
];

/** Statuses of quotes and estimates; their ids are a choice, since Sage states none but DECLINED (section 8). */
export const QUOTE_STATUSES: SystemList = [
	['PENDING', 'Pending'],
	['ACCEPTED', 'Accepted'],
	['DECLINED', 'Declined'],
];

export const CONTACT_TYPES: SystemList = [
	['CUSTOMER', 'Customer'],
	['VENDOR', 'Supplier'],
];

export const TRANSACTION_TYPES: SystemList = [
	['SALES_INVOICE', 'Sales Invoice'],
	['SALES_CREDIT_NOTE', 'Sales Credit Note'],
	['CUSTOMER_RECEIPT', 'Customer Receipt'],
	['CUSTOMER_REFUND', 'Customer Refund'],
	['CUSTOMER_ALLOCATION', 'Customer Allocation'],
	['VENDOR_PAYMENT', 'Supplier Payment'],
	['VENDOR_REFUND', 'Supplier Refund'],
	['VENDOR_ALLOCATION', 'Supplier Allocation'],
];

export const PAYMENT_METHODS: SystemList = [
	['CASH', 'Cash'],
	['CHECK', 'Cheque'],
	['CREDIT_DEBIT', 'Credit / Debit'],
	['ELECTRONIC', 'Electronic'],
	['DIRECT_DEBIT', 'Direct Debit'],
];

/** The price that a new business has for products, and the rate for services; ids are as of user data. */
export const PRODUCT_SALES_PRICE_TYPES: SystemList = [['41a77be375db11e8990a122c8428e4b2', 'Sales Price']];

export const SERVICE_RATE_TYPES: SystemList = [['41ab074075db11e8990a122c8428e4b2', 'Rate']];

export const EU_GOODS_SERVICES_TYPES: SystemList = [
	['GOODS', 'Goods'],
	['SERVICES', 'Services'],
];

export const CURRENCIES: SystemList = [
	['GBP', 'Pound Sterling (GBP)'],
	['EUR', 'Euro (EUR)'],
	['USD', 'US Dollar (USD)'],
	['CAD', 'Canadian Dollar (CAD)'],
	['AUD', 'Australian Dollar (AUD)'],
	['CHF', 'Swiss Franc (CHF)'],
	['JPY', 'Japanese Yen (JPY)'],
	['SEK', 'Swedish Krona (SEK)'],
	['NOK', 'Norwegian Krone (NOK)'],
	['DKK', 'Danish Krone (DKK)'],
	['KWD', 'Kuwaiti Dinar (KWD)'],
	['NZD', 'New Zealand Dollar (NZD)'],
];

export const COUNTRIES: SystemList = [
	['GB', 'United Kingdom (GB)'],
	['IE', 'Ireland (IE)'],
	['US', 'United States (US)'],
	['CA', 'Canada (CA)'],
	['AU', 'Australia (AU)'],
	['AT', 'Austria (AT)'],
	['BE', 'Belgium (BE)'],
	['CH', 'Switzerland (CH)'],
	['CZ', 'Czech Republic (CZ)'],
	['DE', 'Germany (DE)'],
	['DK', 'Denmark (DK)'],
	['ES', 'Spain (ES)'],
	['FI', 'Finland (FI)'],
	['FR', 'France (FR)'],
	['IN', 'India (IN)'],
	['IT', 'Italy (IT)'],
	['JP', 'Japan (JP)'],
	['LU', 'Luxembourg (LU)'],
	['NL', 'Netherlands (NL)'],
	['NO', 'Norway (NO)'],
	['NZ', 'New Zealand (NZ)'],
	['PL', 'Poland (PL)'],
	['PT', 'Portugal (PT)'],
	['SE', 'Sweden (SE)'],
	['SG', 'Singapore (SG)'],
	['AE', 'United Arab Emirates (AE)'],
];

/** What a code of a list shows; a code that is not listed shows itself. */
export function displayed(list: SystemList, id: string): string {
	return list.find(([known]) => known === id)?.[1] ?? id;
}
