import type { CrmProduct } from '../model/crmProduct';
import type { LedgerItem } from '../model/organisation';
import { Decimal } from './decimal';
import { areNear, bareCode, foldedCode, nearKeys } from './itemCodes';
import { minorDigits, sameMoney } from './money';

/** Which side mends the other: it makes what is missing there and gives its list prices. */
export type Direction = 'none' | 'crm_to_ledger' | 'ledger_to_crm';

export interface CompareOptions {
	/** What the ledger is called. */
	ledger: string;
	/** Currency of the books, ISO 4217. */
	currency: string;
	/** False where lines need no tax code of an item: not registered, or the ledger decides. */
	taxCodes: boolean;
	/** Default tax code by account code. */
	accountTaxes: Map<string, string | null>;
	direction: Direction;
}

/** In the order of the list: what a person must decide comes first. */
const KINDS = [
	...(['prices_not_compared', 'duplicate_in_crm', 'duplicate_in_ledger', 'code_almost', 'other_code'] as const),
	...(['no_sku', 'no_code', 'not_sold', 'inactive_in_ledger', 'inactive_in_crm', 'price_differs'] as const),
	...(['name_differs', 'missing_in_ledger', 'missing_in_crm', 'no_account', 'no_tax_code'] as const),
];

export type FindingKind = (typeof KINDS)[number];

/** One thing in which the two lists differ. */
export interface Finding {
	kind: FindingKind;
	/** SKU or item code; null without one. */
	code: string | null;
	crm: CrmProduct[];
	ledger: LedgerItem[];
	what: string;
	todo: string;
	by: 'sales' | 'finance';
	/** What the chosen direction does about it; null where a person has to. */
	mend: Mend | null;
}

export interface Mend {
	do: 'create' | 'price';
	code: string;
	/** Null leaves it out. */
	unitPrice: number | null;
	/** ISO 4217, of the price. */
	currency: string;
}

/**
 * Where the CRM's product library and the ledger's items differ (rules.md section 5): codes are compared as billing matches them.
 * Every product is equal or stands in a finding; retired ones (inactive, not sold) that only one side has need none. The order of
 * the lists does not matter.
 */
export function compareProducts(crm: CrmProduct[], items: LedgerItem[], options: CompareOptions): Finding[] {
	const products = [...crm].sort(byId);
	const ours = [...items].sort(byId);
	const found: Finding[] = [];
	const add = (finding: Omit<Finding, 'mend'> & { mend?: Mend | null }) => found.push({ mend: null, ...finding });
	const rest = pairedByCode(products, ours, options, add);
	const open = { crm: new Set(rest.crm), ledger: new Set(rest.ledger) };
	nearlyPaired(open, options, add);
	pairedByName(open, options, add);
	for (const product of open.crm) missingInLedger(product, options, add);
	for (const item of open.ledger) missingInCrm(item, products, options, add);
	for (const item of ours) if (isLive(item)) incomplete(item, options, add);
	if (products.length > 0 && products.every((product) => !knowsCurrency(product, options)))
		add({
			...{ kind: 'prices_not_compared', code: null, crm: [], ledger: [] },
			what: `Prices were not compared: ${options.ledger} keeps them in ${options.currency}, which the CRM has not turned on`,
			todo: `Turn on ${options.currency} in the CRM, or keep prices by hand`,
			by: 'sales',
		});
	return found.sort(
		(a, b) => KINDS.indexOf(a.kind) - KINDS.indexOf(b.kind) || (a.code ?? '').localeCompare(b.code ?? ''),
	);
}

type Add = (finding: Omit<Finding, 'mend'> & { mend?: Mend | null }) => void;

interface Open {
	crm: Set<CrmProduct>;
	ledger: Set<LedgerItem>;
}

