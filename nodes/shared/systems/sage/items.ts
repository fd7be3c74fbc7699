import type { LedgerItem } from '../../model/organisation';
import type { AccountBook } from './accounts';
import type { SageClient } from './client';
import type { WireItem } from './wire';
import { number, optionalNumber, refId, text } from './wire';

/** Three resources with three id spaces (apis/sage.md 6). */
export type ItemKind = 'products' | 'services' | 'stock_items';

const KINDS: ItemKind[] = ['products', 'services', 'stock_items'];

/** All that can be sold, and how a line names it. */
export interface ItemBook {
	items: LedgerItem[];
	/** The field of a line that names the item; empty for a code that none has. */
	refOf(code: string): { product_id?: string; service_id?: string };
	/** The code of what a line names; null for an item that is not listed. */
	codeOf(id: string): string | null;
	kindOf(id: string): ItemKind | null;
}

interface Kept {
	kind: ItemKind;
	item: LedgerItem;
}

export async function readItems(client: SageClient, accounts: AccountBook): Promise<ItemBook> {
	const lists = await Promise.all(
		KINDS.map(async (kind) => {
			const wires = await client.pages<WireItem>({ path: `/${kind}`, doing: 'reading products and services' });
			return wires
				.filter((wire) => text(wire.deleted_at) === null)
				.map((wire): Kept => ({ kind, item: toItem(wire, kind, accounts) }));
		}),
	);
	const all = lists.flat();
	const byId = new Map(all.map((kept) => [kept.item.id.toLowerCase(), kept]));
	// Codes may repeat over the three, and within one for all that is known: what is active comes first.
	const byCode = new Map<string, Kept>();
	for (const kept of [...all].sort((a, b) => Number(b.item.active) - Number(a.item.active))) {
		if (!byCode.has(kept.item.code)) byCode.set(kept.item.code, kept);
	}
	return {
		items: all.map(({ item }) => item),
		refOf: (code) => {
			const kept = byCode.get(code);
			if (kept === undefined) return {};
			// A line has no field for a stock item; it presumably goes as a product (apis/sage.md 6).
			return kept.kind === 'services' ? { service_id: kept.item.id } : { product_id: kept.item.id };
		},
		codeOf: (id) => byId.get(id.toLowerCase())?.item.code ?? null,
		kindOf: (id) => byId.get(id.toLowerCase())?.kind ?? null,
	};
}

/** Sage calls the name of an item its description. One without a code is known by its id. */
export function toItem(wire: WireItem, kind: ItemKind, accounts: AccountBook): LedgerItem {
	const account = refId(wire.sales_ledger_account);
	const [price] = wire.sales_prices ?? wire.sales_rates ?? [];
	return {
		id: wire.id ?? '',
		code: text(wire.item_code) ?? wire.id ?? '',
		sku: text(wire.item_code),
		name: text(wire.description) ?? text(wire.displayed_as) ?? '',
		description: text(wire.notes),
		sold: true,
		stocked: kind === 'stock_items',
		goodsOrService: kind === 'services' ? 'service' : 'goods',
		active: wire.active !== false,
		unitPrice: price === undefined ? null : (optionalNumber(price.price) ?? number(price.rate)),
		account: account === null ? null : accounts.codeOf(account),
		taxCode: refId(wire.sales_tax_rate),
	};
}
