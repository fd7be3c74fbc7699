import type { SageRecord } from '../core/types.mts';
import { sum } from './amounts.mts';
import type { Books } from './books.mts';
import { BY } from './books.mts';
import { isUnposted } from './documentKinds.mts';
import { amount, given, reference, requiredText, text } from './fields.mts';
import { invalid, REQUIRED } from './problems.mts';
import type { Address, Contact, ContactPerson, Ref } from './records.mts';
import type { Resource } from './resource.mts';
import { holds } from './resource.mts';
import {
	base,
	contactName,
	currencyBase,
	freeForm,
	ledgerAccountBase,
	showAddress,
	taxRateBase,
	uiLinks,
} from './show.mts';
import { CONTACT_TYPES, COUNTRIES, displayed } from './systemLists.mts';
import { isTaxNumber } from './taxNumber.mts';

/** Customers and suppliers: apis/sage.md section 5. */

export const contacts: Resource<Contact> = {
	path: 'contacts',
	wrapper: 'contact',
	all: (books) => books.contacts.all(),
	get: (books, id) => books.contacts.get(id),
	show: (books, contact, query) => showContact(books, contact, query.get('show_balance') === 'true'),
	nested: {
		main_address: (_, { main_address }) => main_address && showAddress(main_address),
		delivery_address: (_, { delivery_address }) => delivery_address && showAddress(delivery_address),
		main_contact_person: (_, { main_contact_person }) => main_contact_person && showPerson(main_contact_person),
	},
	nestedInLists: true,
	filters: {
		search: (contact, value) => holds(contact['name'], value) || holds(contact['reference'], value),
		email: (contact, value) =>
			(contact as Contact).main_contact_person?.email?.toLowerCase() === value.trim().toLowerCase(),
		contact_type_id: (contact, value) => (contact as Contact).contact_types.some(({ id }) => id === value),
		filter_inactive_contacts: (contact, value) => value !== 'true' || (contact as Contact).is_active,
	},
	changes: true,
	deletions: true,
	create: (books, fields) => writeContact(books, undefined, fields),
	update: writeContact,
	remove(books, contact) {
		if (hasRecords(books, contact)) throw invalid('base', 'The contact cannot be deleted: it has transactions.');
		const at = books.now();
		books.contacts.put({ ...contact, deleted_at: at, updated_at: at });
		return null;
	},
};

/**
 * Makes a contact, or changes the given fields of one.
 * @throws Refused 422: names above 100 characters, references above 10 or taken (by a deleted contact too), tax numbers
 * without their country's form, another currency once there are transactions
 */
export function writeContact(books: Books, held: Contact | undefined, fields: SageRecord): Contact {
	const id = held?.id ?? books.newId('contact', books.contacts);
	const has = (name: string): boolean => fields[name] !== undefined;
	const contact: Contact = {
		...(held ?? fresh(books, id)),
		...(held && !has('name') ? {} : { name: requiredText(fields, 'name', 100) }),
		...(held && !has('contact_type_ids') ? {} : { contact_types: typesOf(fields) }),
		updated_at: books.now(),
	};
	for (const [name, max] of TEXTS) if (has(name)) contact[name] = text(fields, name, max);
	if (has('credit_limit')) contact.credit_limit = amount(fields, 'credit_limit')?.toNumber();
	if (has('credit_days')) contact.credit_days = amount(fields, 'credit_days')?.toNumber();
	if (has('is_active')) contact.is_active = fields['is_active'] !== false;
	if (has('currency_id')) contact.currency = currencyOf(books, held, String(fields['currency_id']));
	for (const name of ['default_sales_ledger_account', 'default_sales_tax_rate'] as const) {
		if (!has(`${name}_id`)) continue;
		const list = name === 'default_sales_tax_rate' ? books.taxRates : books.ledgerAccounts;
		const found = reference<{ id: string } & SageRecord>(fields, name, (key) => list.get(key));
		contact[name] = found && { id: found.id };
	}
	for (const name of ['main_address', 'delivery_address'] as const)
		if (has(name)) contact[name] = addressOf(books, id, contact[name], fields[name] as SageRecord | null, name);
	if (has('main_contact_person'))
		contact.main_contact_person = personOf(id, contact.main_contact_person, fields['main_contact_person']);
	checkReference(books, contact);
	checkTaxNumber(books, contact);
	const whole = given(contact);
	books.contacts.put(whole);
	return whole;
}