/** Compares what has one code on both sides; gives back what has no partner. */
function pairedByCode(
	products: CrmProduct[],
	items: LedgerItem[],
	options: CompareOptions,
	add: Add,
): { crm: CrmProduct[]; ledger: LedgerItem[] } {
	const [left, right] = [grouped(products, ({ sku }) => sku), grouped(items, codeOf)];
	const rest = {
		crm: products.filter(({ sku }) => sku === null),
		ledger: items.filter((item) => codeOf(item) === null),
	};
	for (const code of new Set([...left.keys(), ...right.keys()])) {
		const [here, there] = [left.get(code) ?? [], right.get(code) ?? []];
		const [own, item] = [standing(here, ({ active }) => active), standing(there, isLive)];
		if (own.length > 1)
			add(
				duplicate(
					'duplicate_in_crm',
					own,
					[],
					'The CRM',
					own.map(({ name }) => name),
				),
			);
		if (item.length > 1)
			add(
				duplicate(
					'duplicate_in_ledger',
					[],
					item,
					options.ledger,
					item.map(({ name }) => name),
				),
			);
		const [product, partner] = [own[0], item[0]];
		if (own.length > 1 || item.length > 1) continue;
		if (product !== undefined && partner !== undefined) comparePair(product, partner, options, add);
		else rest[product === undefined ? 'ledger' : 'crm'].push((product ?? partner) as CrmProduct & LedgerItem);
	}
	return rest;
}

function comparePair(product: CrmProduct, item: LedgerItem, options: CompareOptions, add: Add): void {
	const both = { code: product.sku, crm: [product], ledger: [item] };
	const { ledger } = options;
	if (!item.active && !product.active) return;
	if (!item.sold) {
		const what = `${ledger} does not sell ${told(product)}: it is only bought there, or has no sales account`;
		return add({ ...both, kind: 'not_sold', what, todo: `Mark the item as sold in ${ledger}`, by: 'finance' });
	}
	if (!item.active) {
		const what = `${told(product)} is no longer active in ${ledger}, but sales still offers it`;
		const todo = `Make the item active in ${ledger}, or retire the product in the CRM`;
		return add({ ...both, kind: 'inactive_in_ledger', what, todo, by: 'finance' });
	}
	if (!product.active) {
		const what = `${told(product)} is no longer active in the CRM, but ${ledger} still sells it`;
		const todo = `Make the item inactive in ${ledger}, or the product active in the CRM`;
		return add({ ...both, kind: 'inactive_in_crm', what, todo, by: 'sales' });
	}
	if (!sameName(product.name, item.name)) {
		const what = `${product.sku} is "${product.name}" in the CRM and "${item.name}" in ${ledger}`;
		const todo = 'Give it one name, or another code if these are two products';
		add({ ...both, kind: 'name_differs', what, todo, by: 'finance' });
	}
	if (product.tiered || !knowsCurrency(product, options)) return;
	const [here, there] = [priceIn(product, options), item.unitPrice];
	if (sameMoney(here ?? 0, there ?? 0, options.currency)) return;
	add({
		...both,
		kind: 'price_differs',
		what: `${told(product)} costs ${shown(here, options)} in the CRM and ${shown(there, options)} in ${ledger}`,
		todo: 'Decide which list is right; open deals keep the price that they have',
		by: 'finance',
		mend: priceMend(item.code, here, there, options),
	});
}

/** An empty price, or none at all, never takes the place of one. */
function priceMend(code: string, crm: number | null, ledger: number | null, options: CompareOptions): Mend | null {
	const price = { none: null, crm_to_ledger: crm, ledger_to_crm: ledger }[options.direction];
	return price === null || price === 0 ? null : { do: 'price', code, unitPrice: price, currency: options.currency };
}

/** Codes of which one is probably the other mistyped. A last letter that differs is most often a variant: S, M, L. */
function nearlyPaired(open: Open, { ledger }: CompareOptions, add: Add): void {
	const index = new Map<string, LedgerItem[]>();
	for (const item of open.ledger) {
		if (!isLive(item)) continue;
		for (const key of nearKeys(bareCode(codeOf(item) ?? ''))) index.set(key, [...(index.get(key) ?? []), item]);
	}
	const explained: Open = { crm: new Set(), ledger: new Set() };
	for (const product of open.crm) {
		const own = bareCode(product.sku ?? '');
		if (own === '' || !product.active) continue;
		const candidates = new Set(nearKeys(own).flatMap((key) => index.get(key) ?? []));
		for (const item of [...candidates].sort(byId)) {
			const other = bareCode(codeOf(item) ?? '');
			if (!areNear(own, other) || isVariant(own, other)) continue;
			explained.crm.add(product);
			explained.ledger.add(item);
			add({
				...{ kind: 'code_almost', code: product.sku, crm: [product], ledger: [item] },
				what: `${told(product)} of the CRM is almost ${item.code} "${item.name}" of ${ledger}`,
				todo: 'If they are one product, give both the same code',
				by: 'finance',
			});
		}
	}
	close(open, explained);
}

