import { compareProducts, type Direction, type Finding } from '../../shared/billing/compareProducts';
import type { CrmProduct } from '../../shared/model/crmProduct';
import type { AccountingPort } from '../../shared/systems/accounting';

/** What a comparison comes to, for a person. */
export interface ComparisonSummary {
	text: string;
	/** Products of the CRM and items of the ledger that were compared. */
	products: number;
	items: number;
	findings: number;
	/** How many of them the chosen direction mends. */
	mends: number;
	byKind: Record<string, number>;
}

/** Compares the CRM's whole library with the items of the ledger, which are read once. Writes nothing. */
export async function compareLibrary(
	port: AccountingPort,
	products: CrmProduct[],
	direction: Direction,
): Promise<{ findings: Finding[]; currency: string; summary: ComparisonSummary }> {
	const [organisation, items, accounts] = await Promise.all([port.organisation(), port.items(), port.accounts()]);
	const findings = compareProducts(products, items, {
		ledger: port.traits.label,
		currency: organisation.baseCurrency,
		taxCodes: organisation.taxRegistered && !organisation.decidesTax,
		accountTaxes: new Map(accounts.map(({ code, taxCode }) => [code, taxCode])),
		direction,
	});
	const byKind: Record<string, number> = {};
	for (const { kind } of findings) byKind[kind] = (byKind[kind] ?? 0) + 1;
	const mends = findings.filter(({ mend }) => mend !== null).length;
	const sizes = `${products.length} products of the CRM and ${items.length} items of ${port.traits.label}`;
	const text = findings.length === 0 ? `${sizes}: nothing differs` : `${sizes}: ${findings.length} findings`;
	return {
		findings,
		currency: organisation.baseCurrency,
		summary: { text, products: products.length, items: items.length, findings: findings.length, mends, byKind },
	};
}
