import type { Named } from './named';
import type { Outcome, Would } from './outcome';
import type { SystemName } from './result';

/**
 * How a customer stands (rules.md section 9). Money is in the organisation's base currency at each document's own rate,
 * major units; balance, overdue and ageing with tax, as the ledger's accounts receivable.
 */
export interface Financials {
	ledger: SystemName;
	organisation: Named;
	customer: { ledgerId: string; name: string; number: string | null; url: string | null };
	/** ISO 4217 of all money here. */
	currency: string;
	/** Day in the organisation's time zone, `YYYY-MM-DD`. */
	asOf: string;
	/** Open invoices less unallocated credit. */
	balance: number;
	overdue: number;
	/** Due date of the oldest invoice that is overdue; null without one. */
	oldestDue?: string | null;
	ageing: { notDue: number; days1To30: number; days31To60: number; days61To90: number; days91AndMore: number };
	/** Credit notes and receipts not yet set against invoices. */
	unallocatedCredit: number;
	/** The ledger's own (Sage); null where it has none, then the CRM's stands. */
	creditLimit: number | null;
	lastInvoice: { number: string | null; date: string; url: string | null } | null;
	/** Null where only what is open was read: what stands on the record stays. */
	year: FinancialYear | null;
	/** By *Full History* only. */
	lifetime: { billed: number; paid: number; since: string } | null;
	/** *What they bought*, readable; null where it was not asked for. */
	bought: string | null;
	/** What became of it in the CRM. */
	outcome?: Outcome;
	would?: Would;
	/** Why, in words, where it was not written or needs a look. */
	reason?: string;
}

/** The 12 months before `asOf`; billed and paid net of tax (rules.md section 9). */
export interface FinancialYear {
	billed: number;
	paid: number;
	/** Over invoices paid in full; null without one. */
	averageDaysToPay: number | null;
	paidInvoices: number;
	/** Percent by amount of all that fell due, unpaid included; null where nothing fell due. */
	shareOnTime: number | null;
}
