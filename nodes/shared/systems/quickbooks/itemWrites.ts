import type { LedgerItem, LedgerItemDraft } from '../../model/organisation';
import type { Problem, Result } from '../../model/result';
import { failed, ok } from '../../model/result';
import type { WriteAttempt } from '../accounting';
import type { Books } from './books';
import { changeObjects } from './changeObjects';
import { isId } from './ids';
import { indexItems, wireItem } from './items';
import { ACTIVE_OR_NOT, inLists } from './query';
import type { WireItem } from './wire';

/**
 * Makes products and services. QuickBooks refuses a name that is there, not a SKU; both are refused here, since a code must name one
 * item. An income account is required (apis/quickbooks.md 7.2).
 */
export async function createItems(
	books: Books,
	drafts: LedgerItemDraft[],
	attempt: WriteAttempt,
): Promise<Array<Result<LedgerItem>>> {
	const [company, index] = await Promise.all([books.company(), books.items()]);
	const refusals = drafts.map((draft, place) => {
		const taken =
			index.withCode(draft.code) !== null || drafts.findIndex(({ code }) => code === draft.code) < place;
		if (taken) return exists(draft.code);
		return draft.account === null ? accountMissing(draft.code) : null;
	});
	const going = drafts.filter((_, place) => refusals[place] === null);
	const results = await books.client.write<WireItem>(
		going.map((draft) => ({
			entity: 'Item',
			operation: 'create',
			body: { Type: draft.kind === 'service' ? 'Service' : 'NonInventory', ...wireItem(draft, company) },
		})),
		'making products and services',
		{ what: `items ${attempt.run}`, keys: going.map(({ code }) => code), attempt },
	);
	if (results.some(({ ok: made }) => made)) books.forgetItems();
	return drafts.map((draft, place): Result<LedgerItem> => {
		const refusal = refusals[place];
		if (refusal) return failed(refusal);
		const result = results[going.indexOf(draft)];
		if (result === undefined) throw new Error(`No answer for the item ${draft.code}`);
		return result.ok ? ok(indexItems([result.value]).items[0] as LedgerItem) : failed(named(result.problem, draft));
	});
}

/** Writes the given fields of existing items. */
export async function updateItems(
	books: Books,
	changes: Array<{ id: string; fields: Partial<LedgerItemDraft> }>,
): Promise<Array<Result<LedgerItem>>> {
	const company = await books.company();
	const results = await changeObjects<(typeof changes)[number], WireItem, LedgerItem>({
		books,
		entity: 'Item',
		inputs: changes,
		idOf: ({ id }) => id,
		read: async (ids) =>
			await books.client.rows<WireItem>(
				inLists('Id', ids.filter(isId)).map((list) => ({ entity: 'Item', where: [list, ACTIVE_OR_NOT] })),
				'reading products and services',
			),
		body: ({ fields }) => wireItem(fields, company),
		take: (wire) => indexItems([wire]).items[0] as LedgerItem,
		doing: 'updating products and services',
	});
	books.forgetItems();
	return results.map((result, place) =>
		result.ok ? result : failed(named(result.problem, { code: '', ...changes[place]?.fields })),
	);
}

/** QuickBooks has one code for every name that is taken. */
function named(problem: Problem, { name }: Partial<LedgerItemDraft>): Problem {
	return problem.code === 'name_taken' ? { ...exists(name ?? ''), details: problem.details } : problem;
}

function exists(what: string): Problem {
	return {
		code: 'item_exists',
		message: `QuickBooks has a product or service "${what}" already`,
		todo: 'Run it again, so that it is found; or rename one of the two in QuickBooks',
		scope: 'item',
		system: 'quickbooks',
	};
}

function accountMissing(code: string): Problem {
	return {
		code: 'account_missing',
		message: `QuickBooks wants an income account for the product or service "${code}"`,
		todo: "Choose 'Sales Account'",
		scope: 'item',
		system: 'quickbooks',
	};
}
