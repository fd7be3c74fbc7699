import type { XeroRecord } from '../core/types.mts';
import { totals } from './amounts.mts';
import type { Author } from './author.mts';
import type { Books } from './books.mts';
import { BY } from './books.mts';
import { contactFor, contactOf, headerOf, headerProblems, linesFor } from './documents.mts';
import { showContactOf, showLine } from './invoices.mts';
import { nextQuoteNumber } from './numbers.mts';
import { Invalid } from './problems.mts';
import type { Quote } from './records.mts';

/** What can be done with quotes: apis/xero.md section 8. */

/** Transitions of section 8; what is not here is illegal. */
const NEXT: Record<string, readonly string[]> = {
	new: ['DRAFT', 'SENT'],
	DRAFT: ['DRAFT', 'SENT', 'DELETED'],
	SENT: ['SENT', 'ACCEPTED', 'DECLINED', 'DELETED'],
	ACCEPTED: ['ACCEPTED', 'INVOICED', 'SENT', 'DELETED'],
	DECLINED: ['DECLINED', 'SENT', 'DELETED'],
	INVOICED: ['INVOICED', 'SENT', 'DELETED'],
};

const MOST: Record<string, number> = { QuoteNumber: 255, Terms: 4000, Title: 100, Summary: 3000 };
const REFERENCE_MAX = 4000;
const TEXTS = [...Object.keys(MOST), 'Reference', 'BrandingThemeID', 'CurrencyCode', 'LineAmountTypes'];
/** Quotes spell in upper case what invoices do not. */
const AMOUNT_TYPES: Record<string, string> = { EXCLUSIVE: 'Exclusive', INCLUSIVE: 'Inclusive', NOTAX: 'NoTax' };

/**
 * Creates a quote (`PUT`), or creates or updates one (`POST`, matched by QuoteID or else QuoteNumber). An update sends contact
 * and date too.
 * @throws Invalid with Xero's own messages
 */
export function writeQuote(books: Books, fields: XeroRecord, method: 'PUT' | 'POST', by: Author): Quote {
	const held = method === 'POST' ? findQuote(books, fields) : undefined;
	if (method === 'POST' && fields['QuoteID'] && !held) throw new Invalid('The quote could not be found.');
	const status = String(fields['Status'] ?? held?.Status ?? 'DRAFT');
	if (!NEXT[held?.Status ?? 'new']?.includes(status)) throw new Invalid('Quote not of valid status for modification');
	if (!fields['Contact']) throw new Invalid('Contact must be specified.');
	if (!fields['Date']) throw new Invalid('Date must be specified.');
	const quote = apply(books, held ?? blank(books), fields, status, by);
	const number = quote.QuoteNumber || nextQuoteNumber(books);
	const others = books.quotes.by(BY.quoteNumber, number.toLowerCase());
	if (others.some((other) => other.QuoteID !== quote.QuoteID)) throw new Invalid('Quote number must be unique.');
	const kept = { ...quote, QuoteNumber: number };
	books.quotes.put(kept);
	if (!held && by.clientId) books.markCreated(kept.QuoteID, by.clientId);
	const told = held === undefined ? 'Created' : held.Status === status ? 'Edited' : STATUS_WORDS[status];
	books.addHistory(kept.QuoteID, told ?? 'Edited', by.user, `${number} to ${contactOf(books, kept).Name}.`);
	return kept;
}

const STATUS_WORDS: Record<string, string> = {
	...{ SENT: 'Sent', ACCEPTED: 'Accepted', DECLINED: 'Declined', INVOICED: 'Invoiced', DELETED: 'Deleted' },
};

/** The quote that QuoteID or QuoteNumber names. */
export function findQuote(books: Books, fields: XeroRecord): Quote | undefined {
	const { QuoteID: id, QuoteNumber: number } = fields;
	if (typeof id === 'string' && id) return books.quotes.get(id.toLowerCase());
	return typeof number === 'string' && number ? books.quotes.by(BY.quoteNumber, number.toLowerCase())[0] : undefined;
}

function blank(books: Books): Quote {
	return {
		QuoteID: books.newId('Quote', books.quotes),
		QuoteNumber: '',
		Status: 'DRAFT',
		Contact: { ContactID: '' },
		Date: books.today(),
		LineAmountTypes: 'Exclusive',
		LineItems: [],
		CurrencyCode: books.baseCurrency,
		CurrencyRate: 1,
		...{ SubTotal: 0, TotalTax: 0, Total: 0 },
		UpdatedDateUTC: books.now(),
	};
}

function apply(books: Books, held: Quote, fields: XeroRecord, status: string, by: Author): Quote {
	const contact = contactFor(books, held, fields, by);
	const types = fields['LineAmountTypes'];
	const sent = { ...fields, ...(types ? { LineAmountTypes: AMOUNT_TYPES[String(types)] ?? types } : {}) };
	const header = headerOf(books, held, sent, { texts: TEXTS, dates: ['Date', 'ExpiryDate'] });
	const problems = [
		...headerProblems(books, header, REFERENCE_MAX),
		...Object.entries(MOST).flatMap(([name, most]) =>
			String(header[name] ?? '').length > most ? [`${name} must be at most ${most} characters.`] : [],
		),
	];
	if (problems.length) throw new Invalid(...problems);
	const lines = linesFor(books, held, fields, {
		documentId: held.QuoteID,
		// Quotes take discounts as invoices do.
		type: 'ACCREC',
		amountTypes: header.LineAmountTypes,
		complete: false,
		// No unitdp in the documented parameters; four decimals are kept (unconfirmed, section 4).
		places: 4,
	});
	if (!lines.length) throw new Invalid('One or more line items must be specified');
	return {
		...header,
		...totals(lines, header.LineAmountTypes),
		Contact: { ContactID: contact.ContactID },
		LineItems: lines,
		Status: status,
		UpdatedDateUTC: books.now(),
	};
}

/** A quote as the API shows it. */
export function showQuote(books: Books, quote: Quote, whole: boolean): XeroRecord {
	return {
		...quote,
		Contact: showContactOf(books, quote, whole),
		DateString: `${quote.Date}T00:00:00`,
		...(quote.ExpiryDate && { ExpiryDateString: `${quote.ExpiryDate}T00:00:00` }),
		LineAmountTypes: quote.LineAmountTypes.toUpperCase(),
		LineItems: quote.LineItems.map((line) => showLine(books, line, 4)),
	};
}
