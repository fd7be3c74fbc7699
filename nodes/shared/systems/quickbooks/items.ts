import type { LedgerItem, LedgerItemDraft } from '../../model/organisation';
import type { QuickBooksClient } from './client';
import type { Company } from './settings';
import { ACTIVE_OR_NOT } from './query';
import type { WireItem } from './wire';
import { text } from './wire';

/** Kinds that can stand on a sales line (apis/quickbooks.md 7.2); bundles and categories cannot. */
const SOLD = ['Service', 'NonInventory', 'Inventory'];

/** A company's products and services by the code that we know them under. */
export interface ItemIndex {
	items: LedgerItem[];
	/** The wire item of a code, whatever its case; null without one. */
	withCode(code: string): WireItem | null;
	/** Code of an item's id; null for one that is not listed. */
	codeOf(id: string | undefined): string | null;
}

export async function readItems(client: QuickBooksClient): Promise<WireItem[]> {
	const wires = await client.rows<WireItem>(
		[{ entity: 'Item', where: [ACTIVE_OR_NOT] }],
		'reading products and services',
	);
	return wires.filter(({ Type }) => Type !== 'Category');
}

export function indexItems(wires: WireItem[]): ItemIndex {
	const codes = itemCodes(wires);
	const byCode = new Map(wires.map((wire) => [folded(codes.get(wire.Id ?? '') ?? ''), wire]));
	return {
		items: wires.map((wire) => toItem(wire, codes.get(wire.Id ?? '') ?? '')),
		withCode: (code) => byCode.get(folded(code)) ?? null,
		codeOf: (id) => codes.get(id ?? '') ?? null,
	};
}

/**
 * The code of each item by its id: its SKU where no other item has it, else its name with its category, which QuickBooks
 * keeps unique; where another item's SKU reads the same, the id stands beside, so that no two are mixed up.
 */
function itemCodes(wires: WireItem[]): Map<string, string> {
	const skus = new Map<string, number>();
	for (const { Sku } of wires) skus.set(folded(Sku ?? ''), (skus.get(folded(Sku ?? '')) ?? 0) + 1);
	const codes = new Map<string, string>();
	const taken = new Set<string>();
	const give = (wire: WireItem, code: string) => {
		codes.set(wire.Id ?? '', code);
		taken.add(folded(code));
	};
	const single = (wire: WireItem) => text(wire.Sku) !== null && skus.get(folded(wire.Sku ?? '')) === 1;
	for (const wire of wires) if (single(wire)) give(wire, wire.Sku?.trim() ?? '');
	for (const wire of wires) {
		if (single(wire)) continue;
		const name = wire.FullyQualifiedName ?? wire.Name ?? '';
		give(wire, taken.has(folded(name)) || name === '' ? `${name} #${wire.Id ?? ''}` : name);
	}
	return codes;
}

function toItem(wire: WireItem, code: string): LedgerItem {
	return {
		id: wire.Id ?? '',
		code,
		sku: text(wire.Sku),
		name: wire.Name ?? '',
		description: text(wire.Description),
		sold: SOLD.includes(wire.Type ?? '') && wire.IncomeAccountRef?.value !== undefined,
		stocked: wire.Type === 'Inventory',
		...(SOLD.includes(wire.Type ?? '') && { goodsOrService: wire.Type === 'Service' ? 'service' : 'goods' }),
		active: wire.Active !== false,
		unitPrice: wire.UnitPrice ?? null,
		account: wire.IncomeAccountRef?.value ?? null,
		taxCode: itemTaxCode(wire),
	};
}

/** Outside the US an item names its code; in the US it says whether it is taxable (section 7.2). */
export function itemTaxCode(wire: WireItem): string | null {
	if (wire.SalesTaxCodeRef?.value !== undefined) return wire.SalesTaxCodeRef.value;
	return wire.Taxable === undefined ? null : wire.Taxable ? 'TAX' : 'NON';
}

/** The given fields of an item. Its kind is said only when it is made: QuickBooks does not change it lightly. */
export function wireItem(fields: Partial<LedgerItemDraft>, company: Company): WireItem {
	return {
		...(fields.name === undefined ? {} : { Name: itemName(fields.name) }),
		...(fields.code === undefined ? {} : { Sku: fields.code.slice(0, 100) }),
		...(fields.description ? { Description: fields.description.slice(0, 4000) } : {}),
		...(fields.unitPrice === undefined || fields.unitPrice === null ? {} : { UnitPrice: fields.unitPrice }),
		...(fields.account ? { IncomeAccountRef: { value: fields.account } } : {}),
		...(fields.taxCode ? itemTax(fields.taxCode, company) : {}),
		...(fields.active === undefined ? {} : { Active: fields.active }),
	};
}

function itemTax(code: string, company: Company): WireItem {
	return company.organisation.decidesTax ? { Taxable: code !== 'NON' } : { SalesTaxCodeRef: { value: code } };
}

/** At most 100 characters, without what QuickBooks keeps for its own paths of names (section 7.2). */
export function itemName(name: string): string {
	return name
		.replace(/[:\p{Cc}]+/gu, ' ')
		.replace(/\s+/g, ' ')
		.trim()
		.slice(0, 100)
		.trim();
}

function folded(code: string): string {
	return code.trim().toLowerCase();
}
