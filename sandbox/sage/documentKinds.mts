import type { Line, SalesDocument } from './records.mts';

/** Where the four kinds of sales documents differ; everything else they share (apis/sage.md sections 7 and 8). */
export interface DocumentKind {
	/** Path and list of the company file. */
	path: 'sales_invoices' | 'sales_credit_notes' | 'sales_quotes' | 'sales_estimates';
	/** Wrapper of a body. */
	wrapper: string;
	lines: string;
	number: string;
	/** Prefix and next number stand in the invoice settings under these names. */
	prefixSetting: string;
	nextSetting: string;
	defaultPrefix: string;
	/** The second date. */
	ends: 'due_date' | 'expiry_date' | 'original_invoice_date';
	/** Posts to the ledger, can be a draft, released, voided and settled; quotes do none of it. */
	posts: boolean;
	transactionType: string;
}

export const INVOICE: DocumentKind = {
	path: 'sales_invoices',
	wrapper: 'sales_invoice',
	lines: 'invoice_lines',
	number: 'invoice_number',
	prefixSetting: 'sales_invoice_number_prefix',
	nextSetting: 'next_invoice_number',
	defaultPrefix: 'SI-',
	ends: 'due_date',
	posts: true,
	transactionType: 'SALES_INVOICE',
};

export const CREDIT_NOTE: DocumentKind = {
	path: 'sales_credit_notes',
	wrapper: 'sales_credit_note',
	lines: 'credit_note_lines',
	number: 'credit_note_number',
	prefixSetting: 'sales_credit_note_number_prefix',
	nextSetting: 'next_credit_note_number',
	defaultPrefix: 'SCN-',
	ends: 'original_invoice_date',
	posts: true,
	transactionType: 'SALES_CREDIT_NOTE',
};

export const QUOTE: DocumentKind = {
	path: 'sales_quotes',
	wrapper: 'sales_quote',
	lines: 'quote_lines',
	number: 'quote_number',
	prefixSetting: 'quote_number_prefix',
	nextSetting: 'next_quote_number',
	defaultPrefix: 'QU-',
	ends: 'expiry_date',
	posts: false,
	transactionType: 'SALES_QUOTE',
};

/** What a quote is called in the United States and Canada. */
export const ESTIMATE: DocumentKind = {
	...QUOTE,
	path: 'sales_estimates',
	wrapper: 'sales_estimate',
	lines: 'estimate_lines',
	number: 'estimate_number',
	prefixSetting: 'estimate_number_prefix',
	defaultPrefix: 'EST-',
	transactionType: 'SALES_ESTIMATE',
};

export function linesOf(kind: DocumentKind, document: SalesDocument): Line[] {
	return (document[kind.lines] as Line[] | undefined) ?? [];
}

/** The number a document has; a draft has none yet (its number reads `SI-DRAFT`). */
export function numberOf(kind: DocumentKind, document: SalesDocument): string {
	return String(document[kind.number] ?? '');
}

/** Before release: posts nothing, is settled by nothing. */
export function isUnposted(document: SalesDocument): boolean {
	return document.status.id === 'DRAFT' || document.status.id === 'PRO_FORMA';
}
