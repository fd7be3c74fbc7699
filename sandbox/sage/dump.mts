import type { SageBusinessFile, SageRecord } from '../core/types.mts';
import type { Books } from './books.mts';
import type { DocumentKind } from './documentKinds.mts';
import { CREDIT_NOTE, INVOICE, numberOf } from './documentKinds.mts';

/** The business as a company file, which opens the same books again. */
export function dumpBooks(books: Books): SageBusinessFile {
	return {
		business: books.business,
		financial_settings: books.financialSettings,
		invoice_settings: books.invoiceSettings,
		business_settings: books.businessSettings,
		...dumpRecords(books),
	};
}

type Lists = Omit<SageBusinessFile, 'business' | 'financial_settings' | 'invoice_settings' | 'business_settings'>;

function dumpRecords(books: Books): Lists {
	return Object.fromEntries(
		Object.entries(DUMPS).map(([name, records]) => [name, records(books)]),
	) as unknown as Lists;
}

const DUMPS: Readonly<Record<keyof Lists, (books: Books) => SageRecord[]>> = {
	ledger_accounts: ({ ledgerAccounts }) => [...ledgerAccounts.all()],
	bank_accounts: ({ bankAccounts }) => [...bankAccounts.all()],
	tax_rates: ({ taxRates }) => [...taxRates.all()],
	business_exchange_rates: ({ exchangeRates }) => exchangeRates.all().map((rate) => ({ ...rate })),
	products: ({ products }) => [...products.all()],
	services: ({ services }) => [...services.all()],
	stock_items: ({ stockItems }) => [...stockItems.all()],
	contacts: ({ contacts }) => [...contacts.all()],
	sales_invoices: (books) => dumpDocuments(books, INVOICE),
	sales_quotes: (books) => dumpDocuments(books, books.quoteKind),
	sales_credit_notes: (books) => dumpDocuments(books, CREDIT_NOTE),
	contact_payments: ({ payments }) => [...payments.all()],
	contact_allocations: ({ allocations }) => [...allocations.all()],
};

/** Records of one kind, as the company file holds them. */
export function dumpKind(books: Books, kind: string): SageRecord[] {
	return DUMPS[kind as keyof Lists]?.(books) ?? [];
}

/** Numbered and named as a person sees them: a draft reads `SI-DRAFT`. */
function dumpDocuments(books: Books, kind: DocumentKind): SageRecord[] {
	return books
		.documents(kind)
		.all()
		.map((document) => ({
			...document,
			displayed_as: numberOf(kind, document) || `${books.prefix(kind)}DRAFT`,
		}));
}
