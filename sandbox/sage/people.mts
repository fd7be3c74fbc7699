import type { SageRecord } from '../core/types.mts';
import type { Books } from './books.mts';
import { showPerson, writeContact } from './contacts.mts';
import { invalid, notFound } from './problems.mts';
import type { Contact } from './records.mts';
import type { Resource } from './resource.mts';
import { refersTo } from './resource.mts';
import { contactBase, showAddress } from './show.mts';

/**
 * Addresses and people of contacts as resources of their own: apis/sage.md section 5. Each contact has a main address, may have a
 * delivery address, and has one main contact person; a change there is a change of the contact.
 */

type Part = 'main_address' | 'delivery_address' | 'main_contact_person';

export const addresses = partsOf('addresses', 'address', ['main_address', 'delivery_address'], (part) =>
	showAddress(part as Parameters<typeof showAddress>[0]),
);

export const contactPersons = partsOf('contact_persons', 'contact_person', ['main_contact_person'], (part) =>
	showPerson(part as Parameters<typeof showPerson>[0]),
);

function partsOf(
	path: string,
	wrapper: string,
	parts: readonly Part[],
	show: (part: SageRecord) => SageRecord,
): Resource {
	const of = (contact: Contact): SageRecord[] =>
		parts.flatMap((part) => {
			const record = contact[part];
			return record && !contact.deleted_at
				? [{ ...record, part, contact: { id: contact.id }, ...times(contact) }]
				: [];
		});
	const find = (books: Books, id: string): SageRecord | undefined =>
		books.contacts
			.all()
			.flatMap(of)
			.find((record) => record['id'] === id);
	return {
		path,
		wrapper,
		all: (books) => books.contacts.all().flatMap(of),
		get: find,
		show: (books, { contact, part, created_at, updated_at, ...record }) => ({
			...show(record),
			created_at,
			updated_at,
			contact: contactBase(books, contact as { id: string }),
			...(path === 'addresses' && { is_main_address: part === 'main_address' }),
		}),
		filters: { contact_id: (record, value) => refersTo(record['contact'], value) },
		changes: true,
		update(books, record, fields) {
			const contact = books.contacts.get((record['contact'] as { id: string }).id);
			if (!contact) throw notFound();
			if (fields['contact_id'] !== undefined) throw invalid('contact', 'cannot be changed');
			writeContact(books, contact, { [String(record['part'])]: fields });
			return find(books, String(record['id'])) ?? record;
		},
	};
}

function times({ created_at, updated_at }: Contact): SageRecord {
	return { created_at, updated_at };
}
