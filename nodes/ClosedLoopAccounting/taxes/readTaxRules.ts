import type { TaxRule } from '../../shared/model/taxRule';
import { countryCode } from '../../shared/billing/country';
import { rulePlace } from '../../shared/billing/taxRules';
import { isRecord } from '../../shared/node/isRecord';
import { wrongSetting } from '../../shared/node/settings';

/** Rows as n8n keeps them, `{rule: [...]}`, then those of a JSON list; both are named by their number. */
export function readTaxRules(collected: unknown, listed: unknown): TaxRule[] {
	const own = isRecord(collected) && Array.isArray(collected['rule']) ? collected['rule'] : [];
	return [...own, ...listOf(listed)].map((row: unknown, index) => readRow(row, `row ${index + 1}`));
}

function listOf(value: unknown): unknown[] {
	if (value === undefined || value === null || value === '') return [];
	const list = typeof value === 'string' ? parsed(value) : value;
	if (!Array.isArray(list)) throw wrongSetting('Rules From JSON', 'a list of rows', value);
	return list;
}

function parsed(text: string): unknown {
	try {
		return JSON.parse(text) as unknown;
	} catch {
		return null;
	}
}

function readRow(row: unknown, name: string): TaxRule {
	if (!isRecord(row)) throw wrongSetting(`Rules, ${name}`, 'a row with the field code', row);
	const text = (field: string) => {
		const value = row[field];
		if (value === undefined || value === null) return '';
		if (typeof value !== 'string' && typeof value !== 'number')
			throw wrongSetting(`${field} of ${name}`, 'a text', value);
		return String(value).trim();
	};
	const seller = text('seller');
	const customer = rulePlace(text('customer'));
	const code = text('code');
	if (code === '') throw wrongSetting(`Tax Rate of ${name}`, 'a tax rate of the ledger', row['code']);
	if (customer === null) {
		const wanted = 'a country, Home, EU, Outside EU, Abroad, Northern Ireland, or empty';
		throw wrongSetting(`Customer Country of ${name}`, wanted, row['customer']);
	}
	if (seller !== '' && countryCode(seller) === null)
		throw wrongSetting(`Seller Country of ${name}`, 'a country, or empty', seller);
	return {
		name,
		seller: countryCode(seller),
		customer,
		region: text('region') || null,
		buyer: oneOf(text('buyer'), ['any', 'business', 'consumer'], `Sold to of ${name}`),
		supply: oneOf(text('supply'), ['any', 'goods', 'service'], `What Is Sold of ${name}`),
		codes: [code],
		override: row['override'] === true,
		reason: text('reason') || null,
	};
}

function oneOf<T extends string>(value: string, allowed: [T, ...T[]], label: string): T {
	if (value === '') return allowed[0];
	const found = allowed.find((candidate) => candidate === value.toLowerCase());
	if (found === undefined) throw wrongSetting(label, `one of ${allowed.join(', ')}`, value);
	return found;
}
