import { Decimal } from 'decimal.js';
import type { SageRecord } from '../core/types.mts';
import type { Books } from './books.mts';
import type { Address, LedgerAccount, Ref, TaxRate } from './records.mts';
import { COUNTRIES, CURRENCIES, displayed } from './systemLists.mts';

/** How records look in answers: apis/sage.md section 3. */

/** A reference: write `tax_rate_id`, read `tax_rate: {id, displayed_as, $path}`. */
export function base(path: string, id: string, displayedAs: string | null): SageRecord {
	return { id, displayed_as: displayedAs, $path: `/${path}/${id}` };
}

export function currencyBase(id: string): SageRecord {
	return base('currencies', id, displayed(CURRENCIES, id));
}

export function countryBase(id: string): SageRecord {
	return base('countries', id, displayed(COUNTRIES, id));
}

export function ledgerAccountBase(books: Books, ref: Ref | undefined): SageRecord | null {
	const account = ref && books.ledgerAccounts.get(ref.id);
	return account ? base('ledger_accounts', account.id, accountName(account)) : null;
}

export function accountName(account: LedgerAccount): string {
	return `${account.name} (${account.nominal_code})`;
}

export function taxRateBase(books: Books, ref: Ref | undefined): SageRecord | null {
	return ref ? base('tax_rates', ref.id, rateName(books.taxRates.get(ref.id), ref.id)) : null;
}

function rateName(rate: TaxRate | undefined, id: string): string {
	return rate?.name ?? id;
}

export function contactBase(books: Books, ref: Ref): SageRecord {
	const contact = books.contacts.get(ref.id);
	return base('contacts', ref.id, contact ? contactName(contact) : null);
}

/** `Name (REF)`. */
export function contactName(contact: { name: string; reference?: string }): string {
	return contact.reference ? `${contact.name} (${contact.reference})` : contact.name;
}

/** An address as one text, as it is shown and printed. */
export function freeForm(address: Address | undefined): string {
	if (!address) return '';
	const { address_line_1, address_line_2, city, region, postal_code, country } = address;
	const lines = [address_line_1, address_line_2, city, region, postal_code];
	const place = country ? displayed(COUNTRIES, country.id) : undefined;
	return [...lines, place].filter(Boolean).join('\n');
}

export function showAddress(address: Address): SageRecord {
	return {
		...base('addresses', address.id, freeForm(address)),
		address_line_1: address.address_line_1 ?? '',
		address_line_2: address.address_line_2 ?? '',
		city: address.city ?? '',
		region: address.region ?? '',
		postal_code: address.postal_code ?? '',
		country: address.country ? countryBase(address.country.id) : null,
	};
}

/** A page of Sage's own user interface. */
export function uiLinks(books: Books, place: string): SageRecord[] {
	const host = books.taxesByRegion ? 'accounting.na.sageone.com' : 'accounts-extra.sageone.com';
	return [{ href: `https://${host}/${place}`, rel: 'alternate', type: 'text/html' }];
}

/**
 * Numbers as Sage sends them: decimals as strings ("294.0"), whole numbers such as nominal codes as numbers. With
 * `asNumbers` decimals are JSON numbers, which is what the definition says.
 */
export function withDecimals(value: unknown, asNumbers: boolean): unknown {
	return asNumbers ? value : decimals(value, '');
}

const WHOLE = /^\$|^nominal_code$|_days(_to_expiry)?$|^next_.*_number$/;

function decimals(value: unknown, key: string): unknown {
	if (typeof value === 'number') return WHOLE.test(key) ? value : text(value);
	if (Array.isArray(value)) return value.map((item) => decimals(item, key));
	if (typeof value !== 'object' || value === null) return value;
	return Object.fromEntries(Object.entries(value).map(([name, inner]) => [name, decimals(inner, name)]));
}

function text(value: number): string {
	const digits = new Decimal(value).toFixed();
	return digits.includes('.') ? digits : `${digits}.0`;
}
