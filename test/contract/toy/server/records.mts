/** What the toy ledger keeps. Its API shows the records as they are; money in major units, days `YYYY-MM-DD`. */

export interface ToyRecord {
	id: string;
	/** ISO, by the server's clock. */
	updatedAt: string;
}

export interface ToyCustomer extends ToyRecord {
	number: string | null;
	name: string;
	email: string | null;
	phone: string | null;
	address: Record<string, string | null>;
	taxNumber: string | null;
	terms: { kind: string; days: number } | null;
	currency: string | null;
	active: boolean;
}

export interface ToyItem extends ToyRecord {
	code: string;
	name: string;
	description: string | null;
	price: number | null;
	account: string | null;
	taxCode: string | null;
	active: boolean;
}

export interface ToyLine {
	id: string;
	description: string;
	quantity: number;
	price: number;
	discountPercent: number | null;
	discountAmount: number | null;
	item: string | null;
	account: string | null;
	taxCode: string | null;
	/** Computed. */
	amount: number;
	tax: number;
}

/** Invoice, credit note or quote. */
export interface ToyDocument extends ToyRecord {
	number: string;
	/** What customers see. */
	reference: string | null;
	/** A place for apps that nobody is shown. */
	tag: string | null;
	status: string;
	customerId: string;
	date: string;
	/** Due date of an invoice, end of a quote. */
	until: string | null;
	currency: string;
	rate: number;
	amountsAre: 'exclusive' | 'inclusive' | 'no_tax';
	lines: ToyLine[];
	net: number;
	tax: number;
	total: number;
	paid: number;
	credited: number;
	sent: boolean;
	/** Of a credit note: where it went. */
	allocations: Array<{ invoiceId: string; amount: number; date: string }>;
	invoiceId: string | null;
}

export interface ToyPayment extends ToyRecord {
	tag: string | null;
	reference: string | null;
	customerId: string;
	invoiceId: string | null;
	date: string;
	currency: string;
	amount: number;
	account: string;
	live: boolean;
}

export const KINDS = ['customers', 'items', 'invoices', 'credits', 'quotes', 'payments'] as const;
export type ToyKind = (typeof KINDS)[number];

/** The settings of its only organisation. */
export const SETTINGS = {
	id: 'TOY-1',
	name: 'Toy & Sons',
	baseCurrency: 'GBP',
	country: 'GB',
	timeZone: 'Europe/London',
	lockDate: '2025-12-31',
	/** Units for one pound. */
	currencies: { GBP: 1, EUR: 1.17, JPY: 191, KWD: 0.39 } as Record<string, number>,
	accounts: [
		{ code: 'S1', name: 'Sales', kind: 'sales' },
		{ code: 'P1', name: 'Purchases', kind: 'purchases' },
		{ code: 'B1', name: 'Bank', kind: 'bank' },
	],
	taxRates: { T20: 20, T0: 0 } as Record<string, number>,
};
