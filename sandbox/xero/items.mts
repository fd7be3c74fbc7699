import type { XeroRecord } from '../core/types.mts';
import { round } from './amounts.mts';
import type { Author } from './author.mts';
import type { Books } from './books.mts';
import { BY } from './books.mts';
import { isGuid } from './ids.mts';
import { Invalid } from './problems.mts';
import type { Item, ItemPrice } from './records.mts';

/** What can be done with items: apis/xero.md section 6. */

/** Up to this many in one request. */
export const MAX_ITEMS = 500;

/** The item with this id or code. */
export function findItem(books: Books, idOrCode: string): Item | undefined {
	return isGuid(idOrCode)
		? books.items.get(idOrCode.toLowerCase())
		: books.items.by(BY.itemCode, idOrCode.toLowerCase())[0];
}

/**
 * Creates an item (`PUT`), or creates or updates one (`POST`, matched by ItemID or else Code).
 * @throws Invalid with Xero's own messages
 */
export function writeItem(books: Books, fields: XeroRecord, method: 'PUT' | 'POST', places: number, by: Author): Item {
	const key = String(fields['ItemID'] ?? fields['Code'] ?? '');
	const held = method === 'POST' ? findItem(books, key) : undefined;
	if (method === 'POST' && fields['ItemID'] && !held) throw new Invalid('The item could not be found.');
	const sent = pick(fields, [
		'Code',
		'Name',
		'Description',
		'PurchaseDescription',
		'IsSold',
		'IsPurchased',
		'InventoryAssetAccountCode',
	]);
	const item: Item = {
		...(held ?? { ItemID: books.newId('Item', books.items), Code: '', IsSold: true, IsPurchased: true }),
		...sent,
		...side('SalesDetails', fields, held, places),
		...side('PurchaseDetails', fields, held, places),
		UpdatedDateUTC: books.now(),
	};
	check(books, item);
	const kept = { ...item };
	if (!kept.IsSold) Object.assign(kept, { Description: undefined, SalesDetails: undefined });
	if (!kept.IsPurchased) Object.assign(kept, { PurchaseDescription: undefined, PurchaseDetails: undefined });
	books.items.put(kept);
	if (!held && by.clientId) books.markCreated(kept.ItemID, by.clientId);
	books.addHistory(kept.ItemID, held ? 'Edited' : 'Created', by.user, kept.Code);
	return kept;
}

function side(
	name: 'SalesDetails' | 'PurchaseDetails',
	fields: XeroRecord,
	held: Item | undefined,
	places: number,
): Partial<Item> {
	const sent = fields[name] as ItemPrice | undefined;
	if (!sent) return {};
	const price = sent.UnitPrice === undefined ? {} : { UnitPrice: round(sent.UnitPrice, places).toNumber() };
	return { [name]: { ...held?.[name], ...sent, ...price } };
}

function check(books: Books, item: Item): void {
	const messages: string[] = [];
	if (!item.Code) messages.push('Code must be specified.');
	if (item.Code.length > 30) messages.push('Code must be at most 30 characters.');
	if ((item.Name ?? '').length > 50) messages.push('Name must be at most 50 characters.');
	if ((item.Description ?? '').length > 4000) messages.push('Description must be at most 4000 characters.');
	const others = books.items.by(BY.itemCode, item.Code.toLowerCase()).filter((other) => other.ItemID !== item.ItemID);
	if (others.length) messages.push(`Item code '${item.Code}' is already in use.`);
	for (const price of [item.SalesDetails, item.PurchaseDetails]) {
		if (price?.AccountCode && !books.account(price.AccountCode)) messages.push('Account must be valid.');
		if (price?.TaxType && !books.taxRates.get(price.TaxType)) messages.push('Tax rate must be valid.');
	}
	if (messages.length) throw new Invalid(...messages);
}

/** An item as the API shows it. */
export function showItem(item: Item, places: number): XeroRecord {
	const price = (part: ItemPrice | undefined): ItemPrice | undefined =>
		part?.UnitPrice === undefined ? part : { ...part, UnitPrice: round(part.UnitPrice, places).toNumber() };
	return {
		IsTrackedAsInventory: false,
		...item,
		SalesDetails: price(item.SalesDetails),
		PurchaseDetails: price(item.PurchaseDetails),
	};
}

function pick(fields: XeroRecord, names: string[]): XeroRecord {
	return Object.fromEntries(names.filter((name) => fields[name] !== undefined).map((name) => [name, fields[name]]));
}
