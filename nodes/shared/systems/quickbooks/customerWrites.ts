import type { Customer, CustomerDraft, CustomerFields } from '../../model/customer';
import type { Problem, Result } from '../../model/result';
import { failed, ok } from '../../model/result';
import type { WriteAttempt } from '../accounting';
import type { Books } from './books';
import { changeObjects } from './changeObjects';
import { readIds } from './customerReads';
import { toCustomer, wireCustomer, wireFields } from './customers';
import { customerLink } from './links';
import type { NameHolder } from './takenNames';
import { freeName, holdersOf } from './takenNames';
import type { WireCustomer } from './wire';

/**
 * Makes customers. A name is unique over customers, vendors and employees (6240, apis/quickbooks.md 7.1): one that a customer
 * has is refused and named; one that a vendor or employee has is made with a suffix where the draft allows it.
 */
export async function createCustomers(
	books: Books,
	drafts: CustomerDraft[],
	attempt: WriteAttempt,
): Promise<Array<Result<Customer>>> {
	const first = await make(books, drafts, drafts.map(nameKey), attempt);
	const taken = drafts.filter((_, index) => isTaken(first[index]));
	if (taken.length === 0) return first;
	const holders = await holdersOf(
		books.client,
		taken.map(({ name }) => name),
	);
	const renamed = new Map<CustomerDraft, CustomerDraft>();
	for (const draft of taken) {
		const { kind } = holders.get(nameKey(draft)) ?? {};
		if (draft.ifNameTaken !== 'suffix' || kind === undefined || kind === 'Customer') continue;
		renamed.set(draft, { ...draft, name: await freeName(books.client, draft.name) });
	}
	const again = [...renamed.values()];
	const second = await make(books, again, again.map(nameKey), attempt);
	const originals = [...renamed.keys()];
	return drafts.map((draft, index): Result<Customer> => {
		const result = first[index] as Result<Customer>;
		const made = second[originals.indexOf(draft)];
		if (made !== undefined) return made;
		const holder = holders.get(nameKey(draft));
		if (!isTaken(result) || result.ok || holder === undefined) return result;
		return failed(nameTaken(draft, holder, result.problem, books));
	});
}

async function make(
	books: Books,
	drafts: CustomerDraft[],
	keys: string[],
	attempt: WriteAttempt,
): Promise<Array<Result<Customer>>> {
	if (drafts.length === 0) return [];
	const company = await books.company();
	const foreign = drafts.some(({ currency }) => currency !== null && currency !== company.organisation.baseCurrency);
	const enabled = foreign ? await books.currencies() : [company.organisation.baseCurrency];
	// An unknown currency would be added to the company without a word (section 7.1).
	const refused = drafts.map(({ currency }) => currency !== null && !enabled.includes(currency));
	const going = drafts.filter((_, index) => !refused[index]);
	const results = await books.client.write<WireCustomer>(
		going.map((draft) => ({ entity: 'Customer', operation: 'create', body: wireCustomer(draft, company) })),
		'making customers',
		// The name is what keeps two runs from making one twice; an answer of an earlier run may be a customer renamed since.
		{
			what: `customers ${attempt.run}`,
			keys: keys.filter((_, index) => !refused[index]),
			attempt,
		},
	);
	return drafts.map((draft, index): Result<Customer> => {
		if (refused[index]) return failed(currencyNotEnabled(draft.currency ?? '', company.organisation.name));
		const result = results[going.indexOf(draft)];
		if (result === undefined) throw new Error(`No answer for the customer ${draft.name}`);
		return result.ok ? ok(toCustomer(result.value, company, books.client)) : result;
	});
}

/** Writes the given fields of existing customers; the name is sent only where it changes. */
export async function updateCustomers(
	books: Books,
	changes: Array<{ ledgerId: string; fields: Partial<CustomerFields> }>,
): Promise<Array<Result<Customer>>> {
	const company = await books.company();
	return await changeObjects<(typeof changes)[number], WireCustomer, Customer>({
		books,
		entity: 'Customer',
		inputs: changes,
		idOf: ({ ledgerId }) => ledgerId,
		read: async (ids) => await readIds(books, ids),
		body: ({ fields }) => wireFields(fields, company),
		take: (wire) => toCustomer(wire, company, books.client),
		doing: 'updating customers',
	});
}

function isTaken(result: Result<Customer> | undefined): boolean {
	return result?.ok === false && result.problem.code === 'name_taken';
}

/** Names compare without case (section 5). */
function nameKey({ name }: CustomerDraft): string {
	return name.trim().toLowerCase();
}

function nameTaken(draft: CustomerDraft, holder: NameHolder, problem: Problem, { client }: Books): Problem {
	const customer = holder.kind === 'Customer';
	const who = customer
		? `the ${holder.active ? '' : 'inactive '}customer ${holder.id} (${customerLink(client.environment, holder.id)})`
		: `the ${holder.active ? '' : 'inactive '}${holder.kind.toLowerCase()} ${holder.id}`;
	return {
		...problem,
		message: `QuickBooks has "${draft.name}" already: ${who}`,
		todo: customer
			? "If it is the same customer, answer with its link or id in 'Accounting customer'; if not, rename one of the two"
			: "Rename it in QuickBooks, or let customers be made with a suffix ('If Name Is Taken')",
	};
}

function currencyNotEnabled(currency: string, company: string): Problem {
	return {
		code: 'currency_not_enabled',
		message: `${currency} is not switched on in ${company}`,
		todo: `Add ${currency} in QuickBooks under Settings > Currencies, then run this item again`,
		scope: 'item',
		system: 'quickbooks',
	};
}
