import type { QuickBooksRecord } from '../core/types.mts';
import type { Books } from './books.mts';
import { businessRule, invalidReference, missing, notFound, refused } from './faults.mts';
import { checkEmail, checkEnum, checkLength, checkProperties, merged, ref, refId, writable } from './input.mts';
import type { Customer } from './records.mts';

/** Customers: apis/quickbooks.md 7.1. */

const READ_ONLY = [
	...[
		'MetaData',
		'domain',
		'sparse',
		'status',
		'Balance',
		'BalanceWithJobs',
		'FullyQualifiedName',
		'Level',
		'IsProject',
	],
	...['ARAccountRef', 'OpenBalanceDate'],
];

const NAME_PARTS = ['Title', 'GivenName', 'MiddleName', 'FamilyName', 'Suffix'];

const LENGTHS: Record<string, number> = {
	DisplayName: 500,
	Title: 16,
	GivenName: 100,
	MiddleName: 100,
	FamilyName: 100,
	Suffix: 16,
	CompanyName: 100,
	PrintOnCheckName: 110,
	Notes: 2000,
	ResaleNum: 16,
};

const MOST_LEVELS = 5;

export function createCustomer(books: Books, sent: QuickBooksRecord): Customer {
	checkProperties('Customer', sent);
	const fields = merged(undefined, writable(sent, READ_ONLY), false);
	const asked = refId(fields['CurrencyRef']);
	if (asked !== undefined) books.checkCurrency(asked);
	const currency = asked ?? books.homeCurrency;
	const record: Customer = {
		...settled(books, fields, undefined),
		CurrencyRef: { value: currency },
		...books.fresh('Customer'),
	};
	books.customers.put(record);
	addCurrency(books, currency);
	return record;
}

/** @throws Refused 5010 for a stale version */
export function updateCustomer(books: Books, sent: QuickBooksRecord): Customer {
	checkProperties('Customer', sent);
	const held = books.current(books.customers, sent);
	const asked = writable(sent, READ_ONLY);
	// Neither can be removed.
	for (const name of ['DisplayName', 'PrintOnCheckName']) if (asked[name] === '') delete asked[name];
	const currency = refId(asked['CurrencyRef']);
	if (currency !== undefined && currency !== held.CurrencyRef.value) {
		throw businessRule('The currency of a customer cannot be changed once it is set.');
	}
	const fields = merged(held, asked, sent['sparse'] === true);
	const record: Customer = {
		...settled(books, fields, held),
		CurrencyRef: held.CurrencyRef,
		...books.stamp(held),
	};
	books.customers.put(record);
	return record;
}

function settled(books: Books, fields: QuickBooksRecord, held: Customer | undefined) {
	for (const [name, most] of Object.entries(LENGTHS)) checkLength(name, fields[name], most);
	for (const name of ['BillAddr', 'ShipAddr']) checkAddress(name, fields[name]);
	for (const name of ['PrimaryPhone', 'AlternatePhone', 'Mobile', 'Fax']) {
		checkLength(name, (fields[name] as QuickBooksRecord | undefined)?.['FreeFormNumber'], 30);
	}
	checkEmail('PrimaryEmailAddr', fields['PrimaryEmailAddr']);
	checkEnum('PreferredDeliveryMethod', fields['PreferredDeliveryMethod'], ['Print', 'Email', 'None']);
	const DisplayName = displayName(fields);
	const bearer = books.bearerOf(DisplayName);
	if (bearer && bearer.record.Id !== held?.Id) throw nameTaken(bearer.entity);
	if (bearer && bearer.entity !== 'Customer') throw nameTaken(bearer.entity);
	const term = ref(fields['SalesTermRef']);
	if (term && !books.term(term.value)) throw invalidReference('Term', term.value);
	const taxCode = ref(fields['DefaultTaxCodeRef']);
	if (taxCode && !books.taxCode(taxCode.value)) throw invalidReference('TaxCode', taxCode.value);
	const parent = parentOf(books, fields);
	return {
		Taxable: true,
		PreferredDeliveryMethod: 'None',
		BillWithParent: false,
		...fields,
		DisplayName,
		Active: fields['Active'] !== false,
		Job: fields['Job'] === true && parent !== undefined,
		...(parent && { ParentRef: { value: parent.Id } }),
		...(term && { SalesTermRef: term }),
		...(taxCode && { DefaultTaxCodeRef: taxCode }),
	};
}

/** As it is sent, else put together of the parts of a person's name. @throws Refused 2020, 2040 */
function displayName(fields: QuickBooksRecord): string {
	const parts = NAME_PARTS.map((name) => fields[name]).filter(Boolean);
	const name = String(fields['DisplayName'] ?? parts.join(' ')).trim();
	if (name === '') throw missing('DisplayName');
	if (/[:\t\n]/.test(name)) {
		throw refused('2040', 'The name must not contain a colon, tab or newline', 'DisplayName');
	}
	return name;
}

/** The two texts that were seen; neither tells who has the name. */
function nameTaken(bearer: string): Error {
	const words =
		bearer === 'Customer'
			? 'null'
			: 'Another customer, vendor or employee is already using this \nname. Please use a different name.';
	return refused('6240', `The name supplied already exists. : ${words}`);
}

function parentOf(books: Books, fields: QuickBooksRecord): Customer | undefined {
	const id = refId(fields['ParentRef']);
	if (id === undefined) return undefined;
	const parent = books.customers.get(id);
	if (!parent) throw invalidReference('Customer', id);
	if (!parent.Active) throw notFound();
	let level = 1;
	for (let above: Customer | undefined = parent; above; level++) {
		above = above.ParentRef && books.customers.get(above.ParentRef.value);
	}
	if (level > MOST_LEVELS) throw refused('6180', `A sub-customer can be at most ${MOST_LEVELS} levels deep`);
	return parent;
}

const ADDRESS: Record<string, number> = {
	...{ Line1: 500, Line2: 500, Line3: 500, Line4: 500, Line5: 500 },
	...{ City: 255, Country: 255, CountrySubDivisionCode: 255, PostalCode: 30 },
};

function checkAddress(name: string, sent: unknown): void {
	for (const [part, most] of Object.entries(ADDRESS)) {
		checkLength(`${name}.${part}`, (sent as QuickBooksRecord | undefined)?.[part], most);
	}
}

/** An unknown currency of a customer is added to the company's list. */
function addCurrency(books: Books, Code: string): void {
	const list = books.of('CompanyCurrency');
	if (Code === books.homeCurrency || list.all().some((held) => held['Code'] === Code)) return;
	list.put({ Code, Name: Code, Active: true, ...books.fresh('CompanyCurrency') });
}
