import type { XeroRecord } from '../core/types.mts';
import type { Author } from './author.mts';
import type { Books } from './books.mts';
import { BY } from './books.mts';
import { Invalid } from './problems.mts';
import type { Contact } from './records.mts';

/** What can be done with contacts: apis/xero.md section 5. */

const MAX_LENGTH: Record<string, number> = {
	...{ Name: 255, FirstName: 255, LastName: 255, EmailAddress: 255 },
	...{ ContactNumber: 50, AccountNumber: 50, CompanyNumber: 50, TaxNumber: 50 },
};

const WRITABLE_TEXTS = [
	...Object.keys(MAX_LENGTH),
	...[
		'DefaultCurrency',
		'AccountsReceivableTaxType',
		'AccountsPayableTaxType',
		'TaxNumberType',
		'SalesDefaultAccountCode',
	],
	...[
		'SalesDefaultLineAmountType',
		'PurchasesDefaultAccountCode',
		'PurchasesDefaultLineAmountType',
		'BankAccountDetails',
	],
	...['XeroNetworkKey', 'TrackingCategoryName', 'TrackingCategoryOption'],
];

const ADDRESS_TYPES = ['STREET', 'POBOX'];
const PHONE_TYPES = ['DDI', 'DEFAULT', 'FAX', 'MOBILE'];
const TERM_TYPES = ['DAYSAFTERBILLDATE', 'DAYSAFTERBILLMONTH', 'OFCURRENTMONTH', 'OFFOLLOWINGMONTH'];

/** The contact that these fields mean: by ContactID, else ContactNumber, else the name of an active one. */
export function findContact(books: Books, fields: XeroRecord): Contact | undefined {
	const id = fields['ContactID'];
	if (typeof id === 'string' && id) return books.contacts.get(id.toLowerCase());
	const number = fields['ContactNumber'];
	const numbered =
		typeof number === 'string' && number ? books.contacts.by(BY.contactNumber, number.toLowerCase())[0] : undefined;
	if (numbered) return numbered;
	const name = fields['Name'];
	return typeof name === 'string' ? books.contacts.by(BY.contactName, name.toLowerCase())[0] : undefined;
}

/**
 * Creates a contact (`PUT`), or creates or updates one (`POST`).
 * @throws Invalid with Xero's own messages
 */
export function writeContact(books: Books, fields: XeroRecord, method: 'PUT' | 'POST', by: Author): Contact {
	const existing = method === 'POST' ? findContact(books, fields) : undefined;
	if (method === 'POST' && fields['ContactID'] && !existing) throw new Invalid('The contact could not be found.');
	if (existing?.ContactStatus === 'GDPRREQUEST') throw new Invalid('The contact cannot be edited.');
	const base = existing ?? newContact(books);
	const contact: Contact = { ...base, ...changes(fields, base), UpdatedDateUTC: books.now() };
	check(books, contact, fields);
	books.contacts.put(contact);
	if (!existing && by.clientId) books.markCreated(contact.ContactID, by.clientId);
	books.addHistory(
		contact.ContactID,
		existing ? 'Edited' : 'Created',
		by.user,
		existing ? describe(base, contact) : contact.Name,
	);
	return contact;
}

function newContact(books: Books): Contact {
	const id = books.newId('Contact', books.contacts);
	return { ContactID: id, ContactStatus: 'ACTIVE', Name: '', Addresses: [], Phones: [], UpdatedDateUTC: books.now() };
}

/** What the fields change: omitted ones stay; addresses and phones are replaced by type, contact persons as a whole. */
function changes(fields: XeroRecord, base: Contact): Partial<Contact> {
	const changed: Partial<Contact> = {};
	for (const name of WRITABLE_TEXTS) {
		const value = fields[name];
		if (value !== undefined) changed[name] = value === null ? '' : String(value);
	}
	if (typeof fields['ContactStatus'] === 'string') changed.ContactStatus = fields['ContactStatus'];
	if (Array.isArray(fields['Addresses']))
		changed.Addresses = byType(base.Addresses, fields['Addresses'], 'AddressType');
	if (Array.isArray(fields['Phones'])) changed.Phones = byType(base.Phones, fields['Phones'], 'PhoneType');
	if (Array.isArray(fields['ContactPersons'])) changed.ContactPersons = fields['ContactPersons'] as XeroRecord[];
	if (fields['PaymentTerms']) changed.PaymentTerms = { ...base.PaymentTerms, ...(fields['PaymentTerms'] as object) };
	return changed;
}

function byType<T extends XeroRecord>(held: T[], sent: T[], type: string): T[] {
	const kept = held.filter((part) => !sent.some((other) => other[type] === part[type]));
	return [...kept, ...sent];
}

