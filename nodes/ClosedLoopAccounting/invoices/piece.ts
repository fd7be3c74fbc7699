import type { LedgerTraits } from '../../shared/model/ledgerTraits';
import type { BillingSettings } from '../../shared/billing/settings';
import type { Customer } from '../../shared/model/customer';
import type { Deal } from '../../shared/model/deal';
import type { ProductMatch } from '../../shared/model/dealLine';
import type { Invoice, InvoiceDraft, InvoiceDraftLine } from '../../shared/model/invoice';
import type { LedgerAccount, LedgerItem, LedgerTaxRate, Organisation } from '../../shared/model/organisation';
import type { Check, Hold } from '../../shared/model/outcome';
import type { Problem } from '../../shared/model/result';

/** The ledger's settings that a draft is made by. */
export interface Books {
	organisation: Organisation;
	accounts: LedgerAccount[];
	taxRates: LedgerTaxRate[];
	/** Read where lines from fields name an item, else empty. */
	items: LedgerItem[];
	currencies: string[];
	/** The fallback item, where the ledger bills no line without one and one is chosen. */
	fallback: ProductMatch | null;
	traits: LedgerTraits;
}

export interface InvoiceOptions {
	settings: BillingSettings;
	preview: boolean;
	stopIfMoreThan: number;
	/** Execution id. */
	run: string;
	/** Milliseconds since the epoch. */
	now: number;
}

/** One invoice to be: a deal's, or of a source without a deal. The same twice among the items is one piece. */
export interface Piece {
	/** Null for an invoice from fields. */
	deal: Deal | null;
	customer: Customer;
	/** Its key is that of the first part and attempt until the decision gives another. */
	draft: InvoiceDraft;
	checks: Check[];
	/** What was chosen on the way, in words. */
	notes: string[];
	/** `YYYY-MM-DD`; no invoice of this deal or source is dated before it less the look-back. */
	wonOn: string;
	/** `YYYY-MM-DD`; from this day on it is also looked for among what we made, whoever its customer is today. */
	madeFrom: string;
	/** Whether invoices by hand are looked for: a won deal may have been billed by hand, fields are new by intent. */
	lookForByHand: boolean;
	/** Set by the plan. */
	plan?: Plan;
	/** Further live documents of the same key, which an earlier run left; set by the plan. */
	withdraw?: Invoice[];
	/** Set when all is done. */
	answer?: PieceAnswer;
}

/** What will be done, or is found to be done. */
export type Plan =
	/** `replaces` are credited or withdrawn before it is made. */
	| { do: 'create'; reason?: string; replaces?: Invoice[] }
	/** What the invoice bills too much is credited, under a key of its own. */
	| { do: 'credit'; invoice: Invoice; key: string; lines: InvoiceDraftLine[]; net: number; reason: string }
	| { do: 'update'; invoice: Invoice; reason: string }
	/** `unfinished`: our own document of a run that was cut, still to be compared or moved on. */
	| { do: 'link' | 'leave'; invoice: Invoice; reason: string; unfinished: boolean }
	/** `invoice`: the one that stands, where one does. */
	| { do: 'stop'; hold: Hold; invoice: Invoice | null };

export type PieceAnswer =
	| { invoice: Invoice }
	| { stop: 'held' | 'uncertain'; hold: Hold; invoice: Invoice | null }
	| { problem: Problem };
