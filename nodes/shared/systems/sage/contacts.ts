import { countryCode } from '../../billing/country';
import type { Address } from '../../model/address';
import type { Customer, CustomerDraft, CustomerFields } from '../../model/customer';
import type { Organisation } from '../../model/organisation';
import { usesEstimates } from './business';
import { terms, wireTerms } from './terms';
import type { WireAddress, WireContact, WirePerson, WireRef } from './wire';
import { linkOf, optionalNumber, refId, text } from './wire';

/** A Sage contact as a Customer (apis/sage.md 5). Whom it stands for in the CRM is known to the caller only. */
export function toCustomer(wire: WireContact, organisation: Organisation): Customer {
	const person = wire.main_contact_person;
	return {
		crmId: null,
		crmType: null,
		ledger: 'sage',
		organisation: { id: organisation.id, name: organisation.name },
		ledgerId: text(wire.id),
		number: text(wire.reference),
		name: text(wire.name) ?? contactName(wire),
		email: text(person?.email) ?? text(wire.email),
		phone: text(person?.telephone) ?? text(person?.mobile),
		billingAddress: address(wire.main_address),
		taxNumber: text(wire.tax_number),
		// Bound for good; one that shows none is in the base currency.
		currency: refId(wire.currency) ?? organisation.baseCurrency,
		terms: terms(wire.credit_days, wire.credit_terms),
		taxCode: refId(wire.default_sales_tax_rate),
		// 0 is what stands where nobody set one.
		creditLimit: optionalNumber(wire.credit_limit) || null,
		active: isActive(wire),
		...((wire.contact_types ?? []).some((type) => refId(type) === 'VENDOR') && { alsoSupplier: true }),
		url: linkOf(wire),
	};
}

/** What is only bought from is no customer; a contact may be both. */
export function isCustomer(wire: WireContact): boolean {
	const types = (wire.contact_types ?? []).map((type) => refId(type));
	return types.length === 0 || types.includes('CUSTOMER');
}

/** One that was anonymised takes no new documents (apis/sage.md 5). */
function isActive(wire: WireContact): boolean {
	return wire.is_active !== false && text(wire.deleted_at) === null && wire.gdpr_obfuscated !== true;
}

/** The name in what Sage shows for a contact, `Name (REF)`; a reference has at most ten characters. */
export function contactName(ref: WireRef | null | undefined): string {
	return (text(ref?.displayed_as) ?? '').replace(/ \([^()]{1,10}\)$/, '');
}

function address(wire: WireAddress | null | undefined): Address {
	return {
		line1: text(wire?.address_line_1),
		line2: text(wire?.address_line_2),
		city: text(wire?.city),
		region: text(wire?.region),
		postalCode: text(wire?.postal_code),
		country: refId(wire?.country) ?? text(wire?.country?.displayed_as),
	};
}

/** A new contact. The currency is sent where it is not the base one, since the smallest plan knows no other (apis/sage.md 5). */
export function wireContact(draft: CustomerDraft, organisation: Organisation): Record<string, unknown> {
	const foreign = draft.currency !== null && draft.currency !== organisation.baseCurrency;
	return {
		contact_type_ids: ['CUSTOMER'],
		...(draft.number === '' ? {} : { reference: draft.number }),
		...wireFields(draft, organisation, null),
		...(foreign ? { currency_id: draft.currency } : {}),
	};
}

/**
 * The given fields only: Sage leaves alone what is not sent. Whether a part of what is nested (address, person) may be sent alone is told
 * nowhere: an address is sent whole, a person with what stands there already.
 */
export function wireFields(
	fields: Partial<CustomerFields>,
	organisation: Organisation,
	known: WireContact | null,
): Record<string, unknown> {
	const place = fields.billingAddress ? wireAddress(fields.billingAddress, organisation) : {};
	const person = wirePerson(fields, known?.main_contact_person ?? null);
	return {
		...(fields.name === undefined ? {} : { name: cut(fields.name, 100) }),
		...(fields.taxNumber ? { tax_number: cut(fields.taxNumber, 255) } : {}),
		...(fields.terms === undefined ? {} : wireTerms(fields.terms)),
		...(Object.keys(place).length === 0 ? {} : { main_address: { ...emptied(known?.main_address), ...place } }),
		...(person === null ? {} : { main_contact_person: person }),
	};
}

/** Email and phone stand on the main contact person, not on the contact (apis/sage.md 5). */
function wirePerson(fields: Partial<CustomerFields>, known: WirePerson | null): Record<string, unknown> | null {
	const named = [fields.firstName, fields.lastName].filter((part) => part).join(' ');
	if (!fields.email && !fields.phone && named === '') return null;
	const email = fields.email || text(known?.email);
	const phone = fields.phone || text(known?.telephone);
	return {
		name: cut(named || text(known?.name) || 'Main Contact', 50),
		...(email && email.length <= 100 ? { email } : {}),
		...(phone ? { telephone: cut(phone, 50) } : {}),
		is_main_contact: true,
	};
}

/** Parts longer than Sage's fields are cut, but for what would become wrong: a postal code, a country that is not understood. */
function wireAddress(address: Address, organisation: Organisation): Record<string, unknown> {
	const country = countryCode(address.country);
	const region = regionOf(address.region, country ?? organisation.country);
	return {
		...(address.line1 ? { address_line_1: cut(address.line1, 50) } : {}),
		...(address.line2 ? { address_line_2: cut(address.line2, 50) } : {}),
		...(address.city ? { city: cut(address.city, 50) } : {}),
		...(region === null ? {} : { region }),
		...(address.postalCode && address.postalCode.trim().length <= 10
			? { postal_code: address.postalCode.trim() }
			: {}),
		...(country === null ? {} : { country_id: country }),
	};
}

/** In the US and Canada Sage takes the two letters alone (apis/sage.md 5). */
function regionOf(region: string | null, country: string): string | null {
	if (!region) return null;
	if (!usesEstimates(country)) return cut(region, 45);
	const letters = region.trim().toUpperCase();
	return /^[A-Z]{2}$/.test(letters) ? letters : null;
}

/** A new address has nothing of the one before but its country, where the new one's is not understood. */
function emptied(known: WireAddress | null | undefined): Record<string, unknown> {
	const parts = ['address_line_1', 'address_line_2', 'city', 'region', 'postal_code'] as const;
	const country = refId(known?.country);
	return {
		...Object.fromEntries(parts.filter((part) => text(known?.[part]) !== null).map((part) => [part, ''])),
		...(country === null ? {} : { country_id: country }),
	};
}

/** Never half of a character that takes two units. */
function cut(value: string, max: number): string {
	return value
		.slice(0, max)
		.replace(/[\uD800-\uDBFF]$/, '')
		.trim();
}