const TEXTS: ReadonlyArray<readonly [name: string, max: number]> = [
	['reference', 10],
	['tax_number', 255],
	['notes', 4000],
	['locale', 10],
	['source_guid', 255],
	['credit_terms', 50],
	['credit_terms_and_conditions', 2000],
];

function fresh(books: Books, id: string): Contact {
	const at = books.now();
	const type = { contact_types: [], currency: { id: books.baseCurrency }, is_active: true };
	return { id, name: '', ...type, created_at: at, updated_at: at };
}

function typesOf(fields: SageRecord): Ref[] {
	const ids = fields['contact_type_ids'];
	if (!Array.isArray(ids) || !ids.length) throw invalid('contact_type_ids', REQUIRED);
	for (const id of ids)
		if (!CONTACT_TYPES.some(([known]) => known === id)) throw invalid('contact_type_ids', 'is invalid');
	return ids.map((id) => ({ id: String(id) }));
}

/** The currency a contact trades in: enabled here, and its own for good once it has transactions. */
function currencyOf(books: Books, held: Contact | undefined, id: string): Ref {
	const isEnabled = id === books.baseCurrency || books.exchangeRates.get(id) !== undefined;
	if (!isEnabled) throw invalid('currency', 'is not enabled');
	if (held && held.currency.id !== id && hasRecords(books, held))
		throw invalid('currency', 'cannot be changed: the contact has transactions.');
	return { id };
}

function addressOf(
	books: Books,
	contactId: string,
	held: Address | undefined,
	fields: SageRecord | null,
	name: 'main_address' | 'delivery_address',
): Address | undefined {
	if (fields === null) return undefined;
	const address: Address = held ?? { id: books.newId(`${name} ${contactId}`) };
	const merged: Address = { ...address };
	for (const line of ['address_line_1', 'address_line_2', 'city', 'region', 'name'] as const)
		if (fields[line] !== undefined) merged[line] = text(fields, line, 50, `${name}.${line}`);
	if (fields['postal_code'] !== undefined)
		merged.postal_code = text(fields, 'postal_code', 10, `${name}.postal_code`);
	if (fields['country_id'] !== undefined) {
		const country = fields['country_id'] === null ? undefined : String(fields['country_id']);
		const isKnown = country === undefined || COUNTRIES.some(([id]) => id === country);
		if (!isKnown) throw invalid(`${name}.country`, 'is invalid');
		merged.country = country === undefined ? undefined : { id: country };
	}
	const needsState = merged.country?.id === 'US' || merged.country?.id === 'CA';
	if (needsState && merged.region && !/^((US|CA)-)?[A-Z]{2}$/.test(merged.region))
		throw invalid(`${name}.region`, 'must be the two-letter state or province');
	return given(merged);
}

function personOf(contactId: string, held: ContactPerson | undefined, value: unknown): ContactPerson | undefined {
	if (value === null) return undefined;
	const fields = value as SageRecord;
	const person: ContactPerson = { ...(held ?? { id: `${contactId.slice(0, 24)}00000001`, name: 'Main Contact' }) };
	for (const name of ['name', 'job_title', 'telephone', 'mobile', 'fax'] as const)
		if (fields[name] !== undefined) person[name] = text(fields, name, 50, `main_contact_person.${name}`);
	if (fields['email'] !== undefined) person.email = text(fields, 'email', 100, 'main_contact_person.email');
	return given(person);
}

/** A reference is unique for ever: that of a deleted contact stays reserved. */
function checkReference(books: Books, contact: Contact): void {
	if (!contact.reference) return;
	const others = books.contacts
		.by(BY.reference, contact.reference.toLowerCase())
		.filter(({ id }) => id !== contact.id);
	if (others.length) throw invalid('reference', 'has already been taken');
}

