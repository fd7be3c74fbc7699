import type { LedgerTraits } from '../model/ledgerTraits';
import type { Customer } from '../model/customer';
import type { DealLine } from '../model/dealLine';
import type { AmountsAre } from '../model/invoice';
import type { LedgerAccount, LedgerTaxRate, Organisation } from '../model/organisation';
import type { Check, Hold } from '../model/outcome';
import { countryCode, vatPrefixCountry } from './country';
import type { BilledParty } from './party';
import type { BillingSettings } from './settings';
import type { DocumentWord } from './words';
import { systemWords } from './words';

/** What decides on tax besides the deal. */
export interface Books {
	organisation: Organisation;
	taxRates: LedgerTaxRate[];
	accounts: LedgerAccount[];
	traits: Pick<LedgerTraits, 'noTaxCode' | 'taxCodeRequired' | 'oneKindAbroad'>;
}

export interface TaxChoice {
	/** Tax code of the ledger; null leaves it to the ledger. */
	code: string | null;
	/** Percent of the code; null where there is none, or the ledger decides. */
	percent: number | null;
	reason: string;
	check?: Check;
	/** Set where the ledger takes no line without a code and none is known. */
	hold?: Hold;
}

/** What the tax of one line hangs on besides the line. */
export interface TaxPlace {
	/** The account it is booked on. */
	account: string | null;
	/** Where the customer is, see `taxCountry`. */
	country: string | null;
	/** What is made, as its ledger calls it. */
	document: DocumentWord;
	/** The line by its name. */
	name: string;
}

/**
 * Whether amounts hold tax: never in an organisation that is not registered for it, nor where the ledger decides on tax by
 * itself (checkChosen refuses prices with tax there).
 */
export function amountsAre(organisation: Organisation, settings: Pick<BillingSettings, 'pricesInclude'>): AmountsAre {
	if (!organisation.taxRegistered) return 'no_tax';
	return organisation.decidesTax ? 'exclusive' : settings.pricesInclude;
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
 * a default gets the code of no tax, and a check. Where a ledger takes no line without a code, what none speaks for is
 * held; where it decides on tax by itself, a line only says whether it is taxable.
 */
export function chooseTax(
	line: Pick<DealLine, 'product' | 'tax'> | null,
	customer: Customer,
	books: Books,
	place: TaxPlace,
	settings: Pick<BillingSettings, 'homeTaxCode'>,
): TaxChoice {
	const { organisation } = books;
	const ledger = systemWords[organisation.ledger];
	if (!organisation.taxRegistered) {
		return { code: null, percent: 0, reason: `${organisation.name} is not registered for tax` };
	}
	const asked = line?.tax?.code ?? null;
	const usable = (code: string | null | undefined) => usableRate(code, books.taxRates);
	const set = usable(asked);
	const check = asked === null || set !== null ? undefined : unknownCode(asked, organisation, place);
	if (organisation.decidesTax) {
		const taxable = set ?? usable(line?.product?.taxCode);
		const reason = `${ledger} decides on sales tax${taxable === null ? '' : `; the line is ${taxable.name}`}`;
		return { code: taxable?.code ?? null, percent: null, reason, check };
	}
	if (set !== null) return chosen(set, line?.tax?.reason ?? 'set on the line');
	const byCustomer = usable(customer.taxCode);
	if (byCustomer !== null) return { ...chosen(byCustomer, `default of ${customer.name}`), check };
	const { country } = place;
	if (country !== null && country !== organisation.country) {
		const reason = `${customer.name} is in ${country} and has no default tax rate`;
		const code = books.traits.noTaxCode;
		return books.traits.taxCodeRequired
			? { code: null, percent: null, reason, hold: foreignHold(customer, country) }
			: { code, percent: null, reason, check: check ?? foreignCheck(customer, country, place) };
	}
	const home = atHome(line, books, place, settings.homeTaxCode);
	return { ...home, check: check ?? (country === null ? unknownCountry(customer, place) : undefined) };
}

/** *Home Tax Rate* goes first where the country is only supposed to be home, and last where a code is required. */
function atHome(
	line: Pick<DealLine, 'product'> | null,
	books: Books,
	{ account, country, name }: TaxPlace,
	homeTaxCode: string | null,
): TaxChoice {
	const bySetting = usableRate(homeTaxCode, books.taxRates);
	if (bySetting !== null && country === null) return chosen(bySetting, 'home tax rate of the settings');
	const byItem = usableRate(line?.product?.taxCode, books.taxRates);
	if (byItem !== null) return chosen(byItem, `sales tax of item ${line?.product?.code ?? ''}`.trim());
	const booked = books.accounts.find((candidate) => candidate.code === account);
	const byAccount = usableRate(booked?.taxCode, books.taxRates);
	if (byAccount !== null) return chosen(byAccount, `default of account ${account}`);
	const ledger = systemWords[books.organisation.ledger];
	if (!books.traits.taxCodeRequired) return { code: null, percent: null, reason: `left to ${ledger}` };
	if (bySetting !== null) return chosen(bySetting, 'home tax rate of the settings');
	return { code: null, percent: null, reason: 'no tax rate is set', hold: missingHold(name, ledger) };
}

function usableRate(code: string | null | undefined, taxRates: LedgerTaxRate[]): LedgerTaxRate | null {
	if (code === null || code === undefined || code === '') return null;
	return taxRates.find((rate) => rate.code === code && rate.active && rate.forSales) ?? null;
}

function chosen(rate: LedgerTaxRate, reason: string): TaxChoice {
	return { code: rate.code, percent: rate.percent, reason };
}

function unknownCode(code: string, organisation: Organisation, { document }: TaxPlace): Check {
	return {
		code: 'tax_differs',
		what: `The tax code ${code} set on a line is not one for sales in ${organisation.name}`,
		todo: `Choose the tax rate on the ${document}, and mend the step or row that set the code`,
		by: 'finance',
	};
}

function foreignCheck(customer: Customer, country: string, { document }: TaxPlace): Check {
	return {
		code: 'foreign_without_tax',
		what: `${customer.name} is in ${country} and has no default sales tax in ${systemWords[customer.ledger]}, so the ${document} has no tax rate`,
		todo: `Choose the tax rate on the ${document}, and set the sales tax default of ${customer.name} for the next time`,
		by: 'finance',
	};
}

function foreignHold(customer: Customer, country: string): Hold {
	const ledger = systemWords[customer.ledger];
	return {
		code: 'tax_code_missing',
		what: `${customer.name} is in ${country} and has no default sales tax in ${ledger}, which takes no line without a tax rate`,
		todo: `Set the sales tax default of ${customer.name} in ${ledger}, or the tax code of the lines in a step before`,
		by: 'finance',
	};
}

function missingHold(name: string, ledger: string): Hold {
	return {
		code: 'tax_code_missing',
		what: `No tax rate is known for "${name}", and ${ledger} takes no line without one`,
		todo: `Set the sales tax of its item or account in ${ledger}, or choose 'Home Tax Rate' in the options`,
		by: 'finance',
	};
}

function unknownCountry(customer: Customer, { document }: TaxPlace): Check {
	return {
		code: 'country_unknown',
		what: `The country of ${customer.name} is not known, so home tax was taken`,
		todo: `Set the country on the company, and check the tax rate on the ${document}`,
		by: 'finance',
	};
}
