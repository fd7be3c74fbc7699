import type { LedgerTraits } from '../model/ledgerTraits';
import type { BillTo, CustomerDraft, CustomerWanted } from '../model/customer';
import type { Address } from '../model/address';
import type { CrmAccountRef, CustomerLink, Deal, DealCompany, DealContact } from '../model/deal';
import type { Hold } from '../model/outcome';
import { countryCode } from './country';
import { base32Hash, customerNumber } from './key';
import { isFreeMail } from './names';
import { parseTerms } from './terms';

/** Whom a deal bills, with what the CRM says of them (rules.md section 4). */
export interface BilledParty {
	crmType: 'company' | 'contact';
	crmId: string;
	/** Opens the record in the CRM. */
	url: string;
	/** Name to print on the invoice. */
	name: string;
	email: string | null;
	/** Where the address comes from; `primary_contact` is a check, since reminders would go to the buyer. */
	emailFrom: 'billing' | 'billing_contact' | 'primary_contact' | 'own' | null;
	phone: string | null;
	address: Address;
	/** ISO 3166 alpha-2 of the address; null when empty or not understood. */
	country: string | null;
	taxNumber: string | null;
	/** The company's own mail domain; never a free-mail one. */
	domain: string | null;
	paymentTerms: string | null;
	firstName: string | null;
	lastName: string | null;
	links: CustomerLink[];
}

/** The company, or the person where people are billed; a hold where there is neither. */
export function billedParty(deal: Deal, billTo: BillTo): { party: BilledParty } | { hold: Hold } {
	if (billTo !== 'people' && deal.company !== null) return { party: ofCompany(deal.company, deal.contacts) };
	const person = deal.contacts[0];
	if (billTo !== 'companies' && person !== undefined) return { party: ofPerson(person) };
	if (billTo === 'people') {
		return {
			hold: {
				code: 'no_contact',
				what: 'This deal has no contact to bill',
				todo: 'Add the person to be billed to the deal',
				by: 'sales',
			},
		};
	}
	return {
		hold: {
			code: 'no_company',
			what:
				billTo === 'both'
					? 'This deal has no company and no contact to bill'
					: 'This deal has no company to bill',
			todo: 'Add the company to be billed to the deal, as primary company or labelled "Bill to"',
			by: 'sales',
		},
	};
}

/** The currency of the deal, and the organisation's own. */
export interface Currencies {
	currency: string;
	baseCurrency: string;
}

/** The clues by which the ledger is searched. */
export function customerWanted(
	party: Pick<BilledParty, 'crmType' | 'crmId' | 'name' | 'email' | 'domain' | 'taxNumber'>,
	crm: CrmAccountRef,
	traits: Pick<LedgerTraits, 'numberMax' | 'currencyPerCustomer'>,
	currencies: Currencies,
): CustomerWanted {
	const number = numberOf(party, crm, traits, currencies);
	return {
		number: number === '' ? null : number,
		name: party.name,
		email: party.email,
		domain: party.domain,
		taxNumber: party.taxNumber,
		currency: traits.currencyPerCustomer ? currencies.currency : null,
	};
}

/** The customer as it is made in the ledger; its currency is named only where its record is bound to another than the base. */
export function customerDraft(
	party: BilledParty,
	crm: CrmAccountRef,
	traits: Pick<LedgerTraits, 'customerNameMax' | 'numberMax' | 'currencyPerCustomer'>,
	currencies: Currencies,
	ifNameTaken: CustomerDraft['ifNameTaken'],
): CustomerDraft {
	return {
		number: numberOf(party, crm, traits, currencies),
		name: ledgerName(party.name, traits.customerNameMax),
		email: party.email,
		phone: party.phone,
		billingAddress: party.address,
		taxNumber: party.taxNumber,
		terms: parseTerms(party.paymentTerms),
		firstName: party.firstName,
		lastName: party.lastName,
		currency: isBoundElsewhere(traits, currencies) ? currencies.currency : null,
		ifNameTaken,
	};
}

/** A name that the ledger takes: no angle brackets or control characters, single spaces, not too long (X: section 5). */
export function ledgerName(name: string, max: number): string {
	const clean = name
		.replace(/[<>\p{Cc}]/gu, ' ')
		.replace(/\s+/gu, ' ')
		.trim();
	return [...clean].reduce((kept, letter) => (kept.length + letter.length <= max ? kept + letter : kept), '').trim();
}

/**
 * Our number of the customer; told by its hash where it is longer than the ledger keeps, empty where it keeps none. The
 * record of a customer in another currency has a number of its own.
 */
function numberOf(
	party: Pick<BilledParty, 'crmType' | 'crmId'>,
	crm: CrmAccountRef,
	traits: Pick<LedgerTraits, 'numberMax' | 'currencyPerCustomer'>,
	currencies: Currencies,
): string {
	const { numberMax } = traits;
	if (numberMax === 0) return '';
	const own = customerNumber(crm, party.crmType, party.crmId);
	const number = isBoundElsewhere(traits, currencies) ? `${own}-${currencies.currency}` : own;
	return number.length <= numberMax ? number : base32Hash(number, numberMax);
}

function isBoundElsewhere(traits: Pick<LedgerTraits, 'currencyPerCustomer'>, currencies: Currencies): boolean {
	return traits.currencyPerCustomer && currencies.currency !== currencies.baseCurrency;
}

function ofCompany(company: DealCompany, contacts: DealContact[]): BilledParty {
	const billing = contacts.find((contact) => contact.billing && contact.email !== null);
	const primary = contacts.find((contact) => contact.email !== null);
	const email = text(company.billingEmail) ?? text(billing?.email) ?? text(primary?.email);
	return {
		crmType: 'company',
		crmId: company.id,
		url: company.url,
		name: text(company.billingName) ?? company.name,
		email,
		emailFrom:
			email === null
				? null
				: text(company.billingEmail)
					? 'billing'
					: billing
						? 'billing_contact'
						: 'primary_contact',
		phone: text(company.phone),
		address: company.address,
		country: countryCode(company.address.country),
		taxNumber: text(company.vatNumber),
		domain: ownDomain(company.domain),
		paymentTerms: text(company.paymentTerms),
		firstName: null,
		lastName: null,
		links: company.customerLinks,
	};
}

function ofPerson(person: DealContact): BilledParty {
	const billingEmail = text(person.billingEmail);
	const email = billingEmail ?? text(person.email);
	return {
		crmType: 'contact',
		crmId: person.id,
		url: person.url,
		name: text(person.billingName) ?? person.name,
		email,
		emailFrom: email === null ? null : billingEmail !== null ? 'billing' : 'own',
		phone: text(person.phone),
		address: person.address,
		country: countryCode(person.address.country),
		taxNumber: text(person.vatNumber),
		domain: null,
		paymentTerms: text(person.paymentTerms),
		firstName: text(person.firstName),
		lastName: text(person.lastName),
		links: person.customerLinks,
	};
}

function ownDomain(domain: string | null): string | null {
	const plain =
		text(domain)
			?.toLowerCase()
			.replace(/^https?:\/\//, '')
			.replace(/^www\./, '')
			.replace(/\/.*$/, '') ?? null;
	return plain === null || isFreeMail(plain) ? null : plain;
}

function text(value: string | null | undefined): string | null {
	const trimmed = value?.trim() ?? '';
	return trimmed === '' ? null : trimmed;
}
