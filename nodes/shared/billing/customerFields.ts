import type { Address } from '../model/address';
import type { CustomerField } from '../model/customerSync';
import { countryCode } from './country';
import { plainTaxNumber } from './taxNumbers';
import { parseTerms, termsText } from './terms';

/** What a customer's fields are called in sentences. */
export const customerFieldWords: Record<CustomerField, string> = {
	name: 'billing name',
	email: 'billing email',
	billingAddress: 'billing address',
	phone: 'phone',
	taxNumber: 'VAT number',
	terms: 'payment terms',
};

export const customerFields = Object.keys(customerFieldWords) as CustomerField[];

const plain: Record<CustomerField, (text: string) => string> = {
	name: (text) => text.replace(/\s+/g, ' '),
	email: (text) => text.toLowerCase(),
	billingAddress: (text) => text.toLowerCase().replace(/[^\p{L}\p{N}]/gu, ''),
	phone: plainPhone,
	taxNumber: plainTaxNumber,
	terms: (text) => text.toLowerCase(),
};

/**
 * Whether two values of a field say the same, without what does not matter: case of an email, spaces and punctuation of an address
 * or a telephone number. Two empty ones do.
 */
export function sameValue(field: CustomerField, a: string | null, b: string | null): boolean {
	if (a === null || b === null) return a === b;
	return plain[field](a) === plain[field](b);
}

/** A text without spaces around it; null for an empty one. */
export function filled(text: string | null): string | null {
	const trimmed = text?.trim() ?? '';
	return trimmed === '' ? null : trimmed;
}

/** An address in one line, its country as a code; null for an empty one. */
export function addressText(address: Address): string | null {
	const country = countryCode(address.country) ?? address.country;
	return filled(
		[address.line1, address.line2, address.city, address.region, address.postalCode, country]
			.map(filled)
			.filter((part) => part !== null)
			.join(', '),
	);
}

/** Payment terms in one wording; what is not understood stays as it is written. */
export function plainTerms(text: string | null): string | null {
	const terms = parseTerms(text);
	return terms === null ? filled(text) : termsText(terms);
}

function plainPhone(text: string): string {
	const digits = text.replace(/\D/g, '').replace(/^00/, '');
	return digits === '' ? text.trim() : digits;
}
