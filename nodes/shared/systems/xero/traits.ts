import type { LedgerTraits } from '../../model/ledgerTraits';

/** How Xero computes and what it can carry (apis/xero.md 5, 7.2 to 7.5). */
export const xeroTraits: LedgerTraits = {
	system: 'xero',
	label: 'Xero',
	unitPriceDecimals: 4,
	quantityDecimals: 4,
	totalDecimals: 2,
	taxRoundedPer: 'line',
	discountPercentDecimals: 2,
	lineDiscountAmount: true,
	lineWithoutItem: true,
	// "Tax Exempt" or "No Tax", in every organisation; without it the account's default applies (apis/xero.md 7.2, 8).
	noTaxCode: 'NONE',
	referenceMax: 255,
	descriptionMax: 4000,
	customerNameMax: 255,
	numberMax: 50,
	hasDrafts: true,
	hasSubmitted: true,
	lineDiscountPercent: true,
	lineAmountAlone: false,
	currencyPerCustomer: false,
	taxCodeRequired: false,
	keepsCreditLimit: false,
	batch: 50,
};
