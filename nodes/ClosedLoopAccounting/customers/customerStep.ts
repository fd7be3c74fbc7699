import type { ExistingMode } from '../../shared/billing/customerDiff';
import type { BillingSettings } from '../../shared/billing/settings';
import type { Customer } from '../../shared/model/customer';
import type { Deal } from '../../shared/model/deal';
import type { Hold } from '../../shared/model/outcome';
import type { Problem } from '../../shared/model/result';

/** How the customers of deals are found or made. */
export interface CustomerOptions {
	settings: BillingSettings;
	/** What becomes of an existing customer that differs from the CRM. */
	ifExists: ExistingMode;
	preview: boolean;
	stopIfMoreThan: number;
	/** Execution id. */
	run: string;
	/** Milliseconds since the epoch. */
	now: number;
}

export interface DealCustomer {
	deal: Deal;
	/** Null for a deal that is not billed, or whose customer is not decided. */
	customer: Customer | null;
}

/** What was decided for one party, after writing where that was asked. */
export type PartyAnswer = { customer: Customer } | { hold: Hold; uncertain?: boolean } | { problem: Problem };
