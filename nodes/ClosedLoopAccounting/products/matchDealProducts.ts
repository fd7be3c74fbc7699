import { matchProducts, productChecks, productHold } from '../../shared/billing/matchProduct';
import type { Deal } from '../../shared/model/deal';
import type { DealLine } from '../../shared/model/dealLine';
import type { AccountingPort } from '../../shared/systems/accounting';
import { checkFallbackItem } from '../checkChosen';
import { isStopped, withChecks } from '../deals/outcome';

export interface ProductSettings {
	/** SKU -> item code. */
	aliases: Record<string, string>;
	/** What becomes of a line whose product the ledger does not know. */
	noMatch: 'bill' | 'hold' | 'fallback';
	fallbackItem: string | null;
}

/**
 * Puts the ledger's item on every line of every deal (rules.md section 5). Reads the items once and writes nothing; a
 * deal that was stopped before passes untouched.
 */
export async function matchDealProducts(
	port: AccountingPort,
	deals: Deal[],
	settings: ProductSettings,
): Promise<Deal[]> {
	if (deals.every((deal) => isStopped(deal) || deal.lines.length === 0)) return deals;
	const items = await port.items();
	if (settings.noMatch === 'fallback' && settings.fallbackItem !== null)
		await checkFallbackItem(port, settings.fallbackItem, items);
	return deals.map((deal) => {
		if (isStopped(deal)) return deal;
		const matches = matchProducts(deal.lines, items, { ...settings, traits: port.traits });
		const lines = deal.lines.map((line, index): DealLine => {
			const match = matches[index];
			return match === undefined ? line : { ...line, product: match.product };
		});
		const matched = { ...deal, lines };
		if (settings.noMatch === 'hold') {
			const hold = productHold(deal.lines, matches, port.traits.label);
			return hold === null ? matched : { ...matched, hold };
		}
		return withChecks(matched, productChecks(deal.lines, matches, port.traits.label));
	});
}