/** What carries one name on both sides under no code or another; then whatever has no code. */
function pairedByName(open: Open, { ledger }: CompareOptions, add: Add): void {
	const left = grouped(
		[...open.crm].filter(({ active }) => active),
		({ name }) => name,
	);
	const right = grouped([...open.ledger].filter(isLive), ({ name }) => name);
	const explained: Open = { crm: new Set(), ledger: new Set() };
	for (const [name, products] of left) {
		const items = right.get(name);
		if (items === undefined) continue;
		products.forEach((product) => explained.crm.add(product));
		items.forEach((item) => explained.ledger.add(item));
		const skus = products.map(({ sku }) => sku ?? 'no SKU').join(', ');
		const codes = items.map((item) => codeOf(item) ?? 'no code').join(', ');
		const kind = products.some(({ sku }) => sku === null)
			? 'no_sku'
			: items.some((item) => codeOf(item) === null)
				? 'no_code'
				: 'other_code';
		add({
			...{ kind, code: products[0]?.sku ?? codeOf(items[0] as LedgerItem), crm: products, ledger: items },
			what: `"${products[0]?.name}" has ${skus} in the CRM and ${codes} in ${ledger}`,
			todo: 'If they are one product, give both the same code',
			by: kind === 'no_code' ? 'finance' : 'sales',
		});
	}
	close(open, explained);
	for (const product of open.crm) {
		if (product.sku !== null || !product.active) continue;
		const what = `"${product.name}" has no SKU, so that no item of ${ledger} is found for it by code`;
		const todo = 'Give the product the SKU of its item';
		add({ kind: 'no_sku', code: null, crm: [product], ledger: [], what, todo, by: 'sales' });
	}
	for (const item of open.ledger) {
		if (codeOf(item) !== null || !isLive(item)) continue;
		const what = `"${item.name}" has no code in ${ledger}, so that no product of the CRM is found for it`;
		const todo = 'Give the item a code';
		add({ kind: 'no_code', code: null, crm: [], ledger: [item], what, todo, by: 'finance' });
	}
}

function missingInLedger(product: CrmProduct, options: CompareOptions, add: Add): void {
	const { sku } = product;
	if (sku === null || !product.active) return;
	const price = product.tiered || !knowsCurrency(product, options) ? null : priceIn(product, options);
	add({
		...{ kind: 'missing_in_ledger', code: sku, crm: [product], ledger: [] },
		what: `${options.ledger} has no item ${told(product)}`,
		todo: `Add the item in ${options.ledger}, or correct the SKU in the CRM`,
		by: 'finance',
		mend: options.direction === 'crm_to_ledger' ? creation(sku, price, options) : null,
	});
}

function missingInCrm(item: LedgerItem, products: CrmProduct[], options: CompareOptions, add: Add): void {
	const code = codeOf(item);
	if (code === null || !isLive(item)) return;
	const kept = products.every((product) => knowsCurrency(product, options));
	add({
		...{ kind: 'missing_in_crm', code, crm: [], ledger: [item] },
		what: `The CRM has no product ${code} "${item.name}"`,
		todo: `Add the product in the CRM, or retire the item in ${options.ledger}`,
		by: 'sales',
		mend: options.direction === 'ledger_to_crm' ? creation(code, kept ? item.unitPrice : null, options) : null,
	});
}

function creation(code: string, unitPrice: number | null, { currency }: CompareOptions): Mend {
	return { do: 'create', code, unitPrice, currency };
}

