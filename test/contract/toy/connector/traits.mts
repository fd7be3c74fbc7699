import type { LedgerTraits } from '../../../../nodes/shared/model/ledgerTraits';
import { BATCH, TOY } from './client.mts';

/** How the toy ledger computes and what it can carry. */
export const toyTraits: LedgerTraits = {
	system: TOY,
	label: 'Toy Ledger',
	unitPriceDecimals: 4,
	quantityDecimals: 4,
	totalDecimals: 2,
	taxRoundedPer: 'line',
	discountPercentDecimals: 2,
	lineDiscountPercent: true,
	lineDiscountAmount: true,
	lineAmountAlone: false,
	lineWithoutItem: true,
	noTaxCode: 'T0',
	taxCodeRequired: false,
	referenceMax: 255,
	descriptionMax: 4000,
	customerNameMax: 255,
	numberMax: 50,
	hasDrafts: true,
	hasSubmitted: false,
	currencyPerCustomer: false,
	keepsCreditLimit: false,
	batch: BATCH,
};
