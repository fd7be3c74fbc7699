import type { LedgerItem } from '../../model/organisation';
import type { XeroClient } from './client';
import type { WireItem } from './wire';
import { number, text } from './wire';

/** All items in one call: Xero never pages them (apis/xero.md 6). */
export async function readItems(client: XeroClient): Promise<LedgerItem[]> {
	const wires = await client.list<WireItem>(
		{ path: '/Items', query: { unitdp: 4 }, doing: 'reading items' },
		'Items',
	);
	return wires.map(toItem);
}

export function toItem(wire: WireItem): LedgerItem {
	return {
		id: wire.ItemID ?? '',
		code: wire.Code ?? '',
		sku: text(wire.Code),
		name: wire.Name ?? '',
		description: text(wire.Description),
		sold: wire.IsSold !== false,
		stocked: wire.IsTrackedAsInventory === true,
		...(wire.IsTrackedAsInventory === true && { goodsOrService: 'goods' }),
		// Xero has no archive state of items (apis/xero.md 6).
		active: true,
		unitPrice: wire.SalesDetails?.UnitPrice === undefined ? null : number(wire.SalesDetails.UnitPrice),
		account: text(wire.SalesDetails?.AccountCode),
		taxCode: text(wire.SalesDetails?.TaxType),
	};
}