function check(books: Books, contact: Contact, fields: XeroRecord): void {
	const messages: string[] = [];
	if (!contact.Name) messages.push('The contact name must be specified.');
	if (/[<>]/.test(contact.Name)) messages.push('The contact name cannot contain the characters < or >.');
	if (fields['Name'] !== undefined && /^\s|\s$|\s{2}/.test(contact.Name)) {
		messages.push('The contact name cannot have leading, trailing or double spaces.');
	}
	for (const [name, most] of Object.entries(MAX_LENGTH)) {
		if (String(contact[name] ?? '').length > most) messages.push(`${name} must be at most ${most} characters.`);
	}
	if (
		contact.EmailAddress &&
		!/^[\x21-\x3f\x41-\x7e]+@[\x21-\x3f\x41-\x7e]+\.[\x21-\x3f\x41-\x7e]+$/.test(contact.EmailAddress)
	) {
		messages.push('Email address must be valid.');
	}
	if (!['ACTIVE', 'ARCHIVED'].includes(contact.ContactStatus)) messages.push('Contact status must be valid.');
	if ((contact.ContactPersons ?? []).length > 5) messages.push('A contact can have at most 5 contact persons.');
	messages.push(...addressProblems(contact), ...termProblems(contact), ...uniquenessProblems(books, contact));
	if (contact.DefaultCurrency && !isSubscribed(books, contact.DefaultCurrency)) {
		messages.push(`Organisation is not subscribed to currency ${contact.DefaultCurrency}`);
	}
	if (messages.length) throw new Invalid(...messages);
}

function addressProblems(contact: Contact): string[] {
	return contact.Addresses.flatMap((address) => [
		...(ADDRESS_TYPES.includes(address.AddressType) ? [] : ['Address type must be valid.']),
		...(/^[\p{L}\p{M}\s.'(),&-]*$/u.test(String(address['Country'] ?? ''))
			? []
			: ['The country must hold letters only.']),
		...(String(address['City'] ?? '').length > 255 ? ['City must be at most 255 characters.'] : []),
		...(String(address['PostalCode'] ?? '').length > 50 ? ['PostalCode must be at most 50 characters.'] : []),
	]);
}

function termProblems(contact: Contact): string[] {
	const { Sales: sales, Bills: bills } = contact.PaymentTerms ?? {};
	const wrong = [sales, bills].some(
		(terms) => terms && (!TERM_TYPES.includes(terms.Type) || terms.Day < 0 || terms.Day > 31),
	);
	return wrong ? ['Payment terms must be valid.'] : [];
}

function uniquenessProblems(books: Books, contact: Contact): string[] {
	const others = (found: Contact[]): boolean => found.some((other) => other.ContactID !== contact.ContactID);
	const problems: string[] = [];
	if (contact.ContactStatus === 'ACTIVE' && others(books.contacts.by(BY.contactName, contact.Name.toLowerCase()))) {
		const name = `The contact name ${contact.Name} is already assigned to another contact.`;
		problems.push(`${name} The contact name must be unique across all active contacts.`);
	}
	if (contact.ContactNumber && others(books.contacts.by(BY.contactNumber, contact.ContactNumber.toLowerCase()))) {
		problems.push(`The contact number ${contact.ContactNumber} is already assigned to another contact.`);
	}
	return problems;
}

/** The base currency and those the organisation has added. */
export function isSubscribed(books: Books, currency: string): boolean {
	return currency === books.baseCurrency || books.currencies.some((known) => known['Code'] === currency);
}

function describe(before: Contact, after: Contact): string {
	const names = WRITABLE_TEXTS.filter((name) => (before[name] ?? '') !== (after[name] ?? ''));
	const texts = names.map(
		(name) => `${name} changed from ${String(before[name] ?? '')} to ${String(after[name] ?? '')}.`,
	);
	return texts.join(' ') || 'Contact details changed.';
}

/** How much of a contact is shown: alone, in a paged list, in an unpaged list, or with summaryOnly. */
export type ContactDetail = 'single' | 'paged' | 'unpaged' | 'summary';

/** A contact as the API shows it. Both addresses and all four phones are always there, blank when unset. */
export function showContact(books: Books, contact: Contact, detail: ContactDetail): XeroRecord {
	const { PaymentTerms, ContactPersons, Balances: _, ...rest } = contact;
	const sides = {
		IsSupplier: books.has(contact.ContactID, 'ACCPAY'),
		IsCustomer: books.has(contact.ContactID, 'ACCREC'),
	};
	const shown: XeroRecord = {
		...rest,
		Addresses: ADDRESS_TYPES.map((type) => ({
			...BLANK_ADDRESS,
			AddressType: type,
			...ofType(contact.Addresses, 'AddressType', type),
		})),
		Phones: PHONE_TYPES.map((type) => ({
			...BLANK_PHONE,
			PhoneType: type,
			...ofType(contact.Phones, 'PhoneType', type),
		})),
		ContactGroups: contact['ContactGroups'] ?? [],
		HasAttachments: false,
		HasValidationErrors: false,
	};
	if (detail === 'summary') return { ...shown, IsSupplier: undefined, IsCustomer: undefined };
	Object.assign(shown, {
		IsSupplier: sides.IsSupplier || contact['IsSupplier'] === true,
		IsCustomer: sides.IsCustomer || contact['IsCustomer'] === true,
	});
	if (detail === 'unpaged') return shown;
	const balances = books.balances(contact.ContactID);
	return {
		...shown,
		ContactPersons: ContactPersons ?? [],
		...(PaymentTerms && { PaymentTerms }),
		...(balances && { Balances: balances }),
	};
}

const BLANK_ADDRESS = { AddressLine1: '', City: '', Region: '', PostalCode: '', Country: '' };
const BLANK_PHONE = { PhoneNumber: '', PhoneAreaCode: '', PhoneCountryCode: '' };

function ofType<T extends XeroRecord>(parts: T[], name: string, type: string): T | undefined {
	return parts.find((part) => part[name] === type);
}
