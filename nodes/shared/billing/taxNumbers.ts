/** A tax number as it is compared: letters and digits alone; empty for one that its ledger masks. */
export function plainTaxNumber(taxNumber: string | null): string {
	return isMasked(taxNumber) ? '' : (taxNumber ?? '').toUpperCase().replace(/[^0-9A-Z]/g, '');
}

/** True for one that shows its last characters only, `XXXXX6789` (apis/quickbooks.md 7.1). */
export function isMasked(taxNumber: string | null): boolean {
	return /^\s*(?:X{3,}|[*•]{2,})/i.test(taxNumber ?? '');
}

/** Ledgers hold VAT numbers with their country and without it: "GB123456789" is no other number than "123456789". */
export function sameTaxNumber(a: string, b: string): boolean {
	const withoutCountry = (number: string) => number.replace(/^[A-Z]{2}(?=.*\d)/, '');
	return a === b || withoutCountry(a) === b || a === withoutCountry(b);
}
