import type { Named } from './named';
import type { Hold, Outcome, Would } from './outcome';
import type { SystemName } from './result';

/**
 * Money of a customer, or what stands for it. `payment`, `prepayment` and `overpayment` were received, `refund` was given
 * back; `credit` set a credit note against an invoice, no money moved. Amounts positive, in `currency`, major units.
 */
export interface Payment {
	ledger: SystemName;
	organisation: Named;
	/** Null in preview. */
	ledgerId: string | null;
	/** Our key as read from its reference; null for one that is not ours. */
	key: string | null;
	kind: 'payment' | 'prepayment' | 'overpayment' | 'refund' | 'credit';
	customer: { ledgerId: string | null; name: string };
	/** `YYYY-MM-DD`. */
	date: string;
	currency: string;
	currencyRate: number | null;
	amount: number;
	/** Of it not yet set against documents. */
	unallocated: number;
	allocations: Array<{ invoiceId: string; amount: number }>;
	/** Code or id of the bank account it went into, where the ledger tells. */
	account: string | null;
	reference: string | null;
	/** False once it was deleted or voided. */
	live: boolean;
	url: string | null;
	updatedAt: string | null;
	outcome?: Outcome;
	would?: Would;
	reason?: string;
	hold?: Hold;
}

/** A payment of one invoice as it is asked of the ledger. */
export interface PaymentDraft {
	/** Key of the source record; looked up before it is made. */
	key: string;
	execution: string;
	customerId: string;
	invoiceId: string;
	/** In the invoice's currency, at most what is due. */
	amount: number;
	currency: string;
	date: string;
	/** Code or id of the bank account, from the list `bankAccounts`. */
	account: string;
	/** What the payer wrote; the key stands beside it. */
	reference: string | null;
}
