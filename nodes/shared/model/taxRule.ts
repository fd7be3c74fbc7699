import type { GoodsOrService } from './dealLine';

/** Whom a sale goes to, as tax asks it: somebody in business, or a private person. */
export type Buyer = 'business' | 'consumer';

/**
 * Where a row holds: a country (ISO 3166 alpha-2), at home, in another EU country, abroad outside the EU, abroad anywhere, in
 * Northern Ireland, or anywhere.
 */
export type RulePlace = { country: string } | 'home' | 'eu' | 'outside_eu' | 'abroad' | 'northern_ireland' | 'any';

/** A row of the tax rules that a person can read (rules.md section 8, "Tax Decide"). */
export interface TaxRule {
	/** What it is called in reasons, e.g. `row 3`. */
	name: string;
	/** Country of the organisation; null for any. */
	seller: string | null;
	customer: RulePlace;
	/** State or province; null for any. */
	region: string | null;
	buyer: Buyer | 'any';
	supply: GoodsOrService | 'any';
	/** Code or name of the rate; of several the first that the ledger has. */
	codes: string[];
	/** Goes before the customer's default and, at home, the item's rate. */
	override: boolean;
	/** Why, in words, e.g. `reverse charge`; null says nothing more. */
	reason: string | null;
}
