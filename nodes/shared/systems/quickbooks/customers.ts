import type { Address } from '../../model/address';
import type { Customer, CustomerDraft, CustomerFields } from '../../model/customer';
import type { QuickBooksClient } from './client';
import { customerLink } from './links';
import type { Company } from './settings';
import { paymentTerms, termId } from './terms';
import type { WireAddress, WireCustomer } from './wire';
import { text } from './wire';

/** A QuickBooks customer as a Customer (apis/quickbooks.md 7.1). A sub-customer keeps its own name. */
export function toCustomer(wire: WireCustomer, company: Company, client: QuickBooksClient): Customer {
	const { id, name, baseCurrency } = company.organisation;
	return {
		crmId: null,
		crmType: null,
		ledger: 'quickbooks',
		organisation: { id, name },
		ledgerId: wire.Id ?? null,
		number: null,
		name: wire.DisplayName ?? '',
		email: firstAddress(wire.PrimaryEmailAddr?.Address),
		phone: text(wire.PrimaryPhone?.FreeFormNumber),
		billingAddress: toAddress(wire.BillAddr),
		// Masked, as it comes: whoever compares must see that it cannot be compared (section 7.1).
		taxNumber: text(wire.PrimaryTaxIdentifier),
		currency: wire.CurrencyRef?.value ?? baseCurrency,
		currencyBound: true,
		terms: paymentTerms(company.terms.find(({ Id }) => Id !== undefined && Id === wire.SalesTermRef?.value)),
		taxCode: taxCode(wire, company),
		creditLimit: null,
		active: wire.Active !== false,
		url: wire.Id === undefined ? null : customerLink(client.environment, wire.Id),
	};
}

/** In the US only an exempt customer says something: a default code has no effect there (section 7.4). */
function taxCode(wire: WireCustomer, company: Company): string | null {
	if (company.organisation.decidesTax) return wire.Taxable === false ? 'NON' : null;
	return wire.DefaultTaxCodeRef?.value ?? null;
}

/**
 * A new customer. Its currency is set once and for good, and only where the company bills in several. Goods go to the billing
 * address, as when a person makes it: without a ship-to, automated sales tax takes the company's own address (section 7.4).
 */
export function wireCustomer(draft: CustomerDraft, company: Company): WireCustomer {
	const fields = wireFields(draft, company);
	return {
		...fields,
		...(fields.BillAddr === undefined ? {} : { ShipAddr: fields.BillAddr }),
		...(draft.firstName || draft.lastName ? {} : { CompanyName: cut(customerName(draft.name), 100) }),
		...(draft.currency !== null && company.multiCurrency ? { CurrencyRef: { value: draft.currency } } : {}),
	};
}

/** The given fields only; empty ones are not sent, since empty never clears full (rules.md section 8). */
export function wireFields(fields: Partial<CustomerFields>, company: Company): WireCustomer {
	const address = fields.billingAddress ? wireAddress(fields.billingAddress) : null;
	const term = fields.terms ? termId(company.terms, fields.terms) : null;
	return {
		...(fields.name === undefined ? {} : { DisplayName: customerName(fields.name) }),
		...(fields.firstName ? { GivenName: cut(customerName(fields.firstName), 100) } : {}),
		...(fields.lastName ? { FamilyName: cut(customerName(fields.lastName), 100) } : {}),
		...(fields.email ? { PrimaryEmailAddr: { Address: cut(fields.email, 100) } } : {}),
		...(fields.phone ? { PrimaryPhone: { FreeFormNumber: cut(fields.phone, 30) } } : {}),
		...(fields.taxNumber ? { PrimaryTaxIdentifier: fields.taxNumber.trim() } : {}),
		...(address ? { BillAddr: address } : {}),
		...(term === null ? {} : { SalesTermRef: { value: term } }),
	};
}

/** A name as QuickBooks takes it: no colon, which it keeps for sub-customers, no tab or line break; 500 characters. */
export function customerName(name: string): string {
	return cut(name.replace(/[:\p{Cc}]+/gu, ' ').replace(/\s+/g, ' '), 500);
}

function toAddress(wire: WireAddress | undefined): Address {
	const more = [wire?.Line2, wire?.Line3, wire?.Line4, wire?.Line5].filter((line) => line?.trim());
	return {
		line1: text(wire?.Line1),
		line2: text(more.join(', ')),
		city: text(wire?.City),
		region: text(wire?.CountrySubDivisionCode),
		postalCode: text(wire?.PostalCode),
		country: text(wire?.Country),
	};
}

function wireAddress(address: Address): WireAddress | null {
	const parts: WireAddress = {
		...(address.line1 ? { Line1: cut(address.line1, 500) } : {}),
		...(address.line2 ? { Line2: cut(address.line2, 500) } : {}),
		...(address.city ? { City: cut(address.city, 255) } : {}),
		...(address.region ? { CountrySubDivisionCode: cut(address.region, 255) } : {}),
		...(address.postalCode ? { PostalCode: cut(address.postalCode, 30) } : {}),
		...(address.country ? { Country: cut(address.country, 255) } : {}),
	};
	return Object.keys(parts).length === 0 ? null : parts;
}

/** People put several addresses into the field, separated by commas. */
function firstAddress(value: string | undefined): string | null {
	return text(value?.split(/[,;]/)[0]);
}

/** Cut by characters, not within one. */
function cut(value: string, max: number): string {
	const trimmed = value.trim();
	if (trimmed.length <= max) return trimmed;
	let kept = '';
	for (const letter of trimmed) {
		if (kept.length + letter.length > max) break;
		kept += letter;
	}
	return kept.trim();
}
