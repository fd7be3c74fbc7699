import type { LedgerTraits } from '../../model/ledgerTraits';

/**
 * How Sage computes and what it can carry (apis/sage.md 3, 5, 7, 9). How many decimals it keeps of prices, quantities and
 * percentages is told nowhere; amounts have two, so no more is relied upon.
 */
export const sageTraits: LedgerTraits = {
	system: 'sage',
	label: 'Sage',
	unitPriceDecimals: 2,
	quantityDecimals: 2,
	totalDecimals: 2,
	taxRoundedPer: 'line',
	discountPercentDecimals: 2,
	lineDiscountAmount: true,
	lineWithoutItem: true,
	noTaxCode: null,
	// The field takes 25; what does not fit beside our key goes to the notes (rules.md section 1).
	referenceMax: 255,
	descriptionMax: 2000,
	customerNameMax: 100,
	numberMax: 10,
	hasDrafts: true,
	hasSubmitted: false,
	lineDiscountPercent: true,
	lineAmountAlone: false,
	currencyPerCustomer: true,
	taxCodeRequired: true,
	oneKindAbroad: true,
	keepsCreditLimit: true,
	batch: 1,
};
