import type { CompanyFile, LedgerName } from '../core/types.mts';
import { inQuickBooks } from './moved/quickbooks.mts';
import { inSage } from './moved/sage.mts';
import { inTheUnitedStates } from './moved/unitedStates.mts';

/** Where a company keeps its books. QuickBooks stands for its US edition, which decides on sales tax by itself. */
export const BOOKS = ['xero', 'quickbooks', 'quickbooks-uk', 'sage'] as const;

export type BooksIn = (typeof BOOKS)[number];

/** @throws Error for a text that names no books */
export function booksNamed(text: string): BooksIn {
	const found = BOOKS.find((books) => books === text);
	if (!found) throw new Error(`The ledger is one of ${BOOKS.join(', ')}, not "${text}"`);
	return found;
}

/** The same company, which keeps its books there instead of in Xero. */
export function withBooksIn(company: CompanyFile, books: BooksIn): CompanyFile {
	switch (books) {
		case 'xero':
			return company;
		case 'quickbooks':
			return inQuickBooks(inTheUnitedStates(company));
		case 'quickbooks-uk':
			return inQuickBooks(company);
		case 'sage':
			return inSage(company);
	}
}

/** The ledger that a company file holds the books of. @throws Error for a file without books */
export function ledgerOf(company: CompanyFile): LedgerName {
	const found = (['xero', 'quickbooks', 'sage'] as const).find((ledger) => company[ledger] !== undefined);
	if (!found) throw new Error('The company file holds no books: neither xero, quickbooks nor sage');
	return found;
}

/** The organisation (company, business) whose books these are. */
export function organisationIn(company: CompanyFile): { id: string; name: string } {
	const { xero, quickbooks, sage } = company;
	const [id, name] = xero
		? [xero.Organisation.OrganisationID, xero.Organisation.Name]
		: quickbooks
			? [quickbooks.CompanyInfo.Id, quickbooks.CompanyInfo.CompanyName]
			: [sage?.business.id, sage?.business.name];
	return { id: String(id), name: String(name) };
}
