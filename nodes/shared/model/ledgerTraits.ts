import type { SystemName } from './result';

/** How a ledger computes and what it can carry; data that the pure rules read. */
export interface LedgerTraits {
	system: SystemName;
	label: string;
	/** Decimals kept of a unit price. */
	unitPriceDecimals: number;
	quantityDecimals: number;
	/** Decimals the ledger keeps of any total, whatever the currency: KWD 1.005 cannot be carried by 2. */
	totalDecimals: number;
	/** Whether tax is rounded on each line, or once on all lines of a rate (QuickBooks). */
	taxRoundedPer: 'line' | 'rate';
	discountPercentDecimals: number;
	/** A line may carry a total discount in the currency. */
	lineDiscountAmount: boolean;
	lineWithoutItem: boolean;
	/**
	 * Code of a draft line that carries no tax. A line without any code would take its account's; null where a ledger has
	 * no such code.
	 */
	noTaxCode: string | null;
	referenceMax: number;
	descriptionMax: number;
	customerNameMax: number;
	/** Longest customer number. */
	numberMax: number;
	/** Documents can stand as drafts that post nothing. Without (QuickBooks) an invoice posts at once; an estimate waits. */
	hasDrafts: boolean;
	/** A draft can be submitted for a person's approval (Xero). */
	hasSubmitted: boolean;
	/** A line takes a discount in percent. */
	lineDiscountPercent: boolean;
	/** A line may carry its amount without quantity and price (QuickBooks; not for inventory items). */
	lineAmountAlone: boolean;
	/** A customer's record is bound to one currency for good (QuickBooks, Sage). */
	currencyPerCustomer: boolean;
	/** Every line needs a tax code, unless the organisation's ledger decides on tax itself (`Organisation.decidesTax`). */
	taxCodeRequired: boolean;
	/** A document abroad carries either goods or services (Sage). */
	oneKindAbroad?: boolean;
	/** The ledger keeps a credit limit on the customer (Sage). */
	keepsCreditLimit: boolean;
	/** Items per write call. */
	batch: number;
}
