import type { Books } from './books.mts';
import { BY } from './books.mts';

/** The organisation's own series of numbers: `INV-0001`, `CN-0001`, `QU-0001` and so on. */

interface Series {
	prefix: string;
	numbers(books: Books): Array<string | undefined>;
	taken(books: Books, number: string): boolean;
	/** The highest number each books' series has reached, so that it is looked for once. */
	highest: WeakMap<Books, number>;
}

const INVOICES: Series = {
	prefix: 'INV-',
	numbers: (books) => books.invoices.all().map((invoice) => invoice.InvoiceNumber),
	taken: (books, number) => books.invoices.by(BY.invoiceNumber, number).length > 0,
	highest: new WeakMap(),
};

const CREDIT_NOTES: Series = {
	prefix: 'CN-',
	numbers: (books) => books.creditNotes.all().map((note) => note.CreditNoteNumber),
	taken: (books, number) => books.creditNotes.by(BY.creditNoteNumber, number).length > 0,
	highest: new WeakMap(),
};

const QUOTES: Series = {
	prefix: 'QU-',
	numbers: (books) => books.quotes.all().map((quote) => quote.QuoteNumber),
	taken: (books, number) => books.quotes.by(BY.quoteNumber, number).length > 0,
	highest: new WeakMap(),
};

/** The next free number of the organisation's invoices. */
export function nextInvoiceNumber(books: Books): string {
	return next(INVOICES, books);
}

export function nextCreditNoteNumber(books: Books): string {
	return next(CREDIT_NOTES, books);
}

export function nextQuoteNumber(books: Books): string {
	return next(QUOTES, books);
}

function next(series: Series, books: Books): string {
	let n = series.highest.get(books) ?? highestUsed(series, books);
	let number: string;
	do {
		n++;
		number = `${series.prefix}${String(n).padStart(4, '0')}`;
	} while (series.taken(books, number.toLowerCase()));
	series.highest.set(books, n);
	return number;
}

function highestUsed({ prefix, numbers }: Series, books: Books): number {
	const pattern = new RegExp(`^${prefix}(\\d{1,9})$`, 'i');
	return numbers(books).reduce((most, number) => {
		const n = pattern.exec(number ?? '')?.[1];
		return n === undefined ? most : Math.max(most, Number(n));
	}, 0);
}
