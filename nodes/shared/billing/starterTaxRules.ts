import type { GoodsOrService } from '../model/dealLine';
import type { SystemName } from '../model/result';
import type { Buyer, RulePlace, TaxRule } from '../model/taxRule';

/**
 * Rows to start from, to be confirmed by an accountant (rules.md section 8). Codes of Xero are those of its editions (apis/xero.md
 * 8), Sage's follow `<CC>_<NAME>` (apis/sage.md 9); QuickBooks' codes are ids of each company, so its rows go by name.
 */
type Sold = 'standard' | 'zero';
type Row = [RulePlace, Buyer | 'any', GoodsOrService | 'any', Sold, string];

const unitedKingdom: Row[] = [
	['home', 'any', 'any', 'standard', 'standard rate'],
	['northern_ireland', 'any', 'goods', 'standard', 'goods to Northern Ireland carry UK VAT'],
	['abroad', 'any', 'goods', 'zero', 'export of goods'],
	['abroad', 'business', 'service', 'zero', 'reverse charge: the customer accounts for the tax'],
	['abroad', 'consumer', 'service', 'standard', 'services to consumers are taxed where the seller is'],
];

const ireland: Row[] = [
	['home', 'any', 'any', 'standard', 'standard rate'],
	['eu', 'business', 'goods', 'zero', 'intra-Community supply'],
	['eu', 'business', 'service', 'zero', 'reverse charge: the customer accounts for the tax'],
	['eu', 'consumer', 'any', 'standard', 'below the EU threshold the tax of the seller'],
	['outside_eu', 'any', 'goods', 'zero', 'export of goods'],
	['outside_eu', 'business', 'service', 'zero', 'supplied where the customer is'],
	['outside_eu', 'consumer', 'service', 'standard', 'services to consumers are taxed where the seller is'],
];

const oceania: Row[] = [
	['home', 'any', 'any', 'standard', 'standard rate'],
	['abroad', 'any', 'goods', 'zero', 'export of goods'],
	['abroad', 'any', 'service', 'zero', 'export of services'],
];

const rows: Record<string, Row[]> = { GB: unitedKingdom, IE: ireland, AU: oceania, NZ: oceania };

const codes: Partial<Record<SystemName, Record<string, Record<Sold, string[]>>>> = {
	xero: {
		GB: { standard: ['OUTPUT2'], zero: ['ZERORATEDOUTPUT'] },
		// Xero in Ireland has rates of the organisation's own beside the two of its global edition.
		IE: { standard: ['23% (VAT on Income)', 'OUTPUT'], zero: ['Zero Rated Income', 'NONE'] },
		AU: { standard: ['OUTPUT'], zero: ['EXEMPTEXPORT', 'EXEMPTOUTPUT'] },
		NZ: { standard: ['OUTPUT2'], zero: ['ZERORATED'] },
	},
	quickbooks: {
		GB: { standard: ['20.0% S', '20% S'], zero: ['0.0% Z', '0% Z'] },
		IE: { standard: ['23.0% S', '23% S'], zero: ['0.0% Z', '0% Z'] },
		AU: { standard: ['GST'], zero: ['GST free', 'GST-free'] },
		NZ: { standard: ['15% S', 'GST'], zero: ['0% Z', 'Zero-rated'] },
	},
	sage: {
		GB: { standard: ['GB_STANDARD'], zero: ['GB_ZERO'] },
		IE: { standard: ['IE_STANDARD'], zero: ['IE_ZERO'] },
	},
};

/** Starter rows for a seller of that country on that ledger; empty where there are none. */
export function starterTaxRules(ledger: SystemName, seller: string): TaxRule[] {
	const named = codes[ledger]?.[seller];
	if (named === undefined) return [];
	return (rows[seller] ?? []).map(([customer, buyer, supply, sold, reason], index) => ({
		name: `starter row ${index + 1}, to be confirmed by your accountant`,
		seller,
		customer,
		region: null,
		buyer,
		supply,
		codes: named[sold],
		override: false,
		reason,
	}));
}
