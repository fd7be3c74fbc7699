import type { LedgerTraits } from '../model/ledgerTraits';
import type { DealLine, ProductMatch } from '../model/dealLine';
import type { LedgerItem } from '../model/organisation';
import type { Check, Hold } from '../model/outcome';
import { areNear, bareCode, foldedCode } from './itemCodes';

export interface ProductOptions {
	/** SKU, or name of a line without one -> item code. */
	aliases: Record<string, string>;
	/** What becomes of a line whose product the ledger does not know. */
	noMatch: 'bill' | 'hold' | 'fallback';
	/** Code of the item that stands for unknown ones; needed where a ledger bills no line without an item. */
	fallbackItem: string | null;
	traits: Pick<LedgerTraits, 'lineWithoutItem' | 'label'>;
}

export interface MatchedLine {
	product: ProductMatch;
	/** True where a SKU or alias was given that the ledger does not have: the two lists have drifted. */
	unknown: boolean;
}

/**
 * The ledger's item of each line, in order (rules.md section 5): alias, SKU equal to an item's code (trimmed, without
 * case), the one item of exactly that name. Items that are not sold are not taken.
 */
export function matchProducts(lines: DealLine[], items: LedgerItem[], options: ProductOptions): MatchedLine[] {
	const sold = items.filter((item) => item.sold);
	const index: ItemIndex = {
		items: sold,
		byCode: grouped(sold, (item) => foldedCode(item.code)),
		byName: grouped(sold, (item) => item.name.trim()),
		byBareCode: grouped(sold, (item) => bareCode(item.code)),
		codes: sold.map((item) => ({ code: item.code, bare: bareCode(item.code) })),
		aliases: new Map(Object.entries(options.aliases).map(([from, to]) => [foldedCode(from), to])),
	};
	return lines.map((line) => matchLine(line, index, options));
}

/** The check on lines whose SKU the ledger does not have; empty where there is none. */
export function productChecks(lines: DealLine[], matches: MatchedLine[], ledger: string): Check[] {
	const unknown = lines.flatMap((line, index) => {
		const match = matches[index];
		if (match === undefined || !match.unknown) return [];
		const name = line.sku === null ? `"${line.name}"` : line.sku;
		return [match.product.near === undefined ? name : `${name} (did you mean ${match.product.near}?)`];
	});
	if (unknown.length === 0) return [];
	return [
		{
			code: 'sku_unknown',
			what: `${ledger} has no item ${listed(unknown)}`,
			todo: `Add the item in ${ledger}, correct the SKU in the product library, or name an alias`,
			by: 'finance',
		},
	];
}

/** The hold of a deal with lines that no item was found for, where such lines are not to be billed. */
export function productHold(lines: DealLine[], matches: MatchedLine[], ledger: string): Hold | null {
	const missing = lines.filter((_, index) => matches[index]?.product.by === 'none');
	if (missing.length === 0) return null;
	return {
		code: 'product_not_matched',
		what: `${ledger} has no item for ${listed(missing.map((line) => line.sku ?? `"${line.name}"`))}`,
		todo: `Add the item in ${ledger}, correct the SKU on the line, or name an alias`,
		by: 'finance',
	};
}

interface ItemIndex {
	items: LedgerItem[];
	byCode: Map<string, LedgerItem[]>;
	byName: Map<string, LedgerItem[]>;
	byBareCode: Map<string, LedgerItem[]>;
	codes: Array<{ code: string; bare: string }>;
	/** Folded SKU or name -> item code. */
	aliases: Map<string, string>;
}

function matchLine(line: DealLine, index: ItemIndex, options: ProductOptions): MatchedLine {
	const alias = index.aliases.get(foldedCode(line.sku ?? line.name));
	const code = alias ?? line.sku;
	const byCode = code === null ? null : theOne(index.byCode.get(foldedCode(code)) ?? [], code);
	if (byCode !== null) {
		const reason = alias === undefined ? `SKU ${line.sku} is its code` : `alias of ${line.sku ?? `"${line.name}"`}`;
		return { product: ofItem(byCode, alias === undefined ? 'sku' : 'alias', reason), unknown: false };
	}
	const unknown = code !== null;
	const near = code === null ? undefined : nearCode(code, index);
	const missing =
		code === null ? '' : `No item has the code ${code}${near === undefined ? '' : `: did you mean ${near}?`}`;
	const named = index.byName.get(line.name.trim()) ?? [];
	if (named.length === 1 && named[0] !== undefined) {
		const product = ofItem(named[0], 'name', `${missing === '' ? '' : `${missing} `}Its name is the item's`);
		return { product: { ...product, ...(near !== undefined && { near }) }, unknown };
	}
	const why =
		missing ||
		(named.length > 1 ? 'Several items have this name' : 'The line has no SKU, and no item has its name');
	const product = { ...withoutItem(why, index, options), ...(near !== undefined && { near }) };
	return { product, unknown };
}

/** The item that stands for lines without one; null where the ledger does not sell it. */
export function fallbackMatch(items: LedgerItem[], code: string | null): ProductMatch | null {
	if (code === null) return null;
	const same = items.filter((item) => item.sold && foldedCode(item.code) === foldedCode(code));
	const fallback = theOne(same, code);
	return fallback === null ? null : ofItem(fallback, 'fallback', 'The line has no item; the fallback item was taken');
}

function withoutItem(why: string, index: ItemIndex, options: ProductOptions): ProductMatch {
	const wantsFallback = options.noMatch === 'fallback' || !options.traits.lineWithoutItem;
	const fallback = wantsFallback ? fallbackMatch(index.items, options.fallbackItem) : null;
	if (fallback !== null) return { ...fallback, reason: `${why}; the fallback item was taken` };
	return { code: null, name: null, account: null, taxCode: null, by: 'none', reason: why };
}

function ofItem(item: LedgerItem, by: ProductMatch['by'], reason: string): ProductMatch {
	const { code, name, account, taxCode, stocked, goodsOrService } = item;
	return {
		code,
		name,
		account,
		taxCode,
		...(stocked && { stocked }),
		...(goodsOrService !== undefined && { goodsOrService }),
		by,
		reason,
	};
}

/** Of several items whose codes differ in case alone, the one that is written so; null when none is. */
function theOne(items: LedgerItem[], code: string): LedgerItem | null {
	if (items.length <= 1) return items[0] ?? null;
	return items.find((item) => item.code.trim() === code.trim()) ?? null;
}

/** The code that this one nearly is; the same letters and digits come first. */
function nearCode(code: string, index: ItemIndex): string | undefined {
	const own = bareCode(code);
	const same = own === '' ? undefined : index.byBareCode.get(own)?.[0];
	return (same ?? index.codes.find((other) => areNear(own, other.bare)))?.code;
}

function grouped(items: LedgerItem[], key: (item: LedgerItem) => string): Map<string, LedgerItem[]> {
	const groups = new Map<string, LedgerItem[]>();
	for (const item of items) groups.set(key(item), [...(groups.get(key(item)) ?? []), item]);
	return groups;
}

function listed(names: string[]): string {
	return names.length > 5 ? `${names.slice(0, 5).join(', ')} and ${names.length - 5} more` : names.join(', ');
}
