import type { LedgerTraits } from '../model/ledgerTraits';
import type { Customer } from '../model/customer';
import type { DealLine } from '../model/dealLine';
import type { AmountsAre } from '../model/invoice';
import type { LedgerAccount, LedgerTaxRate, Organisation } from '../model/organisation';
import type { Check } from '../model/outcome';
import { countryCode, vatPrefixCountry } from './country';
import type { BilledParty } from './party';
import type { BillingSettings } from './settings';
import { systemWords } from './words';

/** What decides on tax besides the deal. */
export interface Books {
	organisation: Organisation;
	taxRates: LedgerTaxRate[];
	accounts: LedgerAccount[];
	traits: Pick<LedgerTraits, 'noTaxCode'>;
}

export interface TaxChoice {
	/** Tax code of the ledger; null leaves it to the ledger. */
	code: string | null;
	/** Percent of the code; null where there is none. */
	percent: number | null;
	reason: string;
	check?: Check;
}

/** Whether amounts hold tax: never in an organisation that is not registered for it. */
export function amountsAre(organisation: Organisation, settings: Pick<BillingSettings, 'pricesInclude'>): AmountsAre {
	return organisation.taxRegistered ? settings.pricesInclude : 'no_tax';
}

/**
 * Where the customer is, for tax: the CRM's address, else the ledger's, else what the VAT number's prefix tells; null
 * where nothing does.
 */
export function taxCountry(
	party: Pick<BilledParty, 'country' | 'taxNumber'> | null,
	customer: Customer,
): string | null {
	return (
		party?.country ??
		countryCode(customer.billingAddress.country) ??
		vatPrefixCountry(party?.taxNumber) ??
		vatPrefixCountry(customer.taxNumber)
	);
}

/**
 * Tax of a line: the first that speaks of a code set by a person or step, the customer's default in the ledger, the
 * matched item's, the account's (rules.md section 5). Item and account speak for home alone: a foreign customer without
 * a default gets the code of no tax, and a check. `account` is the one the line is booked on.
 */
export function chooseTax(
	line: Pick<DealLine, 'product' | 'tax'> | null,
	customer: Customer,
	books: Books,
	place: { account: string | null; country: string | null },
	settings: Pick<BillingSettings, 'homeTaxCode'>,
): TaxChoice {
	const { organisation } = books;
	if (!organisation.taxRegistered) {
		return { code: null, percent: 0, reason: `${organisation.name} is not registered for tax` };
	}
	const asked = line?.tax?.code ?? null;
	const usable = (code: string | null | undefined) => usableRate(code, books.taxRates);
	const set = usable(asked);
	if (set !== null) return chosen(set, line?.tax?.reason ?? 'set on the line');
	const check = asked === null ? undefined : unknownCode(asked, organisation);
	const byCustomer = usable(customer.taxCode);
	if (byCustomer !== null) return { ...chosen(byCustomer, `default of ${customer.name}`), check };
	const { country } = place;
	if (country !== null && country !== organisation.country) {
		return {
			code: books.traits.noTaxCode,
			percent: null,
			reason: `${customer.name} is in ${country} and has no default tax rate`,
			check: check ?? foreignCheck(customer, country),
		};
	}
	const home = atHome(line, books, place.account, country === null ? settings.homeTaxCode : null);
	return { ...home, check: check ?? (country === null ? unknownCountry(customer) : undefined) };
}

function atHome(
	line: Pick<DealLine, 'product'> | null,
	books: Books,
	account: string | null,
	homeTaxCode: string | null,
): TaxChoice {
	const bySetting = usableRate(homeTaxCode, books.taxRates);
	if (bySetting !== null) return chosen(bySetting, 'home tax rate of the settings');
	const byItem = usableRate(line?.product?.taxCode, books.taxRates);
	if (byItem !== null) return chosen(byItem, `sales tax of item ${line?.product?.code ?? ''}`.trim());
	const booked = books.accounts.find((candidate) => candidate.code === account);
	const byAccount = usableRate(booked?.taxCode, books.taxRates);
	if (byAccount !== null) return chosen(byAccount, `default of account ${account}`);
	return { code: null, percent: null, reason: `left to ${systemWords[books.organisation.ledger]}` };
}

function usableRate(code: string | null | undefined, taxRates: LedgerTaxRate[]): LedgerTaxRate | null {
	if (code === null || code === undefined || code === '') return null;
	return taxRates.find((rate) => rate.code === code && rate.active && rate.forSales) ?? null;
}

function chosen(rate: LedgerTaxRate, reason: string): TaxChoice {
	return { code: rate.code, percent: rate.percent, reason };
}

function unknownCode(code: string, organisation: Organisation): Check {
	return {
		code: 'tax_differs',
		what: `The tax code ${code} set on a line is not one for sales in ${organisation.name}`,
		todo: 'Choose the tax rate on the draft, and mend the step or row that set the code',
		by: 'finance',
	};
}

function foreignCheck(customer: Customer, country: string): Check {
	return {
		code: 'foreign_without_tax',
		what: `${customer.name} is in ${country} and has no default sales tax in ${systemWords[customer.ledger]}, so the draft has no tax rate`,
		todo: `Choose the tax rate on the draft, and set the sales tax default of ${customer.name} for the next time`,
		by: 'finance',
	};
}

function unknownCountry(customer: Customer): Check {
	return {
		code: 'country_unknown',
		what: `The country of ${customer.name} is not known, so home tax was taken`,
		todo: 'Set the country on the company, and check the tax rate on the draft',
		by: 'finance',
	};
}
