import type { Customer, CustomerDraft, CustomerFields } from '../../model/customer';
import type { Problem, Result } from '../../model/result';
import { failed, ok } from '../../model/result';
import { unreadable } from '../../transport/answers';
import { problemOf } from '../../transport/systemError';
import type { WriteAttempt } from '../accounting';
import type { Catalogue } from './catalogue';
import type { SageClient } from './client';
import { each } from './client';
import type { ContactReads } from './contactReads';
import { toCustomer, wireContact, wireFields } from './contacts';
import { notFound } from './errors';
import { idempotencyId } from './ids';
import { makeOnce } from './replays';
import { SAGE } from './profile';
import type { WireContact } from './wire';

const PATH = '/contacts';

/** A way to make a contact that Sage refused for one of its fields: without that field, and saying so. */
interface Lesser {
	purpose: string;
	draft: CustomerDraft;
	told: (problem: Problem) => Pick<Customer, 'reason' | 'differences'>;
}

/**
 * Makes contacts. Sage validates VAT numbers and keeps the reference of a deleted contact (apis/sage.md 5); neither must lose the customer,
 * so it is made without that field and says so. A reference that a living contact has is refused.
 */
export async function createContacts(
	client: SageClient,
	catalogue: Catalogue,
	contacts: ContactReads,
	drafts: CustomerDraft[],
	attempt: WriteAttempt,
): Promise<Array<Result<Customer>>> {
	const organisation = await catalogue.organisation();
	contacts.forget();

	async function post(draft: CustomerDraft, key: string): Promise<Customer> {
		const doing = 'making customers';
		const body = wireContact(draft, organisation);
		const wire = await makeOnce<WireContact>({
			client,
			attempt,
			write: async (anew) =>
				await client.write<WireContact>({
					method: 'POST',
					path: PATH,
					name: 'contact',
					body,
					idempotencyId: idempotencyId(client.businessId, 'contact', key, anew),
					doing,
				}),
			read: async (id) => await contacts.one(id),
		});
		if (wire === null) throw unreadable(SAGE, doing);
		return toCustomer(withSent(wire, body), organisation);
	}

	async function lesser(draft: CustomerDraft, problem: Problem | null): Promise<Lesser | null> {
		if (problem?.code === 'tax_number_invalid' && draft.taxNumber !== null) return withoutTaxNumber(draft);
		if (problem?.code !== 'customer_exists' || draft.number === '') return null;
		return (await contacts.byReference(draft.number)) === null ? withoutNumber(draft) : null;
	}

	async function made(draft: CustomerDraft, key: string): Promise<Customer> {
		return await post(draft, key).then(
			(customer) => customer,
			async (error: unknown) => {
				const problem = problemOf(error);
				const way = await lesser(draft, problem);
				if (way === null || problem === null) throw error;
				const customer = await made(way.draft, `${key} ${way.purpose}`);
				const { reason = '', differences = [] } = way.told(problem);
				return {
					...customer,
					reason: [reason, customer.reason].filter((part) => part).join('. '),
					differences: [...differences, ...(customer.differences ?? [])],
				};
			},
		);
	}

	const results = await each(drafts, async (draft) => ok(await made(draft, keyOf(draft))));
	contacts.forget();
	return results;
}

function withoutTaxNumber(draft: CustomerDraft): Lesser {
	return {
		purpose: 'without tax number',
		draft: { ...draft, taxNumber: null },
		told: ({ details = '' }) => ({
			reason: `Made without the VAT number ${draft.taxNumber}, which Sage does not accept: ${details}`,
			differences: [{ field: 'taxNumber', crm: draft.taxNumber, ledger: null }],
		}),
	};
}

function withoutNumber(draft: CustomerDraft): Lesser {
	return {
		purpose: 'without reference',
		draft: { ...draft, number: '' },
		told: () => ({
			reason: `Made without the reference ${draft.number}, which a deleted contact in Sage still holds`,
		}),
	};
}

/** Our number tells whom it stands for; without one its name and currency do. */
function keyOf(draft: CustomerDraft): string {
	return draft.number === '' ? `${draft.name} ${draft.currency ?? ''}` : draft.number;
}

/** Writes the given fields of existing contacts. Repeating it writes the same again. */
export async function updateContacts(
	client: SageClient,
	catalogue: Catalogue,
	contacts: ContactReads,
	changes: Array<{ ledgerId: string; fields: Partial<CustomerFields> }>,
): Promise<Array<Result<Customer>>> {
	const organisation = await catalogue.organisation();
	contacts.forget();
	const results = await each<(typeof changes)[number], Customer>(changes, async ({ ledgerId, fields }) => {
		const known = await contacts.one(ledgerId);
		if (known === null) return failed(notFound('contact', 'customer'));
		const doing = 'updating customers';
		const body = wireFields(fields, organisation, known);
		const path = `${PATH}/${encodeURIComponent(ledgerId)}`;
		const wire = await client.write<WireContact>({ method: 'PUT', path, name: 'contact', body, doing });
		if (wire === null) throw unreadable(SAGE, doing);
		return ok(toCustomer(withSent({ ...wire, ...nestedOf(known) }, body), organisation));
	});
	contacts.forget();
	return results;
}

/** The answer of a write may show what is nested as a reference only; then it is what was sent. */
function withSent(wire: WireContact, body: Record<string, unknown>): WireContact {
	const address = body.main_address as Record<string, string> | undefined;
	const person = body.main_contact_person as WireContact['main_contact_person'];
	return {
		...wire,
		...(address === undefined ? {} : { main_address: { ...address, country: { id: address.country_id ?? null } } }),
		...(person === undefined ? {} : { main_contact_person: person }),
	};
}

function nestedOf(known: WireContact): Partial<WireContact> {
	return { main_address: known.main_address ?? null, main_contact_person: known.main_contact_person ?? null };
}
