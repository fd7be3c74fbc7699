import type { AmountsAre, InvoiceDraft, InvoiceLine } from './invoice';
import type { Named } from './named';
import type { Hold, Outcome, Would } from './outcome';
import type { SystemName } from './result';

export type QuoteStatus = 'draft' | 'sent' | 'accepted' | 'declined' | 'invoiced' | 'expired' | 'deleted';

/** A quote (Xero), estimate (QuickBooks, Sage US and CA) or quote (Sage) of the ledger. */
export interface Quote {
	ledger: SystemName;
	organisation: Named;
	/** Null in preview. */
	ledgerId: string | null;
	/** Our key as read from its place; null for one that is not ours. */
	key: string | null;
	execution: string | null;
	number: string | null;
	reference: string | null;
	status: QuoteStatus;
	customer: { ledgerId: string | null; name: string };
	issueDate: string;
	expiryDate: string | null;
	currency: string;
	currencyRate: number | null;
	amountsAre: AmountsAre;
	lines: InvoiceLine[];
	subtotal: number;
	tax: number;
	total: number;
	/** The invoice it became, where the ledger tells; null else. */
	invoiceId: string | null;
	url: string | null;
	updatedAt: string | null;
	outcome?: Outcome;
	would?: Would;
	reason?: string;
	hold?: Hold;
}

export interface QuoteDraft extends Omit<InvoiceDraft, 'dueDate' | 'createAs'> {
	expiryDate: string;
}
