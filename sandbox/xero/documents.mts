import type { XeroRecord } from '../core/types.mts';
import type { Author } from './author.mts';
import type { Books } from './books.mts';
import { findContact, isSubscribed, writeContact } from './contacts.mts';
import { dayRate } from './currencies.mts';
import { readDate } from './dates.mts';
import { writeLines } from './lines.mts';
import type { LineContext } from './lines.mts';
import { Invalid } from './problems.mts';
import type { Contact, LineItem } from './records.mts';

/** What invoices, credit notes and quotes have in common when they are written: apis/xero.md sections 7 and 8. */

/** The status machine of invoices and credit notes (section 7.4); what is not here is illegal. */
export const NEXT: Record<string, readonly string[]> = {
	new: ['DRAFT', 'SUBMITTED', 'AUTHORISED'],
	DRAFT: ['DRAFT', 'SUBMITTED', 'AUTHORISED', 'DELETED'],
	SUBMITTED: ['SUBMITTED', 'AUTHORISED', 'DRAFT', 'DELETED'],
	AUTHORISED: ['AUTHORISED', 'VOIDED'],
	PAID: ['PAID'],
};

/** The fields that such a document has. */
export interface Document extends XeroRecord {
	Contact: { ContactID: string };
	Date: string;
	LineAmountTypes: string;
	LineItems: LineItem[];
	CurrencyCode: string;
	CurrencyRate: number;
	Reference?: string;
	BrandingThemeID?: string;
}

/** Its contact. Anything but its id in the element edits the contact, or makes a new one. Section 0.8. */
export function contactFor(books: Books, held: Document, fields: XeroRecord, by: Author): Contact {
	const sent = fields['Contact'] as XeroRecord | undefined;
	if (!sent && held.Contact.ContactID) return contactOf(books, held);
	if (!sent || !['ContactID', 'ContactNumber', 'Name'].some((name) => sent[name])) {
		throw new Invalid('A Contact must be specified for this type of transaction');
	}
	const found = findContact(books, sent);
	if (!found && sent['ContactID']) throw new Invalid('The contact could not be found.');
	if (found && found.ContactStatus !== 'ACTIVE')
		throw new Invalid('The contact is archived and cannot be used on a transaction.');
	const onlyNamed = found && Object.keys(sent).every((name) => sent[name] === found[name]);
	return onlyNamed ? found : writeContact(books, sent, 'POST', by);
}

export function contactOf(books: Books, document: { Contact: { ContactID: string } }): Contact {
	const contact = books.contacts.get(document.Contact.ContactID);
	if (!contact) throw new Invalid('A Contact must be specified for this type of transaction');
	return contact;
}

/** The document with what the fields say of its head: those texts and dates, and the rate of its currency. */
export function headerOf<T extends Document>(
	books: Books,
	held: T,
	fields: XeroRecord,
	known: { texts: readonly string[]; dates: readonly string[] },
): T {
	const header: Document = { ...held };
	for (const name of known.texts) {
		if (fields[name] !== undefined && fields[name] !== null) header[name] = String(fields[name]);
	}
	for (const name of known.dates) {
		if (fields[name] === undefined || fields[name] === null || fields[name] === '') continue;
		const date = readDate(fields[name]);
		if (!date) throw new Invalid(`${name} must be a valid date.`);
		header[name] = date;
	}
	const rate = fields['CurrencyRate'];
	const changed = header.CurrencyCode !== held.CurrencyCode || !held.Contact.ContactID;
	if (rate !== undefined && rate !== null) header.CurrencyRate = Number(rate);
	else if (changed) header.CurrencyRate = dayRate(books.baseCurrency, header.CurrencyCode);
	return header as T;
}

/** What is wrong with its head, whatever kind of document it is. */
export function headerProblems(books: Books, header: Document, referenceMax: number): string[] {
	const themes = books.brandingThemes.map((theme) => theme['BrandingThemeID']);
	return [
		...(isSubscribed(books, header.CurrencyCode)
			? []
			: [`Organisation is not subscribed to currency ${header.CurrencyCode}`]),
		...(['Exclusive', 'Inclusive', 'NoTax'].includes(header.LineAmountTypes)
			? []
			: ['Line amount types must be valid.']),
		...((header.Reference ?? '').length > referenceMax
			? [`Reference must be at most ${referenceMax} characters.`]
			: []),
		...(header.BrandingThemeID && !themes.includes(header.BrandingThemeID)
			? ['Branding theme must be valid.']
			: []),
	];
}

/** Nothing is written into a locked period. */
export function checkLock(books: Books, date: string): void {
	for (const [field, name] of [
		['PeriodLockDate', 'period'],
		['EndOfYearLockDate', 'end of year'],
	] as const) {
		const locked = readDate(books.organisation[field]);
		if (!locked || date > locked) continue;
		throw new Invalid(`The document date cannot be before the ${name} lock date, currently set at ${locked}`);
	}
}

/** Lines that are not sent stay; approving them asks them to be complete. */
export function linesFor(books: Books, held: Document, fields: XeroRecord, of: LineContext): LineItem[] {
	const sent = fields['LineItems'];
	if (Array.isArray(sent)) return writeLines(books, sent as XeroRecord[], held.LineItems, of);
	const asHeld = held.LineItems.map(({ LineAmount: _, ...line }) => line);
	return writeLines(books, asHeld, held.LineItems, { ...of, places: 4 });
}

export function same(a: unknown, b: unknown): boolean {
	return JSON.stringify(a) === JSON.stringify(b);
}
