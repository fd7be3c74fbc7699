/** A sales invoice as a ledger's own client reads it. Amounts are decimals as text, in major units; null: the ledger does not tell. */
export interface LedgerDocument {
	id: string;
	/** QuickBooks: an estimate that stands for the invoice until a person converts it. */
	isEstimate: boolean;
	number: string;
	status: 'draft' | 'awaiting approval' | 'open' | 'paid' | 'dead';
	/** Our key, wherever it stands. */
	key: string | null;
	/** The execution that wrote last. */
	execution: string | null;
	/** The link to the deal, where the ledger keeps one. */
	link: string | null;
	contactId: string;
	contactName: string;
	reference: string;
	date: string;
	dueDate: string;
	currency: string;
	/** Line amounts hold no tax. */
	isExclusive: boolean;
	net: string;
	tax: string;
	total: string;
	due: string;
	paidOrCredited: string;
	sent: boolean;
	lines: DocumentLine[];
}

export interface DocumentLine {
	text: string;
	net: string;
	tax: string | null;
	itemCode: string | null;
	/** Null: not told, as for QuickBooks, where the item decides. */
	account: string | null;
	taxCode: string | null;
	quantity: string | null;
	price: string | null;
	/** `null` where the ledger has no discount on a line. */
	discountPercent: string | null;
	discountAmount: string | null;
}

/** A key of ours in a text (rules.md 1). */
export const KEY = /(?<![0-9A-Za-z])HS[0-9A-HJKMNP-TV-Z]{4}-\d+(?:-\d+)?(?:\.\d+)?/;
