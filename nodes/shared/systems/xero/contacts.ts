import type { Address } from '../../model/address';
import type { Customer, CustomerDraft, CustomerFields } from '../../model/customer';
import type { Organisation } from '../../model/organisation';
import { contactLink } from './links';
import { terms, wireTerms } from './terms';
import type { WireAddress, WireContact, WirePhone } from './wire';
import { text } from './wire';

/** A Xero contact as a Customer (apis/xero.md 5). Whom it stands for in the CRM is known to the caller only. */
export function toCustomer(wire: WireContact, organisation: Organisation): Customer {
	const id = wire.ContactID ?? null;
	return {
		crmId: null,
		crmType: null,
		ledger: 'xero',
		organisation: { id: organisation.id, name: organisation.name },
		ledgerId: id,
		number: text(wire.ContactNumber),
		name: wire.Name ?? '',
		email: text(wire.EmailAddress),
		phone: phone(wire.Phones),
		billingAddress: billingAddress(wire.Addresses),
		taxNumber: text(wire.TaxNumber),
		currency: text(wire.DefaultCurrency),
		terms: terms(wire.PaymentTerms?.Sales),
		taxCode: text(wire.AccountsReceivableTaxType),
		// The API has no field for it (apis/xero.md 0.5).
		creditLimit: null,
		active: (wire.ContactStatus ?? 'ACTIVE') === 'ACTIVE',
		...(wire.IsSupplier === true && { alsoSupplier: true }),
		url: id === null ? null : contactLink(organisation, id),
	};
}

/** A new contact. */
export function wireContact(draft: CustomerDraft): WireContact {
	return {
		ContactNumber: draft.number,
		...wireFields(draft),
		...(draft.currency === null ? {} : { DefaultCurrency: draft.currency }),
	};
}

/**
 * The given fields only: Xero leaves alone what is not sent. An empty address or phone is not sent either, since Xero
 * keeps one of each type and an empty one would clear it.
 */
export function wireFields(fields: Partial<CustomerFields>): WireContact {
	const address = fields.billingAddress ? wireAddress(fields.billingAddress) : null;
	const sales = fields.terms === undefined ? null : wireTerms(fields.terms);
	return {
		...(fields.name === undefined ? {} : { Name: fields.name }),
		...(fields.firstName ? { FirstName: cut(fields.firstName, 255) } : {}),
		...(fields.lastName ? { LastName: cut(fields.lastName, 255) } : {}),
		...(fields.email ? { EmailAddress: cut(fields.email, 255) } : {}),
		...(fields.taxNumber ? { TaxNumber: cut(fields.taxNumber, 50) } : {}),
		...(address ? { Addresses: [address] } : {}),
		...(fields.phone ? { Phones: [{ PhoneType: 'DEFAULT', PhoneNumber: cut(fields.phone, 50) }] } : {}),
		...(sales ? { PaymentTerms: { Sales: sales } } : {}),
	};
}

/** Invoices print the POBOX address, so that is the billing address; the street's country serves where it has none. */
function billingAddress(addresses: WireAddress[] = []): Address {
	const of = (type: string) => addresses.find((address) => address.AddressType === type);
	const postal = of('POBOX');
	return {
		line1: text(postal?.AddressLine1),
		line2: text(postal?.AddressLine2),
		city: text(postal?.City),
		region: text(postal?.Region),
		postalCode: text(postal?.PostalCode),
		country: text(postal?.Country) ?? text(of('STREET')?.Country),
	};
}

function wireAddress(address: Address): WireAddress | null {
	const parts: WireAddress = {
		...(address.line1 ? { AddressLine1: cut(address.line1, 500) } : {}),
		...(address.line2 ? { AddressLine2: cut(address.line2, 500) } : {}),
		...(address.city ? { City: cut(address.city, 255) } : {}),
		...(address.region ? { Region: cut(address.region, 255) } : {}),
		...(address.postalCode ? { PostalCode: cut(address.postalCode, 50) } : {}),
		...(address.country ? { Country: lettersOnly(address.country) } : {}),
	};
	return Object.keys(parts).length === 0 ? null : { AddressType: 'POBOX', ...parts };
}

/** Xero's Country takes letters only. */
function lettersOnly(country: string): string {
	return cut(
		country
			.replace(/[^\p{L}\p{M} ]+/gu, ' ')
			.replace(/ +/g, ' ')
			.trim(),
		50,
	);
}

function phone(phones: WirePhone[] = []): string | null {
	const main = phones.find((candidate) => candidate.PhoneType === 'DEFAULT');
	return text([main?.PhoneCountryCode, main?.PhoneAreaCode, main?.PhoneNumber].filter((part) => part).join(' '));
}

function cut(value: string, max: number): string {
	return value.slice(0, max).trim();
}
