import type { Customer, CustomerDraft, CustomerFields } from '../../model/customer';
import type { Organisation } from '../../model/organisation';
import type { Result } from '../../model/result';
import { failed, ok } from '../../model/result';
import type { WriteAttempt } from '../accounting';
import type { XeroClient } from './client';
import { writeInBatches } from './client';
import { toCustomer, wireContact, wireFields } from './contacts';
import { elementProblem } from './errors';
import { idempotencyKey } from './ids';
import type { WireContact } from './wire';

/** Makes contacts; Xero refuses one whose name or number an active contact has already. */
export async function createContacts(
	client: XeroClient,
	organisation: Organisation,
	drafts: CustomerDraft[],
	attempt: WriteAttempt,
): Promise<Array<Result<Customer>>> {
	const doing = 'making customers';
	return await writeInBatches<CustomerDraft, WireContact, Customer>(
		drafts,
		async (batch) =>
			await client.write<WireContact>({
				method: 'PUT',
				path: '/Contacts',
				name: 'Contacts',
				elements: batch.map(wireContact),
				idempotencyKey: idempotencyKey(
					client.organisationId,
					'contacts',
					batch.map((draft) => draft.number),
					attempt,
				),
				doing,
			}),
		(draft, contact) => contact.ContactNumber === draft.number,
		(contact) => taken(contact, organisation, doing),
	);
}

/** Writes the given fields of existing contacts. Repeating it writes the same again. */
export async function updateContacts(
	client: XeroClient,
	organisation: Organisation,
	changes: Array<{ ledgerId: string; fields: Partial<CustomerFields> }>,
): Promise<Array<Result<Customer>>> {
	const doing = 'updating customers';
	return await writeInBatches<(typeof changes)[number], WireContact, Customer>(
		changes,
		async (batch) =>
			await client.write<WireContact>({
				method: 'POST',
				path: '/Contacts',
				name: 'Contacts',
				elements: batch.map((change) => ({ ContactID: change.ledgerId, ...wireFields(change.fields) })),
				doing,
			}),
		(change, contact) => contact.ContactID?.toLowerCase() === change.ledgerId.toLowerCase(),
		(contact) => taken(contact, organisation, doing),
	);
}

function taken(contact: WireContact, organisation: Organisation, doing: string): Result<Customer> {
	const problem = elementProblem(contact, doing);
	return problem === null ? ok(toCustomer(contact, organisation)) : failed(problem);
}