/** What an item lacks that its lines need; its account's tax code is as good as its own (rules.md section 5). */
function incomplete(item: LedgerItem, { ledger, taxCodes, accountTaxes }: CompareOptions, add: Add): void {
	const one = { code: codeOf(item), crm: [], ledger: [item], by: 'finance' as const };
	const named = `${codeOf(item) ?? 'The item'} "${item.name}"`;
	if (item.account === null) {
		const what = `${named} has no sales account in ${ledger}`;
		add({ ...one, kind: 'no_account', what, todo: `Choose the item's sales account in ${ledger}` });
	}
	if (!taxCodes || item.taxCode !== null) return;
	if (item.account !== null && (accountTaxes.get(item.account) ?? null) !== null) return;
	const what = `Neither ${named} nor its account has a sales tax code in ${ledger}`;
	add({ ...one, kind: 'no_tax_code', what, todo: `Choose the item's sales tax in ${ledger}` });
}

function duplicate(
	kind: 'duplicate_in_crm' | 'duplicate_in_ledger',
	crm: CrmProduct[],
	ledger: LedgerItem[],
	side: string,
	names: string[],
): Omit<Finding, 'mend'> {
	const code = crm[0]?.sku ?? (ledger[0] === undefined ? null : codeOf(ledger[0]));
	return {
		...{ kind, code, crm, ledger },
		what: `${side} has the code ${code} ${names.length} times: ${names.map((name) => `"${name}"`).join(', ')}`,
		todo: 'Leave the code on one of them',
		by: kind === 'duplicate_in_crm' ? 'sales' : 'finance',
	};
}

/** The code that people see; null for an item that is known by its id alone. */
function codeOf({ id, code, sku }: LedgerItem): string | null {
	return sku ?? (code === id ? null : code);
}

function isLive({ active, sold }: LedgerItem): boolean {
	return active && sold;
}

/** Of several under one code those that are in use; where none is, any one stands for them. */
function standing<T>(all: T[], inUse: (one: T) => boolean): T[] {
	const used = all.filter(inUse);
	return used.length > 0 ? used : all.slice(0, 1);
}

/** Names are one without case and punctuation, and where a ledger cut a long one. */
function sameName(crm: string, ledger: string): boolean {
	const [a, b] = [words(crm), words(ledger)];
	return a === b || (b.length >= 45 && a.startsWith(b));
}

function words(name: string): string {
	return name
		.toLowerCase()
		.replace(/[^\p{L}\p{N}]+/gu, ' ')
		.trim();
}

function isVariant(a: string, b: string): boolean {
	const shorter = Math.min(a.length, b.length);
	return a !== b && (a.slice(0, shorter) === b.slice(0, shorter) || isLastLetter(a, b));
}

function isLastLetter(a: string, b: string): boolean {
	const both = `${a.at(-1)}${b.at(-1)}`;
	return a.length === b.length && a.slice(0, -1) === b.slice(0, -1) && !/\d/.test(both);
}

/** A product that a step made without prices by currency is priced in the books' own. */
function knowsCurrency({ prices }: CrmProduct, { currency }: CompareOptions): boolean {
	return prices === undefined || currency in prices;
}

function priceIn({ prices, unitPrice }: CrmProduct, { currency }: CompareOptions): number | null {
	return prices === undefined ? unitPrice : (prices[currency] ?? null);
}

function shown(price: number | null, { currency }: CompareOptions): string {
	if (price === null) return 'nothing (no price)';
	const exact = new Decimal(price);
	return `${exact.toFixed(Math.max(minorDigits(currency), exact.decimalPlaces()))} ${currency}`;
}

function told({ sku, name }: CrmProduct): string {
	return sku === null ? `"${name}"` : `${sku} "${name}"`;
}

function grouped<T>(all: T[], key: (one: T) => string | null): Map<string, T[]> {
	const groups = new Map<string, T[]>();
	for (const one of all) {
		const name = key(one);
		if (name === null || name.trim() === '') continue;
		groups.set(foldedCode(name), [...(groups.get(foldedCode(name)) ?? []), one]);
	}
	return groups;
}

function close(open: Open, explained: Open): void {
	for (const product of explained.crm) open.crm.delete(product);
	for (const item of explained.ledger) open.ledger.delete(item);
}

function byId(a: { id: string | null }, b: { id: string | null }): number {
	return (a.id ?? '') < (b.id ?? '') ? -1 : 1;
}
