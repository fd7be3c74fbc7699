import type { GoodsOrService } from '../model/dealLine';
import type { Buyer, RulePlace, TaxRule } from '../model/taxRule';
import { countryCode } from './country';
import type { TaxPlaceOfSale } from './taxPlace';
import { isEuSale, isNorthernIreland } from './taxPlace';

/** A sale as the rows look at it. */
export interface TaxedSale {
	/** Country of the organisation. */
	seller: string;
	place: TaxPlaceOfSale;
	buyer: Buyer;
	/** Null where nothing tells: only rows for both fit. */
	supply: GoodsOrService | null;
}

/**
 * The most specific row that fits, of equal ones the first: a country says more than the EU, the EU more than abroad; then a
 * region, business or consumer, goods or service, the seller. Null where none fits.
 */
export function ruleFor(rules: TaxRule[], sale: TaxedSale): TaxRule | null {
	let best: { rule: TaxRule; rank: number[] } | null = null;
	for (const rule of rules) {
		if (!fits(rule, sale)) continue;
		const rank = rankOf(rule);
		if (best === null || isAbove(rank, best.rank)) best = { rule, rank };
	}
	return best?.rule ?? null;
}

/** A place as people write it: a country, `home`, `EU`, `outside EU`, `abroad`, `Northern Ireland`, or nothing for any. */
export function rulePlace(text: string): RulePlace | null {
	const plain = text
		.trim()
		.toLowerCase()
		.replace(/[\s-]+/g, ' ');
	if (plain === '' || plain === 'any') return 'any';
	if (plain === 'home' || plain === 'domestic') return 'home';
	if (plain === 'eu') return 'eu';
	if (plain === 'outside eu' || plain === 'outside the eu' || plain === 'non eu') return 'outside_eu';
	if (plain === 'abroad') return 'abroad';
	if (isNorthernIreland(plain)) return 'northern_ireland';
	const country = countryCode(text);
	return country === null ? null : { country };
}

function fits(rule: TaxRule, sale: TaxedSale): boolean {
	return (
		(rule.seller === null || rule.seller === sale.seller) &&
		(rule.buyer === 'any' || rule.buyer === sale.buyer) &&
		(rule.supply === 'any' || rule.supply === sale.supply) &&
		(rule.region === null || folded(rule.region) === folded(sale.place.region ?? '')) &&
		fitsPlace(rule.customer, sale)
	);
}

/** A customer whose country is not known is supposed to be at home (rules.md section 5). */
function fitsPlace(where: RulePlace, { place, seller, supply }: TaxedSale): boolean {
	const atHome = place.country === null || place.country === seller;
	if (typeof where === 'object') return (place.country ?? seller) === where.country;
	switch (where) {
		case 'any':
			return true;
		case 'home':
			return atHome;
		case 'abroad':
			return !atHome;
		case 'eu':
			return isEuSale(place, seller, supply);
		case 'outside_eu':
			return !atHome && !isEuSale(place, seller, supply);
		case 'northern_ireland':
			return place.northernIreland;
	}
}

function rankOf(rule: TaxRule): number[] {
	const { customer } = rule;
	const place = typeof customer === 'object' || customer === 'home' ? 3 : placeRanks[customer];
	return [place, rule.region, rule.buyer !== 'any', rule.supply !== 'any', rule.seller].map((part) =>
		typeof part === 'number' ? part : part ? 1 : 0,
	);
}

const placeRanks = { northern_ireland: 4, eu: 2, outside_eu: 2, abroad: 1, any: 0 };

function isAbove(a: number[], b: number[]): boolean {
	const differing = a.findIndex((part, index) => part !== b[index]);
	return differing >= 0 && (a[differing] ?? 0) > (b[differing] ?? 0);
}

function folded(text: string): string {
	return text.trim().toLowerCase();
}
