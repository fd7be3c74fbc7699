import { isEu, vatPrefixCountry } from './country';
import { plainTaxNumber } from './taxNumbers';

/** What can be told of a VAT number without asking anybody: never that it is registered (rules.md section 8). */
export interface VatNumber {
	/** As it is written. */
	number: string;
	/** ISO country by its prefix, else the customer's. */
	country: string | null;
	/** Begins with XI: Northern Ireland's own for goods. */
	northernIreland: boolean;
	/** Form and digits are those of its country. */
	wellFormed: boolean;
	/** `YYYY-MM-DD`, when somebody last found it registered; null where nobody did. */
	checkedOn: string | null;
}

const otherCountries = new Set(['GB', 'CH', 'NO']);

/** True for a country whose numbers are checked. */
export function hasVatNumbers(country: string | null): boolean {
	return isEu(country) || (country !== null && otherCountries.has(country));
}

/** Reads a number by its prefix, else by the customer's country; null without one, and for one that its ledger masks. */
export async function readVatNumber(
	number: string | null,
	customerCountry: string | null,
	checkedOn: string | null,
): Promise<VatNumber | null> {
	const plain = plainTaxNumber(number);
	if (number === null || plain === '') return null;
	const byPrefix = vatPrefixCountry(plain);
	const country = byPrefix ?? customerCountry;
	const told = { number: number.trim(), country, northernIreland: plain.startsWith('XI'), checkedOn };
	if (country === null || !hasVatNumbers(country)) return { ...told, wellFormed: false };
	const { hasVatDigits } = await import('./vatDigits');
	return { ...told, wellFormed: hasVatDigits(country, withoutPrefix(plain, country)) };
}

/** Switzerland and Norway write "MWST", "MVA" and the like behind it. */
function withoutPrefix(plain: string, country: string): string {
	if (country === 'CH') return plain.replace(/(?:MWST|TVA|IVA|TPV)$/, '');
	if (country === 'NO') return plain.replace(/^NO/, '').replace(/MVA$/, '');
	const prefix = country === 'GR' ? /^(?:EL|GR)/ : country === 'GB' ? /^(?:GB|XI)/ : new RegExp(`^${country}`);
	return plain.replace(prefix, '');
}
