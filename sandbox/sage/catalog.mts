import type { SageRecord } from '../core/types.mts';
import type { Collection } from '../core/collection.mts';
import type { Books } from './books.mts';
import { amount, given, reference, requiredReference, requiredText, text } from './fields.mts';
import { invalid, REQUIRED } from './problems.mts';
import type { CatalogItem, Ref } from './records.mts';
import type { Filter, Resource } from './resource.mts';
import { holds } from './resource.mts';
import { base, ledgerAccountBase, taxRateBase } from './show.mts';
import type { SystemList } from './systemLists.mts';
import { displayed, PRODUCT_SALES_PRICE_TYPES, SERVICE_RATE_TYPES } from './systemLists.mts';

/** Products, services and stock items, three id spaces: apis/sage.md section 6. */

interface CatalogKind {
	path: 'products' | 'services' | 'stock_items';
	wrapper: string;
	codeMax: number;
	codeRequired: boolean;
	purchaseRequired: boolean;
	prices: 'sales_prices' | 'sales_rates';
	/** Names inside a price. */
	price: { name: string; amount: string; includesTax: string; type: string; types: SystemList };
	of(books: Books): Collection<CatalogItem>;
}

const PRICE = {
	name: 'price_name',
	amount: 'price',
	includesTax: 'price_includes_tax',
	type: 'product_sales_price_type',
	types: PRODUCT_SALES_PRICE_TYPES,
};

const PRODUCT: CatalogKind = {
	path: 'products',
	wrapper: 'product',
	codeMax: 255,
	codeRequired: false,
	purchaseRequired: true,
	prices: 'sales_prices',
	price: PRICE,
	of: (books) => books.products,
};

const SERVICE: CatalogKind = {
	...PRODUCT,
	path: 'services',
	wrapper: 'service',
	purchaseRequired: false,
	prices: 'sales_rates',
	price: {
		name: 'rate_name',
		amount: 'rate',
		includesTax: 'rate_includes_tax',
		type: 'service_rate_type',
		types: SERVICE_RATE_TYPES,
	},
	of: (books) => books.services,
};

const STOCK_ITEM: CatalogKind = {
	...PRODUCT,
	path: 'stock_items',
	wrapper: 'stock_item',
	codeMax: 30,
	codeRequired: true,
	of: (books) => books.stockItems,
};

const FILTERS: Readonly<Record<string, Filter>> = {
	search: (item, value) => holds(item['item_code'], value) || holds(item['description'], value),
	active: (item, value) => String(item['active']) === value,
};

export const products = resource(PRODUCT);
export const services = resource(SERVICE);
export const stockItems = resource(STOCK_ITEM);

function resource(kind: CatalogKind): Resource<CatalogItem> {
	return {
		path: kind.path,
		wrapper: kind.wrapper,
		all: (books) => kind.of(books).all(),
		get: (books, id) => kind.of(books).get(id),
		show: (books, item) => showItem(books, kind, item),
		filters: FILTERS,
		changes: true,
		deletions: true,
		create: (books, fields) => writeItem(books, kind, undefined, fields),
		update: (books, item, fields) => writeItem(books, kind, item, fields),
		remove(books, item) {
			const at = books.now();
			kind.of(books).put({ ...item, deleted_at: at, updated_at: at });
			return null;
		},
	};
}

/** @throws Refused 422 for what is required and missing, and for texts that are too long */
function writeItem(books: Books, kind: CatalogKind, held: CatalogItem | undefined, fields: SageRecord): CatalogItem {
	const at = books.now();
	const has = (name: string): boolean => fields[name] !== undefined;
	const account = (id: string): (SageRecord & Ref) | undefined => books.ledgerAccounts.get(id);
	const item: CatalogItem = {
		...(held ?? { id: books.newId(kind.wrapper, kind.of(books)), description: '', active: true, created_at: at }),
		updated_at: at,
	};
	if (!held || has('description')) item.description = requiredText(fields, 'description', 255);
	if (has('item_code')) item.item_code = text(fields, 'item_code', kind.codeMax);
	if (kind.codeRequired && !item.item_code) throw invalid('item_code', REQUIRED);
	if (!held || has('sales_ledger_account_id'))
		item.sales_ledger_account = { id: requiredReference(fields, 'sales_ledger_account', account).id };
	if (has('purchase_ledger_account_id') || (!held && kind.purchaseRequired))
		item['purchase_ledger_account'] = { id: requiredReference(fields, 'purchase_ledger_account', account).id };
	if (has('sales_tax_rate_id')) {
		const rate = reference(fields, 'sales_tax_rate', (id) => books.taxRates.get(id));
		item.sales_tax_rate = rate && { id: rate.id };
	}
	if (has('notes')) item['notes'] = text(fields, 'notes', 500);
	if (has('source_guid')) item['source_guid'] = text(fields, 'source_guid', 255);
	if (has('active')) item.active = fields['active'] !== false;
	if (has(kind.prices)) item[kind.prices] = readPrices(books, kind, fields[kind.prices]);
	const whole = given(item);
	kind.of(books).put(whole);
	return whole;
}

/** Prices by their type: a product has one of each. */
function readPrices(books: Books, kind: CatalogKind, sent: unknown): SageRecord[] {
	const { price } = kind;
	return (Array.isArray(sent) ? (sent as SageRecord[]) : []).map((fields) => {
		const asked = fields[`${price.type}_id`];
		const type = price.types.find(([id]) => asked === undefined || asked === id);
		if (!type) throw invalid(`${kind.prices}.${price.type}`, 'is invalid');
		const [id, name] = type;
		return {
			id: books.newId('price'),
			[price.name]: text(fields, price.name, 255) ?? name,
			[price.amount]: amount(fields, price.amount)?.toNumber() ?? 0,
			[price.includesTax]: fields[price.includesTax] === true,
			[price.type]: { id },
		};
	});
}

function showItem(books: Books, kind: CatalogKind, item: CatalogItem): SageRecord {
	const prices = (item[kind.prices] ?? []) as SageRecord[];
	return {
		...base(kind.path, item.id, item.item_code ? `${item.description} (${item.item_code})` : item.description),
		created_at: item.created_at,
		updated_at: item.updated_at,
		deleted_at: item.deleted_at ?? null,
		item_code: item.item_code ?? null,
		description: item.description,
		notes: item['notes'] ?? null,
		sales_ledger_account: ledgerAccountBase(books, item.sales_ledger_account),
		sales_tax_rate: taxRateBase(books, item.sales_tax_rate),
		purchase_ledger_account: ledgerAccountBase(books, item['purchase_ledger_account'] as Ref | undefined),
		[kind.prices]: prices.map((price) => showPrice(kind, price)),
		source_guid: item['source_guid'] ?? null,
		active: item.active,
		...(kind.path === 'stock_items' && { quantity_in_stock: Number(item['quantity_in_stock'] ?? 0) }),
	};
}

function showPrice(kind: CatalogKind, price: SageRecord): SageRecord {
	const { name, type, types } = kind.price;
	const ref = price[type] as Ref | undefined;
	return {
		...price,
		displayed_as: price[name],
		[type]: ref ? base(`${type}s`, ref.id, displayed(types, ref.id)) : null,
	};
}
