import type { LedgerItem, LedgerItemDraft } from '../../model/organisation';
import type { Result } from '../../model/result';
import { failed } from '../../model/result';
import type { WriteAttempt } from '../accounting';
import type { XeroClient } from './client';
import { notFound } from './errors';
import { toItem } from './items';
import { changeRecords, makeRecords } from './recordWrites';
import type { Kind } from './recordWrites';
import type { WireItem } from './wire';

const items: Kind<WireItem, LedgerItem> = { name: 'Items', query: { unitdp: 4 }, read: toItem };

/** Makes items with PUT; Xero refuses a code that exists (apis/xero.md 6). */
export async function createItems(
	client: XeroClient,
	drafts: LedgerItemDraft[],
	attempt: WriteAttempt,
): Promise<Array<Result<LedgerItem>>> {
	return await makeRecords(client, items, {
		drafts,
		attempt,
		what: 'items',
		doing: 'making items',
		toWire: newItem,
		keyOf: ({ code }) => code,
		isOf: (wire, draft) => wire.Code === draft.code,
	});
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
	const byId = new Map(known.map((item) => [item.id.toLowerCase(), item]));
	const found = changes.flatMap(({ id, fields }) => {
		const item = byId.get(id.toLowerCase());
		return item === undefined ? [] : [{ item, fields }];
	});
	const written = await changeRecords(client, items, {
		changes: found,
		doing: 'updating items',
		toWire: ({ item, fields }) => changedItem(item, fields),
		idOf: ({ ItemID }) => ItemID,
	});
	return changes.map(({ id }) =>
		byId.has(id.toLowerCase()) ? (written.shift() as Result<LedgerItem>) : failed(notFound('item', 'item')),
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
