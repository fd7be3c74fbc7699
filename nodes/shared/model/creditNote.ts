import type { AmountsAre, InvoiceDraft, InvoiceLine, InvoiceStatus } from './invoice';
import type { Named } from './named';
import type { Hold, Outcome, Would } from './outcome';
import type { SystemName } from './result';

/** A sales credit note as the ledger holds it. Money in `currency`, major units, positive; dates `YYYY-MM-DD`. */
export interface CreditNote {
	ledger: SystemName;
	organisation: Named;
	/** Null in preview. */
	ledgerId: string | null;
	/** Our key as read from its place; null for one that is not ours. */
	key: string | null;
	execution: string | null;
	number: string | null;
	reference: string | null;
	/** `paid` once nothing of it remains. */
	status: InvoiceStatus;
	customer: { ledgerId: string | null; name: string };
	issueDate: string;
	currency: string;
	/** Units of `currency` for one unit of the base currency, where the ledger told it. */
	currencyRate: number | null;
	amountsAre: AmountsAre;
	lines: InvoiceLine[];
	subtotal: number;
	tax: number;
	total: number;
	/** Not yet set against invoices nor refunded. */
	remaining: number;
	/** Invoices it was set against, where the ledger tells. */
	allocations: Array<{ invoiceId: string; amount: number; date: string | null }>;
	url: string | null;
	/** ISO, by the ledger's clock. */
	updatedAt: string | null;
	outcome?: Outcome;
	would?: Would;
	reason?: string;
	hold?: Hold;
}

/** A credit note as it is asked of the ledger: positive lines like an invoice's. Never `estimate`. */
export interface CreditNoteDraft extends Omit<InvoiceDraft, 'dueDate' | 'createAs'> {
	/** Invoice it is set against once approved; null leaves it unallocated. */
	invoiceId: string | null;
}
