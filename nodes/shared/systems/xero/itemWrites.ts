import type { LedgerItem, LedgerItemDraft } from '../../model/organisation';
import type { Problem, Result } from '../../model/result';
import { failed, ok } from '../../model/result';
import type { WriteAttempt } from '../accounting';
import type { XeroClient } from './client';
import { writeInBatches } from './client';
import { elementProblem } from './errors';
import { idempotencyKey } from './ids';
import { toItem } from './items';
import type { WireItem } from './wire';

const QUERY = { unitdp: 4 };

/** Makes items with PUT; Xero refuses a code that exists (apis/xero.md 6). */
export async function createItems(
	client: XeroClient,
	drafts: LedgerItemDraft[],
	attempt: WriteAttempt,
): Promise<Array<Result<LedgerItem>>> {
	const doing = 'making items';
	return await writeInBatches<LedgerItemDraft, WireItem, LedgerItem>(
		drafts,
		async (batch) =>
			await client.write<WireItem>({
				method: 'PUT',
				path: '/Items',
				name: 'Items',
				elements: batch.map(newItem),
				query: QUERY,
				idempotencyKey: idempotencyKey(
					client.organisationId,
					'items',
					batch.map((draft) => draft.code),
					attempt,
				),
				doing,
			}),
		(draft, wire) => wire.Code === draft.code,
		(wire) => taken(wire, doing),
	);
}

/**
 * Writes the given fields of items. Code is sent always, since Xero requires it, and the sales side as a whole, so that what is
 * not changed stays whichever way Xero takes a part of it. Xero has no archive state (apis/xero.md 6): `active` is not written.
 */
export async function updateItems(
	client: XeroClient,
	known: LedgerItem[],
	changes: Array<{ id: string; fields: Partial<LedgerItemDraft> }>,
): Promise<Array<Result<LedgerItem>>> {
	const doing = 'updating items';
	const items = new Map(known.map((item) => [item.id.toLowerCase(), item]));
	const found = changes.flatMap(({ id, fields }) => {
		const item = items.get(id.toLowerCase());
		return item === undefined ? [] : [{ item, fields }];
	});
	const written = await writeInBatches<(typeof found)[number], WireItem, LedgerItem>(
		found,
		async (batch) =>
			await client.write<WireItem>({
				method: 'POST',
				path: '/Items',
				name: 'Items',
				elements: batch.map(({ item, fields }) => changedItem(item, fields)),
				query: QUERY,
				doing,
			}),
		({ item }, wire) => wire.ItemID?.toLowerCase() === item.id.toLowerCase(),
		(wire) => taken(wire, doing),
	);
	return changes.map(({ id }) =>
		items.has(id.toLowerCase()) ? (written.shift() as Result<LedgerItem>) : failed(notFound()),
	);
}

/** Only what has an account for purchases is bought as well. */
function newItem(draft: LedgerItemDraft): WireItem {
	return {
		Code: draft.code,
		Name: draft.name,
		IsSold: true,
		IsPurchased: draft.purchaseAccount !== null,
		...(draft.description === null ? {} : { Description: draft.description }),
		SalesDetails: sales(draft.unitPrice, draft.account, draft.taxCode),
		...(draft.purchaseAccount === null ? {} : { PurchaseDetails: { AccountCode: draft.purchaseAccount } }),
	};
}

function changedItem(item: LedgerItem, fields: Partial<LedgerItemDraft>): WireItem {
	const { unitPrice, account, taxCode, purchaseAccount } = fields;
	return {
		ItemID: item.id,
		Code: fields.code ?? item.code,
		...(fields.name === undefined ? {} : { Name: fields.name }),
		...(fields.description === undefined ? {} : { Description: fields.description ?? '' }),
		SalesDetails: sales(unitPrice ?? item.unitPrice, account ?? item.account, taxCode ?? item.taxCode),
		...(purchaseAccount ? { PurchaseDetails: { AccountCode: purchaseAccount } } : {}),
	};
}

function sales(price: number | null, account: string | null, taxCode: string | null): WireItem['SalesDetails'] {
	return {
		...(price === null ? {} : { UnitPrice: price }),
		...(account === null ? {} : { AccountCode: account }),
		...(taxCode === null ? {} : { TaxType: taxCode }),
	};
}

function taken(wire: WireItem, doing: string): Result<LedgerItem> {
	const problem = elementProblem(wire, doing);
	return problem === null ? ok(toItem(wire)) : failed(problem);
}

function notFound(): Problem {
	return {
		code: 'not_found',
		message: 'Xero has no item of that id in the chosen organisation',
		todo: "Check the item and the 'Organisation'",
		scope: 'item',
		system: 'xero',
	};
}
