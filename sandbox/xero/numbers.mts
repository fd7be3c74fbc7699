import type { Books } from './books.mts';
import { BY } from './books.mts';

/** The highest number each books' own series has reached, so that it is looked for once. */
const highest = new WeakMap<Books, number>();

const PREFIX = 'INV-';

/** The next free number of the organisation's own invoice series, `INV-0001` and so on. */
export function nextInvoiceNumber(books: Books): string {
	let n = highest.get(books) ?? highestUsed(books);
	let number: string;
	do {
		n++;
		number = `${PREFIX}${String(n).padStart(4, '0')}`;
	} while (books.invoices.by(BY.invoiceNumber, number.toLowerCase()).length > 0);
	highest.set(books, n);
	return number;
}

function highestUsed(books: Books): number {
	return books.invoices.all().reduce((most, invoice) => {
		const n = /^INV-(\d{1,9})$/i.exec(invoice.InvoiceNumber ?? '')?.[1];
		return n === undefined ? most : Math.max(most, Number(n));
	}, 0);
}
