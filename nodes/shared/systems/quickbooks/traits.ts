import type { LedgerTraits } from '../../model/ledgerTraits';
import { BATCH_SIZE } from './limits';

/** How QuickBooks computes and what it can carry (apis/quickbooks.md 7.1, 7.3, 7.4). */
export const quickBooksTraits: LedgerTraits = {
	system: 'quickbooks',
	label: 'QuickBooks',
	unitPriceDecimals: 5,
	quantityDecimals: 5,
	totalDecimals: 2,
	taxRoundedPer: 'rate',
	discountPercentDecimals: 2,
	lineDiscountAmount: false,
	lineDiscountPercent: false,
	lineAmountAlone: true,
	lineWithoutItem: false,
	noTaxCode: null,
	referenceMax: 255,
	descriptionMax: 4000,
	customerNameMax: 500,
	numberMax: 0,
	hasDrafts: false,
	hasSubmitted: false,
	currencyPerCustomer: true,
	taxCodeRequired: true,
	keepsCreditLimit: false,
	batch: BATCH_SIZE,
};