function checkTaxNumber(books: Books, contact: Contact): void {
	const country = contact.main_address?.country?.id ?? books.country;
	if (contact.tax_number && !isTaxNumber(contact.tax_number, country))
		throw invalid('tax_number', 'is not in a valid format');
}

/** Whether anything stands against the contact. */
function hasRecords(books: Books, { id }: Contact): boolean {
	const lists = [books.invoices, books.creditNotes, books.payments];
	return lists.some((list) => list.by(BY.contact, id).some(({ deleted_at }) => deleted_at === undefined));
}

/** What the contact owes: open invoices less open credit notes and payments on account, in its currency. */
function balanceOf(books: Books, contactId: string): number {
	const open = (documents: typeof books.invoices): number[] =>
		documents
			.by(BY.contact, contactId)
			.filter((document) => !document.deleted_at && !isUnposted(document))
			.map(({ outstanding_amount }) => outstanding_amount);
	const onAccount = books.payments
		.by(BY.contact, contactId)
		.map((payment) => (payment.deleted_at ? 0 : (payment.payment_on_account?.outstanding_amount ?? 0)));
	return sum([
		...open(books.invoices),
		...open(books.creditNotes).map((credit) => -credit),
		...onAccount.map((it) => -it),
	]);
}

export function showContact(books: Books, contact: Contact, withBalance: boolean): SageRecord {
	const { main_address, delivery_address, main_contact_person } = contact;
	const country = main_address?.country?.id ?? books.country;
	return {
		...base('contacts', contact.id, contactName(contact)),
		created_at: contact.created_at,
		updated_at: contact.updated_at,
		links: uiLinks(books, `contacts/customers/${contact.id}`),
		deleted_at: contact.deleted_at ?? null,
		...(withBalance && { balance: balanceOf(books, contact.id) }),
		contact_types: contact.contact_types.map(({ id }) => base('contact_types', id, displayed(CONTACT_TYPES, id))),
		name: contact.name,
		reference: contact.reference ?? null,
		default_sales_ledger_account: ledgerAccountBase(books, contact['default_sales_ledger_account'] as Ref),
		default_sales_tax_rate: taxRateBase(books, contact['default_sales_tax_rate'] as Ref),
		tax_number: contact.tax_number ?? null,
		notes: contact['notes'] ?? null,
		locale: contact['locale'] ?? null,
		main_address: main_address ? base('addresses', main_address.id, freeForm(main_address)) : null,
		delivery_address: delivery_address ? base('addresses', delivery_address.id, freeForm(delivery_address)) : null,
		main_contact_person: main_contact_person
			? base('contact_persons', main_contact_person.id, main_contact_person.name ?? '')
			: null,
		credit_limit: contact.credit_limit ?? null,
		credit_days: contact.credit_days ?? null,
		credit_terms: contact['credit_terms'] ?? null,
		credit_terms_and_conditions: contact['credit_terms_and_conditions'] ?? null,
		source_guid: contact['source_guid'] ?? null,
		currency: currencyBase(contact.currency.id),
		deletable: !hasRecords(books, contact),
		tax_treatment: {
			home_tax: country === books.country,
			eu_tax_registered: false,
			eu_not_tax_registered: false,
			rest_of_world_tax: country !== books.country,
			is_importer: false,
		},
		email: main_contact_person?.email ?? null,
		gdpr_obfuscated: contact['gdpr_obfuscated'] === true,
		system: false,
		is_active: contact.is_active,
		gb_based: country === 'GB',
		ni_based: false,
	};
}

export function showPerson(person: ContactPerson): SageRecord {
	return {
		...base('contact_persons', person.id, person.name ?? ''),
		name: person.name ?? null,
		job_title: person['job_title'] ?? null,
		telephone: person.telephone ?? null,
		mobile: person.mobile ?? null,
		email: person.email ?? null,
		fax: person['fax'] ?? null,
		is_main_contact: true,
		is_preferred_contact: true,
	};
}
