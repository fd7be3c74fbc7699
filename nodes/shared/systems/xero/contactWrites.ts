import type { Customer, CustomerDraft, CustomerFields } from '../../model/customer';
import type { Organisation } from '../../model/organisation';
import type { Result } from '../../model/result';
import type { WriteAttempt } from '../accounting';
import type { XeroClient } from './client';
import { toCustomer, wireContact, wireFields } from './contacts';
import { changeRecords, makeRecords } from './recordWrites';
import type { Kind } from './recordWrites';
import type { WireContact } from './wire';

/** Makes contacts; Xero refuses one whose name or number an active contact has already. */
export async function createContacts(
	client: XeroClient,
	organisation: Organisation,
	drafts: CustomerDraft[],
	attempt: WriteAttempt,
): Promise<Array<Result<Customer>>> {
	return await makeRecords(client, contactsOf(organisation), {
		drafts,
		attempt,
		what: 'contacts',
		doing: 'making customers',
		toWire: wireContact,
		keyOf: ({ number }) => number,
		isOf: (wire, draft) => wire.ContactNumber === draft.number,
	});
}

/** Writes the given fields of existing contacts. Repeating it writes the same again. */
export async function updateContacts(
	client: XeroClient,
	organisation: Organisation,
	changes: Array<{ ledgerId: string; fields: Partial<CustomerFields> }>,
): Promise<Array<Result<Customer>>> {
	return await changeRecords(client, contactsOf(organisation), {
		changes,
		doing: 'updating customers',
		toWire: ({ ledgerId, fields }): WireContact => ({ ContactID: ledgerId, ...wireFields(fields) }),
		idOf: ({ ContactID }) => ContactID,
	});
}

function contactsOf(organisation: Organisation): Kind<WireContact, Customer> {
	return { name: 'Contacts', read: (wire) => toCustomer(wire, organisation) };
}
